"""Rounds of changes, what lies behind a wish, and what waits for an answer: the examples of SUB-17, SUB-18 and RHY-02."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, WrongState
from aedesk.desk.models import Feedback, Request
from aedesk.kit import clock
from aedesk.reports.today import today
from aedesk.rulebook.behind import hints
from tests.desk.hearing import a_delivery, changes, hear, tell
from tests.desk.work import a_sheet

from .doing import fresh, page


def test_sub_17_the_fourth_round_of_three_is_beyond_the_contract_and_offers_a_quotation(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    sheet = a_sheet(house)
    do("project.edit", house.lin, house.p02, {"included_rounds": 3})
    for day in ("13", "16", "17"):
        still.set(f"2026-11-{day} 10:00")
        third = hear(house, sheet=sheet.pk)
    assert (fresh(third).round, fresh(third).is_beyond) == (3, False)
    with pytest.raises(WrongState):
        do("feedback.quote", house.lin, third)
    still.set("2026-11-18 10:00")
    hear(house, sheet=sheet.pk, items=[])  # praise is no round
    it = fresh(hear(house, sheet=sheet.pk))
    assert (it.round, it.is_beyond) == (4, True)
    shown = page(house.lin, f"/feedback/{it.pk}/")
    assert "超出合同轮次" in shown and "/do/feedback.quote/" in shown
    do("feedback.quote", house.lin, it)
    request = Request.objects.get()
    assert request == fresh(it).quotation and "超轮报价" in request.title and "第 4 轮" in request.title
    with pytest.raises(WrongState):
        do("feedback.quote", house.lin, it)


def test_sub_17_words_about_one_delivery_are_one_round_and_our_own_fault_is_none(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    delivery = a_delivery(house, sheet)
    same = [hear(house, delivery=delivery.pk) for _ in range(2)]
    fault = hear(house, items=[{"what": "电话错了一位", "why": "印错", "cause": "ours"}], sheet=sheet.pk)
    later = hear(house, sheet=sheet.pk)
    assert [fresh(one).round for one in (*same, fault, later)] == [1, 1, 0, 2]


def test_sub_17_what_the_client_takes_back_makes_no_round_and_says_why(house: SimpleNamespace) -> None:
    sheet = a_sheet(house)
    first, second = (hear(house, sheet=sheet.pk) for _ in range(2))
    (item,) = changes(first)
    with pytest.raises(InvalidInput) as wrong:
        do("changeitem.settle", house.lin, item, {"outcome": "withdrawn"})
    assert "outcome_why" in wrong.value.fields
    do("changeitem.settle", house.lin, item, {"outcome": "withdrawn", "outcome_why": "夜景打样后客户觉得够亮"})
    assert [fresh(one).round for one in (first, second)] == [0, 1]
    assert fresh(item).settled_by == house.lin


def test_sub_17_without_a_figure_no_round_is_beyond_and_the_clients_card_speaks_for_the_project(
    house: SimpleNamespace,
) -> None:
    sheet = a_sheet(house)
    it = fresh(hear(house, sheet=sheet.pk))
    assert not it.is_beyond
    do("client.edit", house.lin, house.c1, {"included_rounds": 0})
    assert Feedback.objects.get(pk=it.pk).is_beyond


@pytest.mark.parametrize("words", ["放大Logo", "logo 再大一点", "LOGO太小了", "Please make it bigger, the logo"])
def test_sub_18_a_bigger_logo_shows_what_may_lie_behind_it(house: SimpleNamespace, words: str) -> None:
    assert "logo" in [hint.code for hint in hints(words)]
    shown = page(house.lin, f"/feedback/hints/?words={words}", part=True)
    assert "放大 Logo" in shown and "一眼" in shown
    assert "“放大 Logo”" not in page(house.lin, "/feedback/hints/?words=水线连上了", part=True)


def test_sub_18_what_lies_behind_goes_to_the_team(house: SimpleNamespace) -> None:
    assert tell(house, hear(house)).behind == "夜里路过也要认得出"


def test_rhy_02_sent_on_thursday_stands_on_the_lists_of_friday_and_monday_until_answered(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    delivery = a_delivery(house, at="2026-11-12 15:00")
    listed = {}
    for day in ("12 16", "13 09", "16 09", "17 09"):
        still.set(f"2026-11-{day}:00")
        listed[day] = [one.pk for one in today(house.lin).unanswered]
    assert listed == {"12 16": [delivery.pk], "13 09": [delivery.pk], "16 09": [delivery.pk], "17 09": []}
    still.set("2026-11-13 09:00")
    assert [one.hours for one in today(house.lin).unanswered] == [18]
    assert "近三天已发未回" in page(house.lin, "/")
    assert today(house.shao).unanswered == []
    hear(house, delivery=delivery.pk)
    assert today(house.lin).unanswered == []
