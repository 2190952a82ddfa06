"""What can be asked of the material library and the supplier book."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from .models import Material, Supplier


def materials(person: Any, *, q: str = "", project: str = "") -> Any:
    """Sizes by name, material, project or supplier, behind the client walls (FIL-06)."""
    rows = Material.objects.visible_to(person).select_related("project__client", "supplier", "last_sheet")
    if project.isdigit() and len(project) < 19:
        rows = rows.filter(project_id=int(project))
    if word := q.strip():
        rows = rows.filter(
            Q(name__icontains=word) | Q(material__icontains=word) | Q(project__name__icontains=word)
            | Q(project__code__iexact=word) | Q(supplier__name__icontains=word)
        )  # fmt: skip
    return rows.order_by("project__code", "name", "pk")


def suppliers(*, q: str = "", wants_wechat: bool = False) -> Any:
    """Firms by name, service, contact or telephone; the best rated first (FIL-07)."""
    rows = Supplier.objects.annotate(stars=Coalesce(F("rating"), Value(0)))
    if wants_wechat:
        rows = rows.filter(wechat="").exclude(qq="")
    if word := q.strip():
        rows = rows.filter(
            Q(name__icontains=word) | Q(services__icontains=word) | Q(contact__icontains=word) | Q(phone__contains=word)
        )
    return rows.order_by("-stars", "name")
