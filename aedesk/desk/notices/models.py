"""A notice waiting in a person's inbox."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from aedesk.kit import clock
from aedesk.kit.text import T

from ..noun import person_field, short


class Inbox(models.QuerySet[Any]):
    """Notices are read by the one they are for, and by nobody else."""

    def visible_to(self, person: Any) -> Self:
        if person is None or not person.is_active:
            return self.none()
        return self.filter(person=person)


class Notice(models.Model):
    """One line to one person, with the object it is about."""

    person = person_field(related_name="notices", on_delete=models.CASCADE, db_index=False)
    at = models.DateTimeField(default=clock.now)
    rule = short(48)
    tone = short(8)  # late, warn, or empty: news
    noun = short(24)
    object_id = models.BigIntegerField(null=True)
    says_zh = models.CharField(max_length=240)
    says_en = models.CharField(max_length=240)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = Inbox.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_mine"),
            models.Index(fields=["person", "id"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return str(self.says)

    @property
    def says(self) -> T:
        return T(self.says_zh, self.says_en)
