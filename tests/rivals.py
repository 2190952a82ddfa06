"""Two rival clients with one of everything, and a person of each role who works for the first."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aedesk.desk.models import Agency, ClientMember, LibraryCategory, Person, ProjectMember, Supplier, Wall
from aedesk.kit import clock
from aedesk.rulebook.roles import ROLES

from .planting import MONEY, plant

OWN, RIVAL, STRANGER = "Zx9Q", "Vy7K", "stranger"


def member(role: str, name: str) -> Person:
    return Person.objects.create(username=name, name=name, role=role, password="!", language="zh")


@pytest.fixture
def rivals(db: None, still: clock.Frozen) -> SimpleNamespace:
    """`staff` by role, all on the team of `own`; `other` has a team of its own that nobody here belongs to."""
    agency = Agency.objects.create(name="青屿演示广告有限公司")
    staff = {role: member(role, role) for role in ROLES}
    supplier = Supplier.objects.create(name="印务(演示)", price_notes=f"{MONEY}")
    common = {
        "agency": agency,
        "supplier": supplier,
        "librarycategory": LibraryCategory.objects.create(name="样书"),
        "person": member("ae", "colleague"),
    }
    others = {role: member(role, f"rival_{role}") for role in ("ae", "copywriter", "designer", "finished_artist")}
    own = plant(OWN, staff, common)
    other = plant(RIVAL, others, common)
    Wall.objects.create(left=own["client"], right=other["client"])
    for garden, people in ((own, staff), (other, others)):
        for role, person in people.items():
            ClientMember.objects.create(client=garden["client"], person=person)
            if role in ("ae", "copywriter", "designer"):
                ProjectMember.objects.create(project=garden["project"], person=person, function="ae")
    return SimpleNamespace(own=own, other=other, staff=staff, rival=others["ae"])
