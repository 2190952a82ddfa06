"""Lines nobody opened a duty for: requests without a sheet, jobs that stand still, talks planned, milestones ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import Exists, OuterRef, Q

from aedesk.desk.clients.terms import CHANNELS
from aedesk.desk.contactlog.models import CallPrep
from aedesk.desk.duties.figures import calendar, figures_of
from aedesk.desk.jobsheets.models import NOT_ISSUED, NOT_OVER, JobSheet, Request
from aedesk.desk.projects.models import SalesMilestone
from aedesk.desk.schedules.models import ScheduleLine
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import timing, watches
from aedesk.rulebook.kinds import Watch

from .lines import Line, Place, Tap

MOST = 30
FILLING, ISSUED = ("draft", "returned"), ("issued", "closed")
PLACE = ("client_id", "client__short_name", "client__name", "project_id", "project__code", "project__name")
JOB = ("pk", "number", "title", "state", "last_event_at", "next_action", "next_action_at", "client_due_at", *PLACE)
TALK = (
    "pk",
    "channel",
    "planned_at",
    "aim",
    "discuss",
    "contact__name",
    "contact__window_from",
    "contact__window_until",
    *PLACE,
)
# Put together once, not anew for each page.
REQUESTS = Request.objects.order_by("created_at", "pk").values("pk", "number", "title", "wanted_at", *PLACE)
JOBS = JobSheet.objects.order_by("last_event_at", "pk").values(*JOB)
LINES = ScheduleLine.objects.order_by("due_at").values("pk", "what", "due_at", *PLACE)
TALKS = CallPrep.objects.order_by("planned_at").values(*TALK)
MILESTONES = SalesMilestone.objects.order_by("on", "pk").values("pk", "on", "name", "may_need", *PLACE)


def place(row: dict[str, Any], *, is_job: bool = False) -> Place:
    """Client, project and, for a sheet's own row, the job."""
    project = f"{row['project__code']} {row['project__name']}" if row["project_id"] else ""
    return Place(
        row["client__short_name"] or row["client__name"], project, label(row) if is_job else "",
        row["title"] if is_job else "", row["client_id"], row["project_id"], row["pk"] if is_job else None,
    )  # fmt: skip


def label(row: dict[str, Any]) -> str:
    return row["number"] or f"D-{row['pk']}"


def days_of(watch: Watch, today: date) -> int:
    """The watch's figure in days, as the agency set it."""
    return int(figures_of(watch, today)["days"])


def requests(person: Any, mine: Q) -> list[Line]:
    """What the client asked for until a sheet for it is issued (RHY-05)."""
    # By what is not issued, so that years of requests with an issued sheet are never walked through.
    begun = JobSheet.objects.visible_to(person).filter(NOT_ISSUED, request__isnull=False)
    asked = Request.objects.visible_to(person).filter(mine, state="open").values("pk").union(begun.values("request_id"))
    sheets = JobSheet.objects.filter(request=OuterRef("pk"))
    rows = REQUESTS.visible_to(person).filter(mine, state__in=("open", "sheet"), pk__in=asked)
    found = list(rows.filter(~Exists(sheets.filter(state__in=ISSUED)))[:MOST])
    written = JobSheet.objects.filter(request_id__in=[row["pk"] for row in found]).exclude(state="cancelled")
    first = {one: (pk, state) for one, pk, state in written.order_by("-pk").values_list("request_id", "pk", "state")}
    return [_request(row, *first.get(row["pk"], (None, ""))) for row in found]


def _request(row: dict[str, Any], sheet: int | None, state: str) -> Line:
    verb, way, waits = T("开单", "Sheet"), Tap("page", "open_sheet", T("开工作单", "Write the sheet"), row["pk"]), False
    if state in FILLING:
        verb, way = T("填单", "Sheet"), Tap("page", "sheet", T("填完提交", "Finish the sheet"), sheet)
    elif sheet is not None:
        verb, way, waits = T("待签", "Signing"), Tap("page", "job", T("看签字", "See signatures"), sheet), True
    drop = () if sheet else (Tap("form", "request.drop", T("撤回", "Drop"), row["pk"]),)
    return Line(
        key=f"request:{row['pk']}", rule=watches.NO_SHEET_YET.code, verb=verb, what=watches.NO_SHEET_YET.name,
        place=replace(place(row), job_id=sheet), noun="request", pk=row["pk"], subject=f"R-{row['number']} {row['title']}",
        due_at=row["wanted_at"], taps=(way, *drop), undated=True, waits=waits,
    )  # fmt: skip


def drafts(person: Any, mine: Q) -> list[Line]:
    """Sheets one began without a request and has not submitted."""
    rows = JOBS.visible_to(person).filter(mine, state="draft", request=None)
    return [
        Line(
            key=f"draft:{row['pk']}", rule=watches.NO_SHEET_YET.code, verb=T("填单", "Sheet"),
            what=T("工作单草稿还没有提交", "A draft is not submitted"), place=place(row, is_job=True), noun="jobsheet",
            pk=row["pk"], due_at=row["client_due_at"], undated=True,
            taps=(Tap("page", "sheet", T("填完提交", "Finish the sheet"), row["pk"]),),
        )
        for row in rows[:MOST]
    ]  # fmt: skip


def unplanned(person: Any, mine: Q) -> list[Line]:
    """Accepted schedule lines that neither a request nor a sheet stands behind (RHY-05)."""
    rows = LINES.visible_to(person).filter(mine, state="accepted", sheet=None, request=None)
    return [
        Line(
            key=f"line:{row['pk']}", rule=watches.NO_SHEET_YET.code, verb=T("开单", "Sheet"),
            what=T("时间表里有、还没有工作单", "On the schedule, without a sheet"), place=place(row), noun="project",
            pk=row["project_id"], subject=row["what"], due_at=row["due_at"], undated=True,
            taps=(Tap("page", "open_sheet_for", T("开工作单", "Write the sheet"), row["project_id"]),),
        )
        for row in rows[:MOST]
    ]  # fmt: skip


