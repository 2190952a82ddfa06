"""What the acts of the API are about, group by group: the word before the point of their code."""

from __future__ import annotations

from aedesk.kit.text import T

GROUPS = {
    "agency": T("公司", "Agency"), "artwork": T("稿件签字", "Signing artwork"), "attachment": T("文件", "Files"),
    "birthday": T("生日", "Birthdays"), "brief": T("创意简报", "Creative brief"), "calendar": T("工作日历", "Working calendar"),
    "changeitem": T("修改意见", "Change items"), "feedback": T("客户反馈", "Feedback"), "receipt": T("签收单", "Receipts"),
    "archive": T("存档", "Archive"), "finding": T("检查发现", "Findings"), "library": T("资料", "Library"), "photo": T("照片", "Photos"),
    "version": T("版本比较", "Versions compared"), "waiver": T("放行的警告", "Waivers"), "category": T("资料类别", "Library categories"), "check": T("出品检查", "Artwork check"), "content": T("客户确认的内容", "Content to be approved"),
    "call": T("来电", "Calls"), "changesheet": T("修改单", "Change sheet"), "client": T("客户", "Clients"),
    "clientpromise": T("客户的承诺", "What clients promised"), "contact": T("联系人", "Contacts"), "duty": T("待办", "Duties"),
    "delivery": T("发送与签收", "Deliveries"), "link": T("客户链接", "Client links"), "schedule": T("总时间表与月时间表", "Project and month schedules"),
    "escalation": T("请示", "Escalations"), "event": T("日志", "Journal"), "extension": T("争取到的延期", "Time won"),
    "fault": T("差错", "Errors"), "figure": T("规矩的数字", "Figures of the rules"), "handover": T("环节交接", "Hand-overs of a stage"),
    "limit": T("印刷限值", "Limits of printing"), "job": T("工作单的进行", "A job under way"), "jobsheet": T("工作单", "Job sheet"), "line": T("时间表", "Schedule lines"),
    "material": T("物料尺寸", "Material sizes"), "me": T("我自己", "Oneself"), "milestone": T("客户节点", "Milestones"),
    "minutes": T("会议记录", "Minutes"), "note": T("沟通记录", "Contact notes"), "notice": T("通知", "Notices"),
    "person": T("同事", "People"), "prep": T("沟通准备单", "Call preparation"), "profile": T("公司介绍", "Agency profile"),
    "progress": T("进度", "Progress"), "project": T("项目", "Projects"), "promise": T("给客户的承诺", "Promises to the client"),
    "purchase": T("采购单", "Purchase orders"), "relay": T("转达", "Passing on"), "request": T("需求", "Requests"),
    "slip": T("留言条", "Message slips"), "supplier": T("供应商", "Suppliers"), "time": T("工时", "Time entries"),
    "timer": T("计时", "Timer"), "today": T("今日清单", "The day's list"), "token": T("接口令牌", "API tokens"),
    "urgent": T("急件", "Urgent jobs"),
}  # fmt: skip
