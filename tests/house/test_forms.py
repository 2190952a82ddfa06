"""What a form carries beside its fields never stands in a field's way."""

from __future__ import annotations

from aedesk.desk.action import ACTIONS
from aedesk.doors.web.screens.act.view import CONTROL


def test_no_field_has_the_name_of_a_forms_own_control() -> None:
    assert [f"{spec.code} {one.name}" for spec in ACTIONS.values() for one in spec.fields if one.name in CONTROL] == []
