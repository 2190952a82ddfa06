"""A brand client's schedule is signed by both sides, and then in force (SCH-06)."""

from __future__ import annotations

from datetime import datetime

from aedesk.kit.text import T
from aedesk.rulebook import engine

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..notices.models import Notice
from ..sharing import ink
from ..sharing.signing import use_up
from ..sharing.terms import BY_HAND
from . import terms
from .filing import content_hash, lines_of, said_by, standing
from .lines import in_house
from .models import Schedule, ScheduleLine, ScheduleSign, name_of

SIGNERS = ("account_director", "general_manager")


@action("schedule.sign", "我方签字", "Sign for the agency", on="Schedule", who=who.role(*SIGNERS),
        who_says=T("由客户总监代表我方签字。", "The account director signs for the agency."))  # fmt: skip
def sign(act: Act) -> Schedule:
    """The agency's name under a brand client's schedule; the client's is then wanted (SCH-06)."""
    paper = waits(act, "sign_ours")
    sign_for_us(act, paper, lines_of(paper))
    return paper


def sign_for_us(act: Act, paper: Schedule, lines: list[ScheduleLine]) -> None:
    """The director's name under these lines."""
    put_sign(act, paper, "ours", act.person.name, "desk", lines)
    act.set(paper, state="sign_client")
    act.says = T(
        f"我方签{name_of(paper.kind, paper.month).zh}，待客户签",
        "Signed for the agency; the client's signature is wanted",
    )


@action(
    "schedule.client_sign", "记客户签字", "Record the client's signature", on="Schedule", who=who.window,
    fields=(
        Field("contact", T("谁签的", "Who signed"), "ref", True, model="Contact"),
        Field("how", T("怎么签的", "How"), "choice", choices={key: terms.HOWS[key] for key in ("paper", "desk")}, default="paper"),
        Field("signed_at", T("签字时间", "Signed at"), "datetime", help=T("空着就是现在。", "Empty means now.")),
    ),
)  # fmt: skip
def client_sign(act: Act) -> Schedule:
    """The client's name under a schedule that we have signed; with both it is in force (SCH-06)."""
    paper, contact = waits(act, "sign_client"), act.values["contact"]
    if contact.client_id != paper.client_id:
        raise InvalidInput({"contact": T("这位联系人不属于该客户。", "This contact belongs to another client.")})
    at = act.values["signed_at"] or act.now
    if at > act.now:
        raise InvalidInput({"signed_at": T("签字时间不能在将来。", "The signature cannot lie in the future.")})
    sign_for_client(act, paper, contact.name, lines_of(paper), at)
    _take_effect(act, paper)
    return paper


@action(
    "schedule.link_sign", "客户在链接上签", "The client signs on the link", on="Schedule", who=who.window,
    fields=(
        Field("how", T("签名方式", "How"), "choice", choices=BY_HAND, default="drawn"),
        Field("ink", T("签名", "Signature"), "long", longest=120_000, help=T("手写的笔画；输入姓名的留空。", "The strokes drawn; empty for a typed name.")),
        Field("seen", T("所读内容的校验值", "Hash of what was read"), longest=64),
        Field("link", T("链接", "Link"), "ref", True, model="ShareLink"),
        Field("code", T("签收码", "Code"), longest=12),
    ),
)  # fmt: skip
def link_sign(act: Act) -> Schedule:
    """The client's own hand behind a link, with the code that was told; with both names it is in force (SCH-06)."""
    if act.via != "portal":
        raise WrongState(
            T("只有客户在自己的链接上能这样签。", "Only the client, on a link of his own, signs like this.")
        )
    paper, given = waits(act, "sign_client"), act.values
    lines = lines_of(paper)
    if given["seen"] != content_hash(lines):
        raise WrongState(
            T("时间表刚刚有变化，请重新看一遍再签。", "The schedule changed meanwhile; read it again, then sign.")
        )
    drawn = ink.read(given["ink"]) if given["how"] == "drawn" else ""
    given["how"] = "link"
    sign_for_client(act, paper, use_up(act).contact.name, lines, act.now, drawn)
    _take_effect(act, paper)
    says = act.says or act.action.name
    Notice.objects.create(
        person=paper.project.ae, at=act.now, noun="schedule", object_id=paper.pk, rule="", says_zh=says.zh[:200],
        says_en=says.en[:200],
    )  # fmt: skip
    return paper


def _take_effect(act: Act, paper: Schedule) -> None:
    """In force at once where both have signed, so that nobody waits for a button."""
    vars(paper).pop("_prefetched_objects_cache", None)
    if not engine.judge("schedule.effect", Act(act.action, act.person, paper, {}, act.now)):
        into_force(act, paper)


def sign_for_client(
    act: Act, paper: Schedule, name: str, lines: list[ScheduleLine], at: datetime, drawn: str = ""
) -> None:
    """The client's name under these lines."""
    put_sign(act, paper, "client", name, act.values["how"] or "paper", lines, at, drawn)
    act.says = T(f"客户签{name_of(paper.kind, paper.month).zh}：{name}", f"{name} signs for the client")


@action("schedule.effect", "生效", "Put into force", on="Schedule", who=in_house)
def effect(act: Act) -> Schedule:
    """By hand; it happens by itself with the second signature."""
    if act.target.state == "in_force":
        raise WrongState(T("已经生效。", "It is in force already."))
    act.says = act.action.name
    into_force(act, act.target)
    return act.target


def into_force(act: Act, paper: Schedule) -> None:
    act.set(paper, state="in_force", in_force_at=act.now)
    said = act.says or act.action.name
    act.says = T(f"{said.zh}，生效", f"{said.en}; in force")


def put_sign(
    act: Act, paper: Schedule, side: str, name: str, how: str, lines: list[ScheduleLine], at: datetime | None = None,
    drawn: str = "",
) -> None:  # fmt: skip
    """A side's name with what was read and its hash; an earlier one gives way."""
    for old in paper.signs.filter(side=side, void_at=None):
        act.set(old, void_at=act.now)
    act.make(
        ScheduleSign, client_id=paper.client_id, schedule=paper, side=side, person=act.person, name=name[:60], how=how,
        at=at or act.now, edition=paper.edition, content_hash=content_hash(lines), said=said_by(lines), ink=drawn,
    )  # fmt: skip


def waits(act: Act, state: str) -> Schedule:
    """The schedule, if that is what it waits for. Raises WrongState."""
    paper: Schedule = act.target
    now = standing(paper)
    if now == state and paper.state == state:
        return paper
    if now == "sign_ours" and paper.state != "sign_ours":
        raise WrongState(
            T("签字之后时间表改过，要重新交、双方重签。", "It changed after signing: file it again, then both sign.")
        )
    word = terms.SCHEDULE_STATES[now]
    raise WrongState(T(f"这张表现在是“{word.zh}”。", f"This schedule is now: {word.en.lower()}."))
