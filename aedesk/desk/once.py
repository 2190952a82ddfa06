"""An act that arrives twice happens once: the key a door sends with it (T17)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import models

from aedesk.kit import clock
from aedesk.kit.text import T

from .errors import InvalidInput
from .noun import person_field


class DoneOnce(models.Model):
    """An idempotency key with the hash of what was asked and where the answer stands."""

    key = models.CharField(max_length=64)
    person = person_field(on_delete=models.CASCADE, db_index=False)
    action = models.CharField(max_length=40)
    body_hash = models.CharField(max_length=64)
    noun = models.CharField(max_length=24, blank=True)
    object_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="done_once")]


def earlier(person: Any, key: str, code: str, target: Any, body: Mapping[str, Any]) -> DoneOnce | None:
    """The act done before under this key. Raises InvalidInput where the key came with another act or body."""
    row = DoneOnce.objects.filter(person=person, key=key).first()
    if row is not None and (row.action, row.body_hash) != (code, body_hash(target, body)):
        says = T("同一个请求号不能用于不同内容。", "The same request key came with other content.")
        raise InvalidInput({"key": says})
    return row


def remember(person: Any, key: str, code: str, target: Any, body: Mapping[str, Any], thing: Any) -> None:
    """Keep that an act was done under this key, and what came of it."""
    DoneOnce.objects.create(
        key=key, person=person, action=code, body_hash=body_hash(target, body),
        noun=thing._meta.model_name if thing is not None else "", object_id=getattr(thing, "pk", None),
    )  # fmt: skip


def body_hash(target: Any, body: Mapping[str, Any]) -> str:
    text = json.dumps([getattr(target, "pk", target), body], default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
