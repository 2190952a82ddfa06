"""A PDF read into facts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from aedesk.kit.text import T

from . import imaging as imaging
from . import painting as painting
from . import texting as texting
from .boxes import move_trim, page_facts, trim_by_marks
from .errors import TooMuch, Unreadable
from .facts import FileFacts, PageFacts
from .inks import ALL, NONE, is_spot
from .interpreter import Interpreter
from .patterns import draw_annotations
from .sources import STANDARD, Limits, Resources, Source

DAMAGED = T(
    "文件损坏，打不开：{why}。请重新导出 PDF 再传。",
    "The file is damaged and cannot be opened: {why}. Export the PDF again.",
)
LOCKED = T("文件有打开密码。请导出不带密码的 PDF。", "The file needs a password to open. Export it without one.")


def read(path: Path, limits: Limits = STANDARD) -> FileFacts:
    """All facts of a PDF. Raises Unreadable where it is damaged or locked, TooMuch beyond the limits."""
    pdf = open_pdf(path)
    with pdf:
        made = FileFacts(digest(path), path.stat().st_size, "pdf", pdf.pdf_version, is_encrypted=pdf.is_encrypted)
        made.problems += [_without(path, one) for one in pdf.get_warnings()[:20]]
        source = Source(pdf, limits)
        for page in pages(pdf, source, limits):
            made.pages.append(page)
        made.layers = source.layers.by_name
        made.spots = _spots(source, made)
        _outer(pdf, made)
    return made


def open_pdf(path: Path) -> pikepdf.Pdf:
    """Open a PDF. Raises Unreadable with a verdict that says what to do."""
    try:
        return pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Unreadable(LOCKED, "locked") from None
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise Unreadable(DAMAGED.format(why=_without(path, error).split("\n")[0][:120])) from error


def _without(path: Path, says: Any) -> str:
    """A warning without the file's place on the server."""
    return re.sub(r"^[:\s]+", "", str(says).replace(str(path), ""))[:200]


def pages(pdf: pikepdf.Pdf, source: Source, limits: Limits) -> Iterator[PageFacts]:
    """Each page's facts in order. Raises TooMuch where there are more pages than the limit."""
    count = len(pdf.pages)
    if count > limits.pages:
        raise TooMuch(
            T(
                f"文件有 {count:,} 页，最多读 {limits.pages:,} 页。",
                f"The file has {count:,} pages; {limits.pages:,} at most are read.",
            )
        )
    for number, page in enumerate(pdf.pages, 1):
        yield read_page(page, number, source)


def read_page(page: pikepdf.Page, number: int, source: Source) -> PageFacts:
    """One page: its boxes, then whatever its contents and annotations paint."""
    made = page_facts(page.obj, number)
    made.label = _label(page)
    group = page.obj.get("/Group")
    made.blend_space = str(group.get("/CS", "")) if isinstance(group, pikepdf.Dictionary) else ""
    it = Interpreter(source, made)
    it.resources = Resources(resources_of(page.obj))
    it.run(contents_of(page.obj.get("/Contents"), made.faults), None)
    draw_annotations(it, page.obj)
    if made.trim_from == "MediaBox" and (found := trim_by_marks(made)) is not None:
        move_trim(made, found, "marks")
    return made


def _label(page: pikepdf.Page) -> str:
    try:
        return page.label
    except (ValueError, pikepdf.PdfError, RuntimeError):
        return ""


def contents_of(contents: Any, faults: list[str]) -> bytes:
    """A page's content streams as one; what cannot be unpacked is named among the faults and left out."""
    rows = list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
    found = []
    for one in rows:
        try:
            found.append(one.read_bytes())
        except (pikepdf.PdfError, AttributeError, ValueError) as error:
            faults.append(f"a content stream cannot be unpacked: {error}"[:200])
    return b"\n".join(found)


def resources_of(page: Any) -> Any:
    """A page's resources, inherited ones too."""
    node = page
    for _ in range(50):
        if "/Resources" in node:
            return node.Resources
        if "/Parent" not in node:
            break
        node = node.Parent
    return pikepdf.Dictionary()


def _spots(source: Source, made: FileFacts) -> dict[str, str]:
    """Spot inks that the file's pages lay down or could, with the space each falls back to."""
    known = {name: space.alternate for space in source.spaces.known for name in space.names if is_spot(name)}
    used = {name: known.get(name, "") for name in made.inks if is_spot(name)}
    return {name: space for name, space in {**known, **used}.items() if name not in (ALL, NONE)}


def _outer(pdf: pikepdf.Pdf, made: FileFacts) -> None:
    """What stands beside the pages: output intent and scripts."""
    for intent in pdf.Root.get("/OutputIntents", []):
        told = (intent.get(key) for key in ("/OutputConditionIdentifier", "/OutputCondition", "/Info"))
        made.output_intent = next((str(one) for one in told if one is not None and str(one)), "")
        profile = intent.get("/DestOutputProfile")
        if isinstance(profile, pikepdf.Stream):
            made.output_space = profile.read_bytes()[16:20].decode("latin-1").strip()
    names = pdf.Root.get("/Names")
    made.has_script = (names is not None and "/JavaScript" in names) or str(pdf.Root.get("/OpenAction", "")).find(
        "/JavaScript"
    ) >= 0


def digest(path: Path) -> str:
    """The file's sha256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
