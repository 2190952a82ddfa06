"""What was read from a file, as plain data: pages, painted objects, fonts, inks, layers. Lengths in mm, sizes in pt."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import Any

from .colour import Colour
from .matrix import Box


@dataclass(slots=True)
class Placed:
    """An image as placed: pixels, effective ppi across and down, bits per component, colour model, filters.

    `key` is the same for every placing of one image; `plates` are the inks it can lay down.
    """

    key: str
    width_px: int
    height_px: int
    ppi_x: float
    ppi_y: float
    bits: int
    model: str
    family: str
    plates: tuple[str, ...]
    filters: tuple[str, ...] = ()
    is_mask: bool = False
    has_soft_mask: bool = False
    jpeg_quality: int = 0  # 1 to 100 as libjpeg counts it; 0 where it is no JPEG
    is_cut_short: bool = False

    @property
    def ppi(self) -> float:
        """The coarser of both directions."""
        return min(self.ppi_x, self.ppi_y)


@dataclass(slots=True)
class Words:
    """A piece of live text: font, effective size in pt, and what it says as far as the font tells."""

    font: str
    size_pt: float
    says: str
    mode: int = 0
    is_vertical: bool = False

    @property
    def is_unseen(self) -> bool:
        return self.mode in (3, 7)


@dataclass(slots=True)
class Painted:
    """One painted object. `box` is in mm from the trim's upper left corner, x to the right, y down.

    `what`: fill, stroke, text, image, shading. `place`: the path inside the file (form, pattern, type3, annotation).
    `width_mm` is the effective line width of a stroke; `thin_mm` the short side of a filled rectangle used as a line.
    """

    what: str
    box: Box
    colour: Colour | None = None
    overprints: bool = False
    opm: int = 0
    blend: str = "Normal"
    alpha: float = 1.0
    is_soft_masked: bool = False
    layer: str = ""
    is_hidden: bool = False
    place: str = ""
    width_mm: float | None = None
    thin_mm: float | None = None
    is_rectangle: bool = False  # a fill with four sides along the page
    image: Placed | None = None
    words: Words | None = None
    rank: int = 0  # order of painting on its page

    @property
    def is_transparent(self) -> bool:
        return self.alpha < 0.9995 or self.blend not in ("Normal", "Compatible") or self.is_soft_masked

    @property
    def inked(self) -> tuple[str, ...]:
        """The inks it can lay on paper."""
        return self.image.plates if self.image else self.colour.inked if self.colour else ()

    @property
    def model(self) -> str:
        """The colour model of its image or colour; "" where it has none."""
        return self.image.model if self.image else self.colour.model if self.colour else ""

    @property
    def line_mm(self) -> float | None:
        """The width of a line, drawn as a stroke or as a thin rectangle."""
        return self.width_mm if self.width_mm is not None else self.thin_mm


@dataclass(slots=True)
class FontUse:
    """A font used on a page. `kind` as in the file (Type1, TrueType, Type0, Type3 …)."""

    name: str
    kind: str
    is_embedded: bool
    is_subset: bool
    is_cjk: bool = False
    unknown: int = 0  # characters it cannot name
    place: str = ""
    is_hidden: bool = False


@dataclass
class PageFacts:
    """One page. `trim` and the other boxes are in pt as in the file; `trim_from` says which box served as trim."""

    number: int
    media: Box
    trim: Box
    trim_from: str
    crop: Box | None = None
    bleed: Box | None = None
    art: Box | None = None
    rotate: int = 0
    user_unit: float = 1.0
    label: str = ""
    blend_space: str = ""
    has_knockout: bool = False  # a group whose members take each other out (11.4.6): no viewer of ours draws it so
    objects: list[Painted] = field(default_factory=list)
    fonts: list[FontUse] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)
    operators: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the trim in mm, as seen (after rotation, times UserUnit)."""
        return self.seen_mm(self.trim)

    @property
    def unit_mm(self) -> float:
        """How many mm one unit of the page's own space is."""
        return self.user_unit * 25.4 / 72

    @property
    def finished(self) -> Box:
        """The trimmed page in mm, as boxes of objects are."""
        return Box(0.0, 0.0, self.trim.width * self.unit_mm, self.trim.height * self.unit_mm)

    def seen_mm(self, box: Box) -> tuple[float, float]:
        """Width and height of a box of the page in mm, as seen."""
        width, height = box.width * self.unit_mm, box.height * self.unit_mm
        return (height, width) if self.rotate in (90, 270) else (width, height)

    @cached_property
    def painted(self) -> list[Painted]:
        """What is painted and seen; hidden layers and unseen text left out."""
        return [one for one in self.objects if not one.is_hidden and not (one.words and one.words.is_unseen)]


@dataclass
class FileFacts:
    """A whole file: its digest, kind (pdf, jpeg, tiff, png, psd), version, pages and what stands beside them."""

    sha256: str
    size: int
    kind: str
    version: str = ""
    pages: list[PageFacts] = field(default_factory=list)
    layers: dict[str, bool] = field(default_factory=dict)  # name → seen in print
    spots: dict[str, str] = field(default_factory=dict)  # name → alternate space
    output_intent: str = ""
    output_space: str = ""  # CMYK, RGB, GRAY of its profile
    is_encrypted: bool = False
    has_script: bool = False
    problems: list[str] = field(default_factory=list)
    icc: str = ""  # images: the embedded profile's name

    @cached_property
    def inks(self) -> set[str]:
        """Every ink any seen object can lay down."""
        return {ink for page in self.pages for one in page.painted for ink in one.inked}


def plain(thing: Any) -> Any:
    """Facts as JSON knows them: dictionaries, lists, numbers; mm and pt rounded to a thousandth."""
    if isinstance(thing, float):
        return round(thing, 3)
    if isinstance(thing, tuple | list | set):
        return [plain(one) for one in (sorted(thing) if isinstance(thing, set) else thing)]
    if isinstance(thing, dict):
        return {str(key): plain(value) for key, value in thing.items()}
    if is_dataclass(thing):
        return {one.name: plain(getattr(thing, one.name)) for one in fields(thing)}
    return thing
