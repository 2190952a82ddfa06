"""The loaded agency: as much of everything as a living house has, always the same, and without contradictions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Count, F, Q, Sum

from aedesk.demo import load
from aedesk.desk import models
from aedesk.desk.jobsheets import state
from aedesk.desk.journal.writing import FIELDS, digest
from aedesk.desk.library.searching import search
from aedesk.desk.models import DutyRow, Event, JobSheet, TimeEntry
from aedesk.kit import clock
from aedesk.reports.today import today
from aedesk.reports.today.duties import NOT_A_LINE

from .conftest import loaded

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
DESKS = ("林晓岚", "邵一川", "唐予", "何一苇", "钱衡", "宋时", "周以恒", "许墨")
# The main tables by what they say: numbers of rows and salts stay out.
SAID = {
    "JobSheet": ("number", "title", "state", "stage", "issued_at", "closed_at", "ae__name", "content", "last_event_at"),
    "Signature": ("sheet__title", "sign", "person__name", "decision", "at", "content_hash"),
    "ChangeSheet": ("sheet__title", "number", "reason", "in_force_at"),
    "TimeEntry": ("sheet__title", "person__name", "on", "minutes", "stage", "note"),
    "ContactNote": ("client__code", "subject", "client_words", "ended_at", "late_seconds"),
    "DutyRow": ("rule", "person__name", "subject", "state", "due_at", "ended_at", "late_seconds"),
    "Event": ("at", "person__name", "action", "noun"),
    "PurchaseOrder": ("sheet__title", "what", "amount", "received_at"),
    "Promise": ("what", "due_at", "state", "late_seconds"),
    "HandOver": ("sheet__title", "to_stage", "receiver__name", "state", "answered_at"),
    "Contact": ("name", "client__code", "phone", "birthday"),
    "DayList": ("person__name", "day", "confirmed_at", "late_seconds"),
    "Notice": ("person__name", "at", "says_zh"),
}


def hashed() -> dict[str, str]:
    """A hash of what each main table says."""
    return {name: _hash(getattr(models, name), columns) for name, columns in SAID.items()}


def _hash(model: Any, columns: tuple[str, ...]) -> str:
    rows = sorted(json.dumps(row, default=str, ensure_ascii=False) for row in model.objects.values_list(*columns))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


@pytest.fixture(scope="module")
def agency(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[SimpleNamespace]:
    """The agency, loaded twice; the second stands, at its own Wednesday."""
    folder = tmp_path_factory.mktemp("desk")
    with django_db_blocker.unblock():
        with loaded(folder):
            first = hashed()
        with loaded(folder) as known, clock.at(load.NOW):
            yield SimpleNamespace(known=known, first=first, folder=folder)


def test_two_loads_say_the_same_in_every_table(agency: SimpleNamespace) -> None:
    assert hashed() == agency.first


@pytest.mark.parametrize(
    ("table", "least", "most"),
    [
        ("Person", 25, 25), ("Client", 9, 9), ("Project", 14, 14), ("JobSheet", 140, 160), ("ChangeSheet", 40, 55),
        ("TimeEntry", 2800, 3000), ("PurchaseOrder", 55, 65), ("ContactNote", 350, 500), ("MessageSlip", 25, 45),
        ("Escalation", 5, 15), ("Decision", 20, 40), ("HandOver", 500, 700), ("ProgressNote", 400, 600), ("CallPrep", 75, 100),
        ("Extension", 8, 25), ("Relay", 40, 90), ("ClientPromise", 20, 40), ("SalesMilestone", 20, 30), ("Contact", 30, 40),
    ],
)  # fmt: skip
def test_there_is_as_much_of_everything_as_a_living_agency_has(
    agency: SimpleNamespace, table: str, least: int, most: int
) -> None:
    assert least <= getattr(models, table).objects.count() <= most


def test_sheets_stand_in_every_state(agency: SimpleNamespace) -> None:
    assert {"draft", "submitted", "returned", "issued", "closed", "cancelled"} == set(
        JobSheet.objects.values_list("state", flat=True)
    )


def test_what_is_said_on_the_sheets_is_not_three_templates(agency: SimpleNamespace) -> None:
    for column, least in (("title", 140), ("content", 140), ("client_words", 140), ("our_task", 20), ("effect", 20)):
        assert JobSheet.objects.values(column).distinct().count() >= least, column


def test_issued_work_carries_a_number_and_every_signature(agency: SimpleNamespace) -> None:
    issued = JobSheet.objects.filter(state__in=("issued", "closed")).prefetch_related("signatures")
    wrong = [
        str(job) for job in issued
        if not job.number or {*state.wanted_signs(job), "finance", "review"} - set(state.live_signatures(job))
    ]  # fmt: skip
    assert len(issued) > 120
    assert wrong == []


def test_numbers_run_on_without_gaps_in_each_project(agency: SimpleNamespace) -> None:
    numbers: dict[str, list[int]] = {}
    for number in JobSheet.objects.exclude(number=None).values_list("number", flat=True):
        _, project, nnn = number.split("-")
        numbers.setdefault(project, []).append(int(nnn))
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in numbers.values())


def test_no_time_lies_outside_the_life_of_its_job_and_no_day_is_longer_than_eight_hours(
    agency: SimpleNamespace,
) -> None:
    late = TimeEntry.objects.filter(Q(sheet__issued_at=None) | Q(created_at__gt=F("sheet__closed_at")))
    assert not late.exists()
    assert not [
        one for one in TimeEntry.objects.select_related("sheet") if one.on < clock.shanghai(one.sheet.issued_at).date()
    ]
    assert not TimeEntry.objects.values("person", "on").annotate(whole=Sum("minutes")).filter(whole__gt=480).exists()


def test_closed_cards_have_no_open_end(agency: SimpleNamespace) -> None:
    assert [str(job) for job in JobSheet.objects.filter(state="closed") if job.open_ends] == []


def test_the_journal_is_one_unbroken_chain_in_the_order_of_time(agency: SimpleNamespace) -> None:
    before, last = "", None
    for number, event in enumerate(Event.objects.order_by("seq"), 1):
        assert event.seq == number
        assert event.hash == digest([getattr(event, name) for name in FIELDS], before)
        assert last is None or last <= event.at
        before, last = event.hash, event.at


def test_every_finding_of_the_search_is_there_and_every_sheet_is_found(agency: SimpleNamespace) -> None:
    sheets = set(JobSheet.objects.values_list("pk", flat=True))
    entries = models.SearchEntry.objects.filter(noun="jobsheet").values_list("object_id", flat=True)
    assert set(entries) == sheets


def test_the_rivals_ae_sees_nothing_of_the_walled_client(agency: SimpleNamespace) -> None:
    shao, c1 = agency.known["邵一川"], agency.known["C1"]
    for name in (
        "JobSheet",
        "ContactNote",
        "TimeEntry",
        "Promise",
        "ScheduleLine",
        "Project",
        "Contact",
        "Request",
        "PurchaseOrder",
    ):
        rows = getattr(models, name).objects
        assert rows.filter(client=c1).exists(), name
        assert not rows.visible_to(shao).filter(client=c1).exists(), name
    assert not any(group.hits for group in search(shao, "澜庭"))


def test_nobody_works_on_both_sides_of_the_wall(agency: SimpleNamespace) -> None:
    teams = [set(agency.known[code].members.values_list("person_id", flat=True)) for code in ("C1", "C3")]
    both = models.Person.objects.filter(pk__in=teams[0] & teams[1])
    assert [one.name for one in both if not one.sees_every_client] == []


def to_do() -> Any:
    """Open duties that stand on somebody's list."""
    return DutyRow.objects.filter(state=DutyRow.OPEN).exclude(rule__in=NOT_A_LINE)


