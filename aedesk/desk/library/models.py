"""The search index, the material library and the supplier book."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from ..noun import Noun, Walled, long, short


class Entries(Walled):
    """Entries behind the walls; colleagues and suppliers belong to no client and are everybody's."""

    def visible_to(self, person: Any) -> Self:
        if person is None or not person.is_active or person.sees_every_client:
            return super().visible_to(person)
        return self.filter(models.Q(client_id=None) | models.Q(client_id__in=person.client_ids))


class SearchEntry(models.Model):
    """One findable thing behind its client wall; its words stand in the database's own full-text index."""

    wall: ClassVar[str] = "client_id"

    noun = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    client_id = models.BigIntegerField(null=True, db_index=True)
    title = models.CharField(max_length=160)
    subtitle = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(null=True)
    names = models.TextField(default="")  # title, numbers, initials and pinyin, cut as kit.hanzi cuts
    words = models.TextField()  # everything else it is found by

    objects = Entries.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "object_id"], name="search_once")]


class Material(Noun):
    """The size of a produced thing: boards, hoarding, backdrop (FIL-06); lengths in mm."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="materials")
    name = models.CharField(max_length=120)
    width_mm = models.DecimalField(max_digits=9, decimal_places=1)
    height_mm = models.DecimalField(max_digits=9, decimal_places=1)
    bleed_mm = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    material = short(80)
    supplier = models.ForeignKey("desk.Supplier", models.SET_NULL, null=True, blank=True, related_name="+")
    last_sheet = models.ForeignKey("desk.JobSheet", models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class Supplier(Noun):
    """A partner firm (FIL-07). QQ is kept for import only; a supplier with QQ alone is asked for WeChat."""

    wall: ClassVar[str] = ""

    name = models.CharField(max_length=120, unique=True)
    services = short(160)
    contact = short(60)
    phone = short(40)
    wechat = short(60)
    qq = short(20)
    price_notes = long()
    rating = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def wants_wechat(self) -> bool:
        return bool(self.qq) and not self.wechat
