"""The verb and the buttons of each rule's line: what one tap does, and what else can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aedesk.desk.action import ACTIONS
from aedesk.kit.text import T

from .lines import Tap


@dataclass(frozen=True, slots=True)
class Way:
    """A button before its line is known."""

    kind: str
    code: str
    label: T
    confirm: T | None = None


def post(code: str, zh: str, en: str, confirm: T | None = None) -> Way:
    return Way("post", code, T(zh, en), confirm)


def form(code: str, zh: str, en: str) -> Way:
    return Way("form", code, T(zh, en))


def page(code: str, zh: str, en: str) -> Way:
    return Way("page", code, T(zh, en))


RETURN = form("jobsheet.return", "退回", "Return")
ANOTHER_TIME = form("line.counter", "另提时间", "Another time")
SEEN = T("已看过工作单，接受任务和时间？", "You have read the sheet and accept the task and its times?")
REVIEWED = T("流程审评通过？", "Does the process review pass?")
CALL = page("call", "打电话", "Phone")

KNOWN: dict[str, tuple[T, tuple[Way, ...]]] = {
    "read_back": (T("复述", "Read back"), (form("note.confirm", "已复述确认", "Confirmed"),)),
    "minutes_of_decision": (T("纪要", "Minutes"), (form("minutes.send", "发会议记录", "Send minutes"),)),
    "relay": (T("转达", "Relay"), (form("note.relay", "转达团队", "Pass on"),)),
    "relay:feedback.relay": (T("转达", "Relay"), (page("feedback", "去转达", "Pass on"),)),
    "ask_why:changeitem.explain": (T("问理由", "Ask why"), (form("changeitem.explain", "补上理由", "Give the reason"), CALL)),
    "read_relay": (T("客户说", "Client says"), (page("relay", "看反馈", "Read it"), post("relay.read", "已看", "Read"))),
    "ask_why": (T("问理由", "Ask why"), (form("relay.explain", "补上理由", "Give the reason"), CALL)),
    "call_back": (T("回电", "Call back"), (post("slip.answer", "已回电", "Called back"), form("slip.answer", "写下结果", "Note the outcome"))),
    "tell_decision": (T("告知", "Tell"), (post("escalation.tell_client", "已告知客户", "Client told"), CALL)),
    "answer_escalation": (T("答复", "Decide"), (form("escalation.decide", "答复", "Decide"),)),
    "client_keeps_word": (
        T("客户答应", "Client owes"),
        (post("clientpromise.keep", "客户已兑现", "Client kept it"), CALL, form("clientpromise.drop", "撤销", "Drop it")),
    ),
    "answer_line": (T("接受", "Accept"), (post("line.accept", "接受", "Accept"), ANOTHER_TIME)),
    "answer_counter": (
        T("定时间", "Settle"),
        (form("line.move", "定时间", "Settle the time"), form("line.withdraw", "撤回", "Withdraw")),
    ),
    "deliver_line": (T("交稿", "Deliver"), (post("line.deliver", "已交稿", "Delivered"), ANOTHER_TIME)),
    "keep_promise": (T("交客户", "To client"), (post("promise.keep", "已交给客户", "Client has it"), form("promise.withdraw", "与客户改期", "New time agreed"))),
    "tell_client": (T("告知", "Tell"), (post("delivery.tell_client", "已告知客户", "Client told"), CALL)),
    "talk_points": (T("谈创意", "Talk"), (post("delivery.talk", "谈过了", "Talked"), CALL)),
    "same_day_answer": (T("等反馈", "Answer"), (page("delivery", "看这次发送", "See it"),)),
    "chase_answer": (T("催反馈", "Chase"), (post("delivery.chase", "已催", "Chased"), CALL)),
    "read_delivery": (T("内审", "Read"), (page("delivery", "去看文件", "See the files"), post("delivery.review", "内审通过", "Passed", T("看过这些文件，同意发给客户？", "You have read the files and agree that they go to the client?")))),
    "confirm_removal": (T("确认", "Confirm"), (page("delivery", "去看", "See it"), post("delivery.clear", "确认", "Confirm", T("看过了，可以发给客户？", "You have looked, and it may go to the client?")))),
    "settle_mail": (T("邮件", "Mail"), (page("delivery", "去处理", "Settle it"),)),
    "released_by_six": (T("出品", "Release"), (page("version", "看这一版", "See the version"),)),
    "urgent_talk": (T("急件", "Urgent"), (post("urgent.talked", "已沟通", "Talked it over"), CALL)),
    "give_number": (T("编号", "Number"), (post("jobsheet.number", "给编号", "Give number"), RETURN)),
    "sign_sheet": (
        T("签字", "Sign"),
        (post("jobsheet.sign", "签字接受", "Sign", SEEN), form("jobsheet.propose_time", "另提时间", "Another time"), RETURN),
    ),
    "review_sheet": (T("审评", "Review"), (post("jobsheet.review", "审评通过", "Pass", REVIEWED), RETURN)),
    "mend_returned": (T("改单", "Mend"), (page("sheet", "去改", "Mend it"),)),
    "settle_time": (T("定时间", "Settle"), (form("jobsheet.settle", "定时间", "Settle the time"),)),
    "sign_change": (T("重签", "Sign again"), (post("changesheet.sign", "重签", "Sign", SEEN),)),
    "sign_brief": (T("会签", "Sign"), (post("brief.approve", "会签通过", "Approve", T("已看过创意简报，同意会签？", "You have read the brief and approve it?")), page("brief", "看简报", "Read the brief"))),
    "sign_version": (T("签稿", "Sign off"), (page("version", "看稿、签字", "See and sign"), form("artwork.return", "退回", "Send back"))),
    "accept_hand_over": (T("接手", "Take over"), (post("handover.accept", "接手", "Take over"), form("handover.return", "退回", "Return"))),
    "take_over_project": (T("接项目", "Take over"), (page("handover", "逐项接收", "Accept item by item"),)),
    "read_profile": (T("阅读", "Read"), (page("profile", "去阅读", "Read it"),)),
    "answer_nudge": (T("进度", "Progress"), (form("progress.note", "写进度", "Note progress"),)),
    "total_schedule": (T("交表", "File"), (page("plan", "去排期", "Plan it"),)),
    "month_schedule": (T("交表", "File"), (page("plan_next", "去排期", "Plan it"),)),
    "sign_schedule": (T("签表", "Sign"), (page("schedule", "看表、签字", "See and sign"),)),
    "client_signs_schedule": (T("请客户签", "Client signs"), (page("schedule", "看表", "See it"), form("schedule.client_sign", "客户签了", "Client signed"))),
    "monday_call": (T("周一电话", "Monday call"), (page("call", "打电话，记下来", "Phone and log"), page("prep", "写准备单", "Prepare"))),
    "birthday": (T("生日", "Birthday"), (post("birthday.greeted", "已祝福", "Greeted"), page("contact", "看名片", "See the card"))),
}  # fmt: skip
CORRECTIONS = {
    "line.deliver": "line.reopen",
    "promise.keep": "promise.reopen",
    "slip.answer": "slip.reopen",
    "clientpromise.keep": "clientpromise.reopen",
    "delivery.tell_client": "delivery.untell",
    "delivery.talk": "delivery.untalk",
    "delivery.chase": "delivery.unchase",
}
NUDGE = post("duty.nudge", "催一下", "Chase")
WAIVE = form("duty.waive", "免除", "Waive")


def known(rule: str, does: str) -> tuple[T, tuple[Way, ...]] | None:
    """What is written down for a rule, first for the act that fulfils it on this noun."""
    return KNOWN.get(f"{rule}:{does}") or KNOWN.get(rule)


def verb_of(rule: str, does: str = "") -> T:
    """The short verb of a rule's line."""
    found = known(rule, does)
    return found[0] if found else T("待办", "To do")


