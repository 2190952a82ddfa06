"""The receipt 签收单 (F6) on A4: eight to ten lines a page, the code that leads to signing, the signature and the seal's mark."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from aedesk.desk.deliveries.terms import CHANNELS
from aedesk.desk.errors import Unknown
from aedesk.desk.receipts import terms
from aedesk.desk.receipts.gathering import lines_of
from aedesk.desk.receipts.models import Receipt, ReceiptLine, ReceiptSeal
from aedesk.desk.receipts.sealing import STATEMENT, short
from aedesk.desk.sharing import ink
from aedesk.desk.sharing.links import links_of, path_of
from aedesk.kit import clock
from aedesk.kit.text import T

from .press import press
from .words import Printed, Tongue, file_name, furniture, qr, tongue

NAME = T("文件签收单", "Delivery receipt")
HEAD = (
    T("序", "No."), T("文件名 / 项目", "File, project"), T("版本", "Version"), T("份数 / 介质", "Copies, medium"),
    T("发送", "Sent"), T("签收", "Answer"), T("反馈意见", "Feedback"),
)  # fmt: skip
MOTTO = "一式两份 · IN TWO COPIES"


def receipt(person: Any, pk: int, lang: str = "both") -> Printed:
    """A receipt as a PDF. Raises Unknown behind a client wall."""
    rows = Receipt.objects.visible_to(person).select_related("client", "ae", "scan")
    it: Receipt | None = rows.filter(pk=pk).first()
    if it is None:
        raise Unknown
    speech = tongue(lang)
    return Printed(
        file_name(f"{it.client}_{it.number}", NAME, lang), press("receipt", content(it, person, speech), clock.now())
    )


def content(it: Receipt, person: Any, speech: Tongue) -> dict[str, Any]:
    """Everything the template sets, as plain data."""
    lines = [line for line in lines_of(it) if (line.is_listed if it.is_open else line.decision)]
    seal = None if it.is_open else ReceiptSeal.objects.filter(receipt=it).first()
    projects = dict.fromkeys(f"{line.project.code} {line.project.name}" for line in lines)
    return furniture(speech, f"/receipts/{it.pk}/sign/", person, NAME) | {
        "motto": MOTTO, "qr": code(it), "number": it.number, "heading": it.client.name,
        "state": speech.say(terms.STATES[it.state]), "is_open": it.is_open, "head": [speech.say(text) for text in HEAD],
        "facts": [
            {"label": speech.say(T("项目", "Projects")), "text": "；".join(projects) or "—"},
            {"label": speech.say(T("客户执行", "Account executive")), "text": f"{it.ae.name} {it.ae.phone}".strip()},
        ],
        "lines": [row(line, number, it, speech) for number, line in enumerate(lines, 1)],
        "statement": speech.say(STATEMENT), "nobody": speech.say(T("还没有文件。", "No files yet.")),
        "signed": signed(it, seal, speech),
    }  # fmt: skip


def code(it: Receipt) -> str:
    """The code on the paper: the client's own link where one is open, else the page on the account executive's phone."""
    links = [link for link in links_of(it, clock.now()) if link.may == "sign"] if it.is_open else []
    path = path_of(links[0]) if links else f"/receipts/{it.pk}/sign/"
    return qr(settings.BASE_URL.rstrip("/") + path)


def row(line: ReceiptLine, number: int, it: Receipt, speech: Tongue) -> dict[str, Any]:
    kept = speech.line(terms.FILE_STATES.get(line.state, T(line.state, line.state)))
    answer = [] if it.is_open else speech.say(terms.DECISIONS[line.decision])
    boxes = "\n".join(f"□ {name.in_('en' if speech.lang == 'en' else 'zh')}" for name in terms.ANSWERS.values())
    carried = line.carried_from.receipt.number if line.carried_from else ""
    return {
        "number": f"{number}", "name": line.name, "project": f"{line.project.name}" + (f" · {line.sheet.label}" if line.sheet else ""),
        "hash": f"sha256 {line.sha256[:12]}", "version": "\n".join(filter(None, (line.version_label, kept))),
        "copies": f"{line.copies} · {speech.line(line.medium_name)}",
        "sent": f"{speech.line(CHANNELS.get(line.channel, T(line.channel, line.channel)))}\n{clock.shanghai(line.sent_at):%m-%d %H:%M}",
        "answer": answer, "boxes": boxes if it.is_open else "", "refused": line.decision not in ("", "signed"),
        "feedback": said(line, carried, speech),
    }  # fmt: skip


def said(line: ReceiptLine, carried: str, speech: Tongue) -> str:
    """Feedback, the reason where it says more, and from which receipt the line was carried over."""
    parts = [line.feedback, line.reason if line.reason != line.feedback else ""]
    if carried:
        parts.append(speech.line(T(f"转自 {carried}", f"from {carried}")))
    return "\n".join(filter(None, parts))


def signed(it: Receipt, seal: ReceiptSeal | None, speech: Tongue) -> dict[str, Any]:
    """The foot of the paper: names, lines to write on or the signature itself, stamp, fingerprint."""
    at: datetime | None = it.signed_at
    scan = T(f"扫描件 sha256 {(it.scan_id or '')[:16]}", f"scan sha256 {(it.scan_id or '')[:16]}")
    return {
        "ink": ink.svg(it.ink) if it.ink else "", "typed": it.signer_name if it.how == "typed" else "",
        "how": speech.line(terms.HOWS[it.how]) if it.how else "", "scan": speech.line(scan) if it.scan_id else "",
        "name": {"label": speech.say(T("签收人", "Signed by")), "text": it.signer_name + (f"（代 {it.on_behalf}）" if it.on_behalf else "")},
        "title": {"label": speech.say(T("职务", "Title")), "text": it.signer_title},
        "at": {"label": speech.say(T("签收时间", "Date and time")), "text": speech.stamp(at)},
        "sign_label": speech.say(T("签名", "Signature")), "stamp_label": speech.say(T("盖章", "Stamp")),
        "fingerprint": f"{speech.line(T('指纹', 'Fingerprint'))} {short(seal.fingerprint)}" if seal else "",
    }  # fmt: skip
