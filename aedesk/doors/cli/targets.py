"""The thing an act is done to: its id, or for a job the number on the sheet."""

from __future__ import annotations

from typing import Any

from aedesk.desk.action import Action
from aedesk.desk.errors import InvalidInput
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.receipts.models import Receipt
from aedesk.kit.text import T

NOT_A_NUMBER = T("请给出数字。", "Give a number.")


def found(spec: Action, given: str | None, person: Any) -> int | None:
    """The id of the thing. Raises InvalidInput where it is missing, one too many, or cannot be read."""
    if bool(spec.on) != (given is not None):
        raise InvalidInput({"target": T("对象编号多了或少了。", "The id is missing, or one too many.")})
    if given is not None and spec.on == "JobSheet" and "-" in given:
        return job(given, person)
    if given is not None and spec.on == "Receipt" and "-" in given:
        return receipt(given, person)
    return number("target", given)


def job(given: str, person: Any) -> int:
    """The id of a job by its number, behind the client walls. Raises InvalidInput where the person knows no such job."""
    pk = JobSheet.objects.visible_to(person).filter(number__iexact=given).values_list("pk", flat=True).first()
    if pk is None:
        raise InvalidInput({"target": T(f"没有工作单 {given}。", f"There is no job {given}.")})
    return int(pk)


def receipt(given: str, person: Any) -> int:
    """The id of a receipt by its number, behind the client walls. Raises InvalidInput where the person knows none."""
    pk = Receipt.objects.visible_to(person).filter(number__iexact=given).values_list("pk", flat=True).first()
    if pk is None:
        raise InvalidInput({"target": T(f"没有签收单 {given}。", f"There is no receipt {given}.")})
    return int(pk)


def number(name: str, given: str | None) -> int | None:
    """A whole number of at most 18 digits. Raises InvalidInput naming the argument."""
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        raise InvalidInput({name: NOT_A_NUMBER})
    return int(given)