def ways_of(rule: str, does: str) -> tuple[Way, ...]:
    """The buttons of a rule; one that is not known here is done by its own action."""
    if (found := known(rule, does)) is not None:
        return found[1]
    if does not in ACTIONS:
        return ()
    spec = ACTIONS[does]
    needs = any(one.required for one in spec.fields)
    return (Way("form" if needs or not spec.on else "post", does, spec.name, spec.confirm),)


def tap(way: Way, row: dict[str, Any]) -> Tap:
    """The button for one duty; its target is what the action works on."""
    return Tap(way.kind, way.code, way.label, target(way.code, row), confirm=way.confirm)


def target(code: str, row: dict[str, Any]) -> int | None:
    """The id an action works on: the duty's own thing, its job, or the duty itself."""
    on = ACTIONS[code].on.lower() if code in ACTIONS else row["noun"]
    if on == "dutyrow":
        return int(row["pk"])
    if on == "jobsheet" and row["noun"] != "jobsheet":
        return row["job_id"]
    return int(row["object_id"]) if on else None


def undo_of(row: dict[str, Any]) -> Tap | None:
    """The correction of a settled duty, where there is one."""
    code = CORRECTIONS.get(row["does"])
    return Tap("post", code, T("更正", "Correct"), row["object_id"]) if code and row["state"] == "done" else None
