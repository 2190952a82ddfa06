"""What the rules ask about receipts."""

from __future__ import annotations

from typing import Any

from ..deliveries.terms import REMOTE
from ..facts import fact
from .gathering import lines_of
from .models import Receipt


@fact("sent_from_afar")
def sent_from_afar(act: Any) -> bool:
    """Whether the line an act names was sent by mail, chat or net disk."""
    if not isinstance(act.target, Receipt):
        return False
    named = (line for line in lines_of(act.target) if line.key == act.values.get("item"))
    return any(line.channel in REMOTE for line in named)
