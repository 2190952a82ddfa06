"""The menu beside every page: the entry that is lit, and keys of which each leads to one place."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from tests.requirements.doing import page


@pytest.mark.parametrize(
    ("address", "lit"),
    [
        ("/", "/"), ("/jobs/", "/jobs/"), ("/deliveries/new/", "/deliveries/"), ("/schedules/", "/plan/"),
        ("/reports/", "/settings/"), ("/faults/", "/settings/"),  # the errors are one of the reports
    ],
)  # fmt: skip
def test_the_menu_lights_the_room_a_page_belongs_to(house: SimpleNamespace, address: str, lit: str) -> None:
    found = re.findall(r'<a href="([^"]+)" class="side-link[^>]*aria-current="page"', page(house.lin, address))
    assert found == [lit]


def test_every_key_of_the_menu_and_of_the_new_pile_leads_to_one_place(house: SimpleNamespace) -> None:
    shown = page(house.lin, "/")
    for name in ("data-goto", "data-key-choice"):
        keys = re.findall(rf'{name}="(\w)"', shown)
        assert len(keys) > 5 and sorted(keys) == sorted(set(keys)), name
