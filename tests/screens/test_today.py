"""Today on the web: each one's own page, the acts beside the lines, the morning list, and calm where nothing waits."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from aedesk.desk.action import do
from aedesk.desk.models import DayList, DutyRow, Promise
from aedesk.kit import clock
from tests.desk.work import a_request, a_sheet
from tests.reports.days import a_draft, asked_for, promised
from tests.reports.test_today_list import crowd


def signed_in(person: Any) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


def page(person: Any, path: str = "/") -> str:
    answer = signed_in(person).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_lands_on_today_after_signing_in(house: SimpleNamespace) -> None:
    for person in vars(house).values():
        if hasattr(person, "role") and hasattr(person, "username"):
            assert "今日" in page(person)


def test_a_stranger_is_sent_to_the_door(house: SimpleNamespace) -> None:
    answer = Browser().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


def test_a_calm_day_says_so(house: SimpleNamespace) -> None:
    assert "手头没有要做的事" in page(house.tang)
    browser = signed_in(house.tang)
    browser.cookies["lang"] = "en"
    assert "Nothing is waiting for you" in browser.get("/").content.decode()


def test_one_tap_does_the_act_and_comes_back_to_today(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    shown = page(house.lin)
    promise = Promise.objects.get()
    assert f'action="/do/promise.keep/{promise.pk}/"' in shown
    assert f'data-undo="/do/promise.reopen/{promise.pk}/"' in shown
    browser = signed_in(house.lin)
    answer = browser.post(f"/do/promise.keep/{promise.pk}/", {"next": "/"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    shown = page(house.lin)
    assert "今天已完成" in shown
    assert f'action="/do/promise.reopen/{promise.pk}/"' in shown
    told = browser.post(f"/do/promise.reopen/{promise.pk}/", {"next": "/"}, headers={"X-Act": "1"}).json()
    assert told["says"] == "更正：“开盘报纸初稿”还没有交给客户"


def test_the_first_lines_are_drawn_with_the_true_count_and_all_of_them_on_asking(house: SimpleNamespace) -> None:
    for number in range(12):
        a_request(house, number=number + 1)
    shown = page(house.lin)
    assert shown.count('id="l-request-') == 10
    assert '<span class="count num">12</span>' in shown
    assert "还有 2 项，全部显示" in shown
    everything = page(house.lin, "/?all=on")
    assert everything.count('id="l-request-') == 12
    assert "全部显示" not in everything
    assert 'data-live="/today/list/?all=on"' in everything  # what is read again shows all of it too


def test_the_morning_list_is_confirmed_whole_even_where_not_all_is_drawn(house: SimpleNamespace) -> None:
    for number in range(12):
        a_request(house, number=number + 1)
    assert len(re.findall(r'name="items-\d+-key"', page(house.lin))) == 12


def test_what_needs_words_opens_its_form_and_what_needs_a_page_its_page(house: SimpleNamespace) -> None:
    request = a_request(house)
    job = a_sheet(house, last_event_at=clock.parse("2026-11-10 09:00"))
    shown = page(house.lin)
    assert f'href="/do/job.next/{job.pk}/?next=/" data-quick' in shown
    assert f'href="/jobs/new/?request={request.pk}"' in shown


@pytest.mark.parametrize(
    ("at", "tone"), [("10:59:59", "calm"), ("11:00:00", "warn"), ("12:00:00", "warn"), ("12:00:01", "late")]
)
def test_lines_turn_amber_and_red_at_their_second(
    house: SimpleNamespace, still: clock.Frozen, at: str, tone: str
) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:30")
    still.set(f"2026-11-16 {at}")
    row = re.search(r'id="l-duty-\d+" data-follow-due data-tone="(\w+)"', page(house.lin))
    assert row is not None and row[1] == tone


def test_the_list_is_confirmed_as_it_stands_and_shows_when(house: SimpleNamespace, still: clock.Frozen) -> None:
    a_request(house)
    still.set("2026-11-16 08:52")
    shown = page(house.lin)
    assert "今日清单还没有确认" in shown
    items = dict(re.findall(r'name="(items-\d+-(?:key|at))" value="([^"]*)"', shown))
    signed_in(house.lin).post("/do/today.confirm/", items | {"next": "/"})
    shown = page(house.lin)
    assert "清单 08:52 确认" in shown and "按时" in shown
    assert "今日清单还没有确认" not in shown


def test_confirmed_at_0941_is_shown_late(house: SimpleNamespace, still: clock.Frozen) -> None:
    a_request(house)
    still.set("2026-11-17 09:41")
    do("today.confirm", house.lin, None, {"items": []})
    assert re.search(r"清单 09:41 确认，<b class=\"is-late\">迟 11 分</b>", page(house.lin))


def test_the_order_page_keeps_what_was_dragged_and_confirms_it(house: SimpleNamespace, still: clock.Frozen) -> None:
    one, two = a_request(house, number=21), a_request(house, number=22)
    still.set("2026-11-16 08:50")
    browser = signed_in(house.lin)
    shown = browser.get("/today/order/").content.decode()
    assert shown.index("R-21") < shown.index("R-22")
    body = {
        "order": [f"request:{two.pk}", f"request:{one.pk}"], "items-0-key": f"request:{one.pk}", "items-0-at": "10:00",
        "items-1-key": f"request:{two.pk}", "items-1-at": "09:30", "next": "/",
    }  # fmt: skip
    assert browser.post("/do/today.order/", body, headers={"X-Act": "1"}).status_code == 200
    shown = browser.get("/today/order/").content.decode()
    assert shown.index("R-22") < shown.index("R-21")
    assert 'value="09:30"' in shown
    assert browser.post("/do/today.confirm/", body).status_code == 302
    kept = DayList.objects.get()
    assert kept.items == [{"key": f"request:{two.pk}", "at": "09:30"}, {"key": f"request:{one.pk}", "at": "10:00"}]
    assert kept.confirmed_at is not None


def test_a_line_that_came_after_confirming_stands_apart(house: SimpleNamespace) -> None:
    request = a_request(house, number=21)
    do("today.confirm", house.lin, None, {"items": [{"key": f"request:{request.pk}"}]})
    a_request(house, number=22)
    shown = page(house.lin)
    assert shown.index("R-21") < shown.index("清单之外的") < shown.index("R-22")


def test_the_director_sees_who_is_late_and_may_waive_with_a_reason(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-16 12:00", "2026-11-16 11:00")
    still.set("2026-11-16 12:30")
    shown = page(house.zhou)
    row = DutyRow.objects.get(rule="keep_promise")
    assert "大家迟了的" in shown and "林晓岚" in shown
    assert f'href="/do/duty.waive/{row.pk}/?next=/" data-quick' in shown
    assert "为什么免除" in page(house.zhou, f"/do/duty.waive/{row.pk}/?next=/")


def test_the_doers_page_has_both_times_and_the_clock(house: SimpleNamespace) -> None:
    asked_for(house, "开盘报纸文案", house.he, "2026-11-18 12:00", client_at="2026-11-19 12:00")
    job = a_sheet(house, client_due_at=clock.parse("2026-11-19 12:00"))
    shown = page(house.he)
    assert "客户 周四 12:00" in shown
    assert "手上的活" in shown and f'name="sheet" value="{job.pk}"' in shown
    do("timer.start", house.he, None, {"sheet": job.pk})
    assert 'action="/do/timer.stop/"' in page(house.he)


def test_finance_gives_the_number_from_the_list(house: SimpleNamespace) -> None:
    sheet = a_draft(house)
    do("jobsheet.submit", house.lin, sheet)
    assert f'action="/do/jobsheet.number/{sheet.pk}/"' in page(house.qian)


def test_from_five_the_page_names_what_is_not_finished(house: SimpleNamespace, still: clock.Frozen) -> None:
    promised(house, "2026-11-16 17:40", "2026-11-16 17:30")
    still.set("2026-11-16 16:59")
    assert "没有收尾" not in page(house.lin)
    still.set("2026-11-16 17:00")
    assert re.search(r"五点了：今天还有 \d 项没有收尾", page(house.lin))


def test_the_projects_show_their_three_lights(house: SimpleNamespace) -> None:
    shown = page(house.lin)
    assert shown.count('class="light light-') == 3
    assert "时间：没有超时" in shown


def test_the_part_that_is_read_again_is_the_same_part(house: SimpleNamespace) -> None:
    a_request(house)
    part = signed_in(house.lin).get("/today/list/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="day" id="day" data-live="/today/list/">')
    assert "R-21" in part and "<html" not in part


def test_a_milestone_leads_to_a_call_note_that_opens_the_request(house: SimpleNamespace) -> None:
    made = do("milestone.add", house.lin, house.p02, {"on": "2026-11-19", "name": "样板房开放"}).result
    found = re.search(r'href="(/log/new/\?[^"]*milestone=\d+[^"]*)"', page(house.lin))
    assert found is not None
    form = page(house.lin, found[1].replace("&amp;", "&"))
    assert f'name="milestone" value="{made.pk}"' in form
    title = re.search(r"<input[^>]*name=.request_title[^>]*>", form)
    assert title is not None and "样板房开放" in title[0], title


def test_both_languages_and_no_more_statements_for_a_long_day(
    house: SimpleNamespace, still: clock.Frozen, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = signed_in(house.lin)
    crowd(house, range(1))
    still.set("2026-11-16 12:30")

    def spent() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/").status_code == 200
        return sum("desk_counter" not in query["sql"] for query in queries.captured_queries)

    spent()
    few = spent()
    crowd(house, range(1, 15))
    with capsys.disabled():
        print(f"\n  Today as a page, SQL statements: {few}")
    assert spent() == few
    browser.cookies["lang"] = "en"
    shown = browser.get("/").content.decode()
    assert "Late" in shown and "Called back" in shown
