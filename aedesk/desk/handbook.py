"""The reference pages of docs/, written from the rules and terms themselves: `make docs`, kept fresh by a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from aedesk.kit.text import T, both
from aedesk.rulebook import engine, manual, reading
from aedesk.rulebook.kinds import Rule
from aedesk.rulebook.roles import ROLES

from .action import ACTIONS
from .checks.handbook import artwork

MADE = "<!-- Written by `make docs`; change the code it comes from. -->"
TERMS = ("jobsheets", "artwork", "projects", "schedules", "clients", "contactlog", "sharing", "receipts")
NOUNS = (
    ("JobSheet", T("工作单", "Job sheet"), "the written order without which nobody works; carries a number given by finance"),
    ("CreativeBrief", T("创意简报", "Creative brief"), "what the creatives must solve; a pitch has one, signed by two directors"),
    ("ChangeSheet", T("修改单", "Change sheet"), "old and new values side by side, signed again by those it touches"),
    ("Request", T("需求", "Request"), "what the client asked for, before it is a job"),
    ("ContactNote", T("沟通记录", "Contact note"), "a talk with the client: their own words, the real need, our view"),
    ("Escalation", T("请示", "Escalation"), "what is beyond the AE, asked of a lead; the client hears the answer"),
    ("Promise", T("承诺", "Promise"), "a time given to the client, made only when those who do the work accepted theirs"),
    ("ScheduleLine", T("时间线", "Schedule line"), "one step of the work with its doer and an internal and a client time"),
    ("Schedule", T("工作时间表", "Schedule"), "the project's or a month's lines as filed; a brand client's is in force once both sides sign"),
    ("Extension", T("争取到的延期", "Extension"), "time won for the creatives: from, to, why"),
    ("Attachment", T("文件", "File"), "one version of a file; its bytes stand under their digest"),
    ("StageSign", T("环节签字", "Stage sign"), "who answers for a stage of a version"),
    ("Fault", T("差错", "Fault"), "an error found after signing: which stage, who signed"),
    ("SalesMilestone", T("节点", "Milestone"), "a date of the client's sales on which work may come"),
    ("Receipt", T("签收单", "Receipt"), "what the client got, signed line by line and sealed; nobody changes it afterwards"),
    ("ShareLink", T("链接", "Link"), "one page of one thing, opened to one contact of the client until a day"),
    ("DutyRow", T("待办", "Duty"), "something that must follow, by whom and until when"),
    ("Event", T("日志条目", "Event"), "one line of the journal: append-only, chained, sealed day by day"),
    ("window", T("窗口", "Window"), "the one AE of a project, or the deputy of the day"),
    ("Wall", T("防火墙", "Client wall"), "who knows of which client; what lies behind it does not exist for others"),
)  # fmt: skip


def pages() -> dict[str, str]:
    """The generated pages by file name in docs/."""
    return {"rulebook.md": rulebook(), "glossary.md": glossary(), "artwork.md": f"{MADE}\n{artwork()}"}


def rulebook() -> str:
    """Every rule with clause, figures and examples, then the manual point by point with its counts."""
    lines = [MADE, "# Rulebook · 规矩", "", "Every rule of the house with its clause, figures and examples.", ""]
    for code, kind in reading.KINDS.items():
        rules = [rule for rule in engine.rules().values() if rule.kind == code]
        lines += [f"## {kind.en} · {kind.zh} ({len(rules)})", "", both(reading.ABOUT[code]), ""]
        for rule in rules:
            lines += [*_rule(rule), ""]
    return "\n".join([*lines, *_manual(), ""])


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.name.zh} · {rule.name.en}"
    yield ""
    yield f"`{rule.code}` · {rule.clause} · {', '.join(rule.answers)}"
    yield ""
    for label, fact in _facts(rule):
        yield f"- {label}: {fact}"
    for holds, says, verdict in reading.examples(rule):
        yield f"- {'✓' if holds else '✗'} {says.zh} — {verdict.zh} · {says.en} — {verdict.en}"


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    if (strength := reading.strength(rule)) is not None:
        yield "strength", f"{strength.zh} · {strength.en}"
    for figure in rule.figures:
        amount = reading.amount(figure)
        yield (
            f"{figure.label.zh} · {figure.label.en}",
            amount.zh if amount.zh == amount.en else f"{amount.zh} · {amount.en}",
        )
    if acts := reading.acts(rule):
        yield "stands before" if rule.kind == "gate" else "starts with", _codes(acts)
    if ends := reading.ends(rule):
        yield "ends with", _codes(ends)
    if (owner := reading.falls_to(rule)) is not None:
        yield "falls to", f"{owner.zh} · {owner.en}"
    if rule.note is not None:
        yield "note", f"{rule.note.zh} · {rule.note.en}"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _manual() -> Iterator[str]:
    counted = ", ".join(f"{manual.STATES[state].en.lower()} {count}" for state, count in manual.counts().items())
    yield f"## The manual, point by point · 手册对照 ({len(manual.requirements())})"
    yield ""
    yield f"{counted}."
    for area, name in manual.AREAS.items():
        yield from (
            "",
            f"### {area} {name.zh} · {name.en}",
            "",
            "| | the manual asks | | answered by | awaits |",
            "|---|---|---|---|---|",
        )
        for one in manual.find(area=area):
            how = " ".join([*([one.how.en] if one.how else []), *(f"`{code}`" for code in one.rules)])
            waits = "; ".join(wait.en for wait in one.waits)
            yield f"| {one.id} | {_cell(one.words.en)} | {manual.STATES[one.state].en} | {_cell(how)} | {waits} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def glossary() -> str:
    """The words of the trade as the code writes them, in both languages."""
    lines = [MADE, "# Glossary · 词汇", "", "The word in the code, the word on the page, and what it means.", ""]
    lines += ["## Nouns · 名词", "", "| code | 中文 | English | meaning |", "|---|---|---|---|"]
    lines += [f"| `{code}` | {name.zh} | {name.en} | {meaning} |" for code, name, meaning in NOUNS]
    lines += ["", *_table("Roles · 角色", ((role.code, role.name) for role in ROLES.values()))]
    for module in TERMS:
        terms = vars(import_module(f"aedesk.desk.{module}.terms"))
        for name, found in terms.items():
            if name.isupper() and isinstance(found, dict) and all(isinstance(one, T) for one in found.values()):
                lines += _table(f"{module} · {name.lower().replace('_', ' ')}", found.items())
    acts = ((spec.code, spec.name) for spec in sorted(ACTIONS.values(), key=lambda spec: spec.code))
    return "\n".join([*lines, *_table("Acts · 动作", acts)])


def _table(title: str, rows: Iterable[tuple[str, T]]) -> list[str]:
    told = [f"| `{code}` | {name.zh} | {name.en} |" for code, name in rows if code]
    return [f"## {title}", "", "| code | 中文 | English |", "|---|---|---|", *told, ""]
