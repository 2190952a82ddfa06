"""What a rule looks at: the facts, the order, the limits, and pictures where facts do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from aedesk.kit.text import T

from .facts import FileFacts, PageFacts, Painted
from .findings import Finding, Severity
from .origins import NOWHERE
from .profiles import PROFILES, Profile
from .render import Pages
from .spec import Spec

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
MOST_BOXES = 40  # drawn for one finding


@dataclass
class Look:
    """One file being judged."""

    path: Path
    facts: FileFacts
    spec: Spec
    pages: Pages
    with_plates: bool = True
    name: str = ""  # what the file is called
    kept: dict[Any, Any] = field(default_factory=dict)  # what several rules share, such as plates

    @property
    def profile(self) -> Profile:
        return PROFILES[self.spec.profile]

    def limit(self, name: str) -> float | None:
        """A figure of the profile, the agency's own first; None where nothing is judged."""
        found = self.profile.limit(name, self.spec)
        return found.value if found else None

    def length(self, name: str) -> float | None:
        """A limit in mm or pt of the print as a length of the file, which may be drawn smaller (GWG 2022 D0018)."""
        found = self.limit(name)
        return None if found is None else found / self.printed_scale

    def source(self, name: str) -> T:
        """Where a figure comes from, in words."""
        found = self.profile.limit(name, self.spec)
        return found.source if found else NOWHERE

    def scaled(self, source: T, unit: str, *lengths: float) -> T:
        """Where limits come from; of a file drawn smaller, what its lengths (mm or pt) are in print too."""
        scale = self.printed_scale
        if scale == 1:
            return source
        told = " / ".join(f"{length * scale:.4g} {unit}" for length in lengths)
        return source + T(
            f"；成品 {told}，文件按 1:{scale:g} 绘制", f"; {told} in print, the file is drawn at 1:{scale:g}"
        )

    @property
    def printed_scale(self) -> float:
        """How many times larger than the file the print is."""
        return self.spec.scale or 1.0

    def text(self) -> str:
        """All live text of the file, line by line."""
        return "\n".join(line.text for page in self.facts.pages for line in self.pages.lines(page.number))


class Rule:
    """A check. Subclasses say what they look for; the list of them is RULES, in the order they are read."""

    code: ClassVar[str]
    answers: ClassVar[tuple[str, ...]] = ()  # requirements
    item: ClassVar[str] = ""  # of the 24-item list
    name: ClassVar[T]
    sentence: ClassVar[T]
    needs_pixels: ClassVar[bool] = False
    needs_plates: ClassVar[bool] = False

    def look(self, it: Look) -> Iterable[Finding]:
        """The findings of a file."""
        raise NotImplementedError

    def finding(self, severity: Severity, says: T, todo: T, **more: Any) -> Finding:
        return Finding(self.code, severity, says, todo, **more)


RULES: dict[str, Rule] = {}


def rule(kind: type[Rule]) -> type[Rule]:
    """Put a rule on the list. Raises ValueError where its code is taken."""
    if kind.code in RULES:
        raise ValueError(f"rule {kind.code} stands twice")
    RULES[kind.code] = kind()
    return kind


def seen(it: Look) -> Iterator[tuple[PageFacts, Painted]]:
    """Every object that is painted and seen, with its page."""
    for page in it.facts.pages:
        for one in page.painted:
            yield page, one


def gathered(objects: list[Painted]) -> dict[str, Any]:
    """The place of a finding about several objects: their common box, each box, their number."""
    box = objects[0].box
    for one in objects[1:]:
        box = box.join(one.box)
    return {"box": box, "boxes": tuple(one.box for one in objects[:MOST_BOXES]), "count": len(objects)}


def inside(page: PageFacts, one: Painted) -> bool:
    """Whether any of it falls on the finished page; marks and slugs outside the trim do not."""
    return page.finished.touches(one.box)


def times(count: int) -> T:
    """“, n places” where there are several."""
    return T(f"，共 {count} 处", f", {count} places") if count > 1 else T("", "")
