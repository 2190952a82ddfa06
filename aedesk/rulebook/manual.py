"""手册: every requirement of the manual, and what answers it: a rule, a feature, a person, or nothing yet."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aedesk.kit.text import T

from . import engine

TABLE = Path(__file__).with_name("manual.csv")
ANSWERED, PART, PEOPLE, NOT_YET = "answered", "part", "people", "not_yet"
STATES = {
    ANSWERED: T("已落实", "Answered"),
    PART: T("部分落实", "In part"),
    PEOPLE: T("留给人", "Left to people"),
    NOT_YET: T("尚未", "Not yet"),
}
AREAS = {
    "ROL": T("角色与窗口", "Role and account structure"),
    "RHY": T("时间规范", "Daily, weekly, monthly rhythm"),
    "TEL": T("电话规范", "Phone rules"),
    "SUB": T("客户沟通规范", "Submissions and client feedback"),
    "JOB": T("工作单与创意简报", "Job sheet and creative brief"),
    "BRF": T("与文案、设计沟通", "Information for copy and design"),
    "MTG": T("会议规范", "Meetings"),
    "MIN": T("会议记录", "Minutes"),
    "FIL": T("文件管理", "Files, library, photos"),
    "ART": T("出品管理", "Artwork output check"),
    "SCH": T("工作时间表", "Schedules"),
    "WKR": T("周报表", "Weekly report"),
    "QUO": T("报价与成本", "Quotation and cost"),
    "RCP": T("签收单", "Delivery receipt"),
    "FIN": T("财务", "Finance"),
    "CON": T("合同", "Contracts"),
    "CRM": T("客户数据库", "Clients, contacts, prospects"),
    "CPL": T("保密与合规", "Confidentiality and compliance"),
    "STR": T("策略与提案", "Strategy and proposals"),
    "TEA": T("与创意人员", "Team and creatives"),
    "EFF": T("效果与结案", "Effect and closing"),
    "HRM": T("人事", "People"),
    "GUI": T("指导文本", "Guidance texts"),
}
WAITS = {
    "artwork": T("正稿检查", "the artwork check"),
    "channels": T("邮件与聊天的收发", "sending by mail and chat"),
    "compliance": T("礼品招待登记与合规", "the register of gifts and compliance"),
    "contracts": T("合同", "contracts"),
    "deliveries": T("发送、告知、反馈与签收", "sending, telling, feedback and receipts"),
    "library": T("资料库与照片", "the library and photos"),
    "meetings": T("会议：倒计时、清单与纪要", "meetings: countdowns, checklists, minutes"),
    "money": T("报价、成本、请款与收款", "quotations, costs, invoices and collection"),
    "offline": T("离线打开", "opening offline"),
    "overtime": T("加班单", "overtime slips"),
    "people": T("培训、绩效与人事", "training, appraisal and staff matters"),
    "proofreading": T("校对", "proofreading"),
    "prospects": T("拓展与商机", "prospects and opportunities"),
    "reports": T("报表", "reports"),
    "results": T("效果与结案", "effect and closing"),
    "rhythms": T("周会与周五预沟通", "the weekly meetings"),
    "schedules": T("总时间表与月时间表", "total and monthly schedules"),
    "strategies": T("策略与提案", "strategies and proposals"),
    "team": T("团队分享与反馈", "team sharing and pulse"),
    "weekly": T("周报表", "the weekly report"),
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: the manual's own words, what answers it (or why it is left to people), what is still awaited."""

    id: str
    clause: str
    words: T
    state: str
    how: T | None
    waits: tuple[T, ...]
    page: str
    rules: tuple[str, ...]

    @property
    def area(self) -> str:
        return self.id[:3]


@cache
def requirements() -> dict[str, Requirement]:
    """Every requirement by its id. Raises ValueError where one stands twice, KeyError for an unknown word."""
    answering = _answering()
    found: dict[str, Requirement] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["id"] in found:
                raise ValueError(f"{row['id']} stands twice")
            found[row["id"]] = _read(row, answering[row["id"]])
    return found


def _answering() -> dict[str, tuple[str, ...]]:
    """The codes of the rules that answer each requirement."""
    codes: dict[str, list[str]] = defaultdict(list)
    for rule in engine.rules().values():
        for requirement in rule.answers:
            codes[requirement].append(rule.code)
    return defaultdict(tuple, {requirement: tuple(found) for requirement, found in codes.items()})


def _read(row: dict[str, str], rules: tuple[str, ...]) -> Requirement:
    state = row["state"]
    if state not in STATES:
        raise KeyError(state)
    return Requirement(
        row["id"], row["clause"], T(row["zh"], row["en"]),
        # A rule that came meanwhile answers something of it; the rest still waits.
        PART if state == NOT_YET and rules else state,
        T(row["how_zh"], row["how_en"]) if row["how_zh"] else None,
        tuple(WAITS[code] for code in row["waits"].split()), row["page"], rules,
    )  # fmt: skip


def counts(area: str = "") -> dict[str, int]:
    """How many requirements stand in each state, of an area or of all."""
    found = dict.fromkeys(STATES, 0)
    for one in requirements().values():
        if not area or one.area == area:
            found[one.state] += 1
    return found


def find(*, state: str = "", area: str = "", words: str = "") -> list[Requirement]:
    """Requirements in the manual's order, by state, area, or words of their text, id or answer."""
    wanted = words.strip().lower()
    return [
        one
        for one in requirements().values()
        if (not state or one.state == state) and (not area or one.area == area) and wanted in _text(one)
    ]


def _text(one: Requirement) -> str:
    how = f"{one.how.zh} {one.how.en}" if one.how else ""
    return f"{one.id} {one.words.zh} {one.words.en} {how} {' '.join(one.rules)}".lower()
