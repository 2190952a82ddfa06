"""Client cards: adding and editing, with the check for a second card of the same client (CRM-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from aedesk.kit import clock, hanzi
from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..finding import Words, findable, index, refresh
from ..people.models import Counter
from . import credit, inputs
from .models import Client, ClientMember
from .rights import keeps_cards


@action("client.add", "新建客户", "Add a client", who=keeps_cards, fields=(*inputs.CLIENT, inputs.ANYWAY))
def add_client(act: Act) -> Client:
    values = dict(act.values)
    values.pop("reason")
    sure = values.pop("is_no_duplicate")
    check(act, values, None, sure)
    values["code"] = values["code"] or free_code(values["kind"])
    made: Client = act.make(Client, **values, initials=hanzi.initials(values["short_name"] or values["name"])[:40])
    if not act.person.sees_every_client:
        ClientMember.objects.create(client=made, person=act.person, since_on=clock.today())
        act.person.__dict__.pop("client_ids", None)
    act.says = T(f"新建客户 {made}", f"Client {made} added")
    index(made)
    return made


@action(
    "client.edit",
    "编辑客户",
    "Edit a client",
    who=keeps_cards,
    on="Client",
    fields=(*inputs.CLIENT, inputs.ANYWAY),
    partial=True,
    versioned=True,
)
def edit_client(act: Act) -> Client:
    client: Client = act.target
    if client.status == "merged":
        raise WrongState(T(f"这张卡已并入 {client.merged_into}。", f"This card was merged into {client.merged_into}."))
    values = {name: value for name, value in act.values.items() if name not in ("reason", "is_no_duplicate")}
    check(act, values, client, bool(act.values.get("is_no_duplicate")))
    if not values.get("code", "given"):
        del values["code"]
    if {"name", "short_name"} & set(values):
        known = values.get("short_name", client.short_name) or values.get("name", client.name)
        values["initials"] = hanzi.initials(known)[:40]
    act.set(client, **values)
    act.says = T(f"编辑客户 {client}", f"Client {client} edited")
    index(client)
    if {"name", "short_name"} & set(act.changed):
        refresh(client=client)
    return client


@findable("Client")
def found_by(client: Client) -> Words | None:
    """A client by name, short name, code, their sound and the names of cards merged into it."""
    if client.status == "merged":
        return None
    merged = Client.objects.filter(merged_into=client).values_list("name", "short_name", "code")
    names = f"{client.code} {client.short_name} {hanzi.sounds(client.short_name or client.name)}"
    words = f"{client.credit_code} {' '.join(' '.join(card) for card in merged)}"
    return Words(client.name, f"{client.code} · {client.industry}".strip(" ·"), names, words, client.created_at)


def free_code(kind: str) -> str:
    """The next house code: C9 for clients, X2 for prospects."""
    letter = "X" if kind == "prospect" else "C"
    while True:
        code = f"{letter}{Counter.take(f'client-{letter}')}"
        if not Client.objects.filter(code__iexact=code).exists():
            return code


def check(act: Act, values: dict[str, Any], client: Client | None, sure: bool) -> None:
    """Tidy a card's values. Raises InvalidInput for a wrong code, a taken one, a likely duplicate."""
    wrong: dict[str, T] = {}
    if values.get("credit_code"):
        values["credit_code"] = credit.tidy(values["credit_code"])
        if says := credit.problem(values["credit_code"]):
            wrong["credit_code"] = says
    others = Client.objects.exclude(pk=client.pk if client else 0)
    if values.get("code") and others.filter(code__iexact=values["code"]).exists():
        wrong["code"] = T(
            "这个内部代号已在用，请换一个或留空。",
            "This house code is in use; choose another or leave it empty.",
        )
    if not sure and not wrong:
        wrong |= likeness(act.person, values, client)
    if wrong:
        raise InvalidInput(wrong)


def likeness(person: Any, values: dict[str, Any], client: Client | None) -> dict[str, T]:
    """A message beside each field that another visible card shares, where this act changes it."""
    said: dict[str, T] = {}
    for name in ("credit_code", "name"):
        if not values.get(name) or (client and getattr(client, name) == values[name]):
            continue
        for twin in twins(person, client, **{name: values[name]})[:1]:
            said[name] = T(
                f"已有客户 {twin.code} {twin.name}（/clients/{twin.pk}/）。"
                f"确实是另一家，请勾选“{inputs.ANYWAY.label.zh}”。",
                f"Client {twin.code} {twin.name} stands already (/clients/{twin.pk}/). "
                f"If it is another firm, tick “{inputs.ANYWAY.label.en}”.",
            )
    return said


def twins(person: Any, client: Client | None = None, *, name: str = "", credit_code: str = "") -> Any:
    """Other cards with the same credit code or name, among those the person may know of."""
    same = Q(pk__in=())
    if code := credit.tidy(credit_code):
        same |= Q(credit_code=code)
    if word := name.strip():
        same |= Q(name__iexact=word) | Q(short_name__iexact=word)
    rows = Client.objects.visible_to(person).exclude(status="merged").exclude(pk=client.pk if client else 0)
    return rows.filter(same).order_by("pk")
