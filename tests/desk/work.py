"""Issued sheets and requests for tests of work, made directly so that no other slice is in the way."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.errors import Refused
from aedesk.desk.models import JobSheet, Request, Signature
from aedesk.kit import clock


def refusing(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {refusal.gate.code for refusal in refused.value.refusals}


def a_request(house: SimpleNamespace, number: int = 21, **more: Any) -> Request:
    return Request.objects.create(
        client=house.c1, project=house.p02, number=number, title="开盘报纸", ae=house.lin, **more
    )


def a_sheet(
    house: SimpleNamespace,
    *,
    state: str = "issued",
    number: str = "261116-P02-014",
    signs: str = "copy design review",
    **more: Any,
) -> JobSheet:
    """A sheet of 何一苇 and 唐予 in a state, with these signatures under it."""
    facts = {
        "title": "开盘报纸",
        "copywriter": house.he,
        "designer": house.tang,
        "finished_artist": house.duan,
        "stage": "copy",
    } | more
    sheet = JobSheet.objects.create(
        client=house.c1, project=house.p02, ae=house.lin, state=state, number=number or None,
        issued_at=clock.now() if state == "issued" else None, **facts,
    )  # fmt: skip
    for sign in signs.split():
        person = {"copy": house.he, "design": house.tang, "review": house.song}[sign]
        Signature.objects.create(sheet=sheet, sign=sign, person=person)
    return sheet
