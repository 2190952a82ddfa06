"""Files on their way in: how much has come for good, and what is to be done with the whole."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from aedesk.kit import clock

from .. import vault
from ..noun import person_field, short


class Own(models.QuerySet[Any]):
    """Uploads are their sender's own, and nobody else's."""

    def visible_to(self, person: Any) -> Self:
        if person is None or not person.is_active:
            return self.none()
        return self.filter(person=person)


class Upload(models.Model):
    """A file of `size` bytes of which `offset` are synced to disk; its sender may have `told` its sha256.

    `act` with `values` says what the whole file is for; `hold` waits for the sender to say so.
    """

    person = person_field(on_delete=models.CASCADE, db_index=False)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    told = short(64)
    sha256 = short(64)
    act = short(40)
    values = models.JSONField(default=dict)
    hold = models.BooleanField(default=False)
    quick = models.BooleanField(default=False)  # dropped anywhere and filed by suggestion (FIL-09)
    created_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now)
    whole_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)
    noun = short(24)
    object_id = models.BigIntegerField(null=True)

    objects: ClassVar[Any] = Own.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="upload_mine"),
            models.Index(fields=["touched_at"], condition=Q(filed_at=None), name="upload_open"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Any:
        """Where its bytes are gathered."""
        return vault.coming(f"{self.pk}.upload")

    @property
    def expires_at(self) -> Any:
        return self.touched_at + settings.UPLOAD_KEPT
