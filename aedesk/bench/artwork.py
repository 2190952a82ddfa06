"""How fast artwork is read and judged: a brochure of eight pages, a page of 350,000 operators; poppler beside it for scale."""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from aedesk.preflight import check
from aedesk.preflight.pdf import read
from aedesk.preflight.spec import from_table

MM = 72 / 25.4
WIDTH, HEIGHT, PAGES = 210, 285, 8
ORDER = {"width_mm": WIDTH, "height_mm": HEIGHT, "bleed_mm": 3, "pages": PAGES}


def run() -> Iterator[str]:
    """Lines to print; processor seconds, on one core."""
    with tempfile.TemporaryDirectory(prefix="aedesk-bench-") as folder:
        brochure, long = brochure_of(Path(folder, "261119楼书.pdf")), long_page(Path(folder, "261119长.pdf"))
        spec = from_table(ORDER)
        yield f"检查 artwork check, {PAGES} 页 pages, {brochure.stat().st_size / 1e6:.1f} MB (seconds of the processor, one core)"
        yield line("读 facts", took(lambda: read(brochure)), PAGES, 0.16)
        yield line("不分色 without plates", took(lambda: check(brochure, spec, with_plates=False)), PAGES, 2)
        yield line("全部 with plates", took(lambda: check(brochure, spec)), PAGES, 4)
        yield line("35 万个操作 350,000 operators", took(lambda: check(long, from_table({}), with_plates=False)), 1, 15)
        yield f"  内存 memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        if shutil.which("pdfimages"):
            yield line("poppler: pdfimages + pdffonts", poppler(brochure), PAGES, None)


def took(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def poppler(path: Path) -> float:
    """Wall seconds of poppler's two lists."""
    began = time.perf_counter()
    for words in (["pdfimages", "-list"], ["pdffonts"]):
        subprocess.run([*words, str(path)], capture_output=True, check=False)
    return time.perf_counter() - began


def line(name: str, seconds: float, pages: int, aim: float | None) -> str:
    mark = "" if aim is None else f"  < {aim:g} {'✓' if seconds < aim else '✗'}"
    return f"  {seconds:7.2f} s  {pages / max(seconds, 1e-6):8.1f} 页/s pages/s{mark}  {name}"


def brochure_of(path: Path) -> Path:
    """Outlined type, two pictures and a ground colour on each page; the same file every time."""
    dice, pdf = random.Random(8), pikepdf.new()
    image = pdf.make_stream(
        bytes(n % 251 for n in range(1100 * 740 * 4)), Type=Name.XObject, Subtype=Name.Image, Width=1100, Height=740,
        ColorSpace=Name.DeviceCMYK, BitsPerComponent=8,
    )  # fmt: skip
    for _ in range(PAGES):
        content = "0.1 0.05 0 0 k -20 -20 700 900 re f 0 0 0 1 k " + "".join(glyph(dice) for _ in range(500))
        content += "".join(
            f"q {90 * MM} 0 0 {60 * MM} {x * MM} {y * MM} cm /Im Do Q " for x, y in ((10, 10), (110, 100))
        )
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([-3 * MM, -3 * MM, (WIDTH + 3) * MM, (HEIGHT + 3) * MM]), TrimBox=Array([0, 0, WIDTH * MM, HEIGHT * MM]),
            Resources=Dictionary(XObject=Dictionary(Im=image)), Contents=pdf.make_stream(content.encode()),
        )  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(path)
    return path


def glyph(dice: random.Random) -> str:
    x, y = dice.uniform(40, 540), dice.uniform(60, 700)
    curves = " ".join(" ".join(f"{a + dice.uniform(0, 9):.2f}" for a in (x, y) * 3) + " c" for _ in range(6))
    return f"{x:.2f} {y:.2f} m {curves} h f "


def long_page(path: Path) -> Path:
    """A drawing of 350,000 operators."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(600, 800))
    content = "0 0 0 1 k " + "12.5 30.25 m 40 50.5 l 1 2 3 4 5 6 c h f\n" * 70_000
    pdf.pages[0].obj.Contents = pdf.make_stream(content.encode())
    pdf.save(path)
    return path
