"""PDF pages, and Office documents through LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from .limits import LARGE, OFFICE, PAGES, SHOWN, NoPicture
from .pictures import save

POINTS = 14_400  # a page larger than this is taken to be this large: 200 inches, Acrobat's own limit


def shown(path: Path, folder: Path) -> dict[str, Any]:
    """Write the first pages and tell how many there are, and the first one's size in points."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise NoPicture("locked" if "password" in str(error).lower() else "damaged") from None
    pages = len(document)
    if pages == 0:
        raise NoPicture("damaged")
    if pages > PAGES:
        raise NoPicture("pages")
    size = (0.0, 0.0)
    for number in range(min(pages, SHOWN)):
        try:
            page = document[number]
            wide, high = page.get_size()
            if number == 0:
                size = (wide, high)
            save(drawn(page, wide, high), folder, number + 1)
            page.close()
        except pdfium.PdfiumError:
            if number == 0:
                raise NoPicture("damaged") from None
            break
    return {"pages": pages, "width": round(size[0]), "height": round(size[1])}


def drawn(page: Any, wide: float, high: float) -> Any:
    longer = min(max(wide, high, 1.0), POINTS)
    if min(wide, high) <= 0:
        raise NoPicture("damaged")
    return (
        page.render(scale=LARGE / longer if longer == max(wide, high) else LARGE / max(wide, high))
        .to_pil()
        .convert("RGB")
    )


def office(path: Path, ending: str, folder: Path) -> dict[str, Any]:
    """A document of Word, Excel or PowerPoint as LibreOffice prints it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NoPicture("office")
    given, home = folder / f"document.{ending}", folder / "home"
    shutil.copyfile(path, given)
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={home.as_uri()}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(given),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=OFFICE.seconds * 2 / 3, check=True)
        return shown(folder / "document.pdf", folder)
    except (subprocess.SubprocessError, OSError):
        raise NoPicture("damaged") from None
    finally:
        given.unlink(missing_ok=True)
        shutil.rmtree(home, ignore_errors=True)
