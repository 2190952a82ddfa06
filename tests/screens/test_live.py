"""What one look at the desk finds: for whom something changed, behind which wall, and whose session is over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.models import Notice, Person
from aedesk.doors.web.live.admission import listener_of, moment_of
from aedesk.doors.web.live.watch import NEARBY, Change, Listener, News, Watch, now_ms

from .test_clients import as_


def cookie_of(person: Person) -> dict[str, Any]:
    key = as_(person).cookies["sessionid"].value
    return {"headers": [(b"cookie", f"lang=zh; sessionid={key}".encode())], "query_string": b""}


def listening(person: Person) -> Listener:
    found = listener_of(cookie_of(person))
    assert found is not None
    return found


def heard(news: News, who: Listener) -> set[str]:
    return {name for change in news.changes if change.concerns(who) for name in change.about}


def test_a_job_is_heard_by_its_people_and_not_behind_the_wall(house: SimpleNamespace) -> None:
    lin, shao, gu = listening(house.lin), listening(house.shao), listening(house.gu)
    watch = Watch()
    do("project.edit", house.lin, house.p02, {"city": "临江"})
    news = watch.look([lin, shao, gu])
    mine = {f"project:{house.p02.pk}", f"client:{house.c1.pk}", "project"}
    assert heard(news, lin) == heard(news, gu) == mine
    assert heard(news, shao) == set()
    assert watch.look([lin, shao, gu]).changes == []


def test_a_wall_put_up_meanwhile_counts_at_once(house: SimpleNamespace) -> None:
    lin = listening(house.lin)
    watch = Watch()
    house.lin.client_memberships.update(ended_on="2026-11-16")
    do("project.edit", house.gu, house.p02, {"city": "临江"})
    assert heard(watch.look([lin]), lin) == set()


def test_what_belongs_to_no_client_tells_only_its_kind(house: SimpleNamespace) -> None:
    shao = listening(house.shao)
    watch = Watch()
    do("me.out", house.lin, None, {"out_until": "2026-11-16 18:00"})
    assert heard(watch.look([shao]), shao) == {"person"}


def test_a_notice_reaches_its_person_alone_with_the_count(house: SimpleNamespace) -> None:
    lin, gu = listening(house.lin), listening(house.gu)
    watch = Watch()
    watch.look([lin, gu])
    it = Notice.objects.create(person=house.lin, says_zh="一", says_en="one")
    news = watch.look([lin, gu])
    assert (heard(news, lin), heard(news, gu)) == ({"notice"}, set())
    assert news.unread == {house.lin.pk: 1, house.gu.pk: 0}
    do("notice.read", house.lin, it)  # in another window
    news = watch.look([lin, gu])
    assert (heard(news, lin), news.unread[house.lin.pk]) == ({"notice"}, 0)


def test_a_beat_that_opens_without_an_act_is_heard_too(house: SimpleNamespace, still: Any) -> None:
    lin, gu = listening(house.lin), listening(house.gu)
    watch = Watch()
    DutyRow.objects.create(
        rule="x", key="x", person=house.lin, noun="person", object_id=house.lin.pk, says_zh="早", says_en="morning",
        started_at=still.moment, due_at=still.moment, warn_at=still.moment,
    )  # fmt: skip
    news = watch.look([lin, gu])
    assert (heard(news, lin), heard(news, gu)) == ({"duty"}, set())


def test_a_row_that_appears_late_with_a_lower_number_is_not_missed(house: SimpleNamespace, still: Any) -> None:
    moments = {"started_at": still.moment, "due_at": still.moment, "warn_at": still.moment}
    about = {"rule": "x", "noun": "person", "object_id": 1, "says_zh": "x", "says_en": "x", **moments}
    lin = listening(house.lin)
    watch = Watch()
    DutyRow.objects.create(pk=11, key="a", person=house.gu, **about)
    watch.look([lin])
    DutyRow.objects.create(pk=10, key="b", person=house.lin, **about)
    assert heard(watch.look([lin]), lin) == {"duty"}


def test_after_a_flood_every_page_is_read_again(house: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aedesk.doors.web.live.watch.AT_MOST", 1)
    shao = listening(house.shao)
    watch = Watch()
    for city in ("临江", "海州"):
        do("project.edit", house.lin, house.p02, {"city": city})
    (change,) = watch.look([shao]).changes
    assert change.about == frozenset() and change.concerns(shao)


def test_a_session_is_over_with_sign_out_a_new_password_or_the_person_disabled(house: SimpleNamespace) -> None:
    browser = as_(house.lin)
    signed_out = Listener(house.lin.pk, browser.cookies["sessionid"].value, house.lin.password)
    others = [listening(person) for person in (house.fang, house.jiang, house.gu)]
    watch = Watch()
    assert watch.look([signed_out, *others]).gone == set()
    browser.post("/logout/")
    do("person.set_password", house.ding, house.fang, {"password": "a-new-password"})
    do("person.disable", house.ding, house.jiang)
    gone = watch.look([signed_out, *others]).gone
    assert gone == {signed_out.session_key, others[0].session_key, others[1].session_key}


def test_strangers_and_dead_sessions_do_not_listen(house: SimpleNamespace) -> None:
    assert listener_of({"headers": [], "query_string": b""}) is None
    assert listener_of({"headers": [(b"cookie", b"sessionid=made-up")], "query_string": b""}) is None
    asked = cookie_of(house.jiang)
    do("person.disable", house.ding, house.jiang)
    assert listener_of(asked) is None


def test_a_page_hears_what_happened_since_it_was_made(house: SimpleNamespace, still: Any) -> None:
    lin, shao = listening(house.lin), listening(house.shao)
    watch = Watch()
    made = now_ms()
    still.move(seconds=5)
    do("project.edit", house.lin, house.p02, {"city": "临江"})
    watch.look([lin, shao])
    assert [change.client_id for change in watch.since(made, lin)] == [house.c1.pk]
    assert watch.since(made, shao) == []
    still.move(seconds=5)
    assert watch.since(now_ms(), lin) == []


def test_a_page_older_than_memory_is_told_to_read_everything(house: SimpleNamespace) -> None:
    lin = listening(house.lin)
    watch = Watch()
    assert [change.about for change in watch.since(watch.began - 3 * NEARBY, lin)] == [frozenset()]
    watch.recent.extend(Change(now_ms(), frozenset({"x"}), person_id=0) for _ in range(watch.recent.maxlen or 0))
    assert watch.since(now_ms(), lin) == []


@pytest.mark.parametrize(
    ("header", "query", "moment"),
    [
        ("", "since=170", 170),
        ("180", "since=170", 180),
        ("", "", 5),
        ("x", "since=-1", 5),
        ("", "since=9999999999999999", 5),
    ],
)
def test_the_moment_a_page_knows_comes_from_the_browser_else_the_page(header: str, query: str, moment: int) -> None:
    scope = {"headers": [(b"last-event-id", header.encode())], "query_string": query.encode()}
    assert moment_of(scope, 5) == moment


def test_a_look_asks_the_same_number_of_questions_for_one_and_for_all(
    house: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    everybody = [listening(person) for person in Person.objects.all()]
    watch = Watch()
    watch.look(everybody)
    for listeners in (everybody[:1], everybody):
        with django_assert_num_queries(6):
            watch.look(listeners)
