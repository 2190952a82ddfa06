"""The input of client and contact cards, declared once for form, API, CLI and import."""

from __future__ import annotations

from aedesk.kit.text import LANGUAGES, T

from ..fields import Field
from . import terms

STATUSES = {code: text for code, text in terms.CLIENT_STATUSES.items() if code != "merged"}
NAME = Field("name", T("全称", "Full name"), required=True, longest=120)
CLIENT = (
    NAME,
    Field("short_name", T("简称", "Short name"), longest=40),
    Field(
        "code",
        T("内部代号", "House code"),
        longest=12,
        help=T("留空自动编号，如 C9。", "Left empty it is given, such as C9."),
    ),
    Field(
        "credit_code",
        T("统一社会信用代码", "Credit code"),
        longest=40,
        help=T("营业执照上的 18 位代码。", "18 characters, as on the licence."),
    ),
    Field("industry", T("行业", "Industry"), longest=60),
    Field("grade", T("分类", "Class"), "choice", choices=terms.GRADES, default="B"),
    Field("kind", T("合作方式", "Type of work"), "choice", choices=terms.CLIENT_KINDS, default="monthly"),
    Field("size", T("规模", "Size"), "choice", choices=terms.SIZES, default="medium"),
    Field("status", T("状态", "Status"), "choice", choices=STATUSES, default="active"),
    Field("ownership", T("性质", "Ownership"), "choice", choices=terms.OWNERSHIPS, default="private"),
    Field("address", T("地址", "Address"), longest=200),
    Field("fee_model", T("收费方式", "Fee model"), longest=120, restricted=True),
    Field("contract", T("合同", "Contract"), longest=120, restricted=True),
    Field("included_rounds", T("含修改次数", "Rounds included"), "integer", least=0, most=99),
    Field("invoice_cut_off_day", T("开票截止日", "Invoice cut-off day"), "integer", least=1, most=31),
    Field("payment_day", T("付款日", "Payment day"), "integer", least=1, most=31),
    Field("invoice_recipient", T("发票收件人", "Invoice recipient"), longest=80),
    Field(
        "needs_both_signatures",
        T("时间表须双方签字（品牌代理）", "Schedules need both signatures (brand agency)"),
        "bool",
    ),
    Field(
        "taboos",
        T("忌讳", "Taboos"),
        longest=300,
        help=T("以红字印在每张工作单上。", "Printed in red on every job sheet."),
    ),
    Field("notes", T("备注", "Notes"), "long", longest=5000),
)
ANYWAY = Field(
    "is_no_duplicate",
    T("已核对，不是重复的客户", "Checked: not the same client"),
    "bool",
    help=T("有同名或同代码的客户时才需要勾选。", "Only needed where name or credit code stands already."),
)

PERSON = (
    Field("name", T("姓名", "Name"), required=True, longest=60),
    Field("salutation", T("称谓", "Salutation"), longest=30),
    Field(
        "company",
        T("公司（代理公司）", "Company (sales agency)"),
        longest=120,
        help=T("客户本公司的人留空。", "Empty for the client's own people."),
    ),
    Field("department", T("部门", "Department"), longest=60),
    Field("title", T("职务", "Job title"), longest=60),
    Field("role", T("项目角色", "Role"), "choice", choices=terms.CONTACT_ROLES, default="executor"),
    Field("language", T("语言", "Language"), "choice", choices=LANGUAGES, default="zh"),
    Field("is_senior", T("高层（董事长、总经理）", "Senior (chairman, general manager)"), "bool"),
)
CHANNELS = (
    Field("phone", T("电话", "Phone"), longest=40),
    Field("wechat", T("微信／企业微信", "WeChat or WeCom"), longest=60),
    Field("email", T("邮箱", "Email"), longest=120),
    Field("qq", T("QQ", "QQ"), longest=20),
)
WINDOW = (
    Field("window_from", T("方便联系：从", "Best reached from"), "time"),
    Field("window_until", T("到", "until"), "time"),
)
PREFERENCES = (
    Field(
        "birthday",
        T("生日（月日）", "Birthday (month-day)"),
        longest=20,
        help=T("如 11-18；年份不保存。", "Such as 11-18; the year is not kept."),
    ),
    Field("drink", T("饮品", "Drink"), longest=60),
    Field("seat", T("座位", "Seat"), longest=60),
    Field("likes", T("颜色、图片喜好", "Likes in colour and picture"), longest=200),
    Field("dislikes", T("忌讳", "Dislikes"), longest=200),
)
CONSENT = (
    Field(
        "purpose",
        T("用途", "Purpose"),
        longest=120,
        help=T("如：会议接待、生日问候。", "Such as: receiving guests, birthday wishes."),
    ),
    Field("consent_on", T("同意日期", "Consent given on"), "date"),
)
ORIGIN = (
    Field(
        "source",
        T("信息来源与告知", "Source and notice"),
        required=True,
        longest=120,
        help=T("如：10-12 会上交换名片。", "Such as: card exchanged on 12 Oct."),
    ),
    Field("keep_until", T("保留到", "Keep until"), "date", help=T("留空为三年。", "Three years when empty.")),
)
CONTACT = (*PERSON, *CHANNELS, *WINDOW, *PREFERENCES, *CONSENT, *ORIGIN)
OPEN = frozenset(
    {"role", "language", "is_senior", "consent_on", "keep_until", "is_active", "erased_at"}
)  # the journal may hold these
PREFERRED = tuple(field.name for field in PREFERENCES)
REACHED = tuple(field.name for field in CHANNELS)
