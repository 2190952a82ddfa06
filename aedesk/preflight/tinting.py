"""What a colour space lays on plates: as a PostScript calculator (ISO 32000-1, 7.10.5) and over the samples of an image."""

from __future__ import annotations

import numpy as np

from .colour import Space
from .inks import ALL, PROCESS
from .render import Pixels


def laid_by(space: Space) -> tuple[str, ...]:
    """The plates painting in a space touches: those it names; every process plate where it names none (table 148)."""
    if space.family == "Indexed" and space.base is not None:
        return laid_by(space.base)
    return space.plates if space.names else PROCESS


def gray_function(space: Space, plates: tuple[str, ...]) -> str:
    """A PostScript calculator from the space's components to each plate's gray; 1 is paper."""
    count = space.components
    *first, last = [_steps(space, plate) for plate in plates]
    rows = [f"{count} copy {steps} {count + 1} 1 roll" for steps in first]
    return "{" + " ".join([*rows, last]).strip() + "}"


def _steps(space: Space, plate: str) -> str:
    count = space.components
    paper = " ".join(["pop"] * count) + " 1"
    at = _component(space, plate)
    if at is not None:
        return _pick(count, at)
    if space.model == "gray" and not space.names:
        return "" if plate == "Black" else paper
    if space.model == "lab":
        return "pop pop" if plate == "Black" else paper
    if space.model == "rgb" and plate in PROCESS:
        return _from_rgb(plate)
    return paper


def _component(space: Space, plate: str) -> int | None:
    """Which component is the plate's ink; None where none is."""
    if space.names:
        return next((n for n, name in enumerate(space.names) if name in (plate, ALL)), None) if plate else None
    return PROCESS.index(plate) if space.model == "cmyk" and plate in PROCESS else None


def _pick(count: int, at: int) -> str:
    """1 less the component at a place."""
    below = " ".join(["pop"] * (count - 1 - at))
    above = " ".join(["exch pop"] * at)
    return f"{below} {above} 1 exch sub".strip()


def _from_rgb(plate: str) -> str:
    """Full gray component replacement: K = 1 - max, C = (max - r) / max and so on; an estimate within 10 to 20 points."""
    largest = "2 index 2 index 2 index 2 copy lt {exch} if pop 2 copy lt {exch} if pop"
    if plate == "Black":
        return f"{largest} 4 1 roll pop pop pop"
    keep = {"Cyan": "3 index", "Magenta": "2 index", "Yellow": "1 index"}[plate]
    return f"{largest} dup 0.001 lt {{pop 1}} {{{keep} exch div}} ifelse 4 1 roll pop pop pop"


def gray_samples(space: Space, plate: str, samples: Pixels) -> Pixels | None:
    """The plate's gray of an image's samples (rows × columns × components, 0 to 255); None where all of it is paper."""
    at = _component(space, plate)
    if at is not None:
        return np.asarray(255 - samples[:, :, at], np.uint8)
    if space.model == "gray" and not space.names:
        return samples[:, :, 0] if plate == "Black" else None
    if space.model == "lab":
        return samples[:, :, 0] if plate == "Black" else None
    if space.model == "rgb" and plate in PROCESS:
        return _of_rgb(plate, samples)
    return None


def _of_rgb(plate: str, samples: Pixels) -> Pixels:
    """As `_from_rgb`."""
    largest = samples.max(axis=2)
    if plate == "Black":
        return np.asarray(largest, np.uint8)
    light = samples[:, :, PROCESS.index(plate)].astype(np.uint16) * 255
    return np.where(largest == 0, 255, light // np.maximum(largest, 1)).astype(np.uint8)
