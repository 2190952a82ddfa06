"""Exit codes of a check, and how its progress is told."""

from __future__ import annotations

from collections.abc import Callable

CLEAN, WARNINGS, ERRORS, UNREADABLE = 0, 1, 2, 3
Progress = Callable[[str, int, int], None]  # rule, how many are done, of how many
