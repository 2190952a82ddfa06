"""门槛: what may not happen unless. Each gate is told once, with both languages, its logic and its examples."""

from __future__ import annotations

from types import SimpleNamespace as It
from typing import Any

from aedesk.kit.text import T

from .kinds import Example, Gate, Mend
from .reasons import OPEN_SHEET, TO_PAGE, TO_SHEET, TO_SIGN, to_issue, unsaid, why_not_issued

WORK = ("timer.start", "time.post")
COSTS = ("purchase.order",)


def _job(**facts: Any) -> It:
    return It(job=It(**facts))


NO_JOB_SHEET_NO_WORK = Gate(
    "no_job_sheet_no_work", ("JOB-01", "JOB-02"), T("没有工作单，没有工作", "No job sheet, no work"), "P3§3-4",
    blocks=(*WORK, *COSTS, "attachment.add", "progress.note", "handover.offer"),
    unless=lambda it: it.job is not None and it.job.is_issued,
    why=why_not_issued, mend=OPEN_SHEET, mend_for=to_issue,
    note=T(
        "任何角色都没有例外；急件照样要填齐，可用模板和“复制上一张”三分钟写完。",
        "No role is exempt; an urgent job fills every field too: a template or a copy of the last takes three minutes.",
    ),
    examples=(
        Example(T("11:30 唐予对需求 R-21 计时", "11:30 a timer is started on request R-21"), It(job=None), False),
        Example(T("草稿上计时", "a timer on a draft"), _job(is_issued=False, state="draft", label="D-1"), False),
        Example(T("14:00 已下达后计时", "14:00 a timer once it is issued"), _job(is_issued=True), True),
    ),
)  # fmt: skip

SHEET_COMPLETE = Gate(
    "sheet_complete", ("JOB-04", "JOB-02", "JOB-17", "BRF-01", "BRF-07", "BRF-09", "JOB-15", "JOB-03"),
    T("工作单要填齐才能提交", "A job sheet is submitted complete"), "P3§3-4",
    blocks=("jobsheet.submit",), unless=lambda it: not it.job.missing,
    why=lambda it: [item.label for item in it.job.missing], mend=TO_SHEET,
    examples=(
        Example(T("缺“出街后效果”", "the effect wanted is missing"), _job(missing=[It(label=T("出街后效果", "Effect"))]), False),
        Example(T("十项齐全", "all ten items are there"), _job(missing=[]), True),
    ),
)  # fmt: skip

CLIENT_FIRST = Gate(
    "client_first", ("SUB-01",), T("先与客户沟通，再下工作单", "Talk with the client before the job sheet"), "P3§2-3",
    blocks=("jobsheet.submit",), unless=lambda it: it.job.alignment is not None,
    why=lambda it: [T("还没有关联客户沟通记录。", "No contact note is linked.")], mend=TO_SHEET,
    examples=(
        Example(T("没有沟通记录", "no contact note"), _job(alignment=None), False),
        Example(T("关联 11-16 11:10 的电话", "the call of 11-16 11:10 is linked"), _job(alignment=It()), True),
    ),
)  # fmt: skip

OWN_VIEW = Gate(
    "own_view", ("TEL-07",), T("听懂真实需求，形成自己的观点", "Understand the real need and form an own view"),
    "P3§2-2, §4-3", blocks=("jobsheet.submit",),
    unless=lambda it: it.job.alignment is None or bool(it.job.alignment.real_need and it.job.alignment.our_view),
    why=lambda it: unsaid(it.job.alignment), mend=Mend("contactlog.note", T("补全沟通记录", "Complete the note")),
    examples=(
        Example(T("没写“真实需求”", "the real need is empty"), _job(alignment=It(real_need="", our_view="…")), False),
        Example(T("两项都写了", "both are filled"), _job(alignment=It(real_need="…", our_view="…")), True),
    ),
)  # fmt: skip


ACCEPTED_BEFORE_PROMISE = Gate(
    "accepted_before_promise", ("SCH-02", "SCH-01"),
    T("没问过创意人员的时间，就不承诺客户", "Ask the creatives before promising the client a time"), "P3§3-1",
    blocks=("promise.make",), unless=lambda it: it.lines_accepted,
    why=lambda it: it.lines_open or [T("还没有一条被接受的时间。", "No schedule line has been accepted yet.")],
    mend=Mend("schedule.lines", T("去约时间", "Ask the doers")),
    examples=(
        Example(T("11:12 没有人接受", "11:12 nobody has accepted"), It(lines_accepted=False, lines_open=[]), False),
        Example(T("11:55 两条都已接受", "11:55 both lines accepted"), It(lines_accepted=True), True),
    ),
)  # fmt: skip

