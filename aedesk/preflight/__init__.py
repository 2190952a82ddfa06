"""Reads artwork (PDF, image) into facts and judges them against an ordered spec; knows neither Django nor the desk.

    from aedesk import preflight
    verdict = preflight.check("261119开盘报纸.pdf", preflight.load(Path("order.toml")))

Names are fetched when asked for: a web process that only starts checks need not hold what reads pictures.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checking import Verdict, check
    from .errors import Unreadable
    from .findings import Finding, Severity
    from .spec import BadSpec, Spec, load

ROOMS = {
    "Verdict": "checking", "check": "checking", "Unreadable": "errors", "Finding": "findings", "Severity": "findings",
    "BadSpec": "spec", "Spec": "spec", "load": "spec",
}  # fmt: skip
__all__ = ["BadSpec", "Finding", "Severity", "Spec", "Unreadable", "Verdict", "check", "load"]


def __getattr__(name: str) -> Any:
    if name not in ROOMS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{ROOMS[name]}"), name)
