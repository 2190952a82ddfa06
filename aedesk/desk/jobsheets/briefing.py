"""The creative brief: written by the AE with strategy, discussed, signed by the directors, rated by its receivers."""

from __future__ import annotations

from django.db.models import Avg

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..notices.models import Notice
from ..people.models import Person
from . import inputs, terms
from .briefs import BriefRating, CreativeBrief
from .models import Signature

DIRECTORS = ("strategy_director", "creative_director", "account_director")
writers = who.either(who.window, who.role("strategy_director", "strategist"))


@action("brief.write", "写创意简报", "Write the brief", on="JobSheet", who=writers, fields=inputs.BRIEF, partial=True)
def write(act: Act) -> CreativeBrief:
    """Save the brief. A change after a signature voids the signatures: they stood under another text."""
    sheet = act.target
    if not sheet.is_editable and sheet.state != "submitted":
        raise WrongState(
            T(
                "工作单已下达，简报不再改；请写修改单。",
                "The sheet is issued; the brief no longer changes. Write a change sheet.",
            )
        )
    brief, made = CreativeBrief.objects.get_or_create(
        sheet=sheet, defaults={"client": sheet.client, "created_by": act.person, "created_at": act.now}
    )
    values = {name: value for name, value in act.values.items() if name != "reason"}
    if len(values.get("support", [])) > 3:
        raise InvalidInput({"support": T("最多三条支持点。", "Three reasons at most.")})
    act.set(brief, **values)
    if act.changed and not made:
        brief.signatures.filter(void_at=None).update(void_at=act.now)
    act.says = T(f"填写《{sheet.title}》的创意简报", f"Brief of “{sheet.title}” written")
    return brief


@action(
    "brief.discuss", "记录简报讨论", "Record the discussion", on="CreativeBrief", who=writers,
    fields=(
        Field("discussed_on", T("讨论时间", "Discussed at"), "datetime", True),
        Field("discussed_with", T("与谁讨论", "Discussed with"), required=True, longest=120),
    ),
)  # fmt: skip
def discuss(act: Act) -> CreativeBrief:
    """The date on which strategy and creative director talked it over; then they are asked to sign (JOB-11)."""
    brief: CreativeBrief = act.set(act.target, **{k: act.values[k] for k in ("discussed_on", "discussed_with")})
    act.facts["signers"] = list(Person.objects.filter(is_active=True, role__in=DIRECTORS[:2]))
    act.says = T(f"与{brief.discussed_with}讨论了简报", f"Brief discussed with {brief.discussed_with}")
    return brief


@action(
    "brief.approve", "会签简报", "Sign the brief", on="CreativeBrief", who=who.role(*DIRECTORS),
    who_says=T("简报由策略总监、创意总监和客户总监会签。", "The strategy, creative and account directors sign a brief."),
)  # fmt: skip
def approve(act: Act) -> CreativeBrief:
    brief: CreativeBrief = act.target
    if brief.signatures.filter(sign=act.role, void_at=None).exists():
        raise WrongState(T("你已经签过了。", "You have signed already."))
    Signature.objects.create(sheet=brief.sheet, brief=brief, sign=act.role, person=act.person, at=act.now)
    done = 2 if brief.is_approved else 1
    act.says = T(
        f"{terms.SIGNS[act.role].zh}会签简报（{done}/2）",
        f"Brief signed by the {terms.SIGNS[act.role].en.lower()} ({done}/2)",
    )
    return brief


@action(
    "brief.rate", "给简报评分", "Rate the brief", on="CreativeBrief", who=lambda act: act.person.is_creative,
    fields=(
        Field("rating", T("评分 1–5", "Rating 1–5"), "integer", True, least=1, most=5),
        Field("rating_note", T("说明", "Note"), longest=200),
    ),
)  # fmt: skip
def rate(act: Act) -> CreativeBrief:
    """A receiver's mark; 2 or less is told to the AE and the account director (JOB-18)."""
    given, brief = act.values, act.target
    BriefRating.objects.update_or_create(
        brief=brief,
        person=act.person,
        defaults={"rating": given["rating"], "note": given["rating_note"], "at": act.now},
    )
    mean = brief.ratings.aggregate(mean=Avg("rating"))["mean"]
    act.set(brief, rated_by=act.person, rating=int(mean + 0.5), rating_note=given["rating_note"])
    if given["rating"] <= 2:
        _warn(act, brief)
    act.says = T(f"简报评分 {given['rating']}", f"Brief rated {given['rating']}")
    return brief


def _warn(act: Act, brief: CreativeBrief) -> None:
    directors = Person.objects.filter(role="account_director", is_active=True).values_list("pk", flat=True)
    mark, why = act.values["rating"], act.values["rating_note"]
    Notice.objects.bulk_create(
        Notice(
            person_id=pk, at=act.now, rule="brief_rating", noun="jobsheet", object_id=brief.sheet_id,
            says_zh=f"{act.person.name}给简报评 {mark} 分：{why}"[:240],
            says_en=f"{act.person.in_english} rated the brief {mark}: {why}"[:240],
        )
        for pk in {act.ae.pk, *directors}
    )  # fmt: skip
