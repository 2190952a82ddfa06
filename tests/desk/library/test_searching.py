"""The search: what is found by which words, in which order, and by whom not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aedesk.desk.action import do
from aedesk.desk.finding import FINDABLE, reindex
from aedesk.desk.library.searching import LONGEST, listing, search
from aedesk.desk.models import Client, Contact, Person, Project, SearchEntry

from ...cast import join, sheet_facts
from ..work import a_sheet


def titles(person: Any, words: str, kind: str = "") -> list[str]:
    return [hit.title for group in search(person, words) for hit in group.hits if kind in ("", group.noun)]


def kinds(person: Any, words: str) -> list[str]:
    return [group.noun for group in search(person, words)]


@pytest.fixture
def found(house: SimpleNamespace) -> SimpleNamespace:
    """The house with its index built, as a new desk has it."""
    Person.objects.filter(pk=house.geng.pk).update(duties_text="印刷、喷绘", backup=house.duan)
    Person.objects.filter(pk=house.geng.pk).update(phone="+86 100 0000 0017")
    list(reindex())
    return house


def a_note(house: SimpleNamespace, **more: Any) -> Any:
    facts = {"client": house.c1.pk, "project": house.p02.pk, "subject": "户外大牌", "client_words": "标志要突出"}
    return do("note.log", house.lin, None, facts | more).result


def test_two_characters_out_of_the_middle_are_enough(found: SimpleNamespace) -> None:
    assert titles(found.lin, "二期") == ["P02 澜庭二期开盘"]
    assert titles(found.lin, "期二") == []


def test_the_rivals_ae_finds_nothing_of_the_other_client(found: SimpleNamespace) -> None:
    """E034."""
    a_note(found, points=["澜庭"])
    a_sheet(found, title="澜庭报纸")
    list(reindex())
    for words in ("澜庭", "云栖湾", "王主管", "lt", "lanting", "P02", "261116", "261116-P02-014", "0032", "标志", "C1"):
        assert search(found.shao, words) == [], words
        assert listing(found.shao, words, "jobsheet") == []
        assert search(found.lin, words), words


def test_who_sees_every_client_finds_both_sides(found: SimpleNamespace) -> None:
    assert titles(found.gu, "置业", "client") == ["云栖湾置业(演示)有限公司"]
    assert titles(found.gu, "九里", "project") == ["P05 南渡九里"]


def test_somebody_disabled_or_nobody_finds_nothing(found: SimpleNamespace) -> None:
    Person.objects.filter(pk=found.gu.pk).update(is_active=False)
    assert search(Person.objects.get(pk=found.gu.pk), "澜庭") == search(None, "澜庭") == []


@pytest.mark.parametrize(
    "words", ["lxl", "LXL", "linxiaolan", "Lin Xiaolan", "lin xiao lan", "xiaolan", "林晓岚", "晓岚", "linx"]
)
def test_a_colleague_is_found_by_initials_and_pinyin(found: SimpleNamespace, words: str) -> None:
    assert titles(found.tang, words, "person") == ["林晓岚"]


@pytest.mark.parametrize(
    "words",
    [
        "wzg",
        "wangzhuguan",
        "王主管",
        "主管",
        "0032",
        "100 0000 0032",
        "10000000032",
        "+86 100 0000 0032",
        "+8610000000032",
    ],
)
def test_a_contact_is_found_by_name_sound_and_telephone(found: SimpleNamespace, words: str) -> None:
    assert titles(found.lin, words, "contact") == ["王主管"]


@pytest.mark.parametrize("words", ["261116-P02-014", "261116", "p02-014", "P02-01", "J-014", "j-14x"])
def test_a_job_is_found_by_its_number_and_any_part_of_it(found: SimpleNamespace, words: str) -> None:
    a_sheet(found)
    list(reindex())
    assert titles(found.lin, words, "jobsheet") == ([] if words == "j-14x" else ["261116-P02-014 开盘报纸"])


def test_a_request_is_found_by_its_number(found: SimpleNamespace) -> None:
    made = do("request.open", found.lin, None, {"project": found.p02.pk, "title": "开盘报纸"}).result
    assert titles(found.lin, f"R-{made.number}", "request") == [str(made)]


def test_a_matter_names_the_colleague_and_who_stands_in(found: SimpleNamespace) -> None:
    """ROL-07."""
    hit = search(found.lin, "印刷")[0].hits[0]
    assert hit.title == "耿实"
    assert str(hit.subtitle.zh) == "制作经理 · 印刷、喷绘 · 替补 段可"
    assert "Production manager" in hit.subtitle.en and "backup 段可" in hit.subtitle.en


def test_all_words_must_be_there_and_may_stand_apart(found: SimpleNamespace) -> None:
    a_sheet(found)
    list(reindex())
    assert titles(found.lin, "报纸 澜庭", "jobsheet") == ["261116-P02-014 开盘报纸"]
    assert titles(found.lin, "lxl报纸", "jobsheet") == ["261116-P02-014 开盘报纸"]
    assert titles(found.lin, "报纸 南渡") == []


def test_numbers_and_names_come_before_the_rest_and_the_recent_before_the_old(found: SimpleNamespace) -> None:
    for name in ("围墙 澜庭", "澜庭 围墙"):
        do("material.add", found.lin, None, {"project": found.p02.pk, "name": name, "width_mm": 1, "height_mm": 1})
    do("material.add", found.lin, None, {"project": found.p02.pk, "name": "背景板", "width_mm": 1, "height_mm": 1})
    assert titles(found.lin, "澜庭", "material") == ["澜庭 围墙", "围墙 澜庭", "背景板"]
    older, newer = (a_note(found, subject=f"大牌第{n}稿") for n in "一二")
    assert titles(found.lin, "大牌", "contactnote") == [newer.subject, older.subject]
    assert kinds(found.lin, "P02")[0] == "project"


def test_a_job_asked_for_by_its_whole_number_stands_first(found: SimpleNamespace) -> None:
    a_sheet(found, number="261116-P02-001")
    a_sheet(found, number="261116-P02-0012", title="261116-P02-001 的修改")
    list(reindex())
    assert titles(found.lin, "261116-P02-001", "jobsheet")[0] == "261116-P02-001 开盘报纸"


HOSTILE = [
    "", "   ", "'", '"', '""', "*", '"*', "澜庭*", "NEAR(澜 庭)", "澜 AND", "OR", "NOT 澜", "names:澜", "{names words} : 澜", "-澜", "^澜",
    "a" * 5000, "澜" * 5000, "😀", "👨‍👩‍👧 澜", "…，。！", "\x00", "\ud800", "%", "_", "\\", "澜\\", "&", "|", "!", "<->", ":*", "'澜':A", "(", ")",
    "５９１", "e\u0301", "½", "²", "ﷺ", "\u202e澜", "1e400", "--", "; DROP TABLE desk_person", "澜 " * 100, "0" * 300, "+()- 0000",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_fails_or_climbs_the_wall(found: SimpleNamespace, words: str) -> None:
    search(found.lin, words)
    listing(found.lin, words, "project")
    assert not {"client", "contact"} & set(kinds(found.shao, words)) or "南" in "".join(titles(found.shao, words))


def test_a_query_is_read_up_to_its_limit(found: SimpleNamespace) -> None:
    assert titles(found.lin, "澜庭" + " " * LONGEST + "无此词") == ["P02 澜庭二期开盘"]


def test_counts_stop_at_a_hundred(found: SimpleNamespace) -> None:
    rows = [Contact(client=found.c1, name=f"陈{n}", role="executor") for n in range(101)]
    Contact.objects.bulk_create(rows)
    list(reindex())
    group = search(found.lin, "陈")[0]
    assert (group.count, group.more, len(group.hits)) == (100, True, 5)
    assert len(listing(found.lin, "陈", "contact")) == 101
    Contact.objects.filter(name="陈100").delete()
    list(reindex())
    group = search(found.lin, "陈")[0]
    assert (group.count, group.more) == (100, False)


def test_the_statements_do_not_grow_with_what_is_found(found: SimpleNamespace) -> None:
    def count() -> int:
        person = Person.objects.get(pk=found.lin.pk)
        with CaptureQueriesContext(connection) as seen:
            search(person, "澜庭")
        return len(seen)

    few = count()
    for n in range(30):
        a_note(found, subject=f"澜庭 {n}")
        a_sheet(found, number=f"261116-P02-{n:03d}", title="澜庭")
    list(reindex())
    assert count() == few <= 4


# Everything that is made, renamed or dropped finds its way into the index and out of it.


def test_what_is_made_is_found_at_once(house: SimpleNamespace) -> None:
    do("client.add", house.zhou, None, {"name": "河汉文旅", "kind": "project"})
    do(
        "contact.add",
        house.lin,
        None,
        {"client": house.c1.pk, "name": "贾副总", "source": "名片", "phone": "+86 100 0000 0055"},
    )
    do("project.add", house.gu, None, {"client": house.c1.pk, "name": "潮汐里", "ae": house.lin.pk})
    do("jobsheet.open", house.lin, None, {"project": house.p02.pk, "title": "帆船海报", "job_type": "flyer"})
    do("request.open", house.lin, None, {"project": house.p02.pk, "title": "桨板长图"})
    do("supplier.add", house.geng, None, {"name": "砂纸印务"})
    do("material.add", house.lin, None, {"project": house.p02.pk, "name": "塔吊布", "width_mm": 1, "height_mm": 1})
    a_note(house, subject="礁石导视")
    given = {"name": "卢鹿", "role": "designer", "username": "lulu", "password": "longer-than-ten"}
    do("person.add", house.ding, None, given)
    for words, kind in (
        ("河汉", "client"), ("贾副", "contact"), ("潮汐", "project"), ("帆船", "jobsheet"), ("桨板", "request"),
        ("砂纸", "supplier"), ("塔吊", "material"), ("礁石", "contactnote"), ("ll", "person"),
    ):  # fmt: skip
        assert kind in kinds(house.gu, words), words


def test_what_is_renamed_is_found_by_its_new_name_only(found: SimpleNamespace) -> None:
    sheet = a_sheet(found, state="draft", number="")
    do("jobsheet.edit", found.lin, sheet, {"title": "封面"})
    do("contact.edit", found.lin, found.wang, {"name": "汪主任", "phone": "+86 100 0000 0077"})
    do("person.edit", found.ding, found.geng, {"duties_text": "烫金"})
    assert titles(found.lin, "封面", "jobsheet") and not titles(found.lin, "报纸", "jobsheet")
    assert titles(found.lin, "0077") == ["汪主任"] and not titles(found.lin, "王主管") + titles(found.lin, "0032")
    assert titles(found.lin, "烫金") == ["耿实"] and not titles(found.lin, "印刷")


def test_a_renamed_project_or_client_is_shown_so_with_its_jobs(found: SimpleNamespace) -> None:
    a_sheet(found)
    list(reindex())
    do("project.edit", found.lin, found.p02, {"name": "望潮"})
    assert titles(found.lin, "望潮", "jobsheet") == ["261116-P02-014 开盘报纸"]
    assert "jobsheet" not in kinds(found.lin, "澜庭")
    do("client.edit", found.zhou, found.c1, {"short_name": "海门集团"})
    assert {"client", "project", "jobsheet", "contact"} <= set(kinds(found.lin, "海门"))


def test_a_number_given_later_is_found(found: SimpleNamespace) -> None:
    sheet = do(
        "jobsheet.open", found.lin, None, {"project": found.p02.pk, "title": "开盘报纸", "job_type": "newspaper"}
    ).result
    facts = sheet_facts(
        copywriter=found.he.pk, designer=found.tang.pk, alignment=a_note(found, real_need="a", our_view="b").pk
    )
    do("jobsheet.edit", found.lin, sheet, facts)
    do("jobsheet.submit", found.lin, sheet)
    do("jobsheet.number", found.qian, sheet)
    sheet.refresh_from_db()
    assert titles(found.lin, sheet.number) == [str(sheet)]


def test_a_colleague_who_left_is_no_longer_offered(found: SimpleNamespace) -> None:
    do("person.disable", found.ding, found.geng)
    assert titles(found.lin, "耿实") == []
    do("person.enable", found.ding, found.geng, {"password": "longer-than-ten"})
    assert titles(found.lin, "耿实") == ["耿实"]


def test_a_dropped_size_is_no_longer_found(found: SimpleNamespace) -> None:
    given = {"project": found.p02.pk, "name": "塔吊布", "width_mm": 1, "height_mm": 1}
    made = do("material.add", found.lin, None, given).result
    do("material.drop", found.lin, made)
    assert titles(found.lin, "塔吊") == []


def test_a_merged_card_is_found_under_the_card_it_went_into(found: SimpleNamespace) -> None:
    old = do(
        "client.add", found.zhou, None, {"name": "云栖湾旧卡", "short_name": "旧卡", "kind": "project", "code": "C77"}
    ).result
    join(Project.objects.create(client=old, code="P77", name="旧项目", ae=found.lin), found.lin, "ae")
    list(reindex())
    assert titles(found.fang, "旧项目") == []
    do("client.merge", found.zhou, old, {"into": found.c1.pk})
    assert titles(found.fang, "旧卡") == [found.c1.name]
    assert titles(found.fang, "旧项目") == ["P77 旧项目"], "its things moved behind the other card's wall"
    assert not SearchEntry.objects.filter(noun="client", object_id=old.pk).exists()
    assert Client.objects.get(pk=old.pk).status == "merged"


def test_reindexing_changes_nothing_that_is_right(found: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    def shown() -> list[Any]:
        return sorted(SearchEntry.objects.values_list("noun", "object_id", "client_id", "title", "names", "words"))

    a_sheet(found)
    a_note(found)
    list(reindex())
    before = shown()
    SearchEntry.objects.filter(noun="contact").delete()
    SearchEntry.objects.filter(noun="project").update(names="x", title="x")
    call_command("reindex")
    assert shown() == before
    assert "project" in capsys.readouterr().out
    assert titles(found.lin, "澜庭", "project") == ["P02 澜庭二期开盘"]


def test_every_findable_noun_has_a_kind_to_be_shown_under() -> None:
    from aedesk.desk.library.searching import KINDS

    assert set(FINDABLE) == set(KINDS)
