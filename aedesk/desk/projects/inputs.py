"""The input of projects, declared once for form, API, CLI and error messages."""

from __future__ import annotations

from aedesk.kit.text import T
from aedesk.rulebook.roles import FUNCTIONS

from ..fields import Field
from . import terms

TIERS = {code: text for code, text in terms.CITY_TIERS.items() if code}
PERSON = Field("person", T("谁", "Who"), "ref", True, model="Person")
FUNCTION = Field("function", T("负责什么", "Function"), "choice", True, choices=FUNCTIONS)
CLIENT = Field("client", T("客户", "Client"), "ref", True, model="Client")
AE = Field("ae", T("AE（唯一窗口）", "AE, the one window"), "ref", True, model="Person")
CODE = Field(
    "code", T("项目号", "Project code"), longest=8, help=T("留空自动编号，如 P15。", "Left empty it is given, such as P15.")
)  # fmt: skip
PROJECT = (
    Field("name", T("项目名称", "Name"), required=True, longest=120),
    Field("city", T("城市", "City"), longest=40),
    Field("city_tier", T("城市划分", "City tier"), "choice", choices=TIERS),
    Field("is_pitch", T("竞稿项目", "A pitch"), "bool"),
    Field("started_on", T("开始日期", "Starts on"), "date"),
    Field("ends_on", T("结束日期", "Ends on"), "date"),
    Field(
        "included_rounds",
        T("合同含修改轮次", "Rounds of changes included"),
        "integer",
        least=0,
        most=99,
        help=T("留空按客户卡。", "Empty: as on the client's card."),
    ),
    Field(
        "budget",
        T("预算（元，不含税）", "Budget (CNY, net)"),
        "decimal",
        least=0,
        most=999_999_999_999,
        restricted=True,
    ),
)
CONTACT = (
    Field("contact", T("联系人", "Contact"), "ref", True, model="Contact"),
    Field("role", T("在本项目的角色", "Role on this project"), "choice", True, choices=terms.PROJECT_ROLES),
)
DEPUTY = (
    PERSON,
    Field("from_at", T("从", "From"), "datetime", help=T("留空为现在。", "Now when empty.")),
    Field("until_at", T("到", "Until"), "datetime", True),
)
HANDING = (
    Field("taker", T("移交给", "To"), "ref", True, model="Person"),
    Field("note", T("交代", "What to know"), "long", longest=2000),
)
FACT = (
    Field("kind", T("哪一项", "Which fact"), "choice", True, choices=terms.FACT_KINDS),
    Field("value", T("内容", "Value"), required=True, longest=300),
    Field("as_of", T("截至日期", "True on"), "date", help=T("留空为今天。", "Today when empty.")),
    Field("source", T("来源", "Source"), longest=160),
)
BASE = (
    Field("kind", T("哪一种", "Which material"), "choice", True, choices=terms.BASE_KINDS),
    Field("value", T("内容", "Value"), longest=300),
    Field("edition", T("版本", "Version"), longest=40, help=T("如 v2026-10。", "Such as v2026-10.")),
    Field("file", T("文件", "File"), "ref", model="Attachment"),
    Field("as_of", T("截至日期", "True on"), "date", help=T("留空为今天。", "Today when empty.")),
)
CONFIRM = (
    Field("confirmed_by", T("客户方确认人", "Confirmed by"), required=True, longest=60),
    Field("confirmed_on", T("确认日期", "Confirmed on"), "date", help=T("留空为今天。", "Today when empty.")),
)
MODE = (
    Field("milestone_from", T("从", "From"), "datetime", True),
    Field("milestone_until", T("到", "Until"), "datetime", True),
    Field(
        "milestone_on_call", T("值班名单", "On-call roster"), required=True, longest=200,
        help=T("谁在哪天值班、怎样补休。", "Who is on call on which day, and how it is compensated."),
    ),
)  # fmt: skip
MILESTONE = (
    Field("on", T("日期", "Date"), "date", True),
    Field("name", T("节点", "Milestone"), required=True, longest=120),
    Field("may_need", T("可能需要什么", "What it may need"), longest=120),
)
PERSONA = (
    Field("name", T("画像", "Persona"), longest=60),
    *(Field(code, text, longest=200) for code, text in terms.DOSSIER["audience"][1].items()),
)
RIVAL = (
    Field("name", T("竞品", "Rival project"), required=True, longest=120),
    Field("kind", T("类别", "Kind"), "choice", choices=terms.RIVAL_KINDS),
    Field("says", T("卖点与价格", "What it claims, its price"), longest=300),
    Field("seen_on", T("更新日期", "Last seen"), "date"),
)


def dossier_fields() -> tuple[Field, ...]:
    """The blocks' fields as `block_field`, personas and rival projects as tables."""
    fields = []
    for block, (_, parts) in terms.DOSSIER.items():
        if block == "audience":
            fields.append(Field("personas", terms.DOSSIER[block][0], "lines", lines=PERSONA))
            continue
        for part, label in parts.items():
            choices = terms.PRODUCT_FORMS if (block, part) == ("product", "form") else None
            fields.append(
                Field(f"{block}_{part}", label, "choice" if choices else "long", choices=choices, longest=2000)
            )
    return (*fields, Field("rivals", T("竞品卡", "Rival cards"), "lines", lines=RIVAL))


DOSSIER = dossier_fields()
