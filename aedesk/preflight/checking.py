"""A whole check: facts, then every rule against the order, in one verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aedesk.kit.text import T

from . import rules as rules
from .facts import FileFacts
from .findings import Finding, Severity, in_order
from .look import RULES, Look
from .placing import place
from .reading import kept_facts
from .render import Pages
from .rules.sizes import fits
from .sources import STANDARD, Limits
from .spec import Spec
from .verdicts import CLEAN, ERRORS, UNREADABLE, WARNINGS, Progress


@dataclass(slots=True)
class Verdict:
    """What a check found. `says` is the verdict where the file could not be read."""

    path: str
    spec: Spec
    facts: FileFacts | None = None
    findings: list[Finding] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)  # rules that broke on this file; never counted as passed
    says: T | None = None
    code: str = ""
    order: int = 0  # which of several orders it was judged by

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(str(one.severity) for one in self.findings))

    @property
    def exit_code(self) -> int:
        """0 clean, 1 warnings, 2 errors, 3 unreadable."""
        if self.says is not None:
            return UNREADABLE
        if self.counts.get(Severity.ERROR) or self.failed:
            return ERRORS
        return WARNINGS if self.counts.get(Severity.WARNING) else CLEAN


def check(
    path: Path | str, specs: Spec | Sequence[Spec] = (), *, limits: Limits = STANDARD, with_plates: bool = True,
    name: str = "", progress: Progress | None = None, cache: Path | None = None, sha256: str = "",
) -> Verdict:  # fmt: skip
    """Read a file and judge it in this process; `name` is what it is called where it is stored under another.

    Of several orders the first whose size fits is taken, else the first. What is read is kept in the folder `cache`
    under the file's `sha256`; a file that was read before is not opened again. Raises Unreadable; `runner.check` runs
    it apart, with limits.
    """
    file, orders = Path(path), [specs] if isinstance(specs, Spec) else list(specs) or [Spec()]
    facts, keep = kept_facts(file, cache, sha256, limits)
    pages = Pages(file, facts, keep)
    looks = [Look(file, facts, order, pages, with_plates, name or file.name) for order in orders]
    chosen = next((number for number, look in enumerate(looks) if fits(look)), 0)
    place(facts, orders[chosen])
    verdict = Verdict(name or file.name, orders[chosen], facts, order=chosen)
    _judge(looks[chosen], verdict, progress)
    return verdict


def _judge(look: Look, verdict: Verdict, progress: Progress | None) -> None:
    try:
        for number, (code, rule) in enumerate(RULES.items(), 1):
            if progress:
                progress(code, number, len(RULES))
            try:
                verdict.findings += rule.look(look)
            except MemoryError:
                raise
            except Exception as error:  # one rule that breaks must not hide what the others found
                verdict.failed.append(f"{code}: {type(error).__name__}: {error}"[:200])
    finally:
        look.pages.close()
    verdict.findings = in_order(verdict.findings)


def rules_of(item: str) -> list[str]:
    """The codes of the rules that answer an item of the 24-item list."""
    return [code for code, rule in RULES.items() if rule.item == item]


def about(code: str) -> Any:
    """A rule by its code. Raises KeyError."""
    return RULES[code]
