"""The input of receipts, declared once for forms, API and CLI."""

from __future__ import annotations

from aedesk.kit.text import T

from ..fields import Field
from ..sharing.terms import BY_HAND
from . import terms

ITEM = Field(
    "item",
    T("哪一行", "Which line"),
    required=True,
    longest=24,
    help=T("行的代号，如 F12。", "The line's key, such as F12."),
)
WHY = Field("reason", T("原因", "Reason"), longest=300)
COPIES = Field("copies", T("份数", "Copies"), "integer", least=1, most=9999, default=1)
MEDIUM = Field("medium", T("介质", "Medium"), "choice", choices=terms.MEDIA, default="electronic")
CONTACT = Field("contact", T("给哪位联系人", "For which contact"), "ref", True, model="Contact")
ADD = (
    Field("attachment", T("文件", "File"), "ref", True, model="Attachment"),
    Field("channel", T("怎么给的", "How it was given"), "choice", choices=terms.HANDED, default="onsite"),
    COPIES, Field("medium", T("介质", "Medium"), "choice", choices=terms.MEDIA, default="print"),
    Field("handed_at", T("给出时间", "Given at"), "datetime", help=T("留空为现在。", "Now when empty.")),
)  # fmt: skip
ANSWERS = Field(
    "answers", T("逐行签收", "Line by line"), "lines",
    lines=(
        Field("item", T("行", "Line"), required=True, longest=24),
        Field("decision", T("签收", "Answer"), "choice", choices=terms.ANSWERS),
        Field("feedback", T("意见", "Feedback"), longest=500),
        Field("reason", T("原因", "Reason"), longest=300),
    ),
)  # fmt: skip
SIGNER = (
    Field("signer_name", T("签收人", "Signed by"), required=True, longest=60),
    Field("signer_title", T("职务", "Title"), longest=60),
    Field("on_behalf", T("代谁签", "On behalf of"), longest=60, help=T("代签时填写。", "Where one signs for another.")),
    Field("signer", T("联系人", "Contact"), "ref", model="Contact"),
    ANSWERS,
    Field("no_remarks", T("没写意见的都写“无”", "“None” for every line without feedback"), "bool"),
    Field("seen", T("所读内容的校验值", "Hash of what was read"), longest=64),
)  # fmt: skip
SIGN = (
    *SIGNER,
    Field("how", T("签名方式", "How"), "choice", choices=BY_HAND, default="drawn"),
    Field("ink", T("签名", "Signature"), "long", longest=120_000, help=T("手写的笔画；输入姓名的留空。", "The strokes drawn; empty for a typed name.")),
    Field("link", T("链接", "Link"), "ref", model="ShareLink"),
    Field("code", T("签收码", "Code"), longest=12),
)  # fmt: skip
SIGN_PAPER = (
    *SIGNER,
    Field("file", T("签字页的扫描或照片", "Scan or photo of the signed page"), "file", True, help=T("PDF、JPG 或 PNG。", "PDF, JPG or PNG.")),
    Field("signed_at", T("签字时间", "Signed at"), "datetime", help=T("纸上写的时间；留空为现在。", "As on the paper; now when empty.")),
)  # fmt: skip
