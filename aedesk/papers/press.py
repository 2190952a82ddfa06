"""The press: typst sets a template and its data into an A4 PDF. What people wrote is data, never markup."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from aedesk.desk.errors import DeskError
from aedesk.kit.text import T

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
FACES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
TEMPLATES = {path.name: path.read_bytes() for path in sorted(HERE.glob("*.typ"))}

_one_at_a_time = threading.Lock()  # the compiler may not be entered twice


class NoFonts(DeskError):
    """The fonts have not been fetched: without them every hanzi would print as an empty box."""

    status, code = 503, "no_fonts"

    def __init__(self) -> None:
        super().__init__(
            T(
                "打印用的字体不在，请运行 python3 run.py 补齐。",
                "The fonts for printing are missing; run python3 run.py to fetch them.",
            )
        )


@cache
def _compiler() -> tuple[Any, tempfile.TemporaryDirectory[str]]:
    """A compiler whose whole world is an empty folder, and that folder, which goes with the process."""
    if not all((FONTS / face).exists() for face in FACES):
        raise NoFonts
    import typst  # 7 MB that a desk which prints nothing need not hold

    empty = tempfile.TemporaryDirectory(prefix="aedesk-press-")
    # With "/" as its root typst could read any file of the machine.
    world = typst.Compiler(
        root=empty.name, font_paths=[str(FONTS)], ignore_system_fonts=True, package_path=empty.name,
        package_cache_path=empty.name,
    )  # fmt: skip
    return world, empty


def press(template: str, data: dict[str, Any], at: datetime, pictures: dict[str, bytes] | None = None) -> bytes:
    """Set `<template>.typ` with its data; `at` becomes the document's date, `pictures` are files it may show.

    Raises NoFonts.
    """
    world, folder = _compiler()
    files: Any = {
        "main": f'#import "{template}.typ": sheet\n#sheet(json(bytes(sys.inputs.data)))'.encode(),
        **TEMPLATES,
    }
    with _one_at_a_time, _shown(Path(folder.name), pictures or {}):
        pdf = world.compile(
            files, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, timestamp=at.replace(microsecond=0)
        )
    return bytes(pdf)


@contextmanager
def _shown(folder: Path, pictures: dict[str, bytes]) -> Iterator[None]:
    """Pictures stand in the compiler's folder while it works: given as files they would have to be text."""
    try:
        for name, content in pictures.items():
            (folder / name).write_bytes(content)
        yield
    finally:
        for name in pictures:
            (folder / name).unlink(missing_ok=True)
