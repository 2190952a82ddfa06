"""The process in which one file is read and judged, or two are compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aedesk.kit.apart import serve


def progress(code: str, done: int, all_: int) -> None:
    print(code, done, all_, flush=True)


def work(order: dict[str, Any]) -> dict[str, Any]:
    """Check the file, compare it with another, or draw a page's layers; what cannot be read is a verdict."""
    from aedesk.preflight import runner
    from aedesk.preflight.errors import Unreadable

    path = Path(order["path"])
    asked = _compared if order.get("before") else _layered if order.get("target") else _checked
    try:
        return asked(path, order)
    except Unreadable as error:
        return runner.unreadable(path, error.says, error.code)


def _checked(path: Path, order: dict[str, Any]) -> dict[str, Any]:
    from aedesk.preflight import checking, picturing, telling
    from aedesk.preflight.keeping import kept
    from aedesk.preflight.spec import from_table

    specs = [from_table({name: value for name, value in one.items() if value is not None}) for one in order["specs"]]
    with_plates, cache = order["with_plates"], Path(order["cache"] or "kept")
    verdict = checking.check(
        path, specs, with_plates=with_plates, name=order["name"], progress=progress, cache=cache, sha256=order["sha256"]
    )
    made = telling.told(verdict)
    if order["folder"] and verdict.facts is not None:
        keep, folder = kept(cache, verdict.facts.sha256), Path(order["folder"])
        made["pictures"] = picturing.draw(
            path, verdict.facts, made["findings"], folder, with_plates=with_plates, keep=keep
        )
    return made


def _compared(path: Path, order: dict[str, Any]) -> dict[str, Any]:
    from aedesk.preflight import comparing, telling

    return telling.compared(comparing.compare(Path(order["before"]), path))


def _layered(path: Path, order: dict[str, Any]) -> dict[str, Any]:
    from aedesk.preflight import layering
    from aedesk.preflight.reading import kept_facts

    facts, _ = kept_facts(path, Path(order["cache"]), order["sha256"])
    layering.draw(path, facts, order["page"], set(order["shown"]), Path(order["target"]))
    return {"says": None}


if __name__ == "__main__":
    serve(work)
