"""Colleagues' names stay inside: whatever of a schedule goes to the client is read through this (ROL-01, SCH-10)."""

from __future__ import annotations

import re
from typing import Any

from ..people.models import Person


class Hush:
    """Takes colleagues' names out of a text, but for the AE's: the client has one window (ROL-01, SCH-10)."""

    def __init__(self, ae: Any) -> None:
        rows = Person.objects.exclude(pk=ae.pk).values_list("name", "name_en")
        names = sorted({name for row in rows for name in row if len(name) > 1}, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def __call__(self, text: str) -> str:
        return self.pattern.sub("我方", text) if self.pattern else text
