"""What was sent, behind its link: our note, what we recommend, and the files to save, whole or gone on with where a line broke."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from aedesk.desk.artwork.queries import readable
from aedesk.desk.artwork.storing import path_of
from aedesk.desk.deliveries.models import Delivery, DeliveryFile
from aedesk.desk.deliveries.sharing import OPEN
from aedesk.desk.errors import Unknown
from aedesk.desk.sharing.models import ShareLink
from aedesk.doors.bytes import sent

from .door import door, here, show, shown


@shown("delivery")
def delivery(request: HttpRequest, link: ShareLink, it: Delivery) -> HttpResponse:
    return show(
        request, "delivery.html", it=it, link=link, is_open=it.state in OPEN,
        files=[(row, here(link, request, f"files/{row.pk}/")) for row in offered(link, it)],
        readable=readable, recommended=it.recommended_id if it.has_options else None,
    )  # fmt: skip


@door("s/<str:token>/files/<int:number>/", "portal_file", methods=("GET",))
def file(request: HttpRequest, link: ShareLink, it: Any, number: int) -> HttpResponse:
    """One file of the delivery that the link is for; of anything else there is nothing here."""
    row = next((row for row in offered(link, it) if row.pk == number), None)
    if row is None:
        raise Unknown
    return sent(request, row.sha256, row.name)


def offered(link: ShareLink, it: Any) -> list[DeliveryFile]:
    """The files as they were sent, while they are kept; nothing before, and nothing to somebody taken off the delivery."""
    if not isinstance(it, Delivery) or it.state not in OPEN:
        return []
    if not it.recipients.filter(contact=link.contact_id).exists():
        return []
    rows = it.files.select_related("attachment__file").order_by("pk")
    return [row for row in rows if row.attachment.removed_at is None and path_of(row.sha256).exists()]
