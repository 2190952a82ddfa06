"""The inbox page, the bell on every page, and the way from a notice to what it is about."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client as Browser

from aedesk.desk.models import Notice

from .test_clients import as_, text


def tell(person: Any, says: str = "有事", **more: Any) -> Notice:
    return Notice.objects.create(person=person, says_zh=says, says_en=f"en {says}", **more)  # type: ignore[no-any-return]


def bell(browser: Browser, page: str = "/people/") -> str:
    found = re.search(r"data-unread-count[^>]*>([^<]*)<", text(browser, page))
    assert found
    return found[1]


def test_the_bell_counts_what_is_unread_on_every_page(house: SimpleNamespace) -> None:
    lin = as_(house.lin)
    assert bell(lin) == ""
    tell(house.lin)
    tell(house.gu)
    assert bell(lin) == bell(lin, "/notices/") == "1"
    Notice.objects.bulk_create(Notice(person=house.lin, says_zh="x", says_en="x") for _ in range(120))
    assert bell(lin) == "99+"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_inbox_says_what_will_come(house: SimpleNamespace, language: str) -> None:
    lin = as_(house.lin)
    lin.cookies["lang"] = language
    says = {"zh": ("还没有通知", "没有未读通知"), "en": ("No notices yet", "Nothing unread")}[language]
    assert says[0] in text(lin, "/notices/")
    assert says[1] in text(lin, "/notices/?show=unread")


def test_opening_a_notice_reads_it_and_leads_to_the_thing(house: SimpleNamespace) -> None:
    it = tell(house.lin, noun="project", object_id=house.p02.pk)
    assert as_(house.lin).get(f"/notices/{it.pk}/")["Location"] == f"/projects/{house.p02.pk}/"
    it.refresh_from_db()
    assert it.read_at is not None


def test_what_is_gone_or_behind_a_wall_is_said_and_not_shown(house: SimpleNamespace) -> None:
    lin = as_(house.lin)
    for noun, pk in (("project", house.p05.pk), ("jobsheet", 999_999), ("nosuchthing", 1)):
        it = tell(house.lin, noun=noun, object_id=pk)
        answer = lin.get(f"/notices/{it.pk}/", follow=True)
        assert answer.redirect_chain == [("/notices/", 302)]
        assert "不再归你看" in answer.content.decode()


def test_the_notice_of_another_is_not_found(house: SimpleNamespace) -> None:
    it = tell(house.gu, "给顾总")
    assert as_(house.lin).get(f"/notices/{it.pk}/").status_code == 404
    assert "给顾总" not in text(as_(house.lin), "/notices/")


def test_all_are_read_with_one_button_and_undone_with_the_next(house: SimpleNamespace) -> None:
    lin = as_(house.lin)
    for says in ("一", "二"):
        tell(house.lin, says)
    page = lin.post("/notices/read/", follow=True).content.decode()
    assert bell(lin) == "" and "已全部标为已读" in page
    at = re.search(r'name="at" value="([^"]+)"', page)
    assert at
    assert lin.post("/do/notice.unread_all/", {"at": at[1], "next": "/notices/"})["Location"] == "/notices/"
    assert bell(lin) == "2"


def test_a_long_inbox_comes_in_pages_with_the_unread_on_the_first(house: SimpleNamespace, still: Any) -> None:
    Notice.objects.bulk_create(
        Notice(
            person=house.lin, says_zh=f"第{n}条", says_en="x", read_at=None if n == 0 else still.moment, at=still.moment
        )
        for n in range(70)
    )
    lin = as_(house.lin)
    assert "第0条" in text(lin, "/notices/")
    assert "1 / 3" in text(lin, "/notices/")
    assert text(lin, "/notices/?page=3").count('class="inbox-row"') == 10


def test_the_number_of_statements_does_not_grow_with_the_inbox(
    house: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    lin = as_(house.lin)
    Notice.objects.bulk_create(Notice(person=house.lin, says_zh="x", says_en="x") for _ in range(200))
    text(lin, "/notices/")
    with django_assert_max_num_queries(8):
        text(lin, "/notices/")
