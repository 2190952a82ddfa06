"""A receipt behind a link: the client reads it, asks for the code, signs it, and sees for good what was signed."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from aedesk.desk.deliveries.terms import CHANNELS
from aedesk.desk.errors import DeskError
from aedesk.desk.receipts import terms
from aedesk.desk.receipts.gathering import lines_of, seen_of
from aedesk.desk.receipts.models import Receipt, ReceiptSeal
from aedesk.desk.receipts.sealing import short
from aedesk.desk.sharing import ink, links
from aedesk.desk.sharing.models import ShareLink
from aedesk.desk.sharing.signing import tries
from aedesk.desk.sharing.terms import BY_HAND
from aedesk.kit import clock
from aedesk.kit.text import T

from .door import here, show, shown
from .signing import SIGNED, Signing

LINE = re.compile(r"answers-(\d{1,4})-(item|decision|reason|feedback)")


@shown("receipt")
def receipt_page(request: HttpRequest, link: ShareLink, it: Receipt) -> HttpResponse:
    return page(request, link, it)


def page(
    request: HttpRequest, link: ShareLink, it: Receipt, *, status: int = 200, error: DeskError | None = None,
    values: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The receipt as the client sees it: to sign, or as it was signed."""
    lines = [line for line in lines_of(it) if (line.is_listed if it.is_open else line.decision)]
    seal = None if it.is_open else ReceiptSeal.objects.filter(receipt=it).first()
    given = values or {"signer_name": link.contact.name, "signer_title": link.contact.title}
    return show(
        request, "receipt.html", status, it=it, link=link, lines=lines, terms=terms, by_hand=BY_HAND, channels=CHANNELS, error=error, values=given,
        answers={row.get("item"): row for row in given.get("answers", [])}, seen=seen_of(lines), paper=False,
        post=here(link, request, "sign/"), ask=here(link, request, "code/"), asked="asked" in request.GET,
        path=ink.path(it.ink), fingerprint=short(seal.fingerprint) if seal else "", signs=link.may == "sign",
        code_out=links.code_stands(link, clock.now(), tries()),
    )  # fmt: skip


def body(form: QueryDict) -> dict[str, Any]:
    """The form as the act wants it; whatever else was sent is left out."""
    data: dict[str, Any] = {
        name: form.get(name, "") for name in ("signer_name", "signer_title", "on_behalf", "seen", "how", "ink", "code")
    }
    return data | {"no_remarks": form.get("no_remarks") == "on", "answers": answers(form)}


def answers(form: QueryDict) -> list[dict[str, str]]:
    """The lines of the form, `answers-0-item` and so on, in their order."""
    rows: dict[int, dict[str, str]] = {}
    for name in form:
        if found := LINE.fullmatch(name):
            rows.setdefault(int(found[1]), {})[found[2]] = str(form[name])
    return [rows[n] for n in sorted(rows)]


SIGNED["receipt"] = Signing(
    "receipt.sign", lambda it: bool(it.is_open), body, page, lambda it: T(it.number, it.number), lambda it: it.ae
)