@pytest.mark.parametrize("name", DESKS)
def test_everybodys_day_has_something_late_soon_later_and_to_come(agency: SimpleNamespace, name: str) -> None:
    now = clock.now()
    mine = to_do().filter(person=agency.known[name]).values_list("due_at", flat=True)
    minutes = [(due - now).total_seconds() / 60 for due in mine]
    today = (clock.parse("2026-11-19 00:00") - now).total_seconds() / 60
    assert any(one < 0 for one in minutes), "late"
    assert any(0 <= one <= 120 for one in minutes), "soon"
    assert any(one > today for one in minutes), "to come"
    assert 4 <= len(minutes) <= 16


def test_few_things_are_late_for_weeks(agency: SimpleNamespace) -> None:
    old = clock.parse("2026-11-13 00:00")
    assert list(to_do().filter(due_at__lt=old).values_list("rule", "person__name")) == []


@pytest.mark.parametrize(("name", "most"), [("林晓岚", 0), ("秦若谷", 0), ("邵一川", 2)])
def test_little_on_an_account_persons_day_has_gone_stale(agency: SimpleNamespace, name: str, most: int) -> None:
    it = today(agency.known[name])
    old = clock.now() - timedelta(days=1)
    late = [line for line in (*it.lines, *it.new) if line.is_late(it.now) and line.due_at and line.due_at < old]
    assert len(late) <= most, [line.title for line in late]


def test_the_aes_confirmed_list_is_her_whole_morning(agency: SimpleNamespace) -> None:
    it = today(agency.known["林晓岚"])
    assert len(it.lines) > len(it.new) > 0
    assert all(line.at for line in it.lines[:6])


def test_most_duties_are_kept_and_some_are_not(agency: SimpleNamespace) -> None:
    done = DutyRow.objects.filter(state=DutyRow.DONE).aggregate(
        n=Count("pk"), late=Count("pk", filter=Q(late_seconds__gt=0))
    )
    assert 0.05 < done["late"] / done["n"] < 0.2


def test_loading_again_changes_nothing(agency: SimpleNamespace) -> None:
    before = hashed()
    assert load.load() == {}
    assert hashed() == before


def test_the_demos_clock_is_kept_beside_the_data(agency: SimpleNamespace) -> None:
    assert (agency.folder / "clock").read_text().lstrip("-").isdigit()
