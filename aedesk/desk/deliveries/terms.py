"""The words of deliveries."""

from aedesk.kit.text import T

CHANNELS = {
    "wecom": T("企业微信", "WeCom"),
    "wechat": T("微信", "WeChat"),
    "mail": T("邮件", "Mail"),
    "netdisk": T("网盘", "Net disk"),
    "onsite": T("现场", "On site"),
    "courier": T("快递", "Courier"),
    "qq": T("QQ（仅历史导入）", "QQ (imported history only)"),
}
REMOTE = frozenset({"wecom", "wechat", "mail", "netdisk", "qq"})  # signed for on the next receipt (SUB-09)
KINDS = {
    "artwork": T("设计画面", "Artwork"),
    "copy": T("文案", "Copy"),
    "strategy": T("策略", "Strategy"),
    "plan": T("方案", "Plan"),
    "quotation": T("报价单", "Quotation"),
    "schedule": T("时间表", "Schedule"),
    "report": T("报告", "Report"),
    "other": T("其他", "Other"),
}
STATES = {
    "draft": T("待发", "Not sent yet"),
    "sending": T("正在发送", "Being sent"),
    "uncertain": T("不确定是否送达", "Uncertain whether it left"),
    "failed": T("没有发出", "Not sent: failed"),
    "sent": T("已发送", "Sent"),
    "withdrawn": T("已取消", "Called off"),
}
RECEIPT_STATES = {
    "": T("不用签收", "Nothing to sign"),
    "pending": T("待补签", "To be signed for"),
    "listed": T("已列入签收单", "On a receipt"),
    "signed": T("已签收", "Signed for"),
}  # SUB-09
FEEDBACK_STATES = {
    "same_day": T("当日确认", "Same day"),
    "later": T("隔日", "Later"),
    "none": T("未回", "No answer"),
}  # SUB-06
CHECKS = {
    "size": T("尺寸", "Size"),
    "typos": T("错别字", "Typos"),
    "format": T("格式", "Format"),
}  # SUB-02
FINDING_ANSWERS = {
    "fixed": T("已改", "Mended"),
    "kept": T("不是错，保留", "Not an error, kept"),
}
TOLD_HOW = {
    "phone": T("电话", "By phone"),
    "wecom": T("企业微信", "By WeCom"),
    "wechat": T("微信", "By WeChat"),
    "mail": T("邮件", "By mail"),
    "sms": T("短信", "By SMS"),
    "onsite": T("当面", "Face to face"),
}
HEADS = {
    "strategy": ("strategy_director",),
    "plan": ("account_director", "strategy_director", "creative_director"),
    "quotation": ("account_director", "general_manager"),
}  # who reads it before it goes out (SUB-15)
MAIL_STATES = {
    "queued": T("等着发", "Queued"),
    "taken": T("正在连接", "Connecting"),
    "handing": T("正在交给对方服务器", "Being handed over"),
    "accepted": T("对方服务器已收下", "Accepted by the server"),
    "failed": T("没有发出", "Not sent"),
    "uncertain": T("不确定是否送达", "Uncertain whether it left"),
    "cancelled": T("已取消", "Called off"),
}
