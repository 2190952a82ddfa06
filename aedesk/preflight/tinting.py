"""What a colour space lays on one plate, as a PostScript calculator (ISO 32000-1, 7.10.5)."""

from __future__ import annotations

from .colour import Space
from .inks import ALL, PROCESS


def gray_function(space: Space, plate: str) -> str:
    """A PostScript calculator from the space's components to the plate's gray; 1 is paper."""
    count = space.components
    drop = " ".join(["pop"] * count)
    if space.names:
        at = next((n for n, name in enumerate(space.names) if name in (plate, ALL)), None)
        return _pick(count, at) if at is not None else f"{{{drop} 1}}"
    if space.model == "cmyk":
        return _pick(4, PROCESS.index(plate)) if plate in PROCESS else f"{{{drop} 1}}"
    if space.model == "gray":
        return "{}" if plate == "Black" else "{pop 1}"
    if plate not in PROCESS:
        return f"{{{drop} 1}}"
    return _from_rgb(plate)


def laid_by(space: Space) -> tuple[str, ...]:
    """The plates a space lays ink on; RGB and Lab reach every process plate."""
    return PROCESS if space.model in ("rgb", "lab") else space.plates


def _pick(count: int, at: int) -> str:
    """1 less the component at a place."""
    below = " ".join(["pop"] * (count - 1 - at))
    above = " ".join(["exch pop"] * at)
    return "{" + f"{below} {above} 1 exch sub".strip() + "}"


def _from_rgb(plate: str) -> str:
    """Full gray component replacement: K = 1 - max, C = (max - r) / max and so on; an estimate within 10 to 20 points."""
    largest = "2 index 2 index 2 index 2 copy lt {exch} if pop 2 copy lt {exch} if pop"
    if plate == "Black":
        return "{" + f"{largest} 4 1 roll pop pop pop" + "}"
    keep = {"Cyan": "3 index", "Magenta": "2 index", "Yellow": "1 index"}[plate]
    return "{" + f"{largest} dup 0.001 lt {{pop 1}} {{{keep} exch div}} ifelse 4 1 roll pop pop pop" + "}"
