"""Contacts out of a file: previewed, then taken in all at once or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput
from ..fields import Field
from ..intake.table import Judged, Table
from ..intake.taking import complaints
from . import cards, inputs
from .contacts import CLIENT, make_contact
from .models import Client
from .rights import keeps_cards

FIELDS = (
    CLIENT,
    *cards.INTAKE.fields(".xlsx, .csv, .vcf"),
    Field("allows_repeats", T("重复的也导入", "Import repeats too"), "bool"),
    Field("source", T("信息来源与告知", "Source and notice"), longest=120),
    *inputs.CONSENT,
)


@action("contact.import", "导入联系人", "Import contacts", who=keeps_cards, fields=FIELDS)
def import_contacts(act: Act) -> Client:
    client: Client = act.values["client"]
    table, columns, name = cards.INTAKE.open(act.values)
    if says := cards.INTAKE.misread(table, columns):
        raise InvalidInput({"columns": says})
    rows = [row for row in judged(act.values, table, columns, name) if not row.is_skipped]
    if wrong := complaints(rows, act.values["allows_repeats"]):
        raise InvalidInput({"file": wrong})
    for row in rows:
        make_contact(act, row.values | {"client": client})
    act.facts["imported"] = len(rows)
    act.says = T(f"导入 {len(rows)} 位联系人", f"{len(rows)} contacts imported")
    return client


def judged(values: Mapping[str, Any], table: Table, columns: list[str], name: str) -> list[Judged]:
    """Every row of the table read and checked."""
    source = values["source"] or f"导入：{name}"[:120]
    common = {"source": source, "purpose": values["purpose"], "consent_on": values["consent_on"]}
    return cards.judge(cards.INTAKE.rows(values, table, columns), values["client"], common)
