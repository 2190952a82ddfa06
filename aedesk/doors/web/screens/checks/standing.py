"""What stands between a version and its release: what the gates of the release say, each with the one thing to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.artwork import stages
from aedesk.desk.artwork.models import Attachment
from aedesk.desk.artwork.releasing import releases
from aedesk.desk.checks import queries
from aedesk.desk.checks.models import ArtworkCheck
from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.engine import judge

SHOWN = 3  # reasons beneath a line; the rest is on the page


@dataclass(slots=True)
class Way:
    """A button: an act with its hidden input, a link, or the finding it leads to."""

    label: T
    code: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    href: str = ""
    jump: int = 0


@dataclass(slots=True)
class Stop:
    """One thing in the way of release."""

    code: str
    title: T
    reasons: list[T]
    way: Way | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """The version with what the page has read of it already."""

    it: Attachment
    me: Any
    check: ArtworkCheck | None
    items: list[queries.Item]
    waivers: dict[str, Any]
    maker: bool

    @property
    def here(self) -> str:
        return f"/artwork/{self.it.pk}/"

    def may(self, code: str, **values: Any) -> bool:
        """Whether the act is this person's to do."""
        spec = ACTIONS[code]
        return bool(spec.who(Act(spec, self.me, self.it, values, clock.now())))

    def first(self, severity: str) -> int:
        """The number of the first finding of a severity that nobody waived, with a place on the page where one has; or 0."""
        marks = {one["mark"] for one in queries.open_findings(self.check, self.waivers, severity)}
        rows = [row for row in enumerate(self.check.findings if self.check else [], 1) if row[1]["mark"] in marks]
        return next((number for number, one in rows if one["box"]), rows[0][0] if rows else 0)


def may_release(seen: Seen) -> bool:
    return bool(releases(Act(ACTIONS["artwork.release"], seen.me, seen.it, {}, clock.now())))


def stops(seen: Seen) -> list[Stop]:
    """What the gates of the release refuse, the machine's and the checker's part first."""
    if seen.it.removed_at is not None or seen.it.sheet is None:
        return []
    told = {
        one.gate.code: one
        for one in judge("artwork.release", Act(ACTIONS["artwork.release"], seen.me, seen.it, {}, clock.now()))
    }
    made: list[Stop] = []
    for code, lines in LINES.items():
        if (refusal := told.pop(code, None)) is not None:
            made += lines(seen, list(refusal.reasons))
    made += [Stop(code, one.gate.name, list(one.reasons), Way(VERSION, href=seen.here)) for code, one in told.items()]
    for one in made:
        one.reasons, one.more = one.reasons[:SHOWN], max(0, len(one.reasons) - SHOWN)
    return made


VERSION = T("看这一版", "See the version")


def _errors(seen: Seen, reasons: list[T]) -> list[Stop]:
    if seen.check is None or not seen.check.is_over:
        return [Stop("waiting", T("机器还在检查", "The machine is checking"), [])]
    count, first = len(reasons), seen.first("error")
    title = T(f"{count} 个错误要改文件", f"{count} error{'s' if count > 1 else ''} to be put right in the file")
    if seen.maker:
        way = Way(T("上传改好的文件", "Upload the mended file"), href=f"/jobs/{seen.it.sheet_id}/#files")
    else:
        way = Way(T("看第一个错误", "See the first error"), jump=first, href="#findings")
    return [Stop("errors", title, reasons, way)]


