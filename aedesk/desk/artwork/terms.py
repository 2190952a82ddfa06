"""The words of files."""

from aedesk.kit.text import T

FILE_STATES = {
    "draft": T("设计稿", "Design draft"),
    "confirmed": T("出品确认稿", "Confirmed for output"),
}  # FIL-05
SIGN_STAGES = {
    "copy": T("文案", "Copy"),
    "design": T("设计", "Layout"),
    "artwork": T("完稿", "Finished artwork"),
    "check": T("校对", "Proofreading"),
    "review": T("内审", "Internal review"),
    "client": T("客户", "Client"),
}  # ROL-11
HEADS = {"strategy": "strategy_director"}  # who passes the internal review, by job type (ROL-10)
HEAD = "creative_director"
NO_PICTURE = {
    "unknown": T("这种文件没有预览。", "No preview for files of this kind."),
    "damaged": T(
        "没有预览：文件损坏，或内容和扩展名不符。", "No preview: the file is damaged or not what its ending says."
    ),
    "empty": T("没有预览：文件是空的。", "No preview: the file is empty."),
    "large": T("没有预览：像素太多。", "No preview: too many pixels."),
    "pages": T("没有预览：页数太多。", "No preview: too many pages."),
    "locked": T("没有预览：文件有密码。", "No preview: the file has a password."),
    "slow": T("没有预览：打开太慢。", "No preview: it took too long to open."),
    "memory": T("没有预览：打开要的内存太多。", "No preview: it takes too much memory to open."),
    "office": T("没有预览：服务器没有装 LibreOffice。", "No preview: the server has no LibreOffice."),
    "crashed": T("没有预览：这个文件打不开。", "No preview: the file cannot be opened."),
}
PHOTO_CATEGORIES = {
    "site": T("工地到入伙", "Site to move-in"),
    "early": T("前期", "Early stage"),
    "meeting": T("例会", "Regular meetings"),
    "event": T("活动", "Events"),
    "fair": T("房交会", "Housing fair"),
    "outdoor": T("户外包装", "Outdoor"),
    "packaging": T("现场包装", "Site packaging"),
    "signage": T("导视", "Signage"),
}  # FIL-03
