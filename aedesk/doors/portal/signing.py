"""Signing behind a link, whatever is signed: the code is asked for, each try is counted, and then the act is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, WrongState
from aedesk.desk.sharing import links
from aedesk.desk.sharing.models import ShareLink
from aedesk.desk.sharing.signing import tell_keeper, tries
from aedesk.kit import clock
from aedesk.kit.text import T

from .door import door, here

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
        tell_keeper(link, how.keeper(it), how.name(it))
    address = here(link, request)
    return HttpResponseRedirect(address + ("&" if "?" in address else "?") + "asked=1")
