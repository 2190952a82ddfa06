"""The input of people, the agency, its calendar and its figures."""

from __future__ import annotations

from aedesk.kit.text import T
from aedesk.rulebook import engine
from aedesk.rulebook.roles import ROLES

from ..fields import Field

ROLE_NAMES = {code: role.name for code, role in ROLES.items()}
SCOPES = {"read": T("只读", "Read"), "write": T("读写", "Read and write")}
PASSWORD = Field(
    "password", T("密码", "Password"), required=True, longest=200, help=T("至少 10 个字符。", "At least 10 characters.")
)
PERSON = (
    Field("name", T("姓名", "Name"), required=True, longest=60),
    Field("name_en", T("英文名", "Name in English"), longest=80),
    Field("role", T("角色", "Role"), "choice", True, choices=ROLE_NAMES),
    Field("department", T("部门", "Department"), longest=60),
    Field(
        "duties_text", T("什么事找他", "What to ask for"), longest=200,
        help=T("如：印刷、楼书、打样。", "Such as: printing, brochures, proofs."),
    ),
    Field("phone", T("电话", "Phone"), longest=40),
    Field("email", T("邮箱", "Email"), longest=120),
    Field("backup", T("替补", "Backup"), "ref", model="Person"),
    Field("lead", T("上级", "Lead"), "ref", model="Person"),
    Field("joined_on", T("入职日期", "Joined on"), "date"),
    Field("probation_until", T("试用期到", "Probation until"), "date"),
)  # fmt: skip
USERNAME = Field("username", T("用户名", "User name"), required=True, longest=60)
TOKEN = (
    Field("name", T("用途", "What for"), required=True, longest=60),
    Field("scope", T("权限", "Scope"), "choice", choices=SCOPES, default="read"),
    Field("expires_on", T("到期日", "Expires on"), "date", help=T("留空则不到期。", "Empty: never.")),
)
HOURS = (
    Field("morning_from", T("上午从", "Morning from"), "time", True),
    Field("morning_until", T("上午到", "Morning until"), "time", True),
    Field("afternoon_from", T("下午从", "Afternoon from"), "time", True),
    Field("afternoon_until", T("下午到", "Afternoon until"), "time", True),
)
AGENCY = (
    Field("name", T("公司名称", "Agency name"), required=True, longest=120),
    Field("name_en", T("英文名称", "Name in English"), longest=120),
    Field("credit_code", T("统一社会信用代码", "Credit code"), longest=18),
    Field("city", T("城市", "City"), longest=40),
    *HOURS,
    Field(
        "has_traffic", T("设有流程（Traffic）岗位", "There is a traffic role"), "bool",
        help=T("关掉后，流程审评由客户总监做，一步不少。", "Off: the account director reviews; no step is lost."),
    ),
    Field(
        "auto_number_out_of_hours", T("下班后自动给财务编号", "Finance numbers by themselves after hours"), "bool",
        help=T("按财务自己的规则，急件在下班后也不等人。", "Finance's own rule: urgent work need not wait after hours."),
    ),
    Field(
        "greeting", T("接电话的问候语", "Telephone greeting"), longest=120,
        help=T("{name} 处自动填公司名称；留空用“你好，{name}”。", "{name} becomes the agency's name; empty: “Hello, this is {name}”."),
    ),
    Field("profile", T("核心业务与服务", "Core business and services"), "long", longest=5000),
    Field("price_bases", T("三种报价依据", "The three price bases"), "long", longest=5000),
)  # fmt: skip
FIRST = (
    Field("agency", T("公司名称", "Agency name"), required=True, longest=120),
    *HOURS,
    Field("name", T("姓名", "Name"), required=True, longest=60),
    Field("role", T("角色", "Role"), "choice", True, choices={c: ROLE_NAMES[c] for c in ("general_manager", "admin")}),
    USERNAME,
    PASSWORD,
)
DAY = (
    Field("day", T("日期", "Day"), "date", True),
    Field("is_workday", T("上班", "A working day"), "bool"),
    Field("name_zh", T("名称", "Name in Chinese"), longest=40),
    Field("name_en", T("英文名称", "Name in English"), longest=60),
)
YEAR = Field("year", T("年份", "Year"), "integer", True, least=2004, most=2100)


def rules_with_figures() -> dict[str, T]:
    """The rules that have a figure to change."""
    return {code: rule.name for code, rule in engine.rules().items() if rule.figures}


FIGURE = (
    Field("rule", T("规矩", "Rule"), "choice", True, choices=rules_with_figures()),
    Field("figure", T("数值", "Figure"), required=True, longest=40),
    Field("value", T("改为", "New value"), required=True, longest=20),
    Field("from_on", T("从哪天起", "Counts from"), "date", True),
)
