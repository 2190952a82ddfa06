"""The input of feedback, declared once for form, API and CLI."""

from __future__ import annotations

from aedesk.kit.text import T

from ..clients.terms import CHANNELS
from ..fields import Field
from . import terms

ABOUT = (
    Field("delivery", T("发送", "Delivery"), "ref", model="Delivery"),
    Field("sheet", T("工作单", "Job sheet"), "ref", model="JobSheet"),
    Field("project", T("项目", "Project"), "ref", model="Project"),
    Field("note", T("沟通记录", "Contact note"), "ref", model="ContactNote"),
)
WHO = (
    Field("contact", T("谁说的", "Who said it"), "ref", model="Contact"),
    Field("said_by", T("不在名单上的人", "Somebody not on the list"), longest=60),
    Field("channel", T("方式", "How"), "choice", choices=CHANNELS, default="wecom"),
)
WORDS = (
    Field("words", T("客户原话", "The client's own words"), "long", True, help=T("一字不改。", "Word for word.")),
    Field(
        "marks",
        T("关键词", "Key words"),
        "list",
        help=T(
            "每行一段：起-止，按原话的字数，从 0 起。", "A span a line: from-until, in characters of the words, from 0."
        ),
    ),
)
SIDES = (
    Field("good", T("好的", "What they liked"), "long"),
    Field("bad", T("不满意的", "What they disliked"), "long"),
    Field("behind", T("背后意图", "What lies behind it"), "long"),
    Field("our_view", T("我们的看法", "Our view"), "long"),
)
WHAT = Field("what", T("改什么", "What to change"), required=True, longest=300)
WHY = Field("why", T("客户为什么要这样", "Why the client wants it"), longest=300)
MUST_ASK = Field("must_ask", T("待问", "To be asked"), "bool", help=T("一天内问清。", "Asked within a day."))
CAUSE = Field("cause", T("为什么返工", "Cause of the rework"), "choice", choices=terms.CAUSES, default="client")
ITEM = (WHAT, WHY, MUST_ASK, CAUSE)
ITEMS = Field(
    "items",
    T("修改项", "Changes"),
    "lines",
    lines=ITEM,
    help=T("每项写理由，或标为待问。", "Each with its reason, or marked to be asked."),
)
PICTURE = Field(
    "picture",
    T("截图", "Screenshot"),
    "file",
    help=T("PNG、JPG 或 WebP，20 MB 以内。", "PNG, JPG or WebP, up to 20 MB."),
)
FEEDBACK = (
    *ABOUT, *WHO, Field("received_at", T("什么时候说的", "When they said it"), "datetime", help=T("留空为现在。", "Empty: now.")),
    *WORDS, *SIDES, ITEMS, PICTURE,
)  # fmt: skip
