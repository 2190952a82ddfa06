"""Receipts signed by many at once: each exactly once, no file lost between two of them (T21, G5).

AEDESK_MANY=1000 runs the long one.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from aedesk.desk.action import do
from aedesk.desk.errors import DeskError, WrongState
from aedesk.desk.models import Client, ClientMember, DeliveryFile, Event, Project, Receipt, ReceiptLine, ReceiptSeal
from aedesk.desk.receipts.gathering import due_files
from aedesk.desk.receipts.verifying import verify
from aedesk.desk.writing import writing
from tests.desk.receipts.sent import a_sending, body, opened

from .test_at_once import at_once

MANY = int(os.environ.get("AEDESK_MANY", "12"))
SIGNERS, TOGETHER = 4, 12


def clients(house: SimpleNamespace, count: int) -> list[Client]:
    """So many clients of 林晓岚's, each with a file sent and a receipt open."""
    made = []
    for n in range(count):
        client = Client.objects.create(code=f"K{n}", name=f"客户{n}")
        ClientMember.objects.create(client=client, person=house.lin)
        project = Project.objects.create(client=client, code=f"K{n}", name=f"项目{n}", ae=house.lin, state="running")
        a_sending(house, f"261112大牌{n}.jpg", client=client, project=project)
        made.append(client)
    house.lin.__dict__.pop("client_ids", None)
    return made


def test_each_receipt_is_signed_by_one_of_four_exactly_once(house: SimpleNamespace) -> None:
    receipts = [opened(house, client=client) for client in clients(house, MANY)]
    given: list[Any] = []
    for first in range(0, MANY, TOGETHER):
        given += at_once([press(house, one, n) for one in receipts[first : first + TOGETHER] for n in range(SIGNERS)])
    done = [one for one in given if not isinstance(one, DeskError)]
    refused = Counter(type(one).__name__ for one in given if isinstance(one, DeskError))
    assert refused == {"WrongState": MANY * (SIGNERS - 1)}
    assert sorted(act.result.pk for act in done) == sorted(one.pk for one in receipts)
    assert Event.objects.filter(action="receipt.sign").count() == ReceiptSeal.objects.count() == MANY
    assert list(ReceiptSeal.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, MANY + 1))
    assert verify(files=False) == []


def press(house: SimpleNamespace, receipt: Receipt, n: int) -> Callable[[], Any]:
    """One of the signers, with the list read and everything filled in."""
    given = body(receipt) | {"signer_title": str(n)}
    return lambda: do("receipt.sign", house.lin, receipt.pk, given)


def test_a_file_sent_while_the_receipt_is_signed_is_on_it_or_on_the_next_and_never_on_neither(
    house: SimpleNamespace,
) -> None:
    a_sending(house, "261112大牌.jpg")
    receipt = opened(house)
    given = body(receipt) | {"no_remarks": True, "answers": []}

    sends = [lambda n=n: sending(house, n) for n in range(900, 905)]  # type: ignore[misc]
    at_once([*sends, lambda: do("receipt.sign", house.lin, receipt.pk, given)])
    on_it = set(ReceiptLine.objects.values_list("delivery_file_id", flat=True))
    waiting = {one.pk for one in due_files(client=house.c1)}
    assert on_it | waiting == set(DeliveryFile.objects.values_list("pk", flat=True))
    assert not on_it & waiting
    assert not ReceiptLine.objects.filter(decision="").exists()


def sending(house: SimpleNamespace, n: int) -> None:
    """One file sent, in one transaction as the desk does it."""
    with writing():
        a_sending(house, f"261113海报{n}.jpg", numbered=f"D-2611-{n}")


def test_two_people_opening_a_receipt_at_once_open_one(house: SimpleNamespace) -> None:
    a_sending(house, "261112大牌.jpg")
    given = at_once([lambda: do("receipt.open", house.lin, house.c1) for _ in range(6)])
    assert sum(isinstance(one, WrongState) for one in given) == 5
    assert (Receipt.objects.get().number, ReceiptLine.objects.count()) == ("R-2611-01", 1)


def test_the_same_line_gathered_by_many_at_once_stands_there_once(house: SimpleNamespace) -> None:
    receipt = opened(house)
    sent = a_sending(house, "261112大牌.jpg", "261112海报.jpg")
    at_once(
        [
            lambda one=one: do("receipt.describe", house.lin, receipt.pk, {"item": f"F{one.pk}", "copies": 2})
            for one in sent * 3
        ]
    )  # type: ignore[misc]
    assert ReceiptLine.objects.filter(receipt=receipt).count() == 2


def test_signing_against_taking_off_ends_in_one_order_or_the_other(house: SimpleNamespace) -> None:
    [sent] = a_sending(house, "261112大牌.jpg")
    a_sending(house, "261113海报.jpg")
    receipt, key = opened(house), f"F{sent.pk}"
    given = body(receipt)
    answers = at_once(
        [
            lambda: do("receipt.take_off", house.lin, receipt.pk, {"item": key, "reason": "客户要求下周再签"}),
            lambda: do("receipt.sign", house.lin, receipt.pk, given),
        ]
    )
    assert sum(isinstance(one, DeskError) for one in answers) == 1
    line = ReceiptLine.objects.get(delivery_file=sent, receipt=receipt)
    assert (line.decision == "signed") != (line.taken_off_at is not None)
    assert verify(files=False) == []
