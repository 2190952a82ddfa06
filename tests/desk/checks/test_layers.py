"""Layers are switched one by one or not at all: one that could not be named would go dark with the others."""

from __future__ import annotations

import pytest

from aedesk.desk.checks.layers import MOST, layers_of
from aedesk.desk.models import ArtworkCheck


@pytest.mark.parametrize(("many", "switchable"), [(1, 1), (MOST, MOST), (MOST + 1, 0)])
def test_a_file_with_more_layers_than_can_be_switched_is_shown_as_it_prints(many: int, switchable: int) -> None:
    check = ArtworkCheck(verdict={"facts": {"layers": {f"层{n}": True for n in range(many)}}})
    assert len(layers_of(check)) == switchable
