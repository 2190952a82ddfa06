"""A delivery says how its files stand on the client's receipts (SUB-09)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import WrongState
from aedesk.kit import clock
from tests.desk.receipts.sent import opened, signed
from tests.requirements.delivering import sent
from tests.requirements.doing import fresh


@pytest.fixture(autouse=True)
def files(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


def test_pending_then_listed_then_signed(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = sent(house, still, "2026-11-16 11:40")
    assert it.receipt_state == "pending"
    still.set("2026-11-16 14:00")
    receipt = opened(house)
    assert fresh(it).receipt_state in ("pending", "listed")
    signed(house, receipt)
    assert fresh(it).receipt_state == "signed"
    with pytest.raises(WrongState):
        do("delivery.unsend", house.lin, it, {"reason": "记错了"})
