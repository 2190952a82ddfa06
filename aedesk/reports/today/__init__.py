"""Today: one person's lines in the order of time, what they wait for, and what comes in the next days."""

from .page import today

__all__ = ["today"]
