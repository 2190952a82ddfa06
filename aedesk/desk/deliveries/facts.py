"""What the rules ask about a delivery before it goes: checked, read by the head, recommended, free of other names."""

from __future__ import annotations

import hashlib
from typing import Any

from aedesk.kit.text import T
from aedesk.rulebook.roles import ROLES
from aedesk.rulebook.sending import CONSIDERED
from aedesk.rulebook.talk_gates import OTHER_CLIENTS_UNNAMED

from ..artwork.signs import StageSign
from ..duties.models import RefusalRow
from ..facts import fact
from ..people.models import Person
from . import terms
from .checks import DeliveryCheck, DeliveryFinding
from .models import Delivery, DeliveryFile
from .rights import kind_of


def digest_of(it: Delivery) -> str:
    """sha256 of the files as they stand: which, and their bytes."""
    rows = sorted(f"{one.attachment_id}:{one.attachment.file_id}" for one in it.files.select_related("attachment"))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def last_check(it: Delivery) -> DeliveryCheck | None:
    """The newest check that looked at the files as they are now."""
    rows = DeliveryCheck.objects.filter(delivery=it, files=digest_of(it))
    return rows.select_related("person").prefetch_related("findings__answered_by").order_by("-pk").first()


def open_findings(check: DeliveryCheck) -> list[DeliveryFinding]:
    return [one for one in check.findings.all() if not one.answer]


def why_unchecked(it: Delivery) -> list[T]:
    """What keeps it from being sent: no check of these files, or findings nobody has answered (SUB-02)."""
    check = last_check(it)
    if check is None:
        if it.checks.exists():
            return [T("检查之后换过文件，请再检查一次。", "The files changed after the check; check again.")]
        return [T("还没有做发送前检查。", "It has not been checked yet.")]
    return [terms.CHECKS[one.item] + T(f"：{one.what}", f": {one.what}") for one in open_findings(check)]


def unread(it: Delivery) -> list[DeliveryFile]:
    """Files that the head has not read as they are now: neither here nor as the version's internal review (SUB-15)."""
    if kind_of(it) not in CONSIDERED:
        return []
    rows = list(it.files.select_related("attachment"))
    signs = StageSign.objects.filter(
        attachment__in=[one.attachment_id for one in rows], stage="review", decision="accepted",
        person__role__in=terms.HEADS[kind_of(it)],
    )  # fmt: skip
    signed = set(signs.values_list("attachment_id", "sha256"))
    return [
        one for one in rows
        if (one.attachment_id, one.attachment.file_id) not in signed
        and not (one.reviewed_at is not None and one.sha256 == one.attachment.file_id)
    ]  # fmt: skip


def heads_of(it: Delivery) -> list[Person]:
    """Who may read this delivery for the house: the first role of its kind that the agency has."""
    for role in terms.HEADS.get(kind_of(it), ()):
        if found := list(Person.objects.filter(is_active=True, role=role).order_by("pk")[:1]):
            return found
    return []


@fact("unchecked")
def unchecked(act: Any) -> list[T]:
    return why_unchecked(act.target)


@fact("heads")
def heads(act: Any) -> list[Person]:
    return heads_of(act.target)


@fact("directors")
def directors(act: Any) -> list[Person]:
    """Who confirms that another client's name is gone."""
    return list(Person.objects.filter(is_active=True, role="account_director").order_by("pk")[:1])


@fact("unread_by_head")
def unread_by_head(act: Any) -> list[T]:
    """Each file with whose reading it waits for."""
    kind = kind_of(act.target)
    roles = terms.HEADS.get(kind, ())
    name = ROLES[roles[0]].name if roles else T("", "")
    return [name + T(f"还没有内审 {one.name}。", f" has not read {one.name}.") for one in unread(act.target)]


@fact("unrecommended")
def unrecommended(act: Any) -> list[T]:
    """Several options without the one we believe in, or without why (SUB-16)."""
    it: Delivery = act.target
    count = len(it.files.all())
    if not it.has_options or (it.recommended_id and it.recommended_why.strip()):
        return []
    return [
        T(
            f"发了 {count} 个方案：写明推荐哪一个、为什么；如果是同一套文件，请勾选“同一套”。",
            f"{count} options: say which one we recommend and why; or tick that they are one set.",
        )
    ]


@fact("removal_open")
def removal_open(act: Any) -> bool:
    """It was stopped for another client's name since the director last confirmed it (CPL-01)."""
    return was_stopped(act.target)


def was_stopped(it: Delivery) -> bool:
    rows = RefusalRow.objects.filter(
        rule=OTHER_CLIENTS_UNNAMED.code, action="delivery.send", object_id=it.pk, at__gte=it.created_at
    )
    return (rows.filter(at__gt=it.cleared_at) if it.cleared_at else rows).exists()