def moving(person: Any, mine: Q, now: datetime, until: datetime | None = None) -> list[Line]:
    """Jobs that stand still, and the next actions that fall due before `until` (ROL-04)."""
    today = clock.shanghai(now).date()
    before = timing.stalled_before(now, calendar(), days_of(watches.STALLED_JOB, today))
    still = Q(last_event_at__lte=before) & (Q(next_action_at=None) | Q(next_action_at__lte=now))
    wanted = still if until is None else still | Q(next_action_at__lt=until)
    rows = JOBS.visible_to(person).filter(mine, wanted, NOT_OVER)
    return [_moving(row) for row in rows[:MOST]]


def _moving(row: dict[str, Any]) -> Line:
    taps = [Tap("form", "job.next", T("定下一步", "Next action"), row["pk"])]
    if row["state"] == "issued":
        taps.append(Tap("post", "progress.ask", T("问进度", "Ask how far"), row["pk"]))
    taps.append(Tap("page", "job", T("看工作单", "See the job"), row["pk"]))
    planned = row["next_action_at"]
    return Line(
        key=f"job:{row['pk']}", rule=watches.STALLED_JOB.code, place=place(row, is_job=True), noun="jobsheet", pk=row["pk"],
        verb=T("下一步", "Next") if planned else T("跟进", "Follow up"),
        what=T("下一步到时间", "The next action is due") if planned else watches.STALLED_JOB.name,
        subject=row["next_action"] if planned else "", due_at=planned, warn_at=planned, taps=tuple(taps),
        since_at=None if planned else row["last_event_at"],
    )  # fmt: skip


def talks(person: Any, now: datetime, until: datetime) -> list[Line]:
    """Talks one has prepared and not yet logged, with the hints of RHY-20 and RHY-21."""
    since = now - timedelta(days=2)
    rows = TALKS.visible_to(person).filter(person=person, planned_at__gte=since, planned_at__lt=until)
    return [_talk(row) for row in rows.filter(notes_after=None)[:MOST]]


def _talk(row: dict[str, Any]) -> Line:
    who = row["contact__name"] or row["client__short_name"] or row["client__name"]
    aim = (row["aim"] or row["discuss"]).split("\n")[0][:60]
    return Line(
        key=f"prep:{row['pk']}", rule=watches.FIRST_CALL.code, verb=CHANNELS.get(row["channel"], CHANNELS["phone"]),
        what=T("准备好的沟通", "A talk prepared"), place=place(row), noun="callprep", pk=row["pk"],
        subject=f"{who}：{aim}" if aim else who, due_at=row["planned_at"], warn_at=row["planned_at"] - timedelta(minutes=15),
        taps=(Tap("page", "log_prep", T("记沟通", "Log it"), row["pk"]), Tap("page", "see_prep", T("看准备单", "See the preparation"), row["pk"])),
        hint=talk_hint(row),
    )  # fmt: skip


def talk_hint(row: dict[str, Any]) -> T | None:
    """Outside the contact's window for calls, or away from meals for a proposal: a hint, never a refusal."""
    day, at = clock.shanghai(row["planned_at"]).date(), row["planned_at"]
    about = watches.is_discussion(row["channel"], row["aim"] + row["discuss"])
    figures = figures_of(watches.MEAL_TALK, day)
    if about and watches.MEAL_TALK.shows(SimpleNamespace(planned_at=at, is_discussion=True), calendar(), figures):
        f = figures
        return T(
            f"谈方案最好在饭前饭后：{f['before_from']}–{f['before_until']}、{f['after_from']}–{f['after_until']}",
            f"proposals go best {f['before_from']}–{f['before_until']} or {f['after_from']}–{f['after_until']}",
        )
    first, last = row["contact__window_from"], row["contact__window_until"]
    window, figures = ((first, last) if first and last else None), figures_of(watches.FIRST_CALL, day)
    outside = watches.FIRST_CALL.shows(SimpleNamespace(planned_at=at, window=window), calendar(), figures)
    if about or row["channel"] != "phone" or not outside:
        return None
    span = f"{first:%H:%M}–{last:%H:%M}" if window else f"{figures['from']}–{figures['until']}"
    return T(f"争第一个电话：{span}", f"be the first call: {span}")


def milestones(person: Any, mine: Q, today: date) -> list[Line]:
    """Days in the client's calendar from which work may come, until answered (RHY-06)."""
    last = today + timedelta(days=days_of(watches.LOOK_AHEAD, today))
    rows = MILESTONES.visible_to(person).filter(mine, on__range=(today, last), answer="")
    return [_milestone(row) for row in rows[:MOST]]


def _milestone(row: dict[str, Any]) -> Line:
    return Line(
        key=f"milestone:{row['pk']}", rule=watches.LOOK_AHEAD.code, verb=T("节点", "Milestone"), what=watches.LOOK_AHEAD.name,
        place=place(row), noun="project", pk=row["project_id"], subject=row["name"], due_at=timing.at_clock(row["on"], "18:00"),
        hint=T(f"可能需要：{row['may_need']}", f"may need: {row['may_need']}") if row["may_need"] else None,
        taps=(
            Tap("page", "call_milestone", T("先打电话", "Phone first"), row["pk"]),
            Tap("post", "milestone.confirm", T("有工作，开需求", "Work comes"), row["pk"]),
            Tap("post", "milestone.dismiss", T("没有", "No work"), row["pk"]),
        ),
    )  # fmt: skip
