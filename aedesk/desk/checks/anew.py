"""A version is judged again by itself when its order has changed since: the sheet, the signed copy, the facts, a limit."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import islice
from typing import Any

from aedesk.kit import clock
from aedesk.preflight.spec import Facts

from ..artwork.models import Attachment
from ..writing import writing
from . import queries
from .models import ArtworkCheck
from .ordering import as_data, facts_of, spec_of

LOOKED_BACK = timedelta(days=60)  # versions older than this are judged again when somebody asks
AT_ONCE = 50


def renew() -> int:
    """The worker's chore: versions in work whose verdict is by an older order wait for a new one; how many do."""
    known: dict[int, Facts] = {}
    outdated = (it for it in in_work() if is_outdated(it, known))
    made = [ArtworkCheck(client_id=it.client_id, attachment=it, sha256=it.file_id) for it in islice(outdated, AT_ONCE)]
    if made:
        with writing():
            ArtworkCheck.objects.bulk_create(made)
    return len(made)


def in_work() -> Any:
    """The newest versions of jobs under way; what is released stays as it was judged."""
    rows = Attachment.objects.filter(
        sheet__state="issued",
        removed_at=None,
        replaced_by=None,
        releases=None,
        created_at__gte=clock.now() - LOOKED_BACK,
    )
    return rows.select_related("project", "sheet").order_by("pk")


def is_outdated(it: Attachment, known: dict[int, Facts]) -> bool:
    """Whether the version's last verdict was given by another order than the one that stands now."""
    check = queries.latest(it)
    if check is None or check.state != "done":
        return False
    if it.project_id not in known:
        known[it.project_id] = facts_of(it.project)
    return same(check.order) != same(as_data(spec_of(it, check.row, known[it.project_id])))


def same(order: dict[str, Any]) -> str:
    """An order as text, alike whether it has been through the database or not."""
    return json.dumps(order, sort_keys=True, ensure_ascii=False)
