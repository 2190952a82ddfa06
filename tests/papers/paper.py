"""A printed paper as a reader meets it: its words, its fonts, its size and the dots of its code (by poppler)."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler (poppler-utils)")


def _asked(pdf: bytes, program: str, *options: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        tail = ["-"] if program == "pdftotext" else []
        return subprocess.run([program, *options, str(path), *tail], capture_output=True, check=True).stdout


def words(pdf: bytes) -> str:
    """The text in reading order, with the spaces and breaks of the layout taken out."""
    text = _asked(pdf, "pdftotext", "-raw").decode()
    return re.sub(r"[\s\u200b]+", "", text)


def pages(pdf: bytes) -> list[str]:
    """The text of each page as it stands."""
    return _asked(pdf, "pdftotext", "-layout").decode().split("\f")[:-1]


def fonts(pdf: bytes) -> list[tuple[str, bool]]:
    """Each font's name, and whether it is embedded."""
    lines = _asked(pdf, "pdffonts").decode().splitlines()[2:]
    return [(line.split()[0], line.split()[-5] == "yes") for line in lines]


def about(pdf: bytes) -> str:
    """What pdfinfo says: title, page size, number of pages."""
    return _asked(pdf, "pdfinfo").decode()


def dark(pdf: bytes) -> list[list[bool]]:
    """The first page's upper right corner at 300 dots to the inch: where it is dark."""
    corner = ("-x", "1900", "-y", "140", "-W", "580", "-H", "300")
    image = _asked(pdf, "pdftoppm", "-r", "300", "-gray", "-f", "1", "-l", "1", *corner)
    width, height = (int(word) for word in image.split(maxsplit=3)[1:3])
    pixels = image[-width * height :]
    return [[dot < 128 for dot in pixels[n : n + width]] for n in range(0, len(pixels), width)]


def code(pdf: bytes, modules: int) -> list[list[bool]]:
    """The modules of the QR code printed there, read from the middle of each."""
    rows = dark(pdf)
    ys = [y for y, row in enumerate(rows) if any(row)]
    xs = [x for x in range(len(rows[0])) if any(row[x] for row in rows)]
    top, left, step = ys[0], xs[0], (xs[-1] - xs[0] + 1) / modules
    return [
        [rows[int(top + (y + 0.5) * step)][int(left + (x + 0.5) * step)] for x in range(modules)]
        for y in range(modules)
    ]
