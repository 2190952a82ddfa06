"""What keeps a card open: each noun says what of a job is not settled yet, and where it is settled (JOB-16)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aedesk.kit.text import T

from . import terms

if TYPE_CHECKING:
    from .models import JobSheet


@dataclass(frozen=True, slots=True)
class End:
    """One thing that is open: in words, of what `kind`, and the words on the button there.

    `kind` is line, promise, handover, change, order, time or receipt.
    """

    says: T
    kind: str
    label: T
    pk: int | None = None


Ends = Callable[["JobSheet"], list[End]]
ASKED: list[Ends] = []


def open_end(ask: Ends) -> Ends:
    """Register a question that is asked before a card is closed."""
    ASKED.append(ask)
    return ask


def open_ends(job: JobSheet) -> list[End]:
    """Everything that forbids closing the card, with the place where it is settled."""
    return [end for ask in ASKED for end in ask(job)]


@open_end
def hand_overs(job: JobSheet) -> list[End]:
    """A stage that was offered and nobody took over."""
    return [
        End(
            T(
                f"{one.receiver.name} 还没有接手“{terms.STAGES[one.to_stage].zh}”。",
                f"{one.receiver.in_english} has not taken over “{terms.STAGES[one.to_stage].en}”.",
            ),
            "handover", T("去看交接", "To the hand-overs"), one.pk,
        )
        for one in job.hand_overs.filter(state="offered").select_related("receiver")
    ]  # fmt: skip


@open_end
def changes(job: JobSheet) -> list[End]:
    """A change that is neither in force nor withdrawn."""
    return [
        End(
            T(f"修改单 CS-{one.number} 还没有签完。", f"Change sheet CS-{one.number} is not signed by all."),
            "change", T("去看修改单", "To the change sheets"), one.pk,
        )
        for one in job.changes.all()
        if not one.is_settled
    ]  # fmt: skip
