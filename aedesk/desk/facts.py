"""Facts that rules ask about a situation; a noun registers how each is found, and it is found only when asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FACTS: dict[str, Callable[[Any], Any]] = {}


def fact(name: str) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Register how a fact is found from an act. Raises ValueError where the name is taken."""

    def register(find: Callable[[Any], Any]) -> Callable[[Any], Any]:
        if name in FACTS:
            raise ValueError(f"fact {name} stands twice")
        FACTS[name] = find
        return find

    return register
