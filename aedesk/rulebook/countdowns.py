"""倒计时: the steps before a meeting, counted back from its start (clock rule 5)."""

from __future__ import annotations
