"""What a form offers to choose from where an action's field points to something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import Length
from jinja2 import pass_context

from aedesk.desk.action import ACTIONS
from aedesk.desk.fields import Field
from aedesk.desk.jobsheets.models import NOT_OVER
from aedesk.rulebook.roles import ROLES

FEW = 30  # more than these are searched, not scrolled
MOST = 200
AGENCY_WIDE = [role.code for role in ROLES.values() if role.agency_wide]
HOLDS = ("name", "short_name", "title", "subject", "number", "code", "what", "aim", "phone", "company", "services", "department", "duties_text")  # fmt: skip
BEGINS = ("initials", "name_en")


class Offer(list[tuple[Any, str]]):
    """The choices of a field. Where there are more than a few, `source` is the address at which they are searched."""

    def __init__(self, choices: Any = (), *, rows: Any = None, source: str = "") -> None:
        super().__init__(choices)
        self.rows, self.source = rows, source

    def also(self, chosen: str) -> list[tuple[Any, str]]:
        """What is chosen and does not stand among the first choices, so that it is not lost."""
        if self.rows is None or not chosen.isdigit() or len(chosen) > 18:
            return []
        if any(str(value) == chosen for value, _ in self):
            return []
        return [(row.pk, label(row)) for row in self.rows.filter(pk=chosen)[:1]]


def choices_for(field: Field, person: Any, about: Any = None, words: str = "") -> Offer:
    """Value and words of each choice, behind the person's walls; newest first, at most 200.

    `about` is what the form acts on: only its own client's things and people are offered. `words` narrow a long list.
    """
    if field.choices:
        return Offer((code, str(text)) for code, text in field.choices.items())
    if field.kind not in ("ref", "refs"):
        return Offer()
    client = _client_of(about)
    rows = rows_of(field.model, person, client)
    all_first = [(row.pk, label(row)) for row in rows[:MOST]]
    if len(all_first) <= FEW or field.kind == "refs":
        return Offer(all_first, rows=rows)
    source = f"/options/{field.model.lower()}/" + (f"?{urlencode({'client': client})}" if client else "")
    shown = [(row.pk, label(row)) for row in narrowed(rows, words)[:MOST]] if words.strip() else all_first
    return Offer(shown, rows=rows, source=source)


@pass_context
def offered(context: Any, field: Field, person: Any, about: Any = None) -> Offer:
    """`choices_for` in a page: narrowed by what was typed where no script searches."""
    request = context.get("request")
    words = request.POST.get(f"find-{field.name}", "") if request is not None else ""
    return choices_for(field, person, about, words)


def wants_search(form: Any) -> bool:
    """Whether a form was sent only to search the choices of one of its fields."""
    return bool(form.get("find") and form.get(f"find-{form['find']}", "").strip())


def label(row: Any) -> str:
    """A colleague with the role; a contact, where those of several clients are offered, with whom they work for."""
    if row._meta.model_name == "person":
        return f"{row.called} · {row.role_of.name}"
    if row._meta.model_name == "contact" and "client" in row._state.fields_cache:
        return f"{row} · {row.company or row.client}"
    return str(row)


def models() -> Iterator[str]:
    """The models that some act's field points to."""
    yield from {one.model for spec in ACTIONS.values() for one in spec.fields if one.kind == "ref"}


def rows_of(name: str, person: Any, client: int | None) -> Any:
    """The things a field may point to, behind the person's walls and, with `client`, of that client alone."""
    model: Any = apps.get_model("desk", name)
    rows = model._default_manager.all()
    if model._meta.model_name == "person":
        return _people(rows, client)
    rows = rows.visible_to(person) if hasattr(rows, "visible_to") else rows
    names = {one.name for one in model._meta.fields}
    if client and "client" in names:
        rows = rows.filter(client_id=client)
    if model._meta.model_name == "jobsheet":
        rows = rows.filter(NOT_OVER)
    if model._meta.model_name == "contact":
        rows = rows.filter(is_active=True) if client else rows.filter(is_active=True).select_related("client")
    return rows.annotate(code_length=Length("code")).order_by("code_length", "code") if "code" in names else rows.order_by("-pk")  # fmt: skip


def narrowed(rows: Any, words: str) -> Any:
    """The rows that every word fits: by name, title, number, code, initials."""
    texts = {one.name for one in rows.model._meta.fields if one.get_internal_type() in ("CharField", "TextField")}
    for word in words.split()[:6]:
        fits = Q(pk__in=())
        for name in HOLDS:
            fits |= Q(**{f"{name}__icontains": word}) if name in texts else Q(pk__in=())
        for name in BEGINS:
            fits |= Q(**{f"{name}__istartswith": word}) if name in texts else Q(pk__in=())
        rows = rows.filter(fits)
    return rows


def _client_of(about: Any) -> int | None:
    if about is None:
        return None
    return about.pk if about._meta.model_name == "client" else getattr(about, "client_id", None)


def _people(rows: Any, client: int | None) -> Any:
    """Those at work, each with the role; for a client's thing those who may know of the client."""
    rows = rows.filter(is_active=True)
    if client:
        ours = Q(client_memberships__client_id=client, client_memberships__ended_on=None)
        rows = rows.filter(ours | Q(role__in=AGENCY_WIDE)).distinct()
    return rows.order_by("role", "id")
