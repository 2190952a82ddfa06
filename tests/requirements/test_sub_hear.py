"""What the client says (客户沟通规范): the acceptance example of each requirement on feedback, and its edges."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, WrongState
from aedesk.desk.models import DutyRow, Project
from aedesk.kit import clock
from aedesk.reports.today import today
from tests.desk.hearing import a_delivery, changes, hear, tell
from tests.desk.work import a_sheet

from .doing import duty, fresh, late_minutes, local, log, page, refused, told


@pytest.mark.parametrize(
    ("sent", "said", "answer"),
    [
        ("11-17 10:05", "11-17 16:40", "same_day"),
        ("11-17 10:05", "11-17 18:00:00", "same_day"),
        ("11-17 10:05", "11-17 18:00:01", "later"),
        ("11-18 16:30", "11-19 09:20", "later"),
    ],
)
def test_sub_06_an_answer_is_of_the_same_day_or_a_later_one(
    house: SimpleNamespace, still: clock.Frozen, sent: str, said: str, answer: str
) -> None:
    delivery = a_delivery(house, at=f"2026-{sent}")
    still.set(f"2026-{said}")
    hear(house, delivery=delivery.pk)
    assert fresh(delivery).feedback_state == answer


def test_sub_06_the_first_answer_counts_and_none_comes_before_the_sending(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    delivery = a_delivery(house, at="2026-11-17 10:05")
    still.set("2026-11-17 17:00")
    hear(house, delivery=delivery.pk)
    hear(house, delivery=delivery.pk, received_at="2026-11-17 16:40")
    hear(house, delivery=delivery.pk)
    assert local(fresh(delivery).answered_at) == "11-17 16:40"
    for field, value in (("received_at", "2026-11-17 10:00"), ("received_at", "2026-11-17 17:30")):
        with pytest.raises(InvalidInput) as wrong:
            hear(house, delivery=delivery.pk, **{field: value})
        assert field in wrong.value.fields


def test_sub_07_feedback_of_16_40_is_passed_on_in_time_and_everybody_on_the_job_hears(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    sheet = a_sheet(house)
    still.set("2026-11-17 16:44")
    it = hear(house, sheet=sheet.pk, received_at="2026-11-17 16:40")
    row = duty("relay", it)
    assert (local(row.due_at), row.person, row.does) == ("11-17 17:40", house.lin, "feedback.relay")
    still.set("2026-11-17 17:20")
    relay = tell(house, it)
    assert (duty("relay", it).state, late_minutes(row)) == ("done", 0)
    assert relay.told == [house.he.pk, house.tang.pk, house.duan.pk]
    assert all(any("水线连上了" in line for line in told(one)) for one in (house.he, house.tang, house.duan))


@pytest.mark.parametrize(("at", "seconds"), [("17:40:00", 0), ("17:40:01", 1)])
def test_sub_07_on_the_minute_is_in_time_and_the_second_after_is_late(
    house: SimpleNamespace, still: clock.Frozen, at: str, seconds: int
) -> None:
    still.set("2026-11-17 16:40")
    it = hear(house)
    still.set(f"2026-11-17 {at}")
    tell(house, it)
    assert duty("relay", it).late_seconds == seconds


def test_sub_07_feedback_of_11_15_passed_on_at_12_40_is_25_minutes_late(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-18 11:15")
    it = hear(house)
    still.set("2026-11-18 12:40")
    tell(house, it)
    assert late_minutes(duty("relay", it)) == 25


def test_sub_07_an_evening_word_waits_for_the_morning_unless_the_clock_runs_through(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-18 21:40")
    assert local(duty("relay", hear(house)).due_at) == "11-19 10:00"
    Project.objects.filter(pk=house.p02.pk).update(
        milestone_from=clock.parse("2026-11-18 00:00"), milestone_until=clock.parse("2026-11-28 23:59")
    )
    assert local(duty("relay", hear(house)).due_at) == "11-18 22:40"


def test_sub_07_who_has_read_it_and_when_is_seen_and_who_is_late(house: SimpleNamespace, still: clock.Frozen) -> None:
    sheet = a_sheet(house)
    still.set("2026-11-17 10:00")
    relay = tell(house, hear(house, sheet=sheet.pk))
    rows = {row.person: row for row in DutyRow.objects.filter(rule="read_relay", object_id=relay.pk)}
    assert set(rows) == {house.he, house.tang, house.duan}
    assert any(line.rule == "read_relay" for line in today(house.tang).lines), "it stands on their own day"
    still.set("2026-11-17 12:00")
    do("relay.read", house.he, relay)
    still.set("2026-11-17 12:10")
    shown = page(house.lin, f"/feedback/{relay.feedback_id}/")
    assert "何一苇" in shown and "11-17 12:00" in shown and "还没看" in shown
    do("relay.read", house.tang, relay)
    assert {row.person: (row.state, row.late_seconds) for row in DutyRow.objects.filter(rule="read_relay")} == {
        house.he: ("done", 0), house.tang: ("done", 600), house.duan: ("open", 0),
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        do("relay.read", house.lin, relay)


def test_sub_07_nobody_passes_the_same_word_on_twice(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-17 16:45")
    note = log(house, ended_at="2026-11-17 16:40", for_team=True, is_read_back=True)
    still.set("2026-11-17 16:50")
    it = hear(house, note=note.pk, project=None, contact=None)
    assert (it.project, it.contact, local(it.received_at)) == (house.p02, house.wang, "11-17 16:40")
    assert duty("relay", note).state == "cancelled" and local(duty("relay", it).due_at) == "11-17 17:40"
    still.set("2026-11-17 17:00")
    tell(house, it)
    assert not DutyRow.objects.filter(rule="relay", state="open").exists()


def test_sub_07_a_note_passed_on_already_leaves_nothing_to_pass_on(house: SimpleNamespace, still: clock.Frozen) -> None:
    still.set("2026-11-17 16:45")
    note = log(house, ended_at="2026-11-17 16:40", for_team=True, is_read_back=True)
    before = hear(house, note=note.pk)
    do("note.relay", house.lin, note, {"reason": "夜里看不清"})
    assert duty("relay", before).state == "done"
    after = hear(house, note=note.pk)
    assert not DutyRow.objects.filter(rule="relay", noun="feedback", object_id=after.pk).exists()


def test_sub_11_the_relay_holds_the_clients_words_and_an_edit_makes_a_new_wording(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 16:40")
    words = "  Logo 放大。\n  水线别动，\t李总喜欢。"
    it = hear(house, words=words, marks=["0-5", "11-13", "4-7"])
    assert it.words == words.strip() and it.marks == [[0, 7], [11, 13]]
    assert [text for text, marked in it.parts if marked] == ["Logo 放大", "水线"]
    relay = tell(house, it)
    assert relay.says == it.words
    still.set("2026-11-17 17:00")
    do("feedback.edit", house.lin, it, {"words": "Logo 放大一点。"}, version=fresh(it).version)
    it = fresh(it)
    assert (it.wording, it.marks, fresh(relay).says) == (2, [], relay.says)
    assert [(one.number, one.words) for one in it.wordings.order_by("number")] == [
        (1, words.strip()),
        (2, "Logo 放大一点。"),
    ]
    shown = page(house.he, f"/feedback/{it.pk}/")
    assert "Logo 放大一点。" in shown and "李总喜欢" in shown, "both can be read"
    assert local(DutyRow.objects.get(rule="relay", state="open").due_at) == "11-17 18:00", "the new words are owed, too"


def test_sub_11_before_the_team_has_heard_a_slip_of_the_pen_is_put_right(house: SimpleNamespace) -> None:
    it = hear(house)
    do("feedback.edit", house.lin, it, {"words": "水线连上了，李总说好。", "marks": ["0-2"]})
    assert (fresh(it).wording, [one.words for one in it.wordings.all()]) == (1, ["水线连上了，李总说好。"])
    for marks in (["3-3"], ["0-99"], ["水线"]):
        with pytest.raises(InvalidInput):
            do("feedback.edit", house.lin, it, {"marks": marks})


def test_sub_12_a_bigger_logo_without_a_reason_is_not_passed_on_but_may_be_asked_about(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 16:40")
    it = hear(house, items=[{"what": "Logo放大"}])
    with refused("relay_with_reason") as why:
        tell(house, it)
    assert why() == ["“Logo放大”没有理由：写理由，或标为待问。"]
    (item,) = changes(it)
    do("changeitem.edit", house.lin, item, {"must_ask": True})
    assert local(duty("ask_why", item).due_at) == "11-18 16:40"
    tell(house, it)
    still.set("2026-11-18 16:40:00")
    do("changeitem.explain", house.lin, item, {"why": "门头在逆光里，看不见"})
    assert (duty("ask_why", item).state, duty("ask_why", item).late_seconds) == ("done", 0)
    assert any("门头在逆光里" in line for line in told(house.he))
    with pytest.raises(WrongState):
        do("changeitem.explain", house.lin, item, {"why": "再说一遍"})


def test_sub_12_a_change_marked_at_once_is_asked_within_the_day(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = hear(
        house,
        items=[{"what": "Logo放大", "must_ask": True}, {"what": "日期放大", "why": "要一眼看到", "must_ask": True}],
    )
    asked, reasoned = changes(it)
    assert duty("ask_why", asked).state == "open" and not reasoned.must_ask
    do("changeitem.edit", house.lin, asked, {"why": "门头看不见"})
    assert duty("ask_why", asked).state == "cancelled" and not fresh(asked).must_ask


def test_sub_13_one_side_only_asks_whether_there_was_nothing_good(house: SimpleNamespace) -> None:
    it = hear(house, good="")
    with refused("relay_both_sides") as why:
        tell(house, it)
    assert why() == ["客户有无肯定之处？"]
    assert "客户有无肯定之处？" in page(house.lin, f"/feedback/{it.pk}/")
    relay = tell(house, it, one_sided=True)
    assert (relay.good, relay.bad) == ("", "B 段楼太暗")
    both = tell(house, hear(house))
    assert (both.good, both.bad) == ("水线连上了", "B 段楼太暗")
