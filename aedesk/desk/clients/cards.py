"""A file of contacts as a table, its columns guessed and its rows judged one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aedesk.kit.text import T

from ..fields import Field
from ..intake import sheets
from ..intake.sheets import Unreadable
from ..intake.table import Judged, Table, of_file, read_row
from ..intake.taking import Intake
from . import inputs, personal, vcards
from .models import Client, Contact

COLUMNS: dict[str, Field] = {
    each.name: each
    for each in (*inputs.PERSON, *inputs.CHANNELS, *inputs.PREFERENCES, *inputs.CONSENT, inputs.ORIGIN[0])
}
GUESSES: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "联系人", "名称", "name", "full name", "fullname", "contact", "display name"),
    "salutation": ("称谓", "称呼", "salutation"),
    "company": (
        "公司",
        "单位",
        "企业",
        "公司名称",
        "代理公司",
        "组织",
        "company",
        "organization",
        "organisation",
        "agency",
    ),
    "department": ("部门", "所属部门", "department", "dept"),
    "title": ("职务", "职位", "头衔", "岗位", "title", "job title", "position"),
    "role": ("角色", "项目角色", "role"),
    "language": ("语言", "language", "lang"),
    "is_senior": ("高层", "高管", "senior"),
    "phone": (
        "电话",
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "电话号码",
        "移动电话",
        "phone",
        "mobile",
        "tel",
        "telephone",
        "cell",
        "mobile phone",
    ),
    "wechat": ("微信", "微信号", "企业微信", "wechat", "weixin", "wecom"),
    "email": ("邮箱", "电子邮箱", "邮件", "电子邮件", "邮箱地址", "email", "e-mail", "mail", "email address"),
    "qq": ("qq", "qq号", "qq号码"),
    "birthday": ("生日", "出生日期", "birthday", "birth date", "date of birth"),
    "drink": ("饮品", "饮料", "茶饮", "drink"),
    "seat": ("座位", "seat"),
    "likes": ("喜好", "爱好", "偏好", "likes"),
    "dislikes": ("忌讳", "不喜欢", "dislikes"),
    "purpose": ("用途", "purpose"),
    "consent_on": ("同意日期", "同意时间", "consent", "consent date"),
    "source": ("来源", "信息来源", "source"),
}


def table_of(name: str, content: bytes) -> Table:
    """Read an .xlsx, .csv or .vcf file. Raises Unreadable."""
    found = of_file(name, content)
    if found is not None:
        return found
    if name.rpartition(".")[2].lower() in ("vcf", "vcard"):
        return _card_table(vcards.read(content))
    raise Unreadable("请上传 .xlsx、.csv 或 .vcf 文件。", "Upload an .xlsx, a .csv or a .vcf file.")


def _card_table(cards: list[dict[str, str]]) -> Table:
    if len(cards) > sheets.MOST_ROWS:
        raise sheets.too_many()
    names = [name for name in COLUMNS if name == "name" or any(card.get(name) for card in cards)]
    rows = [
        (number, [card.get(name, "")[: sheets.MOST_CHARACTERS] for name in names])
        for number, card in enumerate(cards, 1)
    ]
    return Table([COLUMNS[name].label.zh for name in names], rows)


INTAKE = Intake(
    COLUMNS, GUESSES, table_of, T("请指出哪一列是姓名。", "Say which column holds the name."), nameless="联系人"
)


def judge(rows: list[Judged], client: Client, common: Mapping[str, Any]) -> list[Judged]:
    """Every row read and checked; `common` fills source, purpose and consent where a row has none."""
    seen = _known(client)
    for row in rows:
        read_row(row, COLUMNS, common)
        row.wrong |= personal.tidy(row.values)
        row.wrong = personal.lacking(row.values, row.values) | row.wrong
        _mark_repeat(row, seen)
    return rows


def _known(client: Client) -> dict[str, str]:
    seen: dict[str, str] = {}
    for contact in Contact.objects.filter(client=client, erased_at=None):
        seen |= dict.fromkeys(_marks({key: getattr(contact, key) for key in ("name", *inputs.REACHED)}), contact.name)
    return seen


def _marks(values: Mapping[str, Any]) -> set[str]:
    """What makes two cards the same person: the phone, the mail, the WeChat account or the name."""
    marks = {f"phone {number}" for number in [personal.digits(values.get("phone") or "")] if number}
    marks |= {f"{key} {values[key].lower()}" for key in ("email", "wechat") if values.get(key)}
    return marks | {f"name {values.get('name', '')}"}


def _mark_repeat(row: Judged, seen: dict[str, str]) -> None:
    marks = _marks(row.values)
    row.repeats = next((seen[mark] for mark in sorted(marks) if mark in seen), "")
    if not row.is_skipped:
        seen |= dict.fromkeys(marks - set(seen), str(row.values.get("name") or ""))
