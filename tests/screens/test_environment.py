"""How moments, lengths of time, money and sizes read on a page, in both languages."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.template import engines

from aedesk.doors.web.environment import (
    ago,
    as_input,
    day,
    dt,
    due_state,
    dur,
    face,
    hm,
    mm,
    money,
    span,
    tint,
    tone,
)  # fmt: skip
from aedesk.kit import clock
from aedesk.kit.text import speaking

pytestmark = pytest.mark.usefixtures("still")  # Monday 2026-11-16 09:00 in Shanghai


def at(text: str) -> datetime:
    return clock.parse(text)


def test_a_day_names_its_weekday_in_both_languages() -> None:
    assert day(date(2026, 11, 20)) == "11月20日 周五"
    with speaking("en"):
        assert day(date(2026, 11, 20)) == "Fri 20 Nov"


def test_a_day_of_another_year_says_which() -> None:
    assert day(date(2027, 1, 3)) == "2027年1月3日 周日"
    assert dt(at("2027-01-03 09:10")) == "2027-01-03 09:10"
    assert dt(at("2026-11-20 16:30")) == "11-20 16:30"


def test_moments_are_told_in_shanghai_time() -> None:
    afternoon_in_london = datetime.fromisoformat("2026-11-19T16:05:00+00:00")
    assert dt(afternoon_in_london) == "11-20 00:05"
    assert hm(afternoon_in_london) == "00:05"
    assert day(afternoon_in_london) == "11月20日 周五"
    assert as_input(afternoon_in_london, "datetime") == "2026-11-20T00:05"


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (0, "0 分", "0 min"),
        (5, "5 分", "5 min"),
        (60, "1 小时", "1 h"),
        (65, "1 小时 5 分", "1 h 5 min"),
        (-65, "\u22121 小时 5 分", "\u22121 h 5 min"),
        (timedelta(hours=2), "2 小时", "2 h"),
    ],
)
def test_a_length_of_time_has_hours_and_minutes(minutes: float, zh: str, en: str) -> None:
    assert dur(minutes) == zh
    with speaking("en"):
        assert dur(minutes) == en


def test_from_two_days_on_only_days_are_counted() -> None:
    assert span(48 * 3600 - 60) == "47 小时 59 分"
    assert span(48 * 3600) == "2 天"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-16 08:59:30", "刚刚"),
        ("2026-11-16 08:55", "5 分前"),
        ("2026-11-15 10:00", "23 小时前"),
        ("2026-11-15 08:00", "昨天 08:00"),
        ("2026-11-12 08:00", "11-12 08:00"),
    ],
)
def test_what_happened_is_told_by_how_long_ago(moment: str, words: str) -> None:
    assert ago(at(moment)) == words


def test_a_deadline_turns_amber_at_its_warning_and_red_the_second_after_it(still: clock.Frozen) -> None:
    due, warn = at("2026-11-16 09:30"), at("2026-11-16 09:20")
    assert due_state(due, warn) == ("calm", "还剩 30 分")
    still.set("2026-11-16 09:19:59")
    assert due_state(due, warn)[0] == "calm"
    still.set("2026-11-16 09:20")
    assert due_state(due, warn) == ("warn", "还剩 10 分")
    still.set("2026-11-16 09:30:00")
    assert due_state(due, warn) == ("warn", "还剩 0 分")  # on the boundary is on time (clock rule 9)
    still.set("2026-11-16 09:30:01")
    assert due_state(due, warn) == ("late", "已迟 0 分")


def test_a_done_deadline_says_whether_it_was_kept() -> None:
    due = at("2026-11-16 09:30")
    assert due_state(due, None, due)[0] == "done"
    assert due_state(due, None, due + timedelta(minutes=20)) == ("done-late", "迟 20 分完成")


def test_money_has_two_decimals_and_its_minus_before_the_sign() -> None:
    assert money(Decimal("120754.72")) == "¥120,754.72"
    assert money(Decimal("-0.5")) == "\u2212¥0.50"
    assert money(None) == ""
    assert money(0) == "¥0.00"


def test_sizes_carry_no_idle_zeros() -> None:
    assert [mm(Decimal(value)) for value in ("350.00", "12.50", "100", "0")] == ["350", "12.5", "100", "0"]


def test_inputs_get_values_they_can_hold() -> None:
    assert as_input(None) == ""
    assert as_input(date(2026, 11, 20)) == "2026-11-20"
    assert as_input(time(9, 0)) == "09:00"
    assert as_input(Decimal("12.50")) == "12.5"
    assert as_input(["一", "二"]) == "一\n二"


def test_a_person_has_a_face_and_always_the_same_colour() -> None:
    assert (face("林晓岚"), face("Lin Xiaolan"), face("")) == ("林", "LX", "")
    assert tint("林晓岚") == tint("林晓岚") and 0 <= tint("林晓岚") < 6


def test_a_state_without_a_tone_stays_neutral() -> None:
    assert (tone("issued"), tone("no such state")) == ("ok", "neutral")


def test_what_people_write_is_escaped() -> None:
    page = engines.all()[0].env.from_string("{{ said }}")
    assert page.render(said="<script>") == "&lt;script&gt;"
