"""The words of receipts. What a client does here is 签收确认, a confirmation; it claims no more (manual-in-2026 no. 27)."""

from aedesk.kit.text import T

from ..sharing.terms import BY_HAND

STATES = {"open": T("待签", "To be signed"), "signed": T("已签收", "Signed")}
DECISIONS = {
    "": T("待签", "To be signed"),
    "signed": T("签收", "Signed for"),
    "refused": T("拒签", "Refused"),
    "next": T("下次签收", "Next time"),
}
STANDINGS = {
    "waiting": T("待签", "To be signed"),
    "signed": T("已签收", "Signed"),
    "refused": T("拒签", "Refused"),
    "next": T("下次签收", "Next time"),
    "taken_off": T("已拿下", "Taken off"),
    "given_up": T("不再要求", "Given up"),
}
ANSWERS = {code: name for code, name in DECISIONS.items() if code}
HOWS = {**BY_HAND, "paper": T("纸质签字扫描", "Scan of the signed paper")}
FILE_STATES = {"draft": T("设计稿", "Design draft"), "confirmed": T("出品稿", "For output")}
HANDED = {"onsite": T("现场", "On site"), "courier": T("快递", "Courier")}
MEDIA = {
    "electronic": T("电子文件", "Electronic file"),
    "print": T("打印稿", "Print"),
    "proof": T("打样", "Proof"),
    "disk": T("光盘或U盘", "Disc or USB stick"),
    "sample": T("样品", "Sample"),
}
NONE = T("无", "none")
