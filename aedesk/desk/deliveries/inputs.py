"""What is asked for a delivery, once for every door."""

from __future__ import annotations

from aedesk.kit.text import T

from ..fields import Field
from . import terms

CHANNELS = {code: name for code, name in terms.CHANNELS.items() if code != "qq"}
FILES = Field("files", T("文件", "Files"), "refs", model="Attachment")
RECIPIENTS = Field("recipients", T("发给谁", "To"), "refs", model="Contact")
WHAT = (
    FILES, RECIPIENTS,
    Field("channel", T("怎么发", "Channel"), "choice", choices=CHANNELS, default="wecom"),
    Field("subject", T("主题", "Subject"), longest=160, help=T("留空就用第一个文件的名字。", "The first file's name when empty.")),
    Field("cover_note", T("附言", "Cover note"), "long", longest=4000),
    Field("kind", T("发的是什么", "What it is"), "choice", choices=terms.KINDS,
          help=T("策略、方案、报价单要先内审。", "Strategies, plans and quotations are read by the head first.")),
    Field("promise", T("兑现哪项约定", "Promise it keeps"), "ref", model="Promise"),
    Field("is_set", T("是同一套文件，不是几个方案", "One set of files, no options"), "bool"),
    Field("recommended", T("推荐哪一个", "Which we recommend"), "ref", model="Attachment"),
    Field("recommended_why", T("推荐的理由", "Why"), longest=300),
    Field("link", T("下载地址", "Link"), longest=400, help=T("大文件放网盘，这里写地址和提取码。", "For large files: where they lie, and the code.")),
)  # fmt: skip
OPEN = (
    Field("project", T("项目", "Project"), "ref", model="Project"),
    Field("sheet", T("工作单", "Job sheet"), "ref", model="JobSheet"),
    *WHAT,
)
SENT_AT = Field(
    "sent_at", T("什么时候发的", "When it was sent"), "datetime",
    help=T("留空为现在；不能早于发送前检查。", "Now when empty; not before the check."),
)  # fmt: skip
OWN_PROGRAM = Field(
    "own_program", T("我已用自己的邮箱发出", "Sent already with my own mail program"), "bool",
    help=T("勾选后只登记，不再从这里发邮件。", "It is only noted; nothing is mailed from here."),
)  # fmt: skip
AT = Field("at", T("什么时候", "When"), "datetime", help=T("留空为现在。", "Now when empty."))
HOW = Field("how", T("怎么说的", "How"), "choice", required=True, choices=terms.TOLD_HOW, default="phone")
CHECK = tuple(
    Field(code, name + T("看过了", " looked at"), "bool") for code, name in terms.CHECKS.items()
) + tuple(
    Field(f"{code}_found", name + T("有问题的地方", ": what is wrong"), "list", help=T("一行一处；没有就留空。", "One a line; empty when all is well."))
    for code, name in terms.CHECKS.items()
)  # fmt: skip
ANSWER = (
    Field("answer", T("怎么处理", "Answer"), "choice", True, choices=terms.FINDING_ANSWERS),
    Field("note", T("说明", "Note"), longest=200, help=T("“保留”要写为什么。", "“Kept” says why.")),
)
