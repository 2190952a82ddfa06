"""The words of links."""

from aedesk.kit.text import T

MAY = {"see": T("只看", "See"), "sign": T("查看并签收", "See and sign")}
WAYS = {  # by which a code reaches a contact: the field of the card that holds the address
    "phone": T("打电话告诉", "By phone"),
    "wechat": T("发微信", "By WeChat"),
    "email": T("发邮件", "By mail"),
}
BY_HAND = {  # how a name is put under a thing on a screen
    "drawn": T("手写签名", "Drawn by hand"),
    "typed": T("输入姓名", "Typed name"),
}
