"""The words of the artwork check."""

from aedesk.kit.text import T

STATES = {
    "waiting": T("排队中", "Waiting"),
    "running": T("正在检查", "Being checked"),
    "done": T("查完了", "Checked"),
    "unreadable": T("读不了", "Unreadable"),
}
PARTS = {
    "copy": T("文案", "Copy"),
    "picture": T("图片", "Picture"),
    "data": T("数据", "Data"),
}
WAYS = {
    "signature": T("签字", "Signature"),
    "link": T("链接上确认", "By link"),
    "screenshot": T("聊天截图", "Screenshot of a chat"),
    "mail": T("邮件", "Mail"),
}
KINDS = (".pdf", ".ai", ".jpg", ".jpeg", ".tif", ".tiff", ".png", ".psd")  # what the machine reads
