"""The process in which one file's pictures are made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aedesk.kit.apart import serve

from .kinds import CLAIMS
from .limits import NoPicture
from .making import kind_of_file


def look(path: Path, ending: str, folder: Path) -> dict[str, Any]:
    """Make the pictures. Raises NoPicture."""
    if not path.stat().st_size:
        raise NoPicture("empty")
    kind = kind_of_file(path, ending)
    if not kind:
        raise NoPicture("damaged" if ending in CLAIMS else "unknown")
    if kind == "pdf":
        from . import documents

        return documents.shown(path, folder)
    if kind == "office":
        from . import documents

        return documents.office(path, ending, folder)
    from . import pictures

    return pictures.shown(path, folder)


def work(order: dict[str, Any]) -> dict[str, Any]:
    """What came of it, as data."""
    try:
        return {"state": "made", **look(Path(order["path"]), order["ending"], Path(order["folder"]))}
    except NoPicture as none:
        return {"state": "none", "reason": none.code}
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken file makes a library raise
        return {"state": "none", "reason": "damaged", "error": f"{type(error).__name__}: {error}"[:200]}


if __name__ == "__main__":
    serve(work)
