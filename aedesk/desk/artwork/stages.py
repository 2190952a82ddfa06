"""Signing a version stage by stage: each who took part, the head of the profession, the client (ROL-10, ROL-11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aedesk.kit.text import T
from aedesk.rulebook.roles import ROLES

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..facts import fact
from ..fields import Field
from ..people.models import Person
from . import terms
from .models import Attachment
from .signs import StageSign, live

STAGE = Field("stage", T("哪个环节", "Stage"), "choice", True, choices=terms.SIGN_STAGES)
DOERS = {"copy": "copywriter", "design": "designer", "artwork": "finished_artist"}


@dataclass(frozen=True, slots=True)
class Place:
    """A stage of a version: who gives its sign, and the sign that stands or sent it back."""

    stage: str
    name: T
    person: Any
    sign: StageSign | None
    returned: StageSign | None

    @property
    def state(self) -> str:
        return "signed" if self.sign else "returned" if self.returned else "waiting"


def stages_of(it: Attachment) -> list[str]:
    """The stages a version needs: those with a named doer, then proofreading, internal review, client."""
    doers = [stage for stage, name in DOERS.items() if getattr(it.sheet, f"{name}_id")]
    return [*doers, "check", "review", "client"]


def places(it: Attachment) -> list[Place]:
    """The version's stages in their order, with who signs and how it stands."""
    signed = live(it)
    back = {one.stage: one for one in it.signs.all() if one.decision == "returned"}
    return [
        Place(stage, terms.SIGN_STAGES[stage], signer_of(it, stage), signed.get(stage), back.get(stage))
        for stage in stages_of(it)
    ]


def signer_of(it: Attachment, stage: str) -> Person | None:
    """Who is asked to sign a stage; a proofreader is never the one who made the file (ART-02)."""
    sheet: Any = it.sheet
    if stage in DOERS:
        found: Person | None = getattr(sheet, DOERS[stage])
        return found
    if stage == "review":
        return Person.objects.filter(is_active=True, role=head_of(it)).first()
    readers = (*_proofreaders(sheet), sheet.copywriter, sheet.ae) if stage == "check" else (sheet.ae,)
    return next((one for one in readers if one is not None and one.pk != it.created_by_id), None)


def _proofreaders(sheet: Any) -> list[Person]:
    """The project's other people of copy: fresh eyes come first."""
    doers = [getattr(sheet, f"{name}_id") for name in DOERS.values()]
    fresh = Person.objects.filter(
        is_active=True, project_memberships__project=sheet.project, project_memberships__function="copy"
    )
    return list(fresh.exclude(pk__in=[pk for pk in doers if pk]).order_by("pk")[:2])


def head_of(it: Attachment) -> str:
    """The role that decides on work of this kind."""
    return terms.HEADS.get(it.sheet.job_type if it.sheet else "", terms.HEAD)


def may_sign(it: Attachment, person: Any, stage: str, now: Any) -> bool:
    """Whether the stage is this person's to sign; the internal review is judged by its own rule."""
    if stage in DOERS:
        return bool(getattr(it.sheet, f"{DOERS[stage]}_id") == person.pk)
    if stage == "check":
        return bool(it.created_by_id != person.pk)
    if stage == "client":
        return who.is_window(person, it.project, now) or person.role in ("account_manager", "account_director")
    return True


def signs(act: Act) -> bool:
    it, stage = act.target, act.values.get("stage")
    return it is None or not stage or (it.sheet is not None and may_sign(it, act.person, stage, act.now))


NOT_YOURS = T(
    "这个环节由别人签：谁做的谁签，校对不能是制作的人。",
    "Somebody else signs this stage; nobody proofreads their own work.",
)


def _open(act: Act) -> Attachment:
    it: Attachment = act.target
    if it.sheet is None:
        raise WrongState(T("项目资料不用签环节。", "A project file has no stages to sign."))
    if it.removed_at is not None:
        raise WrongState(T("文件已移除，请先恢复。", "The file is removed; restore it first."))
    if act.values["stage"] not in stages_of(it):
        raise InvalidInput({"stage": T("这张工作单没有这个环节。", "The job has no such stage.")})
    if act.values["stage"] in live(it):
        raise WrongState(T("这个环节已经签过了。", "This stage is signed already."))
    return it