ONE_WINDOW = Gate(
    "one_window", ("ROL-01",), T("客户只有一个窗口", "The client has one window"), "P3§intro",
    blocks=("promise.make", "promise.keep", "minutes.send", "delivery.send"), unless=lambda it: it.is_window,
    why=lambda it: [T(f"这个项目由{it.ae.name}对客户。", f"{it.ae.in_english} speaks to the client on this project.")],
    mend=Mend("project.team", T("看项目团队", "See the team")),
    examples=(
        Example(T("设计师直接对客户", "a designer to the client"), It(is_window=False, ae=It(name="林晓岚", in_english="Xiaolan Lin")), False),
        Example(T("代理期内的方小棠", "方小棠 within the dates"), It(is_window=True), True),
    ),
)  # fmt: skip


def _signed(sign: str) -> Any:
    return lambda it: it.job is None or it.job_sign(sign) != "waits"


COPY_SIGNS = Gate(
    "copy_signs", ("JOB-05",), T("文案签字后才动笔", "Copy starts after the copywriter's signature"), "P3§2-4",
    blocks=("timer.start", "time.post"), unless=_signed("copy"),
    why=lambda it: [T("文案还没有签这张工作单。", "The copywriter has not signed this sheet.")], mend=TO_SIGN,
    examples=(
        Example(T("13:30 何一苇未签", "13:30 何一苇 has not signed"), It(job=It(), job_sign=lambda s: "waits"), False),
        Example(T("13:40 已签", "13:40 signed"), It(job=It(), job_sign=lambda s: "signed"), True),
    ),
)  # fmt: skip

DESIGN_SIGNS = Gate(
    "design_signs", ("JOB-06",), T("设计师签字后才开版面", "Layout starts after the designer's signature"), "P3§2-5",
    blocks=("timer.start", "time.post"), unless=_signed("design"),
    why=lambda it: [T("设计师还没有签这张工作单。", "The designer has not signed this sheet.")], mend=TO_SIGN,
    examples=(
        Example(T("13:45 唐予未签", "13:45 唐予 has not signed"), It(job=It(), job_sign=lambda s: "waits"), False),
        Example(T("13:52 已签", "13:52 signed"), It(job=It(), job_sign=lambda s: "signed"), True),
    ),
)  # fmt: skip

PROCESS_REVIEW = Gate(
    "process_review", ("JOB-13",), T("流程审评后才开始工作", "Work begins after the process review"), "P3§3-4",
    blocks=("timer.start", "time.post", "jobsheet.issue"),
    unless=lambda it: it.job is None or it.job_sign("review") == "signed",
    why=lambda it: [T("流程审评还没有通过。", "The process review is still open.")], mend=TO_PAGE,
    examples=(
        Example(T("13:53 未审评", "13:53 not reviewed"), It(job=It(), job_sign=lambda s: "waits"), False),
        Example(T("13:55 宋时通过", "13:55 宋时 approves"), It(job=It(), job_sign=lambda s: "signed"), True),
    ),
)  # fmt: skip

FINANCE_NUMBER = Gate(
    "finance_number", ("JOB-07",), T("有财务编号才能发生费用", "No cost without the finance number"), "P2-篇3",
    blocks=(*COSTS, "time.post", "jobsheet.issue"), unless=lambda it: it.job is not None and it.job.has_number,
    why=lambda it: [T("财务还没有给编号。", "Finance has not given a number.")], mend=TO_PAGE,
    examples=(
        Example(T("12:01 耿实下采购单", "12:01 耿实 enters a purchase order"), _job(has_number=False), False),
        Example(T("12:05 编号 261116-P02-014", "12:05 number 261116-P02-014"), _job(has_number=True), True),
    ),
)  # fmt: skip

