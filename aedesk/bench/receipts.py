"""Receipts ready to be signed, for measuring a signature: four files each, as a client gets them at a meeting."""

from __future__ import annotations

import json
from math import sin
from typing import Any

from aedesk.desk.people.models import Person
from aedesk.desk.projects.models import Project
from aedesk.desk.receipts.models import Receipt, ReceiptLine
from aedesk.kit import clock

FILES = 4
DRAWN = json.dumps([[[60 + 4 * n, int(200 + 120 * sin(n / 7))] for n in range(200)]])
SIGNED: dict[str, Any] = {"signer_name": "王主管", "how": "drawn", "ink": DRAWN, "no_remarks": "on"}


def to_sign(person: Person, many: int) -> list[int]:
    """So many open receipts of a client of this person; their ids."""
    project = Project.objects.filter(ae=person, state="running").order_by("pk")[0]
    about: dict[str, Any] = {"client_id": project.client_id, "created_by": person}
    made = Receipt.objects.bulk_create(Receipt(**about, ae=person, number=f"R-bn-{n:05d}") for n in range(many))
    ReceiptLine.objects.bulk_create(
        ReceiptLine(
            **about, receipt=receipt, project=project, name=f"261119提案{n}_设计稿_V1.pdf", sha256=f"{n:064d}", channel="onsite",
            medium="print", sent_at=clock.now(),
        )
        for receipt in made
        for n in range(FILES)
    )  # fmt: skip
    return [receipt.pk for receipt in made]
