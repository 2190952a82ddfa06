"""The client's word passed on to the team: with the reason, or with a date by which it is asked (SUB-07, SUB-12)."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..notices.models import Notice
from ..people.models import Person
from ..projects.models import ProjectMember
from ..who import account, either
from .models import ContactNote, Relay
from .notes import _writer

WHY = T("客户为什么要这样", "Why the client wants it")


@action(
    "note.relay", "转达团队", "Pass on to the team", who=either(account, _writer), on="ContactNote",
    fields=(
        Field("says", T("转达什么", "What to pass on"), "long", longest=2000, help=T("留空用客户原话。", "Empty: the client's own words.")),
        Field("reason", WHY, longest=300),
        Field("must_ask", T("理由待问（一天内问清）", "Reason to be asked, within a day"), "bool"),
    ),
)  # fmt: skip
def relay(act: Act) -> Relay:
    """Tell everybody on the project what the client said and why."""
    note: ContactNote = act.target
    if note.project is None:
        raise InvalidInput({"says": T("这条记录没有项目，先补上项目。", "The note names no project; add it first.")})
    return pass_on(
        act, note, [note, *note.feedback.all()], says=act.values["says"] or note.client_words, reason=act.reason,
        must_ask=bool(act.values["must_ask"] and not act.reason), note=note,
    )  # fmt: skip


def pass_on(act: Act, said: Any, heard: list[Any], **content: Any) -> Relay:
    """Tell the team what was said in a note or in feedback; `heard` is all that it settles."""
    told = team_of(said, act.person)
    made = passed_on(act, said, told, heard, **content)
    Notice.objects.bulk_create(notices_of(act, said, told, made))
    return made


def passed_on(act: Act, said: Any, told: list[Person], heard: list[Any], **content: Any) -> Relay:
    """What was passed on, to whom and why."""
    act.facts |= {"heard": heard, "told": told}
    made: Relay = act.make(Relay, client=said.client, project=said.project, told=[one.pk for one in told], **content)
    act.says = T(f"转达团队 {len(told)} 人：{made.says[:60]}", f"Passed on to {len(told)} people: {made.says[:60]}")
    return made


def team_of(said: Any, but: Any) -> list[Person]:
    """The doers of the sheet that it is about, else everybody named on its project."""
    if said.sheet is not None:
        sheet = said.sheet
        people = [sheet.ae, sheet.copywriter, sheet.designer, sheet.finished_artist]
    else:
        rows = ProjectMember.objects.filter(project=said.project, person__is_active=True)
        people = [row.person for row in rows.select_related("person").order_by("pk")]
    return list({one.pk: one for one in people if one is not None and one.pk != but.pk}.values())


def notices_of(act: Act, said: Any, people: list[Person], made: Relay) -> list[Notice]:
    """What each of them reads: the client's words, then why, or how many changes it asks for."""
    why = T("（理由待问）", " (reason to be asked)") if made.must_ask else T("", "")
    if made.reason:
        why = T(f"（因为{made.reason}）", f" (because: {made.reason})")
    if made.items:
        why = T(f"（{len(made.items)} 项修改）", f" ({len(made.items)} changes)")
    says = T(f"{said.client}：", f"{said.client}: ") + made.says[:150] + why
    return [
        Notice(
            person=one, at=act.now, rule="relay", noun=said._meta.model_name, object_id=said.pk,
            says_zh=says.zh[:240], says_en=says.en[:240],
        )
        for one in people
    ]  # fmt: skip


@action(
    "relay.explain", "补上理由", "Give the reason", who=either(account, lambda act: act.target is not None and act.target.created_by_id == act.person.pk),
    on="Relay", fields=(Field("reason", WHY, required=True, longest=300),),
)  # fmt: skip
def explain(act: Act) -> Relay:
    """The reason has been asked: the same people hear it."""
    it: Relay = act.target
    if not it.must_ask:
        raise WrongState(T("理由已经写明。", "The reason stands already."))
    act.set(it, reason=act.reason, must_ask=False)
    people = list(Person.objects.filter(pk__in=it.told, is_active=True))
    Notice.objects.bulk_create(notices_of(act, it.note, people, it))
    act.says = T(f"客户要改的理由：{it.reason}", f"Why the client wants it: {it.reason}")
    return it
