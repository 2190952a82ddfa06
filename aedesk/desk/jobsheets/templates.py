"""What a new sheet starts with: texts and rows by job type, the dossier, and the times and people already agreed.

A blank ____ is a place left to fill: an item that still holds one does not count as said.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from ..duties.figures import calendar

# Task, purpose, effect and content of each type; the rest comes from the project.
TEXTS: dict[str, tuple[T, T, T, T]] = {
    "newspaper": (
        T("用一张报纸广告，让____在____之前____。", "One newspaper ad that makes ____ do ____ before ____."),
        T("告知____，引导____。", "Tell ____ and lead them to ____."),
        T("见报一周内：来电 +____%，到访 ____ 组。", "Within a week of release: calls +____ %, ____ visits."),
        T("主标题：____\n副标题：____\n要点：____\n时间与地点：____", "Headline: ____\nSubhead: ____\nPoints: ____\nTime and place: ____"),
    ),
    "outdoor": (
        T("用一块大牌，三秒内让____记住____。", "One board that makes ____ remember ____ within three seconds."),
        T("在____告知____。", "Tell ____ at ____."),
        T("上刊一个月内：提到户外的来电 ____ 通。", "Within a month of posting: ____ calls that mention it."),
        T("一句话：____\n画面主体：____\n电话与二维码：____", "One line: ____\nPicture: ____\nPhone and code: ____"),
    ),
    "brochure": (
        T("做一本让____看完愿意____的楼书。", "A brochure after which ____ want to ____."),
        T("案场讲解，带走再看。", "To be explained on site and taken home."),
        T("首月：带走率 ____%，二次到访 ____ 组。", "First month: ____ % take it along, ____ second visits."),
        T("章节：____\n每章要点：____\n图纸与照片：____", "Chapters: ____\nPoints of each: ____\nPlans and photos: ____"),
    ),
    "flyer": (
        T("用一张单页，让____拿到后____。", "One flyer that makes ____ do ____."),
        T("派发与案场取阅。", "Handed out and laid out on site."),
        T("派发 ____ 份，回访 ____ 组。", "____ handed out, ____ visits."),
        T("正面：____\n背面：____", "Front: ____\nBack: ____"),
    ),
    "unit_flyer": (
        T("用一张户型单页，让____看懂____。", "One unit flyer from which ____ understand ____."),
        T("案场讲解户型，带走比较。", "Explains the unit on site; taken home to compare."),
        T("讲解后留资 ____%。", "____ % leave their number afterwards."),
        T("户型：____\n面积与得房率：____\n三个卖点：____", "Unit: ____\nArea and yield: ____\nThree points: ____"),
    ),
    "packaging": (
        T("做一套包装，让____在货架上一眼认出____。", "Packaging by which ____ know ____ on the shelf at once."),
        T("____上市换装。", "New packaging for the launch of ____."),
        T("上市 ____ 周：动销 ____。", "____ weeks after launch: ____ sold."),
        T("正面信息：____\n法定标示：____\n规格系列：____", "Front: ____\nLegal marks: ____\nSizes: ____"),
    ),
    "video": (
        T("做一条____秒的视频，让____转发。", "A video of ____ seconds that ____ pass on."),
        T("告知____，引导____。", "Tell ____ and lead them to ____."),
        T("一周内：播放 ____，完播率 ____%，留资 ____。", "Within a week: ____ views, ____ % to the end, ____ numbers left."),
        T("开头三秒：____\n中段：____\n结尾行动：____", "First three seconds: ____\nMiddle: ____\nCall to act: ____"),
    ),
    "h5": (
        T("做一个让____愿意参与并分享的 H5。", "An H5 page that ____ join in and share."),
        T("告知____，引导____。", "Tell ____ and lead them to ____."),
        T("上线一周：打开 ____，分享率 ____%，留资 ____。", "First week: ____ opened, ____ % shared, ____ numbers left."),
        T("首屏：____\n互动：____\n末屏行动：____", "First screen: ____\nPlay: ____\nLast screen: ____"),
    ),
    "event": (
        T("办一场____人的活动，让____当场____。", "An event for ____ people where ____ do ____ on the spot."),
        T("____。", "____."),
        T("到场 ____ 人，当场留资 ____。", "____ come, ____ leave their number."),
        T("流程：____\n物料：____\n分工：____", "Run: ____\nMaterial: ____\nWho does what: ____"),
    ),
    "strategy": (
        T("回答一个问题：____。", "Answer one question: ____."),
        T("让客户定下____。", "So that the client settles ____."),
        T("提案通过，____前执行。", "Accepted and carried out before ____."),
        T("结论：____\n理由：____\n下一步：____", "Conclusion: ____\nReasons: ____\nNext: ____"),
    ),
    "pitch": (
        T("用一个想法赢下____。", "Win ____ with one idea."),
        T("竞得____。", "Win ____."),
        T("中标；____。", "We win; ____."),
        T("提案内容：____\n必答题：____", "What is presented: ____\nQuestions to answer: ____"),
    ),
    "finished_artwork": (
        T("按已确认的____制作正稿。", "Finished artwork of the confirmed ____."),
        T("交付输出。", "Ready for output."),
        T("一次检查通过，没有返工；____ 前交付。", "Passes its first check without rework; delivered by ____."),
        T("以确认稿为准：____", "As confirmed: ____"),
    ),
}  # fmt: skip
ROWS: dict[str, list[dict[str, Any]]] = {
    "newspaper": [{"kind": "报纸半版", "bleed_mm": 0, "quantity": 1, "colour": "CMYK", "process": "冷固轮转", "scale": 1}],
    "outdoor": [{"kind": "户外大牌", "bleed_mm": 0, "quantity": 1, "colour": "CMYK", "process": "喷绘", "placement": "outdoor", "scale": 10}],
    "brochure": [{"kind": "楼书", "width_mm": 210, "height_mm": 285, "bleed_mm": 3, "pages": 24, "colour": "CMYK", "scale": 1}],
    "flyer": [{"kind": "单页", "width_mm": 210, "height_mm": 285, "bleed_mm": 3, "pages": 2, "colour": "CMYK", "scale": 1}],
    "unit_flyer": [{"kind": "户型单页", "width_mm": 210, "height_mm": 285, "bleed_mm": 3, "pages": 2, "colour": "CMYK", "scale": 1}],
    "packaging": [{"kind": "包装", "bleed_mm": 3, "colour": "CMYK", "scale": 1}],
    "finished_artwork": [{"kind": "正稿", "bleed_mm": 3, "colour": "CMYK", "scale": 1}],
}  # fmt: skip
NAMED_BY_STEP = {"copy": "copywriter", "design": "designer", "video": "designer", "artwork": "finished_artist"}
LIVE = ("proposed", "countered", "accepted", "delivered")
TO_REVIEW = 120  # working minutes from draft to internal review
OUTPUT_AT = time(17, 30)


def of_type(job_type: str) -> dict[str, str]:
    """The texts a type starts with, in the language now spoken."""
    names = ("our_task", "purpose", "effect", "content")
    return {name: str(text) for name, text in zip(names, TEXTS.get(job_type, ()), strict=False)}


def from_dossier(project: Any) -> dict[str, str]:
    """Background, benefits and tone as the project's dossier has them."""

    def said(block: str, *parts: str) -> str:
        known = project.dossier.get(block, {})
        return "\n".join(text for part in parts if (text := str(known.get(part) or "").strip()))

    strengths = [said("product", "strengths"), said("difference", "special")]
    return {
        "background": said("background", "problem", "culture", "brand"),
        "benefits": "\n".join(filter(None, strengths)), "tone": said("tone", "tone"),
    }  # fmt: skip


