"""Merging two cards of one client: everything moves, the old card stays as merged (CRM-01)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..finding import index, refresh
from ..who import account_lead
from .models import Client, ClientMember, Wall
from .walling import members_of, name_list, rivals

STAYS = {"Event", "ClientMember"}  # the journal is append-only; members are copied


@action(
    "client.merge",
    "合并客户",
    "Merge a client",
    who=account_lead,
    on="Client",
    who_says=T("只有客户经理、客户总监和总经理可以合并客户。", "Only account leads merge clients."),
    fields=(Field("into", T("并入", "Into"), "ref", True, model="Client"),),
    confirm=T(
        "联系人、项目和往来全部移到另一张卡，这张卡留作记录。合并吗？",
        "Contacts, projects and history move to the other card; this one stays as a record. Merge?",
    ),
)
def merge_client(act: Act) -> Client:
    old, into = act.target, act.values["into"]
    if old.pk == into.pk:
        raise InvalidInput({"into": T("不能并入自己。", "A card cannot be merged into itself.")})
    for card in (old, into):
        if card.status == "merged":
            raise WrongState(T(f"{card} 已经并入别的客户。", f"{card} is merged already."))
    _refuse_rivals(old, into)
    moved = move(old, into) | {"status": old.status}
    act.set(old, status="merged", merged_into=into)
    Client.objects.filter(pk=old.pk).update(moved=moved)
    index(old)
    index(into)
    refresh(client=into)
    act.says = T(f"{old.code} {old} 并入 {into.code} {into}", f"{old.code} {old} merged into {into.code} {into}")
    return into


def _refuse_rivals(old: Client, into: Client) -> None:
    """A merge must not open a wall (CPL-01)."""
    apart = rivals(old) | rivals(into)
    if {old.pk, into.pk} & apart:
        raise InvalidInput(
            {"into": T("两家之间有防火墙，不能合并。", "There is a wall between the two; they cannot be merged.")}
        )
    torn = (members_of({old.pk, into.pk})) & members_of(apart)
    if torn:
        names = name_list(torn)
        raise InvalidInput(
            {
                "into": T(
                    f"{names}会同时服务竞争客户，请先调整团队。",
                    f"{names} would work for rivals; change the team first.",
                )
            }
        )


def move(old: Client, into: Client) -> dict[str, Any]:
    """Point everything of one client to the other; people and walls are copied. Returns what was moved and made."""
    moved: dict[str, list[Any]] = {}
    for model in _owned():
        rows: Any = model._default_manager.filter(client_id=old.pk)
        if ids := list(rows.values_list("pk", flat=True)):
            moved[model.__name__] = ids
            rows.update(client_id=into.pk)
    return {"rows": moved, "members": _copy_members(old, into), "walls": _copy_walls(old, into)}


def _owned() -> list[Any]:
    """The models whose rows belong to a client and go with it."""
    models = apps.get_app_config("desk").get_models()
    own = [one for one in models if "client_id" in {field.attname for field in one._meta.concrete_fields}]
    return [one for one in own if one.__name__ not in STAYS]


def _copy_members(old: Client, into: Client) -> list[int]:
    """Let those who worked for the one know of the other; the ids of those for whom that is new."""
    there = set(ClientMember.objects.filter(client=into, ended_on=None).values_list("person_id", flat=True))
    new = []
    for member in ClientMember.objects.filter(client=old, ended_on=None).exclude(person_id__in=there):
        ClientMember.objects.update_or_create(
            client=into, person=member.person, defaults={"ended_on": None}, create_defaults={"since_on": clock.today()}
        )
        new.append(member.person_id)
    return new


def _copy_walls(old: Client, into: Client) -> list[int]:
    made = []
    for wall in Wall.objects.filter(Q(left=old) | Q(right=old)):
        other = wall.right if wall.left_id == old.pk else wall.left
        if other.pk not in rivals(into):
            made.append(Wall.objects.create(left=into, right=other, reason=wall.reason).pk)
    return made


@action(
    "client.unmerge", "撤销合并", "Undo the merge", who=account_lead, on="Client",
    who_says=T("只有客户经理、客户总监和总经理可以撤销合并。", "Only account leads undo a merge."),
    confirm=T("当时移过去的联系人、项目和往来全部移回这张卡。撤销吗？", "The contacts, projects and history moved then come back to this card. Undo?"),
)  # fmt: skip
def unmerge_client(act: Act) -> Client:
    """Everything that was moved, and still stands there, comes back; what was written since stays where it is."""
    old: Client = act.target
    into, moved = old.merged_into, old.moved
    if old.status != "merged" or into is None or not moved:
        raise WrongState(T("这张卡没有可撤销的合并。", "There is no merge to undo on this card."))
    for model in _owned():
        for ids in _chunks(moved["rows"].get(model.__name__, [])):
            model._default_manager.filter(pk__in=ids, client_id=into.pk).update(client_id=old.pk)
    ClientMember.objects.filter(client=into, person_id__in=moved["members"]).update(ended_on=clock.today())
    Wall.objects.filter(pk__in=moved["walls"]).delete()
    act.set(old, status=moved["status"], merged_into=None)
    Client.objects.filter(pk=old.pk).update(moved={})
    index(old)
    index(into)
    refresh(client=old)
    act.says = T(
        f"撤销合并：{old.code} {old} 从 {into.code} 分出", f"Merge undone: {old.code} {old} leaves {into.code}"
    )
    return old


def _chunks(ids: list[Any], size: int = 500) -> list[list[Any]]:
    return [ids[n : n + size] for n in range(0, len(ids), size)]