def _items(seen: Seen, reasons: list[T]) -> list[Stop]:
    """Items nobody answered, problems, and warnings nobody waived: each a line of its own."""
    open_ = [one for one in seen.items if not one.state]
    wrong = [one for one in seen.items if one.state == "problem"]
    warned = queries.open_findings(seen.check, seen.waivers, "warning")
    made: list[Stop] = []
    if open_:
        title = T(f"24 项里还有 {len(open_)} 项没答", f"{len(open_)} of 24 items not answered")
        made.append(Stop("items", title, [] if not seen.maker else [OTHERS], None if seen.maker else _answer(open_)))
    if wrong:
        title = T(f"{len(wrong)} 项有问题", f"{len(wrong)} item{'s' if len(wrong) > 1 else ''} with a problem")
        way = Way(T("看有问题的项", "See the problem"), href=f"#item-{wrong[0].check.code}")
        made.append(Stop("problems", title, [one.check.name for one in wrong], way))
    if warned:
        title = T(
            f"{len(warned)} 个警告没处理", f"{len(warned)} warning{'s' if len(warned) > 1 else ''} not dealt with"
        )
        way = Way(T("看警告", "See the warning"), jump=seen.first("warning"), href="#findings")
        made.append(Stop("warnings", title, [T(one["says"]["zh"], one["says"]["en"]) for one in warned], way))
    return made


OTHERS = T("这一版是你做的或上传的，要由别人来查。", "You made or uploaded this version; somebody else checks it.")


def _answer(open_: list[queries.Item]) -> Way:
    clean = sum(one.machine == "pass" and one.check.by != "person" for one in open_)
    if clean:
        return Way(T(f"采用机器通过的 {clean} 项", f"Take the {clean} the machine passed"), "check.take")
    return Way(T("接着答", "Answer the next"), href=f"#item-{open_[0].check.code}")


def _content(seen: Seen, reasons: list[T]) -> list[Stop]:
    title = T(f"客户还有 {len(reasons)} 项没确认", f"{len(reasons)} not approved by the client")
    return [Stop("content", title, reasons, Way(T("看要确认的", "See what is to be approved"), href="#content"))]


def _confirmed(seen: Seen, reasons: list[T]) -> list[Stop]:
    way = Way(ACTIONS["attachment.confirm"].name, "attachment.confirm") if seen.may("attachment.confirm") else None
    who = (
        []
        if way
        else [
            T(
                "由 AE、流程、制作经理或创意总监定。",
                "The AE, traffic, production or the creative director confirms it.",
            )
        ]
    )
    return [
        Stop("draft", T("还是设计稿，没定为出品确认稿", "Still a design draft, not confirmed for output"), who, way)
    ]


def _director(seen: Seen, reasons: list[T]) -> list[Stop]:
    head = stages.signer_of(seen.it, "review")
    title = T("缺总监内审签字", "The director's review is missing")
    who = [T(f"由{head.name}签在这个文件上。", f"{head.name} signs these very bytes.")] if head else []
    if head is not None and head.pk == seen.me.pk:
        return [Stop("review", title, [], Way(T("签“内审”", "Sign the review"), "artwork.sign", {"stage": "review"}))]
    return [Stop("review", title, who, _ask())]


def _signs(seen: Seen, reasons: list[T]) -> list[Stop]:
    """The other stages; the review has its own line."""
    waiting = [one for one in stages.unsigned(seen.it) if one.stage != "review"]
    if not waiting:
        return []
    title = T(f"{len(waiting)} 个环节没签", f"{len(waiting)} stage{'s' if len(waiting) > 1 else ''} not signed")
    own = next(
        (
            one
            for one in waiting
            if one.stage not in ("client", "check") and one.person is not None and one.person.pk == seen.me.pk
        ),
        None,
    )
    told = [one.name + T(f"：{one.person.name}", f": {one.person.name}") if one.person else one.name for one in waiting]
    if own is not None:
        return [
            Stop(
                "signs",
                title,
                told,
                Way(T("签“", "Sign “") + own.name + T("”", "”"), "artwork.sign", {"stage": own.stage}),
            )
        ]
    return [Stop("signs", title, told, Way(T("去签字", "To the signs"), href=f"{seen.here}#signs"))]


def _ask() -> Way:
    return Way(ACTIONS["artwork.ask"].name, "artwork.ask")


LINES = {
    "no_errors": _errors, "all_items_answered": _items, "content_approved": _content, "only_confirmed_goes_out": _confirmed,
    "every_stage_signed": _signs, "director_signed": _director,
}  # fmt: skip
