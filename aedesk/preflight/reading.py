"""Any artwork file read into facts."""

from __future__ import annotations

from pathlib import Path

from aedesk.kit.text import T

from . import pdf, raster
from .coding import down, up
from .errors import Unreadable
from .facts import FileFacts
from .keeping import Keep, kept
from .pdf import digest
from .sources import STANDARD, Limits

EMPTY = T("文件是空的。请重新导出再传。", "The file is empty. Export it again.")
OTHERS = {
    b"%!PS": T("EPS/PS 文件。请导出 PDF。", "An EPS or PostScript file. Export it as PDF."),
    b"PK\x03\x04": T("压缩包或 Office 文件。请导出 PDF。", "An archive or Office file. Export it as PDF."),
    b"RIFF": T("CorelDRAW 文件。请导出 PDF。", "A CorelDRAW file. Export it as PDF."),
    b"<svg": T("SVG 文件。请导出 PDF。", "An SVG file. Export it as PDF."),
}


def kept_facts(path: Path, cache: Path | None, sha256: str = "", limits: Limits = STANDARD) -> tuple[FileFacts, Keep]:
    """A file's facts as a cache folder keeps them, else read and kept there; and whatever else is kept of it.

    With its `sha256` a file that was read before is not even opened. Raises Unreadable.
    """
    if cache is None or not (sha256 or path.exists()):
        return read(path, limits), Keep()
    keep = kept(cache, sha256 or digest(path))
    facts: FileFacts = keep.data("facts", lambda: read(path, limits), down, up)
    return facts, keep


def read(path: Path, limits: Limits = STANDARD) -> FileFacts:
    """The facts of a PDF or image; an Illustrator file counts as the PDF inside it.

    Raises Unreadable with a verdict in both languages.
    """
    if not path.exists():
        raise Unreadable(T(f"没有这个文件：{path.name}。", f"There is no such file: {path.name}."), "missing")
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise Unreadable(EMPTY, "empty")
    if b"%PDF-" in head:
        return pdf.read(path, limits)
    if (known := next((says for mark, says in OTHERS.items() if head.startswith(mark)), None)) is not None:
        raise Unreadable(known, "format")
    return raster.read(path)