OPEN_NUMBER = Gate(
    "open_number", ("JOB-08",), T("只有未截卡的编号可以记费用", "Costs only on open numbers"), "P2-篇3",
    blocks=(*COSTS, *WORK, "attachment.add", "time.correct"), unless=lambda it: it.job is None or not it.job.is_closed,
    why=lambda it: [T(f"{it.job.label} 已截卡。", f"{it.job.label} is closed.")], mend=TO_PAGE,
    examples=(
        Example(T("截卡的 J-002 上下采购单", "an order on closed J-002"), _job(is_closed=True, label="J-002"), False),
        Example(T("未截卡", "an open number"), _job(is_closed=False), True),
    ),
)  # fmt: skip

EVERYBODY_SIGNED = Gate(
    "everybody_signed", ("JOB-05", "JOB-06", "ROL-11"), T("该签的都签了才下达", "Issued when all have signed"), "P3§2-4",
    blocks=("jobsheet.issue",), unless=lambda it: not it.job.waiting_signs,
    why=lambda it: it.job.waiting_signs, mend=TO_SIGN,
    examples=(
        Example(T("设计未签", "the designer is missing"), _job(waiting_signs=[T("设计", "Designer")]), False),
        Example(T("都签了", "all signed"), _job(waiting_signs=[]), True),
    ),
)  # fmt: skip

CHANGE_BY_SHEET = Gate(
    "change_by_sheet", ("JOB-09",), T("改动只走修改单，不口头交代", "Changes go by change sheet, never by mouth"), "P2-篇3",
    blocks=("jobsheet.edit", "jobsheet.fill_from"), unless=lambda it: it.job.is_editable,
    why=lambda it: [T("工作单已提交，原文不能再改。", "The sheet is submitted; its text no longer changes.")],
    mend=Mend("changesheet.write", T("写修改单", "Write a change sheet")),
    examples=(
        Example(T("已下达后改尺寸", "size changed after issue"), _job(is_editable=False), False),
        Example(T("草稿", "a draft"), _job(is_editable=True), True),
    ),
)  # fmt: skip

PITCH_NEEDS_BRIEF = Gate(
    "pitch_needs_brief", ("JOB-10",), T("竞稿要有批准的创意简报", "A pitch needs an approved brief"), "P3§2-4, §2-5",
    blocks=("jobsheet.issue",), unless=lambda it: not it.job.is_pitch or it.job.brief_approved,
    why=lambda it: [T("创意简报还没有会签完成。", "The creative brief is not fully signed.")],
    mend=Mend("jobsheet.brief", T("去看简报", "Open the brief")),
    examples=(
        Example(T("P14 没有简报", "P14 without a brief"), _job(is_pitch=True, brief_approved=False), False),
        Example(T("16:00 两位总监批准", "16:00 approved by both directors"), _job(is_pitch=True, brief_approved=True), True),
        Example(T("不是竞稿", "not a pitch"), _job(is_pitch=False, brief_approved=False), True),
    ),
)  # fmt: skip

BRIEF_DISCUSSED = Gate(
    "brief_discussed", ("JOB-11", "BRF-10", "JOB-12"), T("简报写全并讨论过才会签", "A brief is signed complete and discussed"), "P3§3-4",
    blocks=("brief.approve",), unless=lambda it: bool(it.target.discussed_on) and not it.target.missing,
    why=lambda it: [
        *([] if it.target.discussed_on else [T("没有讨论日期。", "The date of discussion is missing.")]),
        *(item.label for item in it.target.missing),
    ],
    mend=Mend("jobsheet.brief", T("补全简报", "Complete the brief")),
    examples=(
        Example(T("没讨论就签", "signed undiscussed"), It(target=It(discussed_on=None, missing=[])), False),
        Example(T("15:00 与许墨讨论", "discussed at 15:00 with 许墨"), It(target=It(discussed_on="15:00", missing=[])), True),
    ),
)  # fmt: skip

BRIEF_WITH_SHEET = Gate(
    "brief_with_sheet", ("JOB-14",), T("简报随完整的工作单一起给创意人员", "The brief comes with the issued sheet"), "P3§3-4",
    blocks=("brief.rate",), unless=lambda it: it.job.is_issued or it.job.is_closed,
    why=why_not_issued, mend=TO_PAGE,
    note=T("下达前，创意人员在页面、搜索和接口中都看不到简报。", "Before that creatives find it nowhere: not on pages, in search or the API."),
    examples=(
        Example(T("草稿单的简报", "the brief of a draft"), _job(is_issued=False, is_closed=False, state="draft", label=""), False),
        Example(T("下达之后", "after issue"), _job(is_issued=True, is_closed=False), True),
    ),
)  # fmt: skip

