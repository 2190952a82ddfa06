"""门槛 of talking: what may not be said to a client, or promised, unless. They are told like all gates."""

from __future__ import annotations

from types import SimpleNamespace as It

from aedesk.kit.text import T

from .kinds import Example, Figure, Gate, Mend, Strength

SENIOR_WITH_DIRECTOR = Gate(
    "senior_with_director", ("ROL-09",), T("与客户高层沟通要有总监同行", "Meet the client's top with a director"), "P2-篇3",
    blocks=("note.log",), strength=Strength.WARN,
    unless=lambda it: not it.senior_alone,
    why=lambda it: [T("请选同行总监，或写明原因（至少 5 个字）。", "Name the director, or give a reason of five characters or more.")],
    examples=(
        Example(T("AE 单独联系董事长", "an AE alone to the chairman"), It(senior_alone=True, reason=""), False),
        Example(T("有总监同行", "a director comes along"), It(senior_alone=False, reason=""), True),
        Example(T("写明原因", "a reason is given"), It(senior_alone=True, reason="总监出差，电话同步"), True),
    ),
)  # fmt: skip

MONDAY_CALL_PREPARED = Gate(
    "monday_call_prepared", ("TEL-04", "RHY-11"), T("周一电话先列条再拨", "The Monday call is prepared in writing"), "P3§2-2",
    blocks=("note.log",), unless=lambda it: not it.is_monday_call or it.monday_ready,
    figures=(Figure("before", "09:00", "clock", T("准备单最晚", "Prepared by")),),
    why=lambda it: it.monday_missing or [T("没有在 09:00 前写好的准备单。", "No preparation written before 09:00.")],
    mend=Mend("contactlog.prep", T("写准备单", "Prepare the call")),
    examples=(
        Example(T("没有准备单", "no preparation"), It(is_monday_call=True, monday_ready=False, monday_missing=[]), False),
        Example(T("08:50 写好", "prepared at 08:50"), It(is_monday_call=True, monday_ready=True), True),
    ),
)  # fmt: skip

AFTER_SUNSET = Gate(
    "after_sunset", ("RHY-07",), T("工作在 18:00 前结束", "Work ends before 18:00"), "P3§2-1-a",
    blocks=("line.propose", "line.plan", "line.move", "line.shift"), strength=Strength.WARN, unless=lambda it: not it.after_hours,
    why=lambda it: [T("时间在下班之后；要保留请写明原因（至少 5 个字）。", "The time is after hours; to keep it give a reason of five characters or more.")],
    examples=(
        Example(T("18:00 交稿", "due 18:00"), It(after_hours=False, reason=""), True),
        Example(T("18:25 交稿", "due 18:25"), It(after_hours=True, reason=""), False),
    ),
)  # fmt: skip

RIVALS_APART = Gate(
    "rivals_apart", ("CPL-01", "FIL-11"), T("不在 A 客户面前提 B 客户", "Never mention client B before client A"), "P2-篇3",
    blocks=("project.set_member", "project.add", "project.deputize", "project.hand_over"),
    unless=lambda it: not it.rival_of,
    why=lambda it: [T(f"{name} 已服务其竞争客户。", f"{name} already works for a rival.") for name in it.rival_of],
    mend=Mend("project.team", T("换一个人", "Choose somebody else")),
    examples=(
        Example(T("让南渡的 AE 做云栖湾", "the rival's AE on this client"), It(rival_of=["邵一川"]), False),
        Example(T("没有冲突", "no rivalry"), It(rival_of=[]), True),
    ),
)  # fmt: skip

DECISIONS_ON_PAPER = Gate(
    "decisions_on_paper", ("MIN-08",), T("决定没有纪要，不进下一环节", "No next stage while a decision lacks minutes"), "P3§2-6-d",
    blocks=("handover.offer",), unless=lambda it: not it.unwritten_decisions,
    why=lambda it: [T(f"“{one}”超过 24 小时没有纪要。", f"“{one}” has no minutes after 24 hours.") for one in it.unwritten_decisions],
    mend=Mend("contactlog.note", T("补纪要", "Write the minutes")),
    examples=(
        Example(T("11-17 19:00 的决定到次日 19:00 后仍无纪要", "a decision older than 24 h without minutes"), It(unwritten_decisions=["海报标题"]), False),
        Example(T("19:25 补了纪要", "minutes filed at 19:25"), It(unwritten_decisions=[]), True),
    ),
)  # fmt: skip

IMPORTANT_CALL_PREPARED = Gate(
    "important_call_prepared", ("TEL-04",), T("重要电话先写准备单", "An important call is prepared in writing"), "P3§2-2",
    blocks=("note.log",), unless=lambda it: not it.values.get("is_important") or it.prepared_before,
    why=lambda it: [T("没有通话前写好的准备单。", "No preparation was written before the call.")],
    mend=Mend("contactlog.prep", T("写准备单", "Prepare the call")),
    examples=(
        Example(T("谈加价，没有准备单", "about a higher price, unprepared"), It(values={"is_important": True}, prepared_before=False), False),
        Example(T("13:30 写好，14:00 通话", "prepared at 13:30 for 14:00"), It(values={"is_important": True}, prepared_before=True), True),
        Example(T("普通电话", "an everyday call"), It(values={}, prepared_before=False), True),
    ),
)  # fmt: skip

OTHER_CLIENTS_UNNAMED = Gate(
    "other_clients_unnamed", ("CPL-01",), T("给客户的文字里不出现别的客户", "No text to a client names another client"), "P2-篇3",
    blocks=("minutes.send", "promise.make", "delivery.send"), strength=Strength.APPROVAL, opens_for=("account_director", "general_manager"),
    unless=lambda it: not it.others_named,
    why=lambda it: [T(f"文中出现“{name}”，删去，或请客户总监确认。", f"It names “{name}”: take it out, or ask the account director.") for name in it.others_named],
    examples=(
        Example(T("给云栖湾的文字里有“南渡九里”", "“南渡九里” in a text to 云栖湾"), It(others_named=["南渡九里"], role="ae"), False),
        Example(T("客户总监确认无妨", "the account director lets it pass"), It(others_named=["南渡九里"], role="account_director"), True),
        Example(T("没有别家", "nobody else is named"), It(others_named=[], role="ae"), True),
    ),
)  # fmt: skip
