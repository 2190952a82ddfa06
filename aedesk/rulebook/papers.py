"""单据: what each sheet must contain and who signs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aedesk.kit.text import T

BLANK = "____"  # a place a template leaves to be filled; what still holds one is not said
SIZELESS = frozenset({"video", "h5", "event", "strategy", "pitch"})


def _always(it: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a sheet must say. `needed(it)` tells when, `said(it)` whether it is there (default: the field)."""

    field: str
    label: T
    needed: Callable[[Any], bool] = _always
    said: Callable[[Any], bool] | None = None
    hint: T | None = None
    core: bool = False  # one of the manual's ten (JOB-04)

    def is_said(self, it: Any) -> bool:
        if self.said:
            return self.said(it)
        value = getattr(it, self.field)
        return bool(value) and BLANK not in str(value)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: its items in order and the signs it needs."""

    code: str
    name: T
    items: tuple[Item, ...]
    signs: tuple[str, ...]

    def missing(self, it: Any) -> list[Item]:
        """The items this sheet needs and does not say yet, in the order of the paper."""
        return [item for item in self.items if item.needed(it) and not item.is_said(it)]

    def counted(self, it: Any) -> tuple[int, int]:
        """How many items are said, of how many needed."""
        needed = [item for item in self.items if item.needed(it)]
        return sum(item.is_said(it) for item in needed), len(needed)


def _has_sizes(it: Any) -> bool:
    rows = it.rows
    return bool(rows) and all(row.kind and row.width_mm and row.height_mm for row in rows)


def _type_is(*types: str) -> Callable[[Any], bool]:
    return lambda it: it.job_type in types


def _places_said(it: Any) -> bool:
    return bool(it.rows) and all(row.publication and row.placement and row.obstacles for row in it.rows)


JOB_SHEET = Paper(
    "job_sheet",
    T("工作单", "Job sheet"),
    (
        Item("title", T("标题", "Title")),
        Item("client_words", T("客户原话", "Client's words")),
        Item("real_need", T("真实需求", "Real need")),
        Item("our_task", T("我方任务", "Our task"), hint=T("写我们要做什么，不写“客户说”。", "What we want to do, not “the client says”.")),
        Item("background", T("项目背景", "Background"), core=True),
        Item("purpose", T("本广告目的", "Purpose of this ad"), core=True),
        Item("effect", T("出街后效果", "Effect wanted after release"), core=True, hint=T("带一个数字，例如来电 +30%。", "With a number, such as calls +30 %.")),
        Item("benefits", T("支持利益点", "Supporting benefits"), core=True),
        Item("tone", T("广告调性", "Tone"), core=True),
        Item("mandatories", T("必要信息", "Mandatories"), core=True, hint=T("电话、许可证号、标志、法律文字。", "Phone, permit number, logo, legal text.")),
        Item("spec_rows", T("规格尺寸", "Size and specification"), core=True, needed=lambda it: it.job_type not in SIZELESS, said=_has_sizes),
        Item("content", T("内容", "Content"), core=True),
        Item("special_notes", T("特别说明", "Special notes"), core=True, hint=T("没有就写“无”。", "Write “none” if there are none.")),
        Item("client_due_at", T("客户提交时间", "Time to the client"), core=True),
        Item("draft_due_at", T("内部初稿时间", "Internal draft time")),
        Item("review_due_at", T("内审时间", "Internal review time")),
        Item("output_due_at", T("出品时间", "Output time")),
        Item("doers", T("文案或设计", "Copywriter or designer"), said=lambda it: bool(it.copywriter_id or it.designer_id)),
        Item("strategy", T("所需策略（或说明没有的原因）", "Strategy link, or why there is none"), said=lambda it: bool(it.strategy or it.no_strategy_why)),
        Item("urgent_reason", T("急件原因", "Reason for urgency"), needed=lambda it: it.is_urgent),
        Item("publication", T("刊登媒体与版面", "Publication and column size"), needed=_type_is("newspaper"), said=lambda it: bool(it.rows) and all(row.publication for row in it.rows)),
        Item("placement", T("户外：位置、室内/户外、遮挡", "Outdoor: site, indoor or outdoor, obstacles"), needed=_type_is("outdoor"), said=_places_said),
        Item("problem", T("项目档案：广告要解决的问题", "Dossier: the problem to solve"), needed=lambda it: bool(it.copywriter_id), said=lambda it: bool(it.project.problem)),
        Item("unit_plan", T("基础物料：户型图", "Base material: unit plans"), needed=_type_is("unit_flyer"), said=lambda it: it.has_unit_plan),
    ),
    ("copy", "design", "review", "finance"),
)  # fmt: skip

_EVERY_ROW = ("kind", "width_mm", "height_mm")
_ROWS_OF = {"newspaper": ("publication",), "outdoor": ("publication", "placement", "obstacles")}


def needed_columns(job_type: str) -> tuple[str, ...]:
    """The columns every specification row of a type must fill (BRF-07)."""
    return () if job_type in SIZELESS else _EVERY_ROW + _ROWS_OF.get(job_type, ())


CREATIVE_BRIEF = Paper(
    "creative_brief",
    T("创意简报", "Creative brief"),
    (
        Item("where_now", T("现在在哪里", "Where are we now")),
        Item("where_to", T("要到哪里", "Where do we want to be")),
        Item("doing", T("正在做什么", "What are we doing to get there")),
        Item("audience_person", T("一个人的画像", "One described person")),
        Item("insight", T("洞察", "Insight")),
        Item("single_message", T("唯一信息", "Single message")),
        Item("support", T("支持点", "Reasons to believe")),
        Item("tone", T("调性与禁忌", "Tone and taboos")),
        Item("mandatories", T("必要元素与法规", "Mandatories and legal")),
        Item("deliverables", T("交付物与媒介", "Deliverables and media")),
        Item("success", T("怎样算成功", "How we know we have arrived")),
        Item("production_needs", T("制作需要", "Production needs"), hint=T("没有就写“无”。", "Write “none” on purpose.")),
    ),
    ("strategy_director", "creative_director", "account_director"),
)  # fmt: skip
