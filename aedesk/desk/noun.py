"""What every stored noun has: who made it and when, a version against silent overwriting, and its walls."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from aedesk.kit import clock


class Walled(models.QuerySet[Any]):
    """Rows behind client walls (CPL-01): everybody reads through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:
        """Rows the person may know of; nothing for nobody or for a disabled person."""
        if person is None or not person.is_active:
            return self.none()
        if person.sees_every_client or not self.model.wall:
            return self
        return self.filter(**{f"{self.model.wall}__in": person.client_ids})


class Noun(models.Model):
    """A noun of the desk. `version` counts changes: an edit names the version it read.

    `wall` is the field that holds its client; "" where it is nobody's client's and all staff may know of it.
    """

    wall: ClassVar[str] = "client_id"

    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[Any] = Walled.as_manager()

    class Meta:
        abstract = True


def person_field(**options: Any) -> Any:
    """A reference to a person, without a reverse name."""
    options.setdefault("related_name", "+")
    return models.ForeignKey(settings.AUTH_USER_MODEL, options.pop("on_delete", models.PROTECT), **options)


def choice_field(choices: dict[str, Any], length: int = 24, **options: Any) -> Any:
    """A short code out of a table of terms; the table itself stays in code (rulebook/terms.py)."""
    options.setdefault("default", next(iter(choices)))
    return models.CharField(max_length=length, **options)


def short(length: int = 120, **options: Any) -> Any:
    """One line of text, empty by default."""
    return models.CharField(max_length=length, blank=True, default="", **options)


def long(**options: Any) -> Any:
    """Text of any length, empty by default."""
    return models.TextField(blank=True, default="", **options)
