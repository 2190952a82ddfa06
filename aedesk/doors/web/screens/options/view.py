"""The choices of a form's field, searched while one types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from aedesk.desk.errors import Unknown

from ...choices import FEW, label, models, narrowed, rows_of
from ...screen import screen
from ..clients.view import choices, person_of


@screen("options/<str:noun>/", "options")
def options(request: HttpRequest, noun: str) -> HttpResponse:
    """Choices of a noun that some act points to, behind the walls. Raises Unknown for any other, and for a rival's people."""
    model = next((one for one in models() if one.lower() == noun), None)
    asked = request.GET.get("client", "")
    client = int(asked) if asked.isdigit() and len(asked) < 19 else None
    me = person_of(request)
    if model is None or (client is not None and not me.may_see_client(client)):
        raise Unknown
    rows = narrowed(rows_of(model, me, client), request.GET.get("q", ""))
    return choices(request, [(row.pk, label(row), "") for row in rows[:FEW]])
