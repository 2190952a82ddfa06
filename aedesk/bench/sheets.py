"""The big agency's job sheets in the order of time, each with its note, signatures, hours, duties and events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from aedesk.desk.contactlog.models import ContactNote
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.jobsheets.models import JobSheet, Request, Signature, SpecRow
from aedesk.desk.journal.models import Event, JournalHead
from aedesk.desk.journal.writing import FIELDS, digest
from aedesk.desk.people.models import Counter
from aedesk.desk.projects.models import Project
from aedesk.desk.schedules.models import Promise, ScheduleLine
from aedesk.desk.worklog.models import ProgressNote, TimeEntry
from aedesk.kit import clock
from aedesk.rulebook.duties import DELIVER_LINE, KEEP_PROMISE, MEND_RETURNED, REVIEW_SHEET, SIGN_SHEET
from aedesk.rulebook.kinds import Duty

from .agency import House, Size

FIRST = "2023-11-20 09:00"
OPEN_SHARE = 0.04  # the newest sheets are still in work
OPEN_STATES = ("issued",) * 12 + ("submitted",) * 5 + ("draft",) * 2 + ("returned",)
KINDS = (
    ("newspaper", "报纸稿"), ("outdoor", "户外大牌"), ("flyer", "单页"), ("brochure", "楼书内页"), ("h5", "H5 页面"),
    ("event", "活动物料"),
)  # fmt: skip
THEMES = ("预热", "开盘", "国庆", "样板房", "业主答谢", "周末到访", "秋季", "热销", "工程播报", "品牌", "年终", "新春")
LINES = (
    "主标题围绕江边的周末",
    "画面用实景，人物只露背影",
    "二维码放右下角",
    "老业主礼遇写在第二行",
    "许可证号照基础物料",
)
STEPS = (
    ("jobsheet.open", "开工作单草稿"), ("jobsheet.edit", "填写工作单"), ("jobsheet.submit", "提交工作单"),
    ("jobsheet.number", "财务编号"), ("jobsheet.sign", "文案签字"), ("jobsheet.sign", "设计签字"),
    ("jobsheet.review", "流程审评通过，工作单已下达"), ("progress.note", "进度 60%"), ("time.post", "记工时"), ("jobsheet.close", "截卡"),
)  # fmt: skip
TEXTS = {
    "real_need": "配合本周节点，把到访推起来。", "our_task": "用一个理由让目标客户本周到访。", "background": "按月推广计划推进。",
    "purpose": "告知并引导到访", "effect": "来电 +20%", "benefits": "临水\n现房园林", "tone": "静奢·近水",
    "mandatories": "临售许字(演示)第2026-0099号\n000-0000-0021", "special_notes": "无", "strategy": "月度策略",
}  # fmt: skip
DONE_STEPS = {"draft": 2, "returned": 3, "submitted": 6, "cancelled": 2}


def write(house: House, size: Size) -> None:
    """All sheets, the oldest first."""
    journal, numbers = _Journal(house), dict[str, int]()
    open_from = round(size.sheets * (1 - OPEN_SHARE))
    for n, at in enumerate(_moments(size.sheets)):
        # What drafts and cancelled sheets leave out, the next ones make up for: the sums come out whole.
        events, hours = (round(many * (n + 1) / size.sheets) for many in (size.events, size.time_entries))
        project = _project_of(house, n, n >= open_from)
        state = OPEN_STATES[n % 20] if n >= open_from else "cancelled" if n % 33 == 0 else "closed"
        sheet = _sheet(house, project, n, at, state, numbers)
        _papers(house, sheet, at)
        _hours(house, sheet, at, hours - house.heap.given(TimeEntry))
        _duties(house, sheet, at)
        journal.tell(sheet, at, events - journal.seq)
    JournalHead.objects.update_or_create(pk=1, defaults={"seq": journal.seq, "hash": journal.hash})
    counters = [Counter(key=f"job:{code}", value=value) for code, value in numbers.items()]
    Counter.objects.bulk_create([*counters, Counter(key="request", value=size.sheets)])


def _moments(many: int) -> Iterator[datetime]:
    """When each sheet was opened: evenly over three years, up to half an hour before the measuring."""
    first, last = clock.parse(FIRST), clock.now() - timedelta(minutes=30)
    for n in range(many):
        yield first + (last - first) * n / many


def _project_of(house: House, n: int, open_now: bool) -> Project:
    """Round all projects; sheets in work belong to running ones only."""
    known = [one for one in house.projects if one.state == "running"] if open_now else house.projects
    return known[n * 7 % len(known)]


def _sheet(house: House, project: Project, n: int, at: datetime, state: str, numbers: dict[str, int]) -> JobSheet:
    kind, word = KINDS[n % len(KINDS)]
    title, team = f"{THEMES[n // len(KINDS) % len(THEMES)]}{word}", house.teams[project.pk]
    note = _note(house, project, n, at, title)
    number, issued, closed, due = None, state in ("issued", "closed"), state == "closed", at + timedelta(days=5)
    if state in ("issued", "closed", "submitted"):
        numbers[project.code] = numbers.get(project.code, 0) + 1
        number = f"{clock.shanghai(at):%y%m%d}-{project.code}-{numbers[project.code]:03d}"
    about = {
        "client": project.client,
        "project": project,
        "ae": project.ae,
        "created_by": project.ae,
        "created_at": at,
        "changed_at": at,
    }
    request = house.heap.add(Request(**about, number=n + 1, title=title, note_id=note.pk, state="sheet"))
    house.heap.find(request)
    sheet = JobSheet(
        **about, request_id=request.pk, number=number, title=title, job_type=kind, state=state, stage="design" if issued else "brief",
        copywriter=team["copy"][n % 2], designer=team["design"][n % 3], alignment_id=note.pk, client_words=note.client_words,
        content=f"{title}：{LINES[n % 5]}；{LINES[n // 5 % 5]}。", draft_due_at=at + timedelta(days=3), review_due_at=at + timedelta(days=4),
        client_due_at=due, output_due_at=due + timedelta(days=1), estimated_hours=n % 30 + 6, estimated_cost=n % 40 * 1000,
        submitted_at=at if number else None, issued_at=at if issued else None, closed_at=due if closed else None,
        closed_by_id=project.ae_id if closed else None, last_event_at=at, is_urgent=n % 25 == 0, urgent_reason="client" if n % 25 == 0 else "", **TEXTS,
    )  # fmt: skip
    house.heap.add(sheet)
    house.heap.find(sheet)
    return sheet


def _note(house: House, project: Project, n: int, at: datetime, title: str) -> ContactNote:
    contact = house.contacts[project.client_id][n % 8]
    note: ContactNote = house.heap.add(
        ContactNote(
            client=project.client, project=project, contact=contact, person=project.ae, subject=f"{title}需求",
            channel="phone", points=["要什么", "什么时候要", "谁来定"], is_read_back=True, read_back_by=contact.name,
            client_words=f"要一套{title}，尽快看到。", real_need="配合本周节点，把到访推起来。", our_view="先讲一个理由，再谈画面。",
            ended_at=at - timedelta(minutes=20), created_by_id=project.ae_id, created_at=at - timedelta(minutes=15), changed_at=at,
        )
    )  # fmt: skip
    house.heap.find(note)
    return note


def _papers(house: House, sheet: JobSheet, at: datetime) -> None:
    """Spec rows, and the signatures a sheet in that state has."""
    for place in range(1 + (sheet.pk % 5 == 0)):
        house.heap.put(
            SpecRow, sheet_id=sheet.pk, position=place, kind=sheet.title[-4:], publication="临江日报", width_mm=350, height_mm=490,
            bleed_mm=3, quantity=1, usage="推广", placement="outdoor", obstacles="无", process="冷固轮转", colour="CMYK",
        )  # fmt: skip
    if not sheet.number:
        return
    team = house.teams[sheet.project_id]
    signs = (
        ("finance", team["finance"][0].pk),
        ("copy", sheet.copywriter_id),
        ("design", sheet.designer_id),
        ("review", team["traffic"][0].pk),
    )
    for minutes, (sign, person) in enumerate(signs, 1):
        if sign != "review" or sheet.issued_at:
            signed_at = at + timedelta(minutes=minutes * 10)
            house.heap.put(
                Signature, sheet_id=sheet.pk, sign=sign, person_id=person, at=signed_at, content_hash="0" * 64
            )


def _hours(house: House, sheet: JobSheet, at: datetime, many: int) -> None:
    if not sheet.issued_at:
        return
    for n in range(many):
        person, stage = ((sheet.copywriter_id, "copy"), (sheet.designer_id, "design"))[n % 2]
        on = min(clock.shanghai(at).date() + timedelta(days=n // 2), clock.today())
        minutes = (sheet.pk * 7 + n) % 27 * 5 + 15
        about = {
            "client_id": sheet.client_id,
            "sheet_id": sheet.pk,
            "person_id": person,
            "created_by_id": person,
            "created_at": at,
        }
        house.heap.put(TimeEntry, **about, on=on, minutes=minutes, stage=stage)
    if sheet.pk % 2:
        about = {"client_id": sheet.client_id, "sheet_id": sheet.pk, "person_id": sheet.designer_id}
        house.heap.put(ProgressNote, **about, percent=60, note="第一稿在做", at=at)


def _duties(house: House, sheet: JobSheet, at: datetime) -> None:
    """What a sheet asked for: done long ago on the old ones, waiting on those in work."""
    if sheet.state == "returned":
        _duty(house, sheet, MEND_RETURNED, ("jobsheet", sheet.pk), sheet.ae_id, at, done=False)
    if not sheet.number:
        return
    doers = (("copy", sheet.copywriter_id), ("design", sheet.designer_id))
    for _step, person in doers:
        _duty(house, sheet, SIGN_SHEET, ("jobsheet", sheet.pk), person, at, done=True)
    reviewer = house.teams[sheet.project_id]["traffic"][0].pk
    _duty(house, sheet, REVIEW_SHEET, ("jobsheet", sheet.pk), reviewer, at, done=bool(sheet.issued_at))
    if not sheet.issued_at:
        return
    over = sheet.state == "closed"
    about = {
        "client_id": sheet.client_id,
        "project_id": sheet.project_id,
        "request_id": sheet.request_id,
        "sheet_id": sheet.pk,
        "created_by_id": sheet.ae_id,
    }
    for step, person in doers:
        made = {
            "what": f"{sheet.title}初稿",
            "step": step,
            "doer_id": person,
            "due_at": sheet.draft_due_at,
            "state": "delivered" if over else "accepted",
        }
        line = house.heap.put(ScheduleLine, **about, **made)
        _duty(house, sheet, DELIVER_LINE, ("scheduleline", line), person, at, done=over)
    made = {
        "what": sheet.title,
        "by_id": sheet.ae_id,
        "due_at": sheet.client_due_at,
        "state": "kept" if over else "open",
        "agreed_at": at,
    }
    promise = house.heap.put(Promise, **about, **made)
    _duty(house, sheet, KEEP_PROMISE, ("promise", promise), sheet.ae_id, at, done=over)


def _duty(
    house: House, sheet: JobSheet, rule: Duty, thing: tuple[str, int], person: int | None, at: datetime, *, done: bool
) -> None:
    due, (noun, pk) = at + timedelta(hours=4), thing
    if not done:  # spread from two days late to three days ahead
        due = clock.now() + timedelta(minutes=sheet.pk * 37 % 7200 - 2880)
    house.heap.put(
        DutyRow, rule=rule.code, key=f"{rule.code}:{noun}:{pk}:{person}:{int(at.timestamp())}", person_id=person, noun=noun, object_id=pk,
        client_id=sheet.client_id, project_id=sheet.project_id, job_id=sheet.pk, says_zh=rule.name.zh, says_en=rule.name.en, subject=sheet.title,
        asked_by_id=sheet.ae_id, does=rule.does, state="done" if done else "open", started_at=at, due_at=due, warn_at=due - timedelta(hours=1),
        ended_at=at + timedelta(hours=1) if done else None, ended_by_id=person if done else None,
    )  # fmt: skip


class _Journal:
    """The chain of events as the doorway would have written it."""

    def __init__(self, house: House) -> None:
        self.house, self.seq, self.hash = house, 0, ""

    def tell(self, sheet: JobSheet, at: datetime, most: int) -> None:
        """What happened to a sheet, as far as its state has come."""
        for n in range(min(most, DONE_STEPS.get(sheet.state, most))):
            action, says = STEPS[n % len(STEPS)]
            self._add(sheet, action, says, at + timedelta(minutes=n * 10))

    def _add(self, sheet: JobSheet, action: str, says: str, at: datetime) -> None:
        self.seq += 1
        event = {
            "seq": self.seq, "at": at, "person_id": sheet.ae_id, "on_behalf_of_id": None, "action": action, "noun": "jobsheet",
            "object_id": sheet.pk, "client_id": sheet.client_id, "project_id": sheet.project_id, "job_id": sheet.pk, "via": "demo",
            "payload": json.dumps({"zh": says, "en": action, "changed": {}, "reason": ""}, ensure_ascii=False),
        }  # fmt: skip
        self.hash = digest([event[name] for name in FIELDS], self.hash)
        self.house.heap.put(Event, **event, hash=self.hash)
