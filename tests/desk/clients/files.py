"""Contact files as people send them, built here so that each test shows what it reads."""

from __future__ import annotations

import io
import quopri
from collections.abc import Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile


def xlsx(*rows: Sequence[Any], name: str = "联系人.xlsx") -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def vcf(text: str | bytes, name: str = "contacts.vcf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def quoted(text: str, charset: str) -> bytes:
    """Quoted-printable with soft line breaks, as old phones write it."""
    return quopri.encodestring(text.encode(charset), quotetabs=True)


def bomb() -> SimpleUploadedFile:
    """A small xlsx that unpacks to 60 MB."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (60 * 1024 * 1024))
    return SimpleUploadedFile("bomb.xlsx", out.getvalue())


HEADER = ("姓名", "手机", "职务", "邮箱", "微信号", "公司", "生日")
CHEN = ("陈经理", 13800000033, "经理", "chen@example.com", "chenjl", "联行演示代理", "")
ZHAO = ("赵主管", "13800000034", "主管", "", "", "", "")
