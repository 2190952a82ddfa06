"""The words of client and contact cards."""

from aedesk.kit.text import T

GRADES = {"A": T("A 类", "Class A"), "B": T("B 类", "Class B"), "C": T("C 类", "Class C")}
CLIENT_KINDS = {
    "monthly": T("月费", "Monthly fee"),
    "brand": T("品牌代理", "Brand agency"),
    "project": T("项目", "Project"),
    "media": T("媒介代理", "Media agency"),
    "prospect": T("竞稿/意向", "Prospect"),
}
SIZES = {"large": T("大型", "Large"), "medium": T("中型", "Medium"), "small": T("小微", "Small")}
OWNERSHIPS = {
    "private": T("民营", "Private"),
    "state": T("国有", "State-owned"),
    "public": T("事业单位", "Public institution"),
}
CLIENT_STATUSES = {
    "active": T("合作中", "Active"),
    "prospect": T("意向", "Prospect"),
    "paused": T("暂停", "Paused"),
    "ended": T("已结束", "Ended"),
    "merged": T("已并入", "Merged"),
}
CONTACT_ROLES = {
    "decision_maker": T("决定者", "Decision maker"),
    "influencer": T("影响者", "Influencer"),
    "executor": T("执行者", "Executor"),
}
CHANNELS = {
    "phone": T("电话", "Phone"),
    "wecom": T("企业微信", "WeCom"),
    "wechat": T("微信", "WeChat"),
    "mail": T("邮件", "Mail"),
    "meeting": T("面谈", "In person"),
    "visit": T("考察", "Site visit"),
    "dinner": T("应酬", "Hospitality"),
}
# Why a preference is kept, and the fields of the card it needs: consent is given and taken back for each (CRM-04).
PURPOSES = {
    "greeting": T("生日问候", "Birthday wishes"),
    "reception": T("会议接待", "Receiving guests"),
    "taste": T("创意偏好", "Creative taste"),
}
PURPOSE_FIELDS = {"greeting": ("birthday",), "reception": ("drink", "seat"), "taste": ("likes", "dislikes")}
ENDINGS = {
    "withdrawn": T("本人撤回同意", "The person took consent back"),
    "ended": T("用途已结束", "The purpose has ended"),
}
ERASURES = {
    "asked": T("本人要求删除", "The person asks for it"),
    "ended": T("用途已实现或不再需要", "No longer needed"),
    "expired": T("保留期已满", "The time of keeping is over"),
}
