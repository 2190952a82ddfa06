"""Signing behind a link, whatever is signed: the code is asked for, each try is counted, and then the act is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from aedesk.desk.action import do
from aedesk.desk.duties.figures import figures_of
from aedesk.desk.errors import InvalidInput, WrongState
from aedesk.desk.notices.models import Notice
from aedesk.desk.sharing import links
from aedesk.desk.sharing.models import ShareLink
from aedesk.desk.writing import writing
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.receipt_gates import CODE_BEFORE_SIGNING

from .door import door, here

AGAIN = timedelta(minutes=5)  # how often a code may be asked for
WRONG = T("签收码不对或已失效，请核对，或再要一个。", "The code is wrong or has ended: check it, or ask for another.")


@dataclass(frozen=True, slots=True)
class Signing:
    """How one noun is signed: the act, whether it waits for the client, the form, its page, its name, who keeps it."""

    act: str
    waits: Callable[[Any], bool]
    body: Callable[[QueryDict], dict[str, Any]]
    page: Callable[..., HttpResponse]
    name: Callable[[Any], T]
    keeper: Callable[[Any], Any]


SIGNED: dict[str, Signing] = {}


def tries() -> int:
    return int(figures_of(CODE_BEFORE_SIGNING, clock.today())["tries"])


@door("s/<str:token>/sign/", "portal_sign", methods=("POST",))
def sign(request: HttpRequest, link: ShareLink, it: Any) -> HttpResponse:
    """Sign with the code; each try is counted before the code is looked at."""
    how = SIGNED.get(link.noun)
    if how is None or link.may != "sign":
        raise WrongState(T("这个链接不能签。", "This link does not sign."))
    data = how.body(request.POST)
    if not how.waits(it):
        return HttpResponseRedirect(here(link, request))
    if not (links.count_try(link, clock.now(), tries()) and links.fits(link, data["code"])):
        return how.page(request, link, it, status=403, error=InvalidInput({"code": WRONG}), values=data)
    try:
        do(how.act, link.created_by, it.pk, data | {"link": link.pk}, via="portal")
    except (InvalidInput, WrongState) as error:
        it.refresh_from_db()
        return how.page(request, link, it, status=error.status, error=error, values=data)
    return HttpResponseRedirect(here(link, request))


@door("s/<str:token>/code/", "portal_code", methods=("POST",))
def ask_code(request: HttpRequest, link: ShareLink, it: Any) -> HttpResponse:
    """Ask the account executive for a code; he tells it to an address that stands on the contact's card."""
    how = SIGNED.get(link.noun)
    if how is not None and link.may == "sign" and how.waits(it):
        with writing():
            _tell(link, how.keeper(it), how.name(it))
    address = here(link, request)
    return HttpResponseRedirect(address + ("&" if "?" in address else "?") + "asked=1")


def _tell(link: ShareLink, keeper: Any, name: T) -> None:
    rows = Notice.objects.filter(person=keeper, noun=link.noun, object_id=link.object_id, rule="code_before_signing")
    if rows.filter(at__gt=clock.now() - AGAIN).exists():
        return
    Notice.objects.create(
        person=keeper, at=clock.now(), rule="code_before_signing", tone="warn", noun=link.noun, object_id=link.object_id,
        says_zh=f"{link.contact}在等 {name.zh} 的签收码，请打电话或发消息告诉他",
        says_en=f"{link.contact} waits for the code to sign {name.en}; tell it by phone or message",
    )  # fmt: skip
