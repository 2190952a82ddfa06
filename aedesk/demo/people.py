"""The agency and its 25 members of staff."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from aedesk.desk.people.models import Agency, Person, Workday
from aedesk.kit import hanzi
from aedesk.kit.workdays import seed_from_chinesecalendar

from .signins import PASSWORD
from .steps import Known

STAFF: tuple[tuple[str, str, str, str, str], ...] = (
    ("顾明远", "general_manager", "管理层", "经营、合同审批", ""),
    ("周以恒", "account_director", "客户部", "客户总监，例外审批", "顾明远"),
    ("秦若谷", "account_manager", "客户部", "客户经理，带 AE", "周以恒"),
    ("林晓岚", "ae", "客户部", "地产、文旅、家居客户", "方小棠"),
    ("邵一川", "ae", "客户部", "地产、快消、会展、新能源客户", "秦若谷"),
    ("方小棠", "ae_assistant", "客户部", "AE 助理", "林晓岚"),
    ("罗知行", "strategy_director", "策略部", "策略总监", "魏听澜"),
    ("魏听澜", "strategist", "策略部", "市场与竞品", "罗知行"),
    ("许墨", "creative_director", "创意部", "创意总监，内审", "何一苇"),
    ("何一苇", "copy_head", "创意部", "文案指导", "叶初晴"),
    ("叶初晴", "copywriter", "创意部", "文案、校对", "何一苇"),
    ("唐予", "art_director", "创意部", "美术指导", "蒋小满"),
    ("蒋小满", "designer", "创意部", "平面设计", "陆画"),
    ("白川", "designer", "创意部", "平面设计", "陆画"),
    ("陆画", "designer", "创意部", "插画、包装", "白川"),
    ("段可", "finished_artist", "创意部", "完稿、正稿", "蒋小满"),
    ("耿实", "production_manager", "制作部", "印刷、喷绘、纸张、工艺询价", "段可"),
    ("沈佳禾", "media_manager", "媒介部", "媒介计划、刊例价", "贺行"),
    ("贺行", "media_executive", "媒介部", "投放执行、监测", "沈佳禾"),
    ("宋时", "traffic", "流程部", "流程审评、排期", "秦若谷"),
    ("夏木", "videographer", "创意部", "短视频拍摄剪辑", "陆画"),
    ("钱衡", "finance_manager", "财务部", "财务编号、请款、发票", "郑一诺"),
    ("郑一诺", "accountant", "财务部", "会计", "钱衡"),
    ("丁澄", "admin", "行政部", "行政、前台、会议室", "魏东"),
    ("魏东", "office", "行政部", "行政、司机、快递", "丁澄"),
)
LEADS = {
    "林晓岚": "秦若谷", "邵一川": "秦若谷", "方小棠": "秦若谷", "秦若谷": "周以恒", "周以恒": "顾明远",
    "魏听澜": "罗知行", "罗知行": "顾明远", "许墨": "顾明远", "何一苇": "许墨", "叶初晴": "何一苇", "唐予": "许墨",
    "蒋小满": "唐予", "白川": "唐予", "陆画": "唐予", "段可": "唐予", "夏木": "许墨", "耿实": "顾明远", "沈佳禾": "顾明远",
    "贺行": "沈佳禾", "宋时": "顾明远", "钱衡": "顾明远", "郑一诺": "钱衡", "丁澄": "顾明远", "魏东": "丁澄",
}  # fmt: skip


def load(known: Known) -> None:
    """Make the agency, its calendar of 2026 (2027 is not announced yet) and its staff, known by name."""
    Agency.objects.create(
        name="青屿演示广告有限公司", name_en="Qingyu Demo Advertising", credit_code="91000000MADEM00112", city="临江",
        profile="品牌与地产广告：策略、创意、制作与媒介代理。服务地产、文旅、快消、家居、会展与新能源客户。",
        price_bases="一、媒体公布刊例价；二、代理公司刊例价；三、代理公司执行折扣价。",
    )  # fmt: skip
    rows, _unknown = seed_from_chinesecalendar([2026])
    Workday.objects.bulk_create(
        Workday(
            day=row.day, is_workday=row.is_workday, name_zh=row.name.zh, name_en=row.name.en, source="chinesecalendar"
        )
        for row in rows
    )
    password = make_password(PASSWORD)
    for number, row in enumerate(STAFF, 1):
        known[row[0]] = _person(row, number, password)
    for name, *_, backup in STAFF:
        person = known[name]
        person.lead, person.backup = known.get(LEADS.get(name, "")), known.get(backup)
        person.save(update_fields=["lead", "backup"])


def _person(row: tuple[str, ...], number: int, password: str) -> Person:
    name, role, department, asks, _backup = row
    more: dict[str, Any] = {"joined_on": date(2019 + number % 7, 1 + number % 12, 1)}
    if name == "方小棠":
        more = {"joined_on": date(2026, 11, 2), "probation_until": date(2027, 2, 1)}
    return Person.objects.create(
        username=hanzi.pinyin(name), name=name, initials=hanzi.initials(name), role=role, department=department,
        duties_text=asks, phone=f"+86 100 0000 00{number:02d}", email=f"{hanzi.pinyin(name)}@example.com",
        password=password, name_en=_english(name), **more,
    )  # fmt: skip


def _english(name: str) -> str:
    from pypinyin import lazy_pinyin

    family, *given = lazy_pinyin(name)
    return f"{''.join(given).capitalize()} {family.capitalize()}"
