"""门槛 of receipts: what was sent stays on the list until it is signed for; signing by link needs the code as well."""

from __future__ import annotations

from types import SimpleNamespace as It

from aedesk.kit.text import T

from .kinds import Example, Figure, Gate, Strength, Watch

CODE_BEFORE_SIGNING = Gate(
    "code_before_signing", ("RCP-01", "SCH-06"), T("凭链接签收，还要告知过的签收码", "Signing by link needs the code that was told"), "P3§3-5",
    blocks=("receipt.sign", "schedule.link_sign"), unless=lambda it: it.via != "portal" or it.code_fits,
    why=lambda it: [T("签收码不对，或者已经失效；请向客户执行再要一个。", "The code is wrong or has ended; ask the account executive for another.")],
    figures=(
        Figure("days", 14, "days", T("链接有效", "A link lasts")),
        Figure("minutes", 30, "minutes", T("签收码有效", "A code lasts")),
        Figure("tries", 5, "count", T("最多试几次", "Tries at most")),
    ),
    note=T(
        "打开链接只能看；签收码告知到名片上登记的电话、微信或邮箱。这是签收确认。",
        "The link alone shows; the code goes to a phone, WeChat or mail that stands on the contact's card.",
    ),
    examples=(
        Example(T("有链接，没有签收码", "the link without the code"), It(via="portal", code_fits=False), False),
        Example(T("电话里告知的签收码", "the code told by phone"), It(via="portal", code_fits=True), True),
        Example(T("当面在手机上签", "on the phone, face to face"), It(via="web", code_fits=False), True),
    ),
)  # fmt: skip

STAYS_ON_THE_RECEIPT = Gate(
    "stays_on_the_receipt", ("SUB-09",), T("远程发出的文件要出现在下一张签收单上", "What was sent from afar stands on the next receipt"), "P3§2-3",
    blocks=("receipt.take_off",), strength=Strength.WARN, unless=lambda it: not it.sent_from_afar,
    why=lambda it: [T("拿下要写原因；它会回到再下一张签收单。", "Give the reason for taking it off; it comes back on the one after.")],
    examples=(
        Example(T("企业微信发的文件，不写原因拿下", "a file sent by WeCom, taken off without a reason"), It(sent_from_afar=True), False),
        Example(T("写明“客户要求下周和新版一起签”", "with the reason “the client signs it with the new version next week”"), It(sent_from_afar=True, reason="客户要求下周和新版一起签"), True),
        Example(T("现场加上的文件", "a file added on site"), It(sent_from_afar=False), True),
    ),
)  # fmt: skip

UNSIGNED_FILES = Watch(
    "unsigned_files", ("RCP-04",), T("有文件客户还没签收", "Files that the client has not signed for"), "P3§2-3",
    shows=lambda it, calendar, figures: it.days > int(figures["days"]), does="receipt.sign",
    figures=(Figure("days", 3, "days", T("提醒", "Shown after")), Figure("late", 7, "days", T("标红", "Red after"))),
    note=T("从发送那天数起，转到下一张签收单也不重新数。", "Counted from the day of sending, also when carried to the next receipt."),
    examples=(
        Example(T("11-12 发的，11-19 未签：7 天", "sent on 11-12, unsigned on 11-19: 7 days"), It(days=7), True),
        Example(T("11-16 发的，11-19：3 天", "sent on 11-16, on 11-19: 3 days"), It(days=3), False),
    ),
)  # fmt: skip