@action(
    "artwork.sign", "签环节", "Sign the stage", on="Attachment", who=signs, who_says=NOT_YOURS,
    fields=(STAGE, Field("client_name", T("客户谁签的", "Signed by, at the client"), longest=60)),
)  # fmt: skip
def sign(act: Act) -> StageSign:
    """A name under this version for one stage, with the hash of its bytes."""
    it, stage = _open(act), act.values["stage"]
    if stage == "client" and not act.values["client_name"]:
        raise InvalidInput({"client_name": T("写明客户谁签的。", "Say who signed at the client.")})
    made: StageSign = act.make(
        StageSign, client_id=it.client_id, attachment=it, stage=stage, person=act.person, at=act.now,
        client_name=act.values["client_name"] if stage == "client" else "", sha256=it.file_id,
    )  # fmt: skip
    word = T("通过", "passed") if stage == "review" else T("已签", "signed")
    act.says = terms.SIGN_STAGES[stage] + T(f"{word.zh}：{it.name}", f" {word.en}: {it.name}")
    return made


@action(
    "artwork.return", "退回这一版", "Send the version back", on="Attachment", who=signs, who_says=NOT_YOURS,
    fields=(STAGE, Field("reason", T("为什么退回", "Why"), required=True, longest=300)),
)  # fmt: skip
def send_back(act: Act) -> StageSign:
    """A return round: the version stands as returned, the next upload starts anew."""
    it, stage = _open(act), act.values["stage"]
    made: StageSign = act.make(
        StageSign, client_id=it.client_id, attachment=it, stage=stage, person=act.person, at=act.now,
        decision="returned", reason=act.reason, sha256=it.file_id,
    )  # fmt: skip
    name = terms.SIGN_STAGES[stage]
    act.says = T(f"{name.zh}退回 {it.name}：{act.reason}", f"{it.name} sent back at {name.en.lower()}: {act.reason}")
    return made


@action("artwork.ask", "送签", "Ask for the signs", on="Attachment", who=who.anyone)
def ask(act: Act) -> Attachment:
    """Ask everybody whose sign is missing; each has it among his duties."""
    it: Attachment = act.target
    if it.sheet is None or it.removed_at is not None:
        raise WrongState(T("只有工作单上的文件要签环节。", "Only a file on a job is signed by stages."))
    waiting = unsigned(it)
    if not waiting:
        raise WrongState(T("都签过了。", "All have signed."))
    act.facts["stage_signers"] = list({p.person.pk: p.person for p in waiting if p.person is not None}.values())
    names = "、".join(one.name for one in act.facts["stage_signers"])
    act.says = T(f"{it.name} 送签：{names}", f"{it.name}: signs asked of {names}")
    return it


def unsigned(it: Attachment) -> list[Place]:
    """The stages without a sign."""
    return [place for place in places(it) if place.sign is None]


@fact("stage_signers")
def stage_signers(act: Any) -> list[Any]:
    return []


@fact("signed_file")
def signed_file(act: Any) -> Attachment | None:
    """The file an act is about: its target, or that of the sign just given."""
    return act.target if isinstance(act.target, Attachment) else None


@fact("decided_by_head")
def decided_by_head(act: Any) -> bool:
    """An internal review is given by the head of the profession, nobody else (ROL-10)."""
    it = act.target
    return act.values.get("stage") != "review" or it.sheet is None or act.person.role == head_of(it)


@fact("head_named")
def head_named(act: Any) -> T:
    """The head who decides, by role and name."""
    found, role = signer_of(act.target, "review"), ROLES[head_of(act.target)].name
    return role + (found.name if found else "")


@fact("stages_unsigned")
def stages_unsigned(act: Any) -> list[T]:
    """Each missing stage with its name."""
    if act.target.sheet is None:
        return []
    return [
        T(
            f"{p.name.zh}{p.person.name if p.person else ''} 还没有签。",
            f"{p.name.en}: {p.person.name if p.person else 'nobody'} has not signed.",
        )
        for p in unsigned(act.target)
    ]
