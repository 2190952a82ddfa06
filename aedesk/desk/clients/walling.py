"""Walls between rivals: set and dropped by the leads, never through a person who works for both (CPL-01)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from aedesk.kit.text import T
from aedesk.rulebook.roles import ROLES

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..people.models import Person
from ..who import role
from .models import Client, ClientMember, Wall

WIDE = [role.code for role in ROLES.values() if role.agency_wide]
SAYS = T("只有客户总监和总经理可以设置防火墙。", "Only the account director and the general manager set walls.")
OTHER = Field("other", T("竞争客户", "Rival"), "ref", True, model="Client")
may_wall = role("account_director", "general_manager")


@action(
    "client.set_wall",
    "设防火墙",
    "Set a wall",
    who=may_wall,
    who_says=SAYS,
    on="Client",
    fields=(OTHER, Field("reason", T("原因", "Reason"), required=True, longest=200)),
)
def set_wall(act: Act) -> Client:
    client, other = act.target, act.values["other"]
    if client.pk == other.pk:
        raise InvalidInput({"other": T("请选另一家客户。", "Choose another client.")})
    if other.pk in rivals(client):
        raise WrongState(T(f"{client} 与 {other} 之间已有防火墙。", f"{client} and {other} are walled off already."))
    if torn := members_of({client.pk}) & members_of({other.pk}):
        names = name_list(torn)
        raise InvalidInput(
            {"other": T(f"{names}同时服务两家，请先调整团队。", f"{names} works for both; change the team first.")}
        )
    left, right = sorted((client, other), key=lambda one: one.pk)
    Wall.objects.create(left=left, right=right, reason=act.values["reason"])
    act.says = T(f"{client} 设防火墙", f"Wall set for {client}")
    return client


@action(
    "client.drop_wall",
    "撤防火墙",
    "Drop a wall",
    who=may_wall,
    who_says=SAYS,
    on="Client",
    fields=(OTHER, Field("reason", T("原因", "Reason"), required=True, longest=200)),
    confirm=T("撤掉后，一个人可以同时服务这两家客户。撤吗？", "One person may then work for both clients. Drop it?"),
)
def drop_wall(act: Act) -> Client:
    client, other = act.target, act.values["other"]
    gone, _ = Wall.objects.filter(Q(left=client, right=other) | Q(left=other, right=client)).delete()
    if not gone:
        raise WrongState(T(f"{client} 与 {other} 之间没有防火墙。", f"There is no wall between {client} and {other}."))
    act.says = T(f"{client} 撤防火墙", f"Wall dropped for {client}")
    return client


def rivals(client: Client) -> set[int]:
    """Ids of the clients walled off from this one."""
    pairs = Wall.objects.filter(Q(left=client) | Q(right=client)).values_list("left_id", "right_id")
    return {other for pair in pairs for other in pair if other != client.pk}


def members_of(client_ids: Iterable[int]) -> set[int]:
    """Ids of the active persons who know of these clients only by working for them."""
    rows = ClientMember.objects.filter(client_id__in=client_ids, ended_on=None, person__is_active=True)
    return set(rows.exclude(person__role__in=WIDE).values_list("person_id", flat=True))


def name_list(ids: Iterable[int]) -> str:
    return "、".join(Person.objects.filter(pk__in=ids).order_by("pk").values_list("name", flat=True))
