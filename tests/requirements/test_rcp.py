"""The delivery receipt 签收单 (RCP) by its acceptance examples."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput
from aedesk.desk.models import Counter, Receipt, ReceiptSeal
from aedesk.desk.receipts import queries
from aedesk.desk.receipts.gathering import lines_of
from aedesk.kit import clock
from aedesk.papers.receipt import receipt as paper_of
from aedesk.reports.today import today
from tests.desk.receipts.sent import a_sending, answers, body, opened, signed
from tests.papers import paper


def test_rcp_01_the_receipt_has_number_code_and_signature_and_the_scan_its_hash(
    house: SimpleNamespace, still: clock.Frozen, settings: Any, tmp_path: Path
) -> None:
    """R-2611-07 signed 11-19 16:10; scan hash stored."""
    settings.FILES = tmp_path
    Counter.objects.create(key="receipt:2611", value=6)
    a_sending(house, "261112大牌_V2.jpg")
    still.set("2026-11-19 16:00")
    receipt = opened(house)
    still.set("2026-11-19 16:10")
    scan = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed")
    do("receipt.sign_paper", house.lin, receipt, {"signer_name": "王主管", "answers": answers(receipt), "file": scan})
    kept = Receipt.objects.get()
    assert (kept.number, f"{clock.shanghai(kept.signed_at):%m-%d %H:%M}") == ("R-2611-07", "11-19 16:10")
    assert kept.scan is not None and (tmp_path / kept.scan.sha256[:2] / kept.scan.sha256).exists()
    assert kept.scan.sha256 in ReceiptSeal.objects.get().body


def test_rcp_02_client_project_items_date_and_feedback_per_line(house: SimpleNamespace, still: clock.Frozen) -> None:
    """Line without feedback → prompt "意见:无"."""
    a_sending(house, "261112大牌_设计稿_V2.jpg", "261112海报_设计稿_V1.jpg")
    receipt = opened(house)
    given = body(receipt)
    given["answers"][0]["feedback"] = "水线再高一点"
    given["answers"][1]["feedback"] = ""
    with pytest.raises(InvalidInput) as prompted:
        do("receipt.sign", house.lin, receipt, given)
    assert prompted.value.fields["answers"].zh == "第 2 行没有意见，请写“无”。"
    do("receipt.sign", house.lin, receipt, given | {"no_remarks": True})
    said = paper.words(paper_of(house.lin, receipt.pk, "zh").content)
    for words in (
        "R-2611-01",
        house.c1.name,
        "P02 澜庭二期开盘",
        "261112大牌_设计稿_V2.jpg",
        "水线再高一点",
        "无",
        "2026-11-16 09:00",
        "王主管",
        "签收确认",
    ):
        assert words.replace(" ", "") in said.replace("\n", ""), words


def test_rcp_03_the_receipt_for_a_meeting_is_found_with_its_lines(house: SimpleNamespace) -> None:
    """Checklist 11-19 shows R-2611-07 with 4 lines: the meeting kit asks for the client's open receipt."""
    assert queries.open_receipt_of(house.c1) is None
    a_sending(house, *(f"26111{n}文件.jpg" for n in range(4)))
    receipt = opened(house)
    found = queries.open_receipt_of(house.c1)
    assert found == receipt and len(lines_of(receipt)) == 4


def test_rcp_04_unsigned_items_age_by_client_until_signed(house: SimpleNamespace, still: clock.Frozen) -> None:
    """Item of 11-12 unsigned on 11-19 → 7 days."""
    a_sending(house, "261112大牌_V2.jpg", at="2026-11-12 15:00", receipt_state="pending")
    for day, shown in (("15", False), ("16", True)):
        still.set(f"2026-11-{day} 10:00")
        assert any(line.key == f"unsigned:{house.c1.pk}" for line in today(house.lin).lines) is shown
    still.set("2026-11-19 10:00")
    [place] = queries.owing(house.lin)
    assert place.days(clock.now()) == 7
    [line] = [line for line in today(house.lin).lines if line.key == f"unsigned:{house.c1.pk}"]
    assert (line.title, line.tone(clock.now())) == ("1 个文件，最久 7 天", "warn")
    assert line.tap is not None and line.tap.code == "receipt.open"
    still.set("2026-11-20 10:00")
    assert next(line for line in today(house.lin).lines if line.key == f"unsigned:{house.c1.pk}").is_late(clock.now())
    signed(house, opened(house))
    assert queries.owing(house.lin) == []
    assert not any(line.key == f"unsigned:{house.c1.pk}" for line in today(house.lin).lines)
