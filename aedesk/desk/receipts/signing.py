"""The client signs, line by line: on the account executive's phone, behind a link with its code, or on paper."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..artwork.storing import store
from ..errors import InvalidInput, WrongState
from ..finding import index
from ..notices.models import Notice
from ..sharing import ink
from ..sharing.signing import use_up
from . import inputs, terms
from .gathering import gather, mark_deliveries, seen_of
from .lines import new_receipt, still_open
from .models import Receipt, ReceiptLine
from .sealing import seal

SCANS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
LARGEST = 25 * 1024 * 1024  # bytes of a scan


@action("receipt.sign", "签收", "Sign the receipt", on="Receipt", who=who.account, fields=inputs.SIGN)
def sign(act: Act) -> Receipt:
    """签收确认: every line signed, refused or left for the next receipt; then nobody changes it, nor can."""
    receipt, given = still_open(act), act.values
    drawn = ink.read(given["ink"]) if given["how"] == "drawn" else ""
    if act.via == "portal":
        given["signer"] = use_up(act).contact
    return _sign(act, receipt, how=given["how"] or "drawn", ink=drawn, signed_at=act.now)


@action(
    "receipt.sign_paper",
    "登记纸质签收",
    "Record the signed paper",
    on="Receipt",
    who=who.account,
    fields=inputs.SIGN_PAPER,
)
def sign_paper(act: Act) -> Receipt:
    """The paper the client signed, as a scan or photo, kept by its hash (RCP-01)."""
    receipt, given = still_open(act), act.values
    signed_at = given["signed_at"] or act.now
    if signed_at > act.now:
        raise InvalidInput({"signed_at": T("还没有到这个时间。", "That time has not come yet.")})
    return _sign(act, receipt, how="paper", ink="", signed_at=signed_at, scan=_scan(given["file"]))


def _scan(upload: Any) -> Any:
    """The stored scan. Raises InvalidInput for what is no picture or PDF, or too large."""
    head = next(iter(upload.chunks()), b"")[:8]
    kind = next((kind for magic, kind in SCANS.items() if head.startswith(magic)), "")
    if not kind or upload.size > LARGEST:
        raise InvalidInput(
            {"file": T("请上传 25 MB 以内的 PDF、JPG 或 PNG。", "Give a PDF, JPG or PNG of 25 MB at most.")}
        )
    return store(upload, f"scan.{kind}")


def _sign(act: Act, receipt: Receipt, **more: Any) -> Receipt:
    lines = [line for line in gather(act, receipt) if line.is_listed]
    if not lines:
        raise WrongState(T("签收单上还没有文件。", "There is no file on the receipt yet."))
    if act.values["seen"] and act.values["seen"] != seen_of(lines):
        raise WrongState(
            T("签收单刚刚有变化，请重新看一遍再签。", "The receipt changed meanwhile; read it again, then sign.")
        )
    _answer(act, lines)
    given = act.values
    act.set(
        receipt, state="signed", signer_name=given["signer_name"], signer_title=given["signer_title"],
        on_behalf=given["on_behalf"], signer=given["signer"], via=act.via, **more,
    )  # fmt: skip
    act.changed.clear()
    mark_deliveries(receipt.client_id)
    seal(receipt, act.now)
    index(receipt)
    _say(act, receipt, lines, carry(act, receipt))
    return receipt


def _answer(act: Act, lines: list[ReceiptLine]) -> None:
    """What the client says to each line. Raises InvalidInput naming the lines without feedback or reason (RCP-02)."""
    answers = {row["item"]: row for row in act.values["answers"]}
    open_ones: list[T] = []
    if strange := answers.keys() - {line.key for line in lines}:
        open_ones.append(
            T(f"签收单上没有 {'、'.join(sorted(strange))}。", f"Not on the receipt: {', '.join(sorted(strange))}.")
        )
    for number, line in enumerate(lines, 1):
        row = answers.get(line.key, {})
        decision, reason = row.get("decision") or "signed", str(row.get("reason") or "")
        feedback = str(row.get("feedback") or "") or reason or (str(terms.NONE) if act.values["no_remarks"] else "")
        if decision != "signed" and not reason:
            name = terms.ANSWERS[decision]
            open_ones.append(
                T(f"第 {number} 行“{name.zh}”，请写原因。", f"Line {number}, {name.en.lower()}: give the reason.")
            )
        elif not feedback:
            open_ones.append(T(f"第 {number} 行没有意见，请写“无”。", f"Line {number} has no feedback: write “none”."))
        line.decision, line.reason, line.feedback = decision, reason, feedback
    if open_ones:
        raise InvalidInput({"answers": T("".join(one.zh for one in open_ones), " ".join(one.en for one in open_ones))})
    for line in lines:
        act.save(line, ["decision", "reason", "feedback"])


def carry(act: Act, receipt: Receipt) -> Receipt | None:
    """Everything not signed for goes on the client's next receipt, with its reason; None where all was signed."""
    left = [
        line for line in receipt.lines.order_by("sent_at", "pk") if line.decision != "signed" and not line.given_up_at
    ]
    if not left:
        return None
    following = new_receipt(act, receipt.client_id)
    for line in left:
        act.make(
            ReceiptLine, client_id=line.client_id, receipt=following, project_id=line.project_id, sheet_id=line.sheet_id,
            delivery_file_id=line.delivery_file_id, attachment_id=line.attachment_id, name=line.name, sha256=line.sha256,
            state=line.state, copies=line.copies, medium=line.medium, channel=line.channel, sent_at=line.sent_at,
            carried_from=line,
        )  # fmt: skip
    index(following)
    return following


def _say(act: Act, receipt: Receipt, lines: list[ReceiptLine], following: Receipt | None) -> None:
    signed = sum(line.decision == "signed" for line in lines)
    by = f"{receipt.signer_name}"
    act.says = T(
        f"{receipt.number} 由{by}签收：{signed}/{len(lines)} 个文件",
        f"{receipt.number} signed by {by}: {signed} of {len(lines)} files",
    )
    if following is not None:
        act.says += T(f"，其余转到 {following.number}", f"; the rest goes to {following.number}")
    act.facts["following"] = following
    if act.via == "portal":
        Notice.objects.create(
            person=receipt.ae,
            at=act.now,
            noun="receipt",
            object_id=receipt.pk,
            rule="",
            says_zh=act.says.zh[:200],
            says_en=act.says.en[:200],
        )
