"""The fields of the job sheet and of the brief, declared once for forms, API and CLI."""

from __future__ import annotations

from aedesk.kit.text import T
from aedesk.rulebook.papers import CREATIVE_BRIEF, JOB_SHEET

from ..fields import Field
from . import terms

_LABELS = {item.field: item.label for item in JOB_SHEET.items}
_HINTS = {item.field: item.hint for item in JOB_SHEET.items}


def _long(name: str) -> Field:
    return Field(name, _LABELS[name], "long", help=_HINTS[name], longest=4000)


PROJECT = Field("project", T("项目", "Project"), "ref", True, model="Project")
REQUEST = Field("request", T("需求", "Request"), "ref", model="Request")
TITLE = Field("title", T("标题", "Title"), required=True, longest=120)
JOB_TYPE = Field("job_type", T("工作类型", "Job type"), "choice", choices=terms.JOB_TYPES, default="newspaper")
REASON = Field("reason", T("原因", "Reason"), required=True, longest=300)

SPEC_COLUMNS = (
    Field("kind", T("物料", "Item"), longest=60),
    Field("publication", T("媒体/位置", "Publication or site"), longest=80),
    Field("width_mm", T("宽 mm", "Width mm"), "decimal", least=0, most=200_000),
    Field("height_mm", T("高 mm", "Height mm"), "decimal", least=0, most=200_000),
    Field("bleed_mm", T("出血 mm", "Bleed mm"), "decimal", least=0, most=500),
    Field("pages", T("页数", "Pages"), "integer", least=1, most=5000),
    Field("quantity", T("数量", "Quantity"), "integer", least=1),
    Field("usage", T("用途", "Use"), longest=80),
    Field("placement", T("室内/户外", "Indoor/outdoor"), "choice", choices=terms.PLACEMENTS),
    Field("obstacles", T("遮挡", "Obstacles"), longest=80),
    Field("paper", T("纸张", "Paper"), longest=60),
    Field("process", T("工艺", "Process"), longest=60),
    Field("plates", T("专版", "Special plates"), longest=80),
    Field("colour", T("色彩", "Colour"), longest=40),
    Field("distance_m", T("视距 m", "Viewing distance m"), "decimal", least=0, most=10_000),
    Field("scale", T("比例 1:", "Scale 1:"), "integer", least=1, most=1000, default=1),
)
SPEC_ROWS = Field("spec_rows", T("规格表", "Specification"), "lines", lines=SPEC_COLUMNS)

SHEET = (
    TITLE,
    JOB_TYPE,
    Field("copywriter", T("文案", "Copywriter"), "ref", model="Person"),
    Field("designer", T("设计", "Designer"), "ref", model="Person"),
    Field("finished_artist", T("完稿", "Finished artist"), "ref", model="Person"),
    Field("billing", T("计费", "Billing"), "choice", choices=terms.BILLING),
    Field("contract", T("合同号", "Contract no."), longest=60),
    Field("is_urgent", T("急件", "Urgent"), "bool"),
    Field("urgent_reason", _LABELS["urgent_reason"], "choice", choices=terms.URGENT_REASONS),
    Field("urgent_note", T("急件说明", "About the urgency"), longest=200),
    Field("alignment", T("客户沟通记录", "Contact note"), "ref", model="ContactNote"),
    *map(_long, ("client_words", "real_need", "our_task", "background", "purpose", "effect", "benefits", "tone")),
    *map(_long, ("mandatories", "content", "special_notes")),
    Field("strategy", T("所需策略", "Strategy"), longest=160),
    Field("no_strategy_why", T("没有策略的原因", "Why there is no strategy"), longest=200),
    Field("draft_due_at", _LABELS["draft_due_at"], "datetime"),
    Field("review_due_at", _LABELS["review_due_at"], "datetime"),
    Field("client_due_at", _LABELS["client_due_at"], "datetime"),
    Field("output_due_at", _LABELS["output_due_at"], "datetime"),
    Field("estimated_hours", T("预估工时", "Estimated hours"), "decimal", least=0, most=10_000),
    Field("estimated_cost", T("预估外部成本 元", "Estimated external cost CNY"), "decimal", least=0, restricted=True),
    SPEC_ROWS,
)
CHANGEABLE = tuple(f for f in SHEET if f.name not in ("alignment", "is_urgent", "urgent_reason", "urgent_note"))

_BRIEF = {item.field: item for item in CREATIVE_BRIEF.items}
_LONGEST = {"where_now": 300, "insight": 80, "single_message": 30}


def _brief(name: str) -> Field:
    item = _BRIEF[name]
    return Field(name, item.label, "long", help=item.hint, longest=_LONGEST.get(name, 2000))


BRIEF = (
    *map(_brief, ("where_now", "where_to", "doing", "audience_person", "insight", "single_message")),
    Field(
        "support", _BRIEF["support"].label, "lines", help=T("最多三条，每条写出处。", "Three at most, each with its source."),
        lines=(Field("claim", T("支持点", "Reason"), longest=200), Field("source", T("出处", "Source"), longest=200)),
    ),
    *map(_brief, ("tone", "mandatories", "deliverables")),
    Field("budget_creative", T("创意预算 元", "Creative budget CNY"), "decimal", least=0, restricted=True),
    Field("budget_production", T("制作预算 元", "Production budget CNY"), "decimal", least=0, restricted=True),
    Field("budget_media", T("媒介预算 元", "Media budget CNY"), "decimal", least=0, restricted=True),
    *map(_brief, ("success", "production_needs")),
)  # fmt: skip
