"""What the client approves of a job by itself: its texts, pictures and figures (SUB-14, ART-04)."""

from __future__ import annotations

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from . import queries, terms
from .models import ContentApproval, ContentPart

KIND = Field("kind", T("哪一类", "Kind"), "choice", True, choices=terms.PARTS)
NAME = Field(
    "name", T("名称", "Name"), required=True, longest=80, help=T("如 P3、V5、建面 98㎡。", "Such as P3, V5 or 98 m².")
)


WORDS = Field(
    "words", T("文稿全文", "The copy itself"), "long", longest=20_000,
    help=T("贴上送签的文稿：客户确认后，每一版的字逐句与它比对。", "Paste the copy to be signed: once approved, each version is compared with it sentence by sentence."),
)  # fmt: skip


@action(
    "content.list", "列要确认的内容", "List what is to be approved", on="JobSheet", who=who.window,
    fields=(KIND, NAME, WORDS),
)  # fmt: skip
def list_part(act: Act) -> ContentPart:
    """A text, picture or figure the client is to approve; output waits for it."""
    sheet, given = act.target, act.values
    if sheet.parts.filter(kind=given["kind"], name=given["name"], dropped_at=None).exists():
        raise InvalidInput({"name": T("已经列了。", "It is listed already.")})
    if given["words"] and given["kind"] != "copy":
        raise InvalidInput({"words": T("只有文案有文稿。", "Only copy has words.")})
    made: ContentPart = act.make(
        ContentPart,
        client_id=sheet.client_id,
        sheet=sheet,
        kind=given["kind"],
        name=given["name"],
        words=given["words"],
    )
    act.says = T(
        f"要客户确认：{made}", f"To be approved by the client: {terms.PARTS[made.kind].en.lower()} {made.name}"
    )
    return made


@action("content.write", "改文稿", "Write the copy", on="ContentPart", who=who.window, fields=(WORDS,))
def write(act: Act) -> ContentPart:
    """The copy to be signed; what the client has approved is changed only after the approval is taken back."""
    it: ContentPart = act.target
    if it.kind != "copy" or it.dropped_at is not None:
        raise WrongState(T("只有在用的文案有文稿。", "Only copy in use has words."))
    if queries.approval(it) is not None:
        raise WrongState(
            T("客户已经确认：先收回确认，再改文稿。", "It is approved: take the approval back, then change it.")
        )
    act.set(it, words=act.values["words"])
    act.says = T(f"改文稿 {it}", f"The copy of {it.name} written")
    return it


@action("content.drop", "不用确认了", "Not needed any more", on="ContentPart", who=who.window)
def drop_part(act: Act) -> ContentPart:
    it: ContentPart = act.target
    if it.dropped_at is not None:
        raise WrongState(T("已经去掉了。", "It is taken off already."))
    act.set(it, dropped_at=act.now)
    act.says = T(f"不再用：{it}", f"No longer used: {it.name}")
    return it


@action(
    "content.approve", "客户确认了", "The client approved", on="ContentPart", who=who.window,
    fields=(
        Field("client_name", T("客户谁确认的", "Approved by, at the client"), required=True, longest=60),
        Field("way", T("怎么确认的", "How"), "choice", True, choices=terms.WAYS),
        Field("evidence", T("凭据", "Evidence"), "ref", model="Attachment", help=T("签字扫描或聊天截图，先存进这张工作单。", "A scan or screenshot put on the job before.")),
    ),
)  # fmt: skip
def approve(act: Act) -> ContentApproval:
    """The client's name, the way it was given and the evidence with its hash."""
    it, given = act.target, act.values
    if queries.approval(it) is not None:
        raise WrongState(T("客户已经确认过了。", "The client has approved it already."))
    proof = given["evidence"]
    if proof is not None and proof.client_id != it.client_id:
        raise InvalidInput({"evidence": T("凭据是别的客户的文件。", "The evidence belongs to another client.")})
    if given["way"] in ("screenshot",) and proof is None:
        raise InvalidInput({"evidence": T("选截图文件。", "Choose the screenshot.")})
    made: ContentApproval = act.make(
        ContentApproval, client_id=it.client_id, part=it, client_name=given["client_name"], way=given["way"], evidence=proof,
        sha256=proof.file_id if proof else "", person=act.person, at=act.now,
    )  # fmt: skip
    act.says = T(
        f"{made.client_name}确认：{it}", f"{made.client_name} approved {terms.PARTS[it.kind].en.lower()} {it.name}"
    )
    return made


@action(
    "content.reopen", "收回确认", "Take the approval back", on="ContentPart", who=who.window,
    fields=(Field("reason", T("为什么", "Why"), required=True, longest=300),),
)  # fmt: skip
def reopen(act: Act) -> ContentPart:
    """The content changed after it was approved, or it was noted by mistake."""
    it: ContentPart = act.target
    given = queries.approval(it)
    if given is None:
        raise WrongState(T("还没有确认。", "It is not approved."))
    act.set(given, withdrawn_at=act.now)
    act.says = T(f"收回确认 {it}：{act.reason}", f"Approval of {it.name} taken back: {act.reason}")
    return it
