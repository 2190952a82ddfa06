"""Files: bytes stored once under their sha256, and the names under which they hang on something."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from aedesk.kit import clock

from ..noun import Noun, short


class StoredFile(models.Model):
    """Bytes on disk at FILES/ab/cdef…; `size` in bytes.

    `picture` is made by the worker ("" waits, making, made, none because of `why`): `shown` of its `pages` have one;
    `width` and `height` in pixels, of a PDF in points. A photo's camera may have noted when and where.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = short(100)
    stored_at = models.DateTimeField(default=clock.now)
    picture = short(8)
    why = short(12)
    until = models.DateTimeField(null=True)  # whoever makes it has so long
    tries = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveIntegerField(null=True)
    shown = models.PositiveSmallIntegerField(default=0)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    camera = short(60)

    class Meta:
        indexes = [
            models.Index(fields=["-stored_at"], condition=Q(picture__in=["", "making"]), name="file_without_picture")
        ]


class Attachment(Noun):
    """A file by name on a job sheet or a project; the name carries date and title (FIL-04)."""

    STATES = ("draft", "confirmed")  # 设计稿 / 出品确认稿 (FIL-05)

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="attachments")
    sheet = models.ForeignKey("desk.JobSheet", models.PROTECT, null=True, blank=True, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=9, default="draft")
    note = short(200)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