HAND_OVER_ACCEPTED = Gate(
    "hand_over_accepted", ("ROL-05",), T("交接确认后，下一环节才开始", "A stage starts once its hand-over is accepted"), "P2-篇2, P3§5-1",
    blocks=("timer.start",), unless=lambda it: it.job is None or not it.hand_over_waits,
    why=lambda it: [T("有一项交接等你确认。", "A hand-over waits for your answer.")], mend=TO_PAGE,
    examples=(
        Example(T("文案交设计，设计未确认", "copy handed to design, not accepted"), It(job=It(), hand_over_waits=True), False),
        Example(T("10:20 蒋小满确认", "10:20 accepted"), It(job=It(), hand_over_waits=False), True),
    ),
)  # fmt: skip

NO_OPEN_ENDS = Gate(
    "no_open_ends", ("JOB-16",), T("了结之后才截卡", "A card is closed with nothing left open"), "P2-篇3",
    blocks=("jobsheet.close",), unless=lambda it: not it.job.open_ends, why=lambda it: [end.says for end in it.job.open_ends],
    mend=TO_PAGE,
    note=T(
        "要了结的是：没交也没撤回的时间和承诺、没人接手的交接、没签完的修改单、没收货的采购单、在走的计时、报过进度却没记过工时的人、客户没签收的文件。",
        "Open are: times and promises neither kept nor withdrawn, hand-overs nobody took, changes not signed by all, orders not received, running timers, people with progress and no time, files the client has not signed for.",
    ),
    examples=(
        Example(T("还有一张采购单未收货", "one purchase order is open"), _job(open_ends=[It(says=T("采购单", "PO"))]), False),
        Example(T("有一个文件客户没签收", "the client has not signed for one file"), _job(open_ends=[It(says=T("文件", "File"))]), False),
        Example(T("正稿还没有交，也没有撤回", "artwork neither delivered nor withdrawn"), _job(open_ends=[It(says=T("正稿", "artwork"))]), False),
        Example(T("11:20 都已了结", "11:20 all is settled"), _job(open_ends=[]), True),
    ),
)  # fmt: skip

WHOLE_TEAM = Gate(
    "whole_team", ("ROL-02",), T("创意和财务落实到人，项目才能开始", "A project starts with creative and finance named"), "P3§intro",
    blocks=("project.start",), unless=lambda it: not it.target.compulsory_gaps,
    why=lambda it: [T(f"{gap.zh} 未指定。", f"{gap.en} is not named.") for gap in it.target.compulsory_gaps],
    mend=Mend("project.team", T("去指定人员", "Name the team")),
    examples=(
        Example(T("没有财务", "no finance person"), It(target=It(compulsory_gaps=[T("财务", "Finance")])), False),
        Example(T("缺媒介只提示", "media alone is only a gap"), It(target=It(compulsory_gaps=[])), True),
    ),
)  # fmt: skip

ALL_ITEMS_ACCEPTED = Gate(
    "all_items_accepted", ("ROL-14",), T("逐项接收后，项目才换人", "A project changes hands item by item"), "P3§intro, §5-6",
    blocks=("project.take_over",), unless=lambda it: it.items_all_accepted,
    why=lambda it: [T("还有未接收的事项。", "Some items are not accepted yet.")],
    mend=Mend("project.handover", T("看交接清单", "See the list")),
    examples=(
        Example(T("6 项中接收了 5 项", "5 of 6 accepted"), It(items_all_accepted=False), False),
        Example(T("6 项全部接收", "all 6 accepted"), It(items_all_accepted=True), True),
    ),
)  # fmt: skip

DATED_NAME = Gate(
    "dated_name", ("FIL-04",), T("文件名要有日期和名字", "A file name carries date and name"), "P3§2-7",
    blocks=("attachment.add", "attachment.keep", "attachment.rename"), unless=lambda it: not it.name_problems,
    why=lambda it: [*it.name_problems, T(f"建议用：{it.name_offer}", f"Use: {it.name_offer}")],
    examples=(
        Example(T("开盘报纸终稿.pdf", "开盘报纸终稿.pdf"), It(name_problems=[T("缺日期", "No date")], name_offer="261119开盘报纸.pdf"), False),
        Example(T("261119开盘报纸.pdf", "261119开盘报纸.pdf"), It(name_problems=[]), True),
    ),
)  # fmt: skip
