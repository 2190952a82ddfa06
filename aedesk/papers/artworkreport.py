"""The check of a version on a job as the house's own sheet: machine, 24 items, signs (F10)."""

from __future__ import annotations

from typing import Any

from aedesk.desk.artwork.models import Attachment
from aedesk.desk.artwork.stages import places
from aedesk.desk.checks import queries, running
from aedesk.desk.checks.models import ArtworkCheck
from aedesk.desk.errors import Unknown, WrongState
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.preflight.spec import from_table
from aedesk.rulebook.checks import ANSWERS

from .artworkcheck import NAME, artwork_check
from .words import Printed, Tongue, file_name, furniture, tongue


def check_report(person: Any, pk: int, lang: str = "both") -> Printed:
    """The check as a PDF. Raises Unknown behind a client wall, WrongState where nothing has been checked yet."""
    rows = Attachment.objects.visible_to(person).select_related("sheet", "project", "file", "created_by")
    it = rows.filter(pk=pk).first()
    check = queries.latest(it) if it is not None and it.sheet_id else None
    if it is None:
        raise Unknown
    if check is None or not check.is_over:
        raise WrongState(T("这一版还没查完。", "This version has not been checked yet."))
    speech = tongue(lang)
    order = {name: value for name, value in check.order.items() if value is not None}
    content = artwork_check(
        check.verdict | {"findings": check.findings}, from_table(order), marked(check), speech, furniture(speech, f"/artwork/{it.pk}/check/", person, NAME), clock.now(),
        number=it.sheet.label if it.sheet else "", items=items(it, check, speech), signs=signs(it, speech),
        waived=waived(it, speech),
    )  # fmt: skip
    return Printed(file_name(it.name.rpartition(".")[0] or it.name, NAME, lang), content)


def marked(check: ArtworkCheck) -> dict[str, bytes]:
    """The pages with their boxes, by file name in page order."""
    names = {row["page"]: row["name"] for kind in ("page", "marked") for row in check.pictures if row["kind"] == kind}
    paths = {name: running.place(check) / name for _, name in sorted(names.items())}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def waived(it: Attachment, speech: Tongue) -> dict[str, str]:
    """Who let each warning pass, when and why, by its mark."""
    let = speech.line(T("已放行", "Waived"))
    return {
        mark: f"{let} · {one.person.name} {speech.stamp(one.at)} · {one.reason}"
        for mark, one in queries.waived(it).items()
    }


def items(it: Attachment, check: ArtworkCheck, speech: Tongue) -> list[dict[str, Any]]:
    """The 24 items with the answer, who gave it and when."""
    none = T("未答", "Open")
    return [
        {
            "number": str(number), "name": speech.say(one.check.name), "state": one.state,
            "answer": speech.line(ANSWERS[one.state] if one.state else none),
            "note": f"{one.answer.person.name} {speech.stamp(one.answer.at)} {one.answer.word}".strip() if one.answer else "",
        }
        for number, one in enumerate(queries.items(it, check), 1)
    ]  # fmt: skip


def signs(it: Attachment, speech: Tongue) -> list[dict[str, Any]]:
    """The stages and whose name stands under each."""
    signed, open_ = T("已签", "Signed"), T("未签", "Not signed")
    return [
        {
            "role": speech.say(place.name), "state": speech.say(signed if place.sign else open_), "signed": place.sign is not None,
            "name": (place.sign.client_name or place.sign.person.name) if place.sign else (place.person.name if place.person else ""),
            "at": speech.stamp(place.sign.at) if place.sign else "",
        }
        for place in places(it)
    ]  # fmt: skip