def from_request(request: Any) -> dict[str, Any]:
    """The client's words, and the people and times that were asked for and promised."""
    lines = request.schedule_lines.filter(state__in=LIVE).select_related("doer").order_by("due_at")
    promised = request.promises.filter(state="open").order_by("due_at").values_list("due_at", flat=True).first()
    return agreed(request, list(lines), promised)


def agreed(request: Any, lines: list[Any], promised: datetime | None) -> dict[str, Any]:
    """The same of lines, soonest first, and of the time promised."""
    values: dict[str, Any] = {}
    if request.note is not None:
        note = request.note
        values = {"alignment": note, "client_words": note.client_words, "real_need": note.real_need}
    values |= {NAMED_BY_STEP[line.step]: line.doer for line in lines if line.step in NAMED_BY_STEP}
    return values | _times(lines, promised or request.wanted_at)


def _times(lines: list[Any], client_at: datetime | None) -> dict[str, datetime | None]:
    """The four times as far as they follow from the lines and the client's time."""
    drafts = [line.due_at for line in lines if line.step in ("copy", "design", "video", "strategy")]
    outputs = [line.due_at for line in lines if line.step in ("artwork", "production")]
    days, draft = calendar(), max(drafts, default=None)
    review = days.add_working_minutes(draft, TO_REVIEW) if draft else None
    output = max(outputs, default=None)
    if output is None and client_at is not None:
        next_day = days.next_workday(clock.shanghai(client_at).date())
        output = datetime.combine(next_day, OUTPUT_AT, clock.SHANGHAI)
    if review and client_at:
        review = min(review, max(client_at, draft or client_at))
    return {"draft_due_at": draft, "review_due_at": review, "client_due_at": client_at, "output_due_at": output}
