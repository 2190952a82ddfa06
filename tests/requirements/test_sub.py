"""Sending to the client (客户沟通规范): the acceptance examples of SUB-02 to SUB-10, and of RHY-02."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk import tick
from aedesk.desk.action import do
from aedesk.desk.deliveries.queries import unsigned, waiting
from aedesk.desk.errors import InvalidInput
from aedesk.desk.models import Delivery, DutyRow, Event, Notice
from aedesk.kit import clock

from .delivering import LOOKED, promised, ready, sent
from .doing import duty, fresh, issued, late_minutes, local, refused, version


@pytest.fixture(autouse=True)
def files(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


def test_sub_02_an_open_finding_keeps_it_from_being_sent(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-19 11:20")
    sheet = issued(house)
    made = version(house, sheet, "261119开盘报纸_设计稿_V1.pdf")
    facts = {"sheet": sheet.pk, "files": [made.pk], "recipients": [house.wang.pk]}
    it = do("delivery.open", house.lin, None, facts).result
    with refused("checked_before_sending") as reasons:
        do("delivery.send", house.lin, it)
    assert reasons() == ["还没有做发送前检查。"]
    still.set("2026-11-19 11:25")
    check = do("delivery.check", house.he, it, LOOKED | {"typos_found": ["“静奢近水”少了间隔号"]}).result
    with refused("checked_before_sending") as reasons:
        do("delivery.send", house.lin, it)
    assert reasons() == ["错别字：“静奢近水”少了间隔号"]
    still.set("2026-11-19 11:38")
    do("delivery.answer_finding", house.lin, check.findings.get(), {"answer": "fixed"})
    assert do("delivery.send", house.lin, it).result.state == "sent"
    assert check.person == house.he, "by a named person"


def test_sub_02_another_file_is_checked_anew(house: SimpleNamespace) -> None:
    it = ready(house)
    other = version(house, it.sheet, "261119开盘报纸_设计稿_V2.pdf")
    do("delivery.edit", house.lin, it, {"files": [other.pk]})
    with refused("checked_before_sending") as reasons:
        do("delivery.send", house.lin, it)
    assert reasons() == ["检查之后换过文件，请再检查一次。"]


def test_sub_02_the_machine_sees_a_file_that_is_not_what_its_name_says(house: SimpleNamespace) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sheet = issued(house)
    false = SimpleUploadedFile("261119海报.jpg", b"not a picture")
    made = do("attachment.add", house.tang, None, {"file": false, "sheet": sheet.pk}).result
    it = do(
        "delivery.open", house.lin, None, {"sheet": sheet.pk, "files": [made.pk], "recipients": [house.wang.pk]}
    ).result
    check = do("delivery.check", house.lin, it, LOOKED).result
    assert check.findings.get().by_machine and "JPG" in check.findings.get().what
    with pytest.raises(InvalidInput):
        do("delivery.answer_finding", house.lin, check.findings.get(), {"answer": "kept"})


@pytest.mark.parametrize(
    ("due_at", "at", "early", "late"),
    [
        ("2026-11-19 12:00", "2026-11-19 11:40", 20, 0),
        ("2026-11-17 17:00", "2026-11-17 17:50", 0, 50),
        ("2026-11-17 10:00", "2026-11-17 10:05", 0, 5),
        ("2026-11-17 10:00", "2026-11-17 10:00:00", 0, 0),
        ("2026-11-17 10:00", "2026-11-17 10:00:01", 0, 1),
    ],
)
def test_sub_03_early_or_late_against_the_promise_is_kept_in_minutes(
    house: SimpleNamespace, still: clock.Frozen, due_at: str, at: str, early: int, late: int
) -> None:
    promise = promised(house, due_at)
    it = sent(house, still, at, promise=promise.pk)
    assert it.late_minutes == (late or -early)
    assert fresh(promise).state == "kept" and fresh(promise).kept_at == clock.parse(at)
    assert f"{'迟' if late else '早'} {late or early} 分" in str(Event.objects.latest("seq").payload)


@pytest.mark.parametrize(
    ("at", "told", "late"),
    [
        ("2026-11-19 11:40", "2026-11-19 11:58", 0),
        ("2026-11-17 10:05", "2026-11-17 10:50", 15),
        ("2026-11-19 11:40", "2026-11-19 12:10:00", 0),
        ("2026-11-19 11:40", "2026-11-19 12:10:01", 1),
    ],
)
def test_sub_04_the_client_is_told_within_thirty_minutes(
    house: SimpleNamespace, still: clock.Frozen, at: str, told: str, late: int
) -> None:
    it = sent(house, still, at)
    still.set(told)
    do("delivery.tell_client", house.lin, it)
    row = duty("tell_client", it)
    assert -(-row.late_seconds // 60) == late
    assert (row.due_at - it.sent_at).total_seconds() == 30 * 60 and (
        row.warn_at - it.sent_at
    ).total_seconds() == 20 * 60


def test_sub_04_told_afterwards_counts_from_when_it_was_said(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = sent(house, still, "2026-11-19 11:40")
    still.set("2026-11-19 14:00")
    with pytest.raises(InvalidInput):
        do("delivery.tell_client", house.lin, it, {"at": "2026-11-19 11:30"})
    do("delivery.tell_client", house.lin, it, {"at": "2026-11-19 11:58"})
    assert duty("tell_client", it).late_seconds == 0


def test_sub_04_what_is_handed_over_on_site_needs_no_telling(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = sent(house, still, "2026-11-19 14:30", channel="onsite")
    assert not DutyRow.objects.filter(rule="tell_client").exists() and it.told_at == it.sent_at


def test_sub_05_the_points_are_talked_through_the_same_day(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = sent(house, still, "2026-11-19 11:40")
    assert local(duty("talk_points", it).due_at) == "11-19 18:00"
    still.set("2026-11-19 14:30")
    do("delivery.talk", house.lin, it, {"about": "临水的画面最先看到"})
    assert duty("talk_points", it).late_seconds == 0


def test_sub_05_no_talk_by_six_is_late(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = sent(house, still, "2026-11-19 14:00", sheet=issued(house, job_type="packaging"))
    still.set("2026-11-19 18:10")
    do("delivery.talk", house.lin, it)
    assert late_minutes(duty("talk_points", it)) == 10


def test_sub_05_a_flyer_needs_no_talk(house: SimpleNamespace, still: clock.Frozen) -> None:
    sent(house, still, "2026-11-19 14:00", sheet=issued(house, job_type="flyer"))
    assert not DutyRow.objects.filter(rule="talk_points").exists()


@pytest.mark.parametrize(
    ("at", "answered", "state"),
    [
        ("2026-11-17 10:05", "2026-11-17 16:40", "same_day"),
        ("2026-11-18 16:30", "2026-11-19 09:20", "later"),
        ("2026-11-17 10:05", "2026-11-17 18:00:00", "same_day"),
        ("2026-11-17 10:05", "2026-11-17 18:00:01", "later"),
        ("2026-11-12 15:00", "", "none"),
    ],
)
def test_sub_06_the_day_of_the_feedback_is_kept_as_a_state(
    house: SimpleNamespace, still: clock.Frozen, at: str, answered: str, state: str
) -> None:
    it = sent(house, still, at)
    assert it.feedback_state == "", "the day still runs"
    assert duty("same_day_answer", it).soft
    still.set(answered or "2026-11-12 18:00:01")
    it.answered_at = clock.now() if answered else None
    assert it.feedback_state == state


@pytest.mark.parametrize(
    ("rule", "told_at"),
    [
        ("same_day_answer", {"17:00:00": "快到时间"}),  # soft
        ("talk_points", {"17:00:00": "快到时间", "18:00:01": "已超时"}),
    ],
)
def test_sub_06_the_same_day_answer_nudges_before_its_time_and_is_never_told_late(
    house: SimpleNamespace, still: clock.Frozen, rule: str, told_at: dict[str, str]
) -> None:
    sent(house, still, "2026-11-17 10:05")
    heard: dict[str, str] = {}
    for at in ("16:59:59", "17:00:00", "18:00:00", "18:00:01", "23:59:00"):
        still.set(f"2026-11-17 {at}")
        tick.remind()
        for one in Notice.objects.filter(rule=rule, person=house.lin, at=clock.now()):
            heard[at] = one.says_zh.partition("：")[0]
    assert heard == told_at


def test_sub_08_what_is_handed_over_at_a_meeting_waits_for_a_signature(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    it = sent(house, still, "2026-11-19 14:30", channel="onsite")
    assert list(unsigned(house.lin, house.c1)) == [it]


def test_sub_09_three_remote_sendings_wait_for_the_next_receipt(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = issued(house)
    for day in ("12", "16", "17"):
        sent(house, still, f"2026-11-{day} 15:00", sheet=sheet, name=f"2611{day}户外大牌_设计稿.pdf")
    assert [one.receipt_state for one in unsigned(house.lin, house.c1)] == ["pending"] * 3
    assert not unsigned(house.shao, house.c1), "not through the wall"


@pytest.mark.parametrize(
    ("at", "due", "chased", "late"),
    [
        ("2026-11-12 15:00", "11-16 10:00", "2026-11-16 15:30", 330),
        ("2026-11-16 09:50", "11-19 09:50", "2026-11-18 10:15", 0),
        ("2026-11-12 15:00", "11-16 10:00", "2026-11-16 10:00:00", 0),
        ("2026-11-12 15:00", "11-16 10:00", "2026-11-16 10:00:01", 1),
    ],
)
def test_sub_10_an_unanswered_sending_is_chased_after_three_days(
    house: SimpleNamespace, still: clock.Frozen, at: str, due: str, chased: str, late: int
) -> None:
    it = sent(house, still, at)
    assert local(duty("chase_answer", it).due_at) == due
    still.set(chased)
    do("delivery.chase", house.lin, it, {"how": "phone"})
    row = DutyRow.objects.get(rule="chase_answer", state="done")
    assert -(-row.late_seconds // 60) == late
    again = DutyRow.objects.get(rule="chase_answer", state="open")
    assert again.due_at > row.due_at and fresh(it).chases == 1, "still nothing: again three days later"


def test_how_a_client_was_chased_is_never_empty(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = sent(house, still, "2026-11-12 15:00")
    still.set("2026-11-16 10:00")
    with pytest.raises(InvalidInput) as refused_:
        do("delivery.chase", house.lin, it, {"how": ""})
    assert set(refused_.value.fields) == {"how"} and fresh(it).chases == 0
    do("delivery.chase", house.lin, it, {})
    assert "电话催" in Event.objects.filter(action="delivery.chase").latest("seq").payload


def test_rhy_02_it_stands_on_the_lists_of_friday_and_monday(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = sent(house, still, "2026-11-12 15:00")
    for day, hours in (("13", 18), ("16", 90)):
        still.set(f"2026-11-{day} 09:00")
        assert [(one.it, one.hours) for one in waiting(house.lin)] == [(it, hours)]
    still.set("2026-11-17 09:00")
    assert waiting(house.lin) == []
    Delivery.objects.update(answered_at=clock.now())
    still.set("2026-11-13 09:00")
    assert waiting(house.lin) == []
