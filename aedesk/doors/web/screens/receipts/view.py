"""Receipts on the web: what clients owe a signature for, one receipt, and the page the client signs on."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from aedesk.desk.action import ACTIONS, do
from aedesk.desk.artwork.storing import path_of
from aedesk.desk.deliveries.terms import CHANNELS
from aedesk.desk.duties.figures import agency, figures_of
from aedesk.desk.errors import DeskError, InvalidInput, Unknown, WrongState
from aedesk.desk.journal.queries import timeline
from aedesk.desk.people.models import Person
from aedesk.desk.receipts import queries, terms
from aedesk.desk.receipts.bundle import bundle
from aedesk.desk.receipts.gathering import lines_of, seen_of
from aedesk.desk.receipts.models import Receipt, ReceiptSeal
from aedesk.desk.receipts.sealing import short
from aedesk.desk.sharing import ink
from aedesk.desk.sharing.terms import BY_HAND, WAYS
from aedesk.kit import clock, filename
from aedesk.kit.text import T
from aedesk.rulebook.receipt_gates import UNSIGNED_FILES
from aedesk.rulebook.roles import with_role

from ...screen import screen, show
from ...shares import shares
from ..act.view import gather

PER_PAGE = 50
ACCOUNT = ("account", "management")
SIGNS = with_role("ae", "ae_assistant", "account_manager", "account_director", "general_manager")


def me_of(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@screen("receipts/", "receipts")
def receipt_list(request: HttpRequest) -> HttpResponse:
    me, asked = me_of(request), request.GET
    rows = queries.receipts(me, **{name: asked.get(name, "") for name in ("state", "q", "client")})
    now = clock.now()
    return show(
        request, "receipts/list.html", nav="receipts", asked=asked, terms=terms, now=now, owing=queries.owing(me),
        page=Paginator(rows, PER_PAGE).get_page(asked.get("page")), keeps=me.discipline in ACCOUNT,
        figures=figures_of(UNSIGNED_FILES, clock.shanghai(now).date()),
    )  # fmt: skip


@screen("receipts/<int:pk>/", "receipt", about="Receipt")
def receipt_page(request: HttpRequest, it: Receipt) -> HttpResponse:
    me, now = me_of(request), clock.now()
    keeps = me.discipline in ACCOUNT
    return show(
        request, "receipts/page.html", nav="receipts", it=it, lines=lines_of(it), terms=terms, channels=CHANNELS, now=now,
        keeps=keeps, directs=me.role in ("account_director", "general_manager"), shares=shares(it) if keeps and it.is_open else [],
        ways=WAYS, trail=timeline(thing=it), contact_options=[(one.pk, one.name) for one in contacts_of(it)] if keeps else [], **sealed(it),
    )  # fmt: skip


def sealed(it: Receipt) -> dict[str, Any]:
    """The signature as it is drawn, and the fingerprint; nothing before the receipt is signed."""
    seal = None if it.is_open else ReceiptSeal.objects.filter(receipt=it).first()
    return {"path": ink.path(it.ink), "fingerprint": short(seal.fingerprint) if seal else "", "seal": seal}


def contacts_of(it: Receipt) -> list[Any]:
    return list(it.client.contacts.filter(is_active=True).order_by("pk"))


@screen("receipts/<int:pk>/sign/", "receipt_sign", roles=SIGNS, about="Receipt", methods=("GET", "POST"))
def receipt_sign(request: HttpRequest, it: Receipt) -> HttpResponse:
    """The page that is handed to the client: nothing of the desk on it but this receipt."""
    paper = request.GET.get("how") == "paper"
    if request.method == "GET" or not it.is_open:
        return sign_page(request, it, paper=paper)
    code = "receipt.sign_paper" if paper else "receipt.sign"
    data = gather(ACTIONS[code], request.POST) | request.FILES.dict()
    try:
        do(code, request.user, it.pk, data)
    except (InvalidInput, WrongState) as error:
        return sign_page(request, it, paper=paper, status=error.status, error=error, values=data)
    return HttpResponseRedirect(request.path)


def sign_page(
    request: HttpRequest, it: Receipt, *, paper: bool, status: int = 200, error: DeskError | None = None,
    values: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    me, us = me_of(request), agency()
    lines = [line for line in lines_of(it) if line.is_listed]
    name = T(us.name, us.name_en or us.name) if us else T("AE 工作台", "AE Desk")
    return show(
        request, "receipts/sign.html", status, it=it, lines=lines, terms=terms, channels=CHANNELS, paper=paper, error=error,
        values=values or {}, answers={row.get("item"): row for row in (values or {}).get("answers", [])}, seen=seen_of(lines),
        contacts=contacts_of(it), agency=name, post=request.get_full_path(), handed_by=me, by_hand=BY_HAND, **sealed(it),
    )  # fmt: skip


@screen("receipts/<int:pk>/export/", "receipt_export", about="Receipt")
def receipt_export(request: HttpRequest, it: Receipt) -> HttpResponse:
    named = filename.content_disposition(f"{it.number}.zip")
    return HttpResponse(bundle(it), content_type="application/zip", headers={"Content-Disposition": named})


@screen("receipts/<int:pk>/scan/", "receipt_scan", about="Receipt")
def receipt_scan(request: HttpRequest, it: Receipt) -> HttpResponse:
    """The scan of the signed paper, saved and never shown by the browser."""
    if it.scan is None or not path_of(it.scan.sha256).exists():
        raise Unknown
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(it.scan.media_type, "jpg")
    return HttpResponse(
        path_of(it.scan.sha256).read_bytes(), content_type="application/octet-stream",
        headers={
            "Content-Disposition": filename.content_disposition(f"{it.number}.{ending}"), "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )  # fmt: skip
