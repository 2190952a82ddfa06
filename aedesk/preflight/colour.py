"""Colour spaces resolved to inks (ISO 32000-1, 8.6): what a colour lays on each plate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from . import inks
from .names import entry, said
from .tokens import Name

DEVICE = {
    "DeviceGray": "DeviceGray", "G": "DeviceGray", "CalGray": "CalGray",
    "DeviceRGB": "DeviceRGB", "RGB": "DeviceRGB", "CalRGB": "CalRGB",
    "DeviceCMYK": "DeviceCMYK", "CMYK": "DeviceCMYK", "CalCMYK": "DeviceCMYK",
    "Pattern": "Pattern", "Lab": "Lab",
}  # fmt: skip
COMPONENTS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4, "Lab": 3, "Pattern": 0}
DEFAULTS = {"DeviceGray": "DefaultGray", "DeviceRGB": "DefaultRGB", "DeviceCMYK": "DefaultCMYK"}
GRAY = ("DeviceGray", "CalGray")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as painted: its space's family and model (gray, rgb, cmyk, lab, spot, pattern), tints 0 to 1 by ink.

    `tints` is empty for RGB and Lab, whose separation the printer's profile decides; `rgb` then holds the values.
    """

    family: str
    model: str
    tints: tuple[tuple[str, float], ...] = ()
    rgb: tuple[float, ...] = ()
    inked: tuple[str, ...] = field(init=False, compare=False, repr=False)  # the inks it lays down at all

    def __post_init__(self) -> None:
        object.__setattr__(self, "inked", tuple([name for name, tint in self.tints if tint > 0.001]))

    @property
    def is_white(self) -> bool:
        """Paper white: no ink in any of its plates, or full light."""
        if self.model in ("rgb", "lab"):
            return all(value >= 0.999 for value in self.rgb)
        return self.model != "pattern" and not self.inked

    @property
    def total(self) -> float:
        """The sum of its tints; 3.0 is 300 %."""
        return sum(tint for _, tint in self.tints)

    def tint(self, ink: str) -> float:
        return next((tint for name, tint in self.tints if name == ink), 0.0)


BLACK = Colour("DeviceGray", "gray", (("Black", 1.0),))


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: family, number of components, the plates it addresses, and what it stands on."""

    family: str
    components: int
    names: tuple[str, ...] = ()
    base: Space | None = None
    palette: tuple[tuple[float, ...], ...] = ()
    alternate: str = field(default="", compare=False)

    @property
    def model(self) -> str:
        if self.family in ("Separation", "DeviceN"):
            return "spot" if any(map(inks.is_spot, self.names)) or inks.ALL in self.names else "cmyk"
        if self.family == "Indexed" and self.base:
            return self.base.model
        if self.family == "Pattern":
            return "pattern"
        return "lab" if self.family == "Lab" else {1: "gray", 3: "rgb", 4: "cmyk"}.get(self.components, "rgb")

    @property
    def plates(self) -> tuple[str, ...]:
        """The inks this space can lay down."""
        if self.family == "Indexed" and self.base:
            return self.base.plates
        if self.names:
            return tuple(name for name in self.names if name != inks.NONE)
        return {"gray": ("Black",), "cmyk": inks.PROCESS}.get(self.model, ())

    def first(self) -> list[float]:
        """The components a space begins with (8.6.4 to 8.6.6): full ink where it names inks, black in DeviceCMYK, else 0."""
        if self.names:
            return [1.0] * self.components
        return [0.0, 0.0, 0.0, 1.0] if self.family == "DeviceCMYK" else [0.0] * self.components

    def start(self) -> Colour:
        """The colour a space begins with."""
        return self.colour(self.first())

    def colour(self, values: list[float]) -> Colour:
        """The colour of these components; missing ones count as 0."""
        if self.family == "Indexed" and self.base:
            index = int(values[0]) if values else 0
            entry = self.palette[max(0, min(index, len(self.palette) - 1))] if self.palette else ()
            return self.base.colour(list(entry))
        given = [min(max(value, 0.0), 1.0) for value in [*values, *[0.0] * self.components][: self.components]]
        if self.names:
            pairs = tuple(pair for pair in zip(self.names, given, strict=False) if pair[0] != inks.NONE)
            return Colour(self.family, self.model, pairs)
        if self.model == "gray":
            return Colour(self.family, "gray", (("Black", round(1 - given[0], 6)),))
        if self.model == "cmyk":
            return Colour(self.family, "cmyk", tuple(zip(inks.PROCESS, given, strict=False)))
        return Colour(self.family, self.model, (), tuple(given))


def device(family: str) -> Space:
    return Space(family, COMPONENTS[family])


class Spaces:
    """Resolves the colour spaces of one file; each object once."""

    def __init__(self) -> None:
        self._known: dict[Any, Space] = {}
        self.known: set[Space] = set()

    def find(self, named: Any, resources: Any, depth: int = 0) -> Space:
        """The space of a name or array; what cannot be made out counts as DeviceGray."""
        if depth > 8 or named is None:
            return device("DeviceGray")
        if isinstance(named, Name | str | pikepdf.Name):
            return self._named(said(named), resources, depth)
        key = getattr(named, "objgen", (0, 0))
        if key != (0, 0) and key in self._known:
            return self._known[key]
        try:
            found = self._array(named, resources, depth)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError, pikepdf.PdfError):
            found = device("DeviceGray")
        if key != (0, 0):
            self._known[key] = found
        self.known.add(found)
        return found

    def _named(self, named: str, resources: Any, depth: int) -> Space:
        listed = resources.get("/ColorSpace") if resources is not None else None
        family = DEVICE.get(named)
        if family is None:
            return self.find(entry(listed, named) if listed is not None else None, resources, depth + 1)
        default = listed.get(f"/{DEFAULTS[family]}") if listed is not None and family in DEFAULTS else None
        return self.find(default, None, depth + 1) if default is not None else device(family)

    def _array(self, array: Any, resources: Any, depth: int) -> Space:
        if isinstance(array, pikepdf.Dictionary | pikepdf.Stream):
            return device("DeviceGray")
        family = str(array[0]).lstrip("/")
        if family == "ICCBased":
            return Space("ICCBased", int(array[1].N))
        if family in ("Separation", "DeviceN"):
            listed = [array[1]] if family == "Separation" else list(array[1])
            found = tuple(inks.tidy(said(one)) for one in listed)
            alternate = self.find(array[2], resources, depth + 1).family
            return Space(family, len(found), found, alternate=alternate)
        if family in ("Indexed", "I"):
            base = self.find(array[1], resources, depth + 1)
            return Space("Indexed", 1, base=base, palette=_palette(array[3], base.components))
        if family == "Pattern":
            return Space("Pattern", 0, base=self.find(array[1], resources, depth + 1) if len(array) > 1 else None)
        return device(DEVICE[family])


def _palette(lookup: Any, components: int) -> tuple[tuple[float, ...], ...]:
    raw = lookup if isinstance(lookup, bytes) else _bytes_of(lookup)
    rows = (raw[at : at + components] for at in range(0, len(raw), max(components, 1)))
    return tuple(tuple(byte / 255 for byte in row) for row in rows)


def _bytes_of(lookup: Any) -> bytes:
    return lookup.read_bytes() if isinstance(lookup, pikepdf.Stream) else bytes(lookup)
