"""Makes small print files for the tests: raw PDF pages, pages with live Chinese text, images."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import segno
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

PT = 72 / 25.4
FONT = Path(__file__).parents[2] / "aedesk" / "papers" / "fonts" / "NotoSansSC-Regular.ttf"
# Plain, for a Dictionary belongs to the first file it is put in.
HELVETICA = {"F": {"/Type": Name.Font, "/Subtype": Name.Type1, "/BaseFont": Name.Helvetica}}
FILLED = "0.2 0.1 0 0 k -20 -20 900 1300 re f "


class Sheet:
    """A file under construction. Lengths in mm, origin in the trim's lower left corner, content in pt operators."""

    def __init__(
        self,
        width: float = 100,
        height: float = 80,
        bleed: float = 3,
        *,
        margin: float | None = None,
        trim: bool = True,
    ) -> None:
        self.pdf = pikepdf.new()
        self.width, self.height, self.bleed = width, height, bleed
        self.margin = bleed if margin is None else margin
        self.trim = trim

    def page(self, content: str | bytes, *, fonts: Any = None, spaces: Any = None, states: Any = None, objects: Any = None,
             patterns: Any = None, properties: Any = None, shadings: Any = None, **more: Any) -> Sheet:  # fmt: skip
        """Add a page; `mm` units are set up by the content itself (q 2.8346 …) through `mm()`."""
        resources = Dictionary()
        for key, table in (
            ("/Font", fonts),
            ("/ColorSpace", spaces),
            ("/ExtGState", states),
            ("/XObject", objects),
            ("/Pattern", patterns),
            ("/Properties", properties),
            ("/Shading", shadings),
        ):
            if table:
                resources[key] = Dictionary({f"/{name}": value for name, value in table.items()})
        m = self.margin
        media = [-m * PT, -m * PT, (self.width + m) * PT, (self.height + m) * PT]
        data = content.encode("latin-1") if isinstance(content, str) else content
        page = Dictionary(
            Type=Name.Page, MediaBox=Array(media), Resources=resources, Contents=self.pdf.make_stream(data)
        )
        if self.trim:
            page.TrimBox = Array([0, 0, self.width * PT, self.height * PT])
        for key, value in more.items():
            page[f"/{key}"] = value
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        return self

    def save(self, path: Path, **more: Any) -> Path:
        self.pdf.save(path, **more)
        return path

    # Things for resources

    def image(self, width: int = 200, height: int = 150, model: str = "CMYK", bits: int = 8) -> Any:
        """An image XObject of noise-free values."""
        space, count = {"CMYK": (Name.DeviceCMYK, 4), "RGB": (Name.DeviceRGB, 3), "Gray": (Name.DeviceGray, 1)}[model]
        size = (width + 7) // 8 * height if bits == 1 else width * height * count
        data = bytes((n * 37) % 200 for n in range(min(size, 4096))) * (size // min(size, 4096) + 1)
        return self.pdf.make_stream(
            data[:size],
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            ColorSpace=space,
            BitsPerComponent=bits,
        )

    def form(self, content: str, width: float = 100, height: float = 80, **more: Any) -> Any:
        """A form XObject of the page's size, in pt."""
        return self.pdf.make_stream(
            content.encode("latin-1"),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([-900, -900, 1800, 1800]),
            **more,
        )

    def spot(self, name: str, alternate: str = "0 exch 0 exch 0 exch 0 exch pop pop pop 0 0 0") -> Any:
        """A Separation space falling back to magenta."""
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0]), N=1)
        return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])

    def layer(self, name: str, *, hidden: bool = False) -> Any:
        """An optional content group of the file."""
        group = self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String(name)))
        if "/OCProperties" not in self.pdf.Root:
            self.pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(OFF=Array(), ON=Array()))
        self.pdf.Root.OCProperties.OCGs.append(group)
        if hidden:
            self.pdf.Root.OCProperties.D.OFF.append(group)
        return group


def overprint(on: bool = True, mode: int = 1) -> Any:
    """An ExtGState with overprint for fills and strokes."""
    return Dictionary(OP=on, op=on, OPM=mode)


def rect(x: float, y: float, width: float, height: float) -> str:
    """A filled rectangle, in mm."""
    return f"{x * PT:.4f} {y * PT:.4f} {width * PT:.4f} {height * PT:.4f} re f "


def line(x: float, y: float, length: float, width_mm: float) -> str:
    """A stroked horizontal line, in mm."""
    return f"{width_mm * PT:.6f} w {x * PT:.4f} {y * PT:.4f} m {(x + length) * PT:.4f} {y * PT:.4f} l S "


def put(name: str, x: float, y: float, width: float, height: float) -> str:
    """An image placed in mm."""
    return f"q {width * PT:.4f} 0 0 {height * PT:.4f} {x * PT:.4f} {y * PT:.4f} cm /{name} Do Q "


def text(says: str, x: float, y: float, size: float) -> str:
    """Live text in Helvetica (resource F), size in pt, place in mm."""
    return f"BT /F {size} Tf {x * PT:.4f} {y * PT:.4f} Td ({says}) Tj ET "


def words(
    path: Path,
    pages: list[list[tuple[float, float, float, str]]],
    *,
    width: float = 100,
    height: float = 80,
    bleed: float = 3,
    latin: str = "",
) -> Path:
    """Pages of live Chinese text: each line x, y (mm from the trim's upper left corner), size in pt, and what it says."""
    if "Sans" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Sans", str(FONT)))
    c = canvas.Canvas(str(path), pagesize=((width + 2 * bleed) * PT, (height + 2 * bleed) * PT), invariant=1)
    for lines in pages:
        c.setTrimBox((bleed * PT, bleed * PT, (width + bleed) * PT, (height + bleed) * PT))
        c.setFillColorCMYK(0, 0, 0, 1)
        for x, y, size, says in lines:
            c.setFont(latin if latin and says.isascii() else "Sans", size)
            c.drawString((x + bleed) * PT, (height + bleed - y) * PT, says)
        c.showPage()
    c.save()
    return path


def picture(
    path: Path, width_px: int, height_px: int, *, mode: str = "CMYK", ppi: float | None = 300, **more: Any
) -> Path:
    """An image file with a gradient, so that it looks like something."""
    image = Image.linear_gradient("L").resize((width_px, height_px)).convert(mode)
    image.save(path, **({"dpi": (ppi, ppi)} if ppi else {}), **more)
    return path


def qr(url: str, module_px: int = 8, *, border: int = 4) -> bytes:
    """A QR code as PNG bytes."""
    out = io.BytesIO()
    segno.make(url, error="m").save(out, kind="png", scale=module_px, border=border)
    return out.getvalue()


def placed_png(sheet: Sheet, png: bytes) -> Any:
    """A gray image XObject of a PNG."""
    image = Image.open(io.BytesIO(png)).convert("L")
    return sheet.pdf.make_stream(
        image.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )


def noise(path: Path) -> Path:
    """A photo-like CMYK picture that nears white in one corner."""
    image = Image.new("CMYK", (1240, 1016))
    draw = ImageDraw.Draw(image)
    for x in range(0, 1240, 4):
        draw.rectangle((x, 0, x + 4, 1016), fill=(x * 120 // 1240, 30, 10, 0))
    image.save(path, dpi=(300, 300))
    return path
