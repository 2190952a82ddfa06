"""What painting lays on a set of plates, and where it leaves them alone (ISO 32000-1, 8.6.7 and table 148)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .colour import Space, device
from .inks import ALL
from .tinting import laid_by

Plates = tuple[str, ...]


class MixedError(Exception):
    """Painting changes some of the plates drawn together and leaves others alone: they must be drawn one by one."""


@dataclass(frozen=True, slots=True)
class Side:
    """The colour of fills or of strokes: its space, the tints on the plates looked at, and whether it overprints."""

    space: Space = field(default_factory=lambda: device("DeviceGray"))
    lays: tuple[bool, ...] | None = None  # by plate; None lays on all of them
    tints: tuple[float, ...] = ()
    overprints: bool = False

    def leaves_alone(self, opm: int) -> bool:
        """Whether painting leaves the plates as they are: it overprints without such an ink, or with none of it in mode 1.

        Raises MixedError where the plates differ.
        """
        if not self.overprints or self.lays is None:
            return False
        by_tint = opm == 1 and self.space.family == "DeviceCMYK"
        alone = {not lays or (by_tint and tint == 0) for lays, tint in zip(self.lays, self.tints, strict=True)}
        if len(alone) > 1:
            raise MixedError
        return alone == {True}


def coloured(side: Side, space: Space, values: list[float], plates: Plates) -> Side:
    """The same side with another colour."""
    base = space.base if space.family == "Pattern" else space
    if base is None or base.family == "Pattern":  # a pattern's own content says what it lays
        return replace(side, space=space, lays=None, tints=())
    colour = base.colour(values)
    return replace(side, space=space, lays=lays_on(base, plates), tints=tuple(colour.tint(plate) for plate in plates))


def lays_on(space: Space, plates: Plates) -> tuple[bool, ...]:
    """On which of the plates a colour space lays ink, be it none."""
    laid = laid_by(space)
    return tuple(plate in laid or ALL in laid for plate in plates)


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours, overprint mode and text rendering mode of a graphics state."""

    fill: Side = field(default_factory=Side)
    stroke: Side = field(default_factory=Side)
    opm: int = 0
    mode: int = 0

    def side(self, *, stroke: bool) -> Side:
        return self.stroke if stroke else self.fill

    def having(self, side: Side, *, stroke: bool) -> Ink:
        return replace(self, stroke=side) if stroke else replace(self, fill=side)

    def alone(self, *, fills: bool, strokes: bool) -> tuple[bool, bool]:
        """Whether the fill and the stroke of one painting leave the plates alone."""
        return fills and self.fill.leaves_alone(self.opm), strokes and self.stroke.leaves_alone(self.opm)


def started(plates: Plates) -> Ink:
    """What a page and a pattern begin with: black in DeviceGray, no overprint."""
    side = coloured(Side(), device("DeviceGray"), [0.0], plates)
    return Ink(side, side)
