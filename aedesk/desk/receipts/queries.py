"""What can be asked of receipts: what is unsigned and for how long, by client, job, meeting and delivery."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from ..clients.models import Client
from ..deliveries.models import DeliveryFile
from ..deliveries.terms import REMOTE
from .gathering import line_of, unreceipted
from .models import Receipt, ReceiptLine

OPEN = Q(receipt__state="open", given_up_at=None)


@dataclass(slots=True)
class Owing:
    """What one client has not signed for: its open receipt, if there is one, and the files, oldest first."""

    client: Client
    receipt: Receipt | None = None
    lines: list[ReceiptLine] = field(default_factory=list)

    @property
    def oldest(self) -> ReceiptLine:
        return self.lines[0]

    def days(self, now: datetime) -> int:
        """Calendar days since the oldest was sent (RCP-04)."""
        return self.oldest.age_days(now)


def owing(person: Any, *, projects: Collection[int] | None = None) -> list[Owing]:
    """The clients with unsigned files, the longest waiting first, of some projects or of all; three statements."""
    lines = ReceiptLine.objects.visible_to(person).filter(OPEN)
    loose = DeliveryFile.objects.visible_to(person).filter(unreceipted())
    if projects is not None:
        lines, loose = lines.filter(project_id__in=projects), loose.filter(delivery__project_id__in=projects)
    by_client: dict[int, Owing] = {}
    for line in lines.select_related("receipt", "client", "project", "sheet"):
        by_client.setdefault(line.client_id, Owing(line.client, line.receipt)).lines.append(line)
    for sent in loose.select_related("delivery__project", "attachment", "client"):
        place = by_client.setdefault(sent.client_id, Owing(sent.client))
        place.lines.append(line_of(place.receipt or Receipt(client_id=sent.client_id), sent))
    _name_open(by_client)
    for place in by_client.values():
        place.lines.sort(key=lambda line: line.sent_at)
    return sorted(by_client.values(), key=lambda place: place.oldest.sent_at)


def _name_open(by_client: dict[int, Owing]) -> None:
    """An open receipt that holds no line yet is still the one that the files join."""
    bare = [pk for pk, place in by_client.items() if place.receipt is None]
    if bare:
        for receipt in Receipt.objects.filter(client_id__in=bare, state="open"):
            by_client[receipt.client_id].receipt = receipt


def unsigned_of_job(sheet: Any) -> list[ReceiptLine]:
    """The files of a job that the client has not signed for (JOB-16)."""
    lines = list(ReceiptLine.objects.filter(OPEN, sheet=sheet).select_related("receipt"))
    loose = DeliveryFile.objects.filter(unreceipted()).filter(
        Q(attachment__sheet=sheet) | Q(attachment__sheet=None, delivery__sheet=sheet)
    )
    found = loose.select_related("delivery", "attachment")
    return lines + [line_of(Receipt(client_id=sheet.client_id), one) for one in found]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one file stands: its line, and in a word waiting, signed, refused, next, taken_off or given_up."""

    line: ReceiptLine
    state: str


def standing(person: Any, *, sheet: Any = None, client: Any = None, most: int = 40) -> list[Standing]:
    """Each file of a job, or the unsigned ones of a client, as it stands now; three statements."""
    lines = ReceiptLine.objects.visible_to(person).filter(carried_to=None).select_related("receipt", "project")
    loose = (
        DeliveryFile.objects.visible_to(person).filter(unreceipted()).select_related("delivery__project", "attachment")
    )
    if sheet is not None:
        lines = lines.filter(sheet=sheet)
        loose = loose.filter(Q(attachment__sheet=sheet) | Q(attachment__sheet=None, delivery__sheet=sheet))
    else:
        lines, loose = lines.filter(OPEN, client=client), loose.filter(client=client)
    found = [Standing(line, state_of(line)) for line in lines.order_by("-sent_at", "-pk")[:most]]
    none = Receipt(client_id=sheet.client_id if sheet is not None else client.pk)
    coming = [Standing(line_of(none, one), "waiting") for one in loose[:most]]
    return sorted([*coming, *found], key=lambda one: one.line.sent_at, reverse=True)[:most]


def state_of(line: ReceiptLine) -> str:
    return "given_up" if line.given_up_at else "taken_off" if line.taken_off_at else line.decision or "waiting"


def unsigned_files(attachments: Iterable[Any]) -> list[Any]:
    """Of these files those that no receipt line signs for, refuses with a reason or leaves for next time with one (SUB-08).

    A meeting asks this before it is closed: what is refused or left over carries its reason to the next receipt.
    """
    wanted = {one.pk: one for one in attachments}
    answered = ReceiptLine.objects.filter(attachment_id__in=wanted, receipt__state="signed").exclude(decision="")
    done = set(answered.values_list("attachment_id", flat=True))
    given_up = ReceiptLine.objects.filter(attachment_id__in=wanted, given_up_at__isnull=False)
    done |= set(given_up.values_list("attachment_id", flat=True))
    return [one for pk, one in wanted.items() if pk not in done]


def open_receipt_of(client: Any) -> Receipt | None:
    """The client's receipt to take to a meeting (RCP-03); None where nothing is open."""
    rows = Receipt.objects.filter(client=client, state="open").select_related("client", "ae")
    return rows.order_by("pk").first()


def receipts_of(client: Any, most: int = 20) -> list[Receipt]:
    """The newest receipts of a client the caller may see."""
    return list(Receipt.objects.filter(client=client).select_related("ae", "seal").order_by("-pk")[:most])


def receipts(person: Any, *, state: str = "", q: str = "", client: str = "") -> Any:
    """Receipts newest first, by state, client, and words of number, client, signer or file."""
    rows = Receipt.objects.visible_to(person).select_related("client", "ae")
    if state in ("open", "signed"):
        rows = rows.filter(state=state)
    if client.isdigit() and len(client) < 19:
        rows = rows.filter(client_id=int(client))
    if word := q.strip():
        named = ReceiptLine.objects.filter(name__icontains=word).values("receipt_id")
        rows = rows.filter(
            Q(number__icontains=word) | Q(client__name__icontains=word) | Q(client__short_name__icontains=word)
            | Q(signer_name__icontains=word) | Q(pk__in=named)
        )  # fmt: skip
    return rows.order_by("-pk")


def status_of(files: Iterable[DeliveryFile]) -> dict[int, tuple[str, Receipt | None]]:
    """For each file of a delivery: "" (not by a remote channel), waiting, taken_off, given_up, signed, refused or next."""
    rows = ReceiptLine.objects.filter(delivery_file__in=list(files)).select_related("receipt").order_by("pk")
    newest: dict[Any, ReceiptLine] = {line.delivery_file_id: line for line in rows}  # the last one wins
    return {one.pk: _status(one, newest.get(one.pk)) for one in files}


def _status(one: DeliveryFile, line: ReceiptLine | None) -> tuple[str, Receipt | None]:
    if line is None:
        remote = one.delivery.channel in REMOTE and one.delivery.state == "sent"
        return ("waiting" if remote else "", None)
    return state_of(line), line.receipt
