"""Rules of output: who decides on a version, what must stand before it leaves the house, and by when."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace as It
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.kit.workdays import Calendar

from . import timing
from .kinds import Due, Duty, Example, Figure, Figures, Gate, Mend, Timed

TO_VERSION = Mend("artwork.version", T("看这一版的签字", "See the signs of this version"))

HEAD_DECIDES = Gate(
    "head_decides", ("ROL-10",), T("专业的事由专业负责人定", "The head of the profession decides"), "P2-篇3",
    blocks=("artwork.sign", "artwork.return"), unless=lambda it: it.decided_by_head,
    why=lambda it: [T(f"内审由{it.head_named.zh}签。", f"The internal review is signed by {it.head_named.en}.")],
    mend=TO_VERSION,
    examples=(
        Example(T("AE 自己通过版面", "the AE passes a layout himself"), It(decided_by_head=False, head_named=T("创意总监许墨", "许墨")), False),
        Example(T("17:20 许墨通过", "17:20 许墨 passes it"), It(decided_by_head=True), True),
    ),
)  # fmt: skip

EVERY_STAGE_SIGNED = Gate(
    "every_stage_signed", ("ROL-11",), T("每个环节都签了才出品", "Released once every stage has signed"), "P2-篇3",
    blocks=("artwork.release",), unless=lambda it: not it.stages_unsigned, why=lambda it: it.stages_unsigned, mend=TO_VERSION,
    examples=(
        Example(T("V3 缺文案叶初晴的签字", "V3 lacks the copywriter's sign"), It(stages_unsigned=[T("文案叶初晴 还没有签。", "Copy: 叶初晴 has not signed.")]), False),
        Example(T("17:18 她签了", "17:18 she signs"), It(stages_unsigned=[]), True),
    ),
)  # fmt: skip

ONLY_CONFIRMED_GOES_OUT = Gate(
    "only_confirmed_goes_out", ("FIL-05",), T("只有出品确认稿发给供应商", "Only a confirmed file goes to a supplier"), "P3§2-7",
    blocks=("artwork.release",), unless=lambda it: it.target.state == "confirmed",
    why=lambda it: [T("这一版还是设计稿。", "This version is still a design draft.")], mend=TO_VERSION,
    examples=(
        Example(T("把设计稿发给印厂", "a design draft to the printer"), It(target=It(state="draft")), False),
        Example(T("出品确认稿", "a file confirmed for output"), It(target=It(state="confirmed")), True),
    ),
)  # fmt: skip

KEEP_THREE_YEARS = Gate(
    "keep_three_years", ("FIL-12",), T("存档文件至少保存三年", "Archived files are kept for three years at least"), "P2-篇3",
    figures=(Figure("years", 3, "count", T("保存年数", "Years kept")),),
    blocks=("archive.clear", "attachment.remove"), unless=lambda it: it.is_past_keeping,
    why=lambda it: [T(f"保存到 {it.kept_until}，之前不能删。", f"Kept until {it.kept_until}; not to be deleted before.")],
    examples=(
        Example(T("2026-11 归档的 J-002，2029-10 要删", "J-002, archived 2026-11, to be deleted in 2029-10"), It(is_past_keeping=False, kept_until="2029-11-18"), False),
        Example(T("三年已满", "three years have passed"), It(is_past_keeping=True, kept_until="2029-11-18"), True),
        Example(T("没有归档的工作单", "a job that is not archived"), It(is_past_keeping=True, kept_until=None), True),
    ),
)  # fmt: skip

TO_CHECK = Mend("artwork.check", T("看这一版的检查", "See the check of this version"))

DIRECTOR_SIGNED = Gate(
    "director_signed", ("ART-01",), T("出品的必须是总监审过的那个文件", "Only the very file the director reviewed goes out"), "P3§2-8",
    blocks=("artwork.release",), unless=lambda it: it.director_signed,
    why=lambda it: [T("内审没有签在这个文件上；重新上传过就要重签。", "The review does not stand under these bytes; after a new upload it is signed again.")],
    mend=TO_VERSION,
    examples=(
        Example(T("签后又重新上传", "uploaded anew after the sign"), It(director_signed=False), False),
        Example(T("许墨签在终稿上", "许墨 signs the final file"), It(director_signed=True), True),
    ),
)  # fmt: skip

CHECKER_IS_OTHER = Gate(
    "checker_is_other", ("ART-02",), T("检查的人不能是做的人", "The checker is never the maker"), "P3§2-8",
    blocks=("check.answer", "check.take", "finding.waive"), unless=lambda it: it.checker_is_other,
    why=lambda it: [T("这一版是你做的或上传的，请别人检查。", "You made or uploaded this version; somebody else checks it.")],
    examples=(
        Example(T("完稿的人查自己的稿", "the finished artist checks his own work"), It(checker_is_other=False), False),
        Example(T("蒋小满来查", "蒋小满 checks it"), It(checker_is_other=True), True),
    ),
)  # fmt: skip

ALL_ITEMS_ANSWERED = Gate(
    "all_items_answered", ("ART-02",), T("24 项都查过才出品", "Released once all 24 items are answered"), "P3§2-8",
    blocks=("artwork.release",), unless=lambda it: not it.items_open, why=lambda it: it.items_open, mend=TO_CHECK,
    examples=(
        Example(T("24 项答了 23 项", "23 of 24 answered"), It(items_open=[T("24 项答了 23 项，还差：套准。", "23 of 24 items answered; missing: Registration.")]), False),
        Example(T("24 项都答了", "all 24 answered"), It(items_open=[]), True),
    ),
)  # fmt: skip

NO_ERRORS = Gate(
    "no_errors", ("ART-03",), T("有错误的稿件不出品", "Artwork with errors is not released"), "P3§2-8",
    blocks=("artwork.release",), unless=lambda it: not it.errors_standing, why=lambda it: it.errors_standing, mend=TO_CHECK,
    examples=(
        Example(T("还有 2 个错误", "2 errors stand"), It(errors_standing=[T("成品尺寸不对。", "Wrong size."), T("缺许可证号。", "No permit number.")]), False),
        Example(T("只剩放行的警告", "only waived warnings are left"), It(errors_standing=[]), True),
    ),
)  # fmt: skip

CONTENT_APPROVED = Gate(
    "content_approved", ("SUB-14", "ART-04"), T("客户确认的内容才出品", "Only content the client approved goes out"), "P2-篇3",
    blocks=("artwork.release", "attachment.confirm"), unless=lambda it: not it.content_unapproved, why=lambda it: it.content_unapproved,
    mend=TO_CHECK,
    examples=(
        Example(T("文案 V5 确认了，图片 P3 没有", "copy V5 approved, picture P3 not"), It(content_unapproved=[T("客户还没确认：图片P3。", "The client has not approved: picture P3.")]), False),
        Example(T("都确认了", "all approved"), It(content_unapproved=[]), True),
    ),
)  # fmt: skip


def _day_s_end(start: datetime, it: Any, calendar: Calendar, figures: Figures) -> Due:
    due = timing.at_clock(clock.shanghai(it.result.at).date(), str(figures["by"]))
    return Due(due, due - timedelta(hours=1))


def _released(text: str) -> It:
    return It(result=It(at=clock.parse(text)))


RELEASED_BY_SIX = Duty(
    "released_by_six", ("ART-28",), T("出品在 18:00 前结束", "Output ends by 18:00"), "P3§2-1-a",
    starts=("artwork.release",), ends=("artwork.release",), due=_day_s_end, owner="ae", does="artwork.release",
    figures=(Figure("by", "18:00", "clock", T("最晚", "Latest")),),
    note=T("有加班单的日子不算迟，等加班单接上。", "A day with an overtime form will not count as late, once there is that form."),
    examples=(
        Timed(T("17:35 出品", "released 17:35"), "2026-11-20 17:35", "2026-11-20 18:00", "2026-11-20 17:35", 0, _released("2026-11-20 17:35")),
        Timed(T("18:00:00 还算准时", "18:00:00 is still on time"), "2026-11-20 18:00", "2026-11-20 18:00", "2026-11-20 18:00", 0, _released("2026-11-20 18:00")),
        Timed(T("18:20 出品，没有加班单", "released 18:20 without a form"), "2026-11-20 18:20", "2026-11-20 18:00", "2026-11-20 18:20", 20, _released("2026-11-20 18:20")),
    ),
)  # fmt: skip
