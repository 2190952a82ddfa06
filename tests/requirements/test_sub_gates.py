"""What stops a sending (SUB-15, SUB-16, ROL-01, CPL-01), its numbers, and how a mistake is taken back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed, WrongState
from aedesk.desk.models import Contact, DutyRow, Event, Project, Promise
from aedesk.kit import clock

from .delivering import LOOKED, promised, ready, sent
from .doing import duty, fresh, issued, refused, version


@pytest.fixture(autouse=True)
def files(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


def test_sub_15_a_strategy_goes_out_only_once_its_director_has_read_it(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-19 09:30")
    it = ready(house, "261119十二月策略.pdf", sheet=issued(house, job_type="strategy"))
    with refused("considered_first") as reasons:
        do("delivery.send", house.lin, it)
    assert reasons() == ["策略总监还没有内审 261119十二月策略.pdf。"]
    do("delivery.ask_review", house.lin, it)
    assert duty("read_delivery", it).person == house.luo
    with pytest.raises(NotAllowed):
        do("delivery.review", house.xu, it)
    still.set("2026-11-19 10:00")
    do("delivery.review", house.luo, it)
    assert duty("read_delivery", it).state == "done"
    assert do("delivery.send", house.lin, it).result.state == "sent"


def test_sub_15_the_internal_review_of_the_version_counts_too(house: SimpleNamespace) -> None:
    it = ready(house, "261119十二月策略.pdf", sheet=issued(house, job_type="strategy"))
    do("artwork.sign", house.luo, it.files.get().attachment, {"stage": "review"})
    assert do("delivery.send", house.lin, it).result.state == "sent"


def test_sub_15_calling_a_strategy_artwork_does_not_help(house: SimpleNamespace) -> None:
    it = ready(house, "261119十二月策略.pdf", sheet=issued(house, job_type="strategy"), kind="artwork")
    with refused("considered_first"):
        do("delivery.send", house.lin, it)


def test_sub_16_three_layouts_go_with_a_recommendation_and_its_reason(house: SimpleNamespace) -> None:
    sheet = issued(house)
    layouts = [version(house, sheet, f"261119开盘报纸_版面{letter}.pdf") for letter in "ABC"]
    facts = {"sheet": sheet.pk, "files": [one.pk for one in layouts], "recipients": [house.wang.pk]}
    it = do("delivery.open", house.lin, None, facts).result
    do("delivery.check", house.lin, it, LOOKED)
    with refused("recommend_one") as reasons:
        do("delivery.send", house.lin, it)
    assert reasons()[0].startswith("发了 3 个方案")
    do("delivery.edit", house.lin, it, {"recommended": layouts[1].pk, "recommended_why": "临水的画面最先看到"})
    assert do("delivery.send", house.lin, it).result.recommended == layouts[1]


def test_sub_16_one_set_of_files_is_no_choice(house: SimpleNamespace) -> None:
    sheet = issued(house)
    pages = [version(house, sheet, f"261119楼书_第{n}页.pdf") for n in (1, 2)]
    facts = {"sheet": sheet.pk, "files": [one.pk for one in pages], "recipients": [house.wang.pk], "is_set": True}
    it = do("delivery.open", house.lin, None, facts).result
    do("delivery.check", house.lin, it, LOOKED)
    assert do("delivery.send", house.lin, it).result.state == "sent"


def test_rol_01_only_the_window_sends_and_a_deputy_within_the_dates(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-17 11:00")
    it, later = ready(house), ready(house, "261117围墙_设计稿_V3.pdf")
    with refused("one_window") as reasons:
        do("delivery.send", house.tang, it)
    assert reasons() == ["这个项目由林晓岚对客户。"]
    still.set("2026-11-17 11:05")
    dates = {"person": house.fang.pk, "from_at": "2026-11-17 11:05", "until_at": "2026-11-18 18:00"}
    do("project.deputize", house.lin, house.p02, dates)
    still.set("2026-11-17 11:10")
    done = do("delivery.send", house.fang, it).result
    assert (done.sent_by, done.sent_for) == (house.fang, house.lin)
    assert Event.objects.latest("seq").on_behalf_of_id == house.lin.pk
    assert duty("tell_client", it).person == house.fang, "who sends, tells"
    still.set("2026-11-18 18:01")
    with refused("one_window"):
        do("delivery.send", house.fang, later)


@pytest.mark.parametrize("where", ["subject", "cover_note", "files", "spaced"])
def test_cpl_01_another_clients_name_stops_it_until_the_director_confirms(
    house: SimpleNamespace, still: clock.Frozen, where: str
) -> None:
    still.set("2026-11-20 08:50")
    name = "261120南渡九里参考.pdf" if where == "files" else "261120围墙_设计稿.pdf"
    words = {"subject": {"subject": "做法同南渡九里"}, "cover_note": {"cover_note": "南渡九里也是这样做的。"}}
    it = ready(house, name, **words.get(where, {"cover_note": "同“南渡 九里”"} if where == "spaced" else {}))
    with refused("other_clients_unnamed") as reasons:
        do("delivery.send", house.lin, it)
    assert "“南渡九里”" in reasons()[0]
    clean = version(house, it.sheet, "261120围墙_设计稿_V2.pdf")
    do("delivery.edit", house.lin, it, {"subject": "围墙", "cover_note": "做法同 A 段。", "files": [clean.pk]})
    do("delivery.check", house.lin, it, LOOKED)
    with refused("removal_confirmed"):
        do("delivery.send", house.lin, it)
    do("delivery.ask_clear", house.lin, it)
    assert duty("confirm_removal", it).person == house.zhou
    with pytest.raises(NotAllowed):
        do("delivery.clear", house.lin, it)
    still.set("2026-11-20 08:54")
    do("delivery.clear", house.zhou, it)
    assert do("delivery.send", house.lin, it).result.state == "sent"


def test_cpl_01_words_edited_after_the_director_let_a_name_pass_are_looked_at_anew(house: SimpleNamespace) -> None:
    it = ready(house, cover_note="南渡九里路的那块牌")
    with refused("other_clients_unnamed"):
        do("delivery.send", house.lin, it)
    do("delivery.clear", house.zhou, it)
    do("delivery.edit", house.lin, it, {"cover_note": "做法同南渡九里。"})
    with refused("other_clients_unnamed"):
        do("delivery.send", house.lin, it)


def test_numbers_run_without_gaps_within_the_month(house: SimpleNamespace, still: clock.Frozen) -> None:
    first, second = ready(house), ready(house, "261116海报.pdf")
    do("delivery.withdraw", house.lin, second)
    third = ready(house, "261116单页.pdf")
    still.set("2026-12-01 09:00")
    assert [one.number for one in (first, second, third, ready(house, "261201单页.pdf"))] == [
        "D-2611-001", "D-2611-002", "D-2611-003", "D-2612-001"
    ]  # fmt: skip


def test_a_sending_noted_by_mistake_is_taken_back_with_its_promise(house: SimpleNamespace, still: clock.Frozen) -> None:
    promise = promised(house, "2026-11-17 12:00")
    it = sent(house, still, "2026-11-17 11:40", promise=promise.pk)
    do("delivery.unsend", house.lin, it, {"reason": "发错了群，已撤回"})
    assert (fresh(it).state, fresh(promise).state) == ("draft", "open")
    assert not DutyRow.objects.filter(noun="delivery", object_id=it.pk, state="open").exists()
    assert do("delivery.send", house.lin, it).result.state == "sent"


def test_a_sending_happens_once(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = sent(house, still, "2026-11-17 11:40")
    with pytest.raises(WrongState):
        do("delivery.send", house.lin, it)
    assert DutyRow.objects.filter(rule="tell_client").count() == 1


@pytest.mark.parametrize(
    ("done", "undone", "rule"),
    [("tell_client", "untell", "tell_client"), ("talk", "untalk", "talk_points"), ("chase", "unchase", "chase_answer")],
)
def test_what_was_ticked_by_mistake_is_taken_back(
    house: SimpleNamespace, still: clock.Frozen, done: str, undone: str, rule: str
) -> None:
    it = sent(house, still, "2026-11-17 11:40")
    before = duty(rule, it).due_at
    do(f"delivery.{done}", house.lin, it)
    do(f"delivery.{undone}", house.lin, it)
    assert DutyRow.objects.get(rule=rule, state="open").due_at == before


@pytest.mark.parametrize("field", ["files", "recipients", "promise", "recommended"])
def test_what_belongs_elsewhere_is_not_sent(house: SimpleNamespace, field: str) -> None:
    it = ready(house)
    other = Project.objects.create(client=house.c1, code="P03", name="别的项目", ae=house.lin)
    stranger = Contact.objects.create(client=house.c3, name="陌生人")
    old = Promise.objects.create(client=house.c1, project=other, what="别的", by=house.lin, due_at=clock.now())
    apart = version(house, it.sheet, "261116另一个.pdf")
    apart.project = other
    apart.save()
    wrong: Any = {"files": [apart.pk], "recipients": [stranger.pk], "promise": old.pk, "recommended": apart.pk}[field]
    with pytest.raises(InvalidInput) as caught:
        do("delivery.edit", house.qin, it, {field: wrong})
    assert set(caught.value.fields) == {field}
