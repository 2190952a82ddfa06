"""Deliveries as the acceptance tests need them: ready to go, or sent at a moment."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from aedesk.desk.action import do
from aedesk.desk.models import Delivery, Promise
from aedesk.kit import clock

from .doing import issued, version

LOOKED = {"size": True, "typos": True, "format": True}


def ready(
    house: SimpleNamespace, name: str = "261119开盘报纸_设计稿_V1.pdf", *, sheet: Any = None, **more: Any
) -> Delivery:
    """A delivery of 林晓岚's to 王主管 with one version, checked."""
    sheet = sheet or issued(house)
    made = version(house, sheet, name)
    facts = {"sheet": sheet.pk, "files": [made.pk], "recipients": [house.wang.pk]} | more
    it = do("delivery.open", house.lin, None, facts).result
    do("delivery.check", house.lin, it, LOOKED)
    return it


def sent(house: SimpleNamespace, still: clock.Frozen, at: str, **more: Any) -> Delivery:
    still.set(at)
    return do("delivery.send", house.lin, ready(house, **more)).result


def promised(house: SimpleNamespace, due_at: str) -> Promise:
    return Promise.objects.create(
        client=house.c1, project=house.p02, what="开盘报纸初稿", by=house.lin, due_at=clock.parse(due_at), to=house.wang
    )
