"""How the samples are built: one fault each, everything else in order."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Encryption, Name, String
from PIL import Image

from . import press
from .press import FILLED, Sheet, overprint, put, rect, words

Build = Callable[[Path], Path]
Order = dict[str, Any]


def raw(content: str, **more: Any) -> Build:
    """A one-page file of this content; fonts, spaces … as `Sheet.page` takes them, or as functions of the sheet."""
    size = {key: more.pop(key) for key in ("width", "height", "bleed", "margin", "trim") if key in more}

    def build(path: Path) -> Path:
        sheet = Sheet(**size)
        tables = {key: value(sheet) if callable(value) else value for key, value in more.items()}
        return sheet.page(content, **tables).save(path)

    return build


def pages(*contents: str, **more: Any) -> Build:
    def build(path: Path) -> Path:
        sheet = Sheet(**more)
        for content in contents:
            sheet.page(content)
        return sheet.save(path)

    return build


def said(*lines: str, size: float = 10, **more: Any) -> Build:
    """Live text, one line under the other."""
    return lambda path: words(path, [[(8, 15 + n * 5, size, one) for n, one in enumerate(lines)]], **more)


def folios(*numbers: int) -> Build:
    return lambda path: words(path, [[(20, 30, 10, "正文在这里"), (48, 75, 8, str(n))] for n in numbers])


def spots(**names: str) -> Callable[[Sheet], Any]:
    return lambda sheet: {key: sheet.spot(name) for key, name in names.items()}


def one_image(width: int, height: int, model: str = "CMYK", bits: int = 8) -> Callable[[Sheet], Any]:
    return lambda sheet: {"Im": sheet.image(width, height, model, bits)}


def hidden(hide: bool) -> Build:
    def build(path: Path) -> Path:
        sheet = Sheet()
        group = sheet.layer("备用价格", hidden=hide)
        return sheet.page(
            FILLED + "/OC /L BDC 1 0 0 0 k " + rect(10, 10, 20, 20) + "EMC", properties={"L": group}
        ).save(path)

    return build


def intent(space: bytes) -> Build:
    def build(path: Path) -> Path:
        sheet = Sheet().page(FILLED)
        profile = sheet.pdf.make_stream(b"\0" * 16 + space + b"\0" * 108, N=4)
        sheet.pdf.Root.OutputIntents = Array(
            [
                sheet.pdf.make_indirect(
                    Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"), DestOutputProfile=profile)
                )
            ]
        )
        return sheet.save(path)

    return build


def locked(path: Path) -> Path:
    return Sheet().page(FILLED).save(path, encryption=Encryption(owner="secret", user=""))


def noted(kind: str, flags: int) -> Build:
    def build(path: Path) -> Path:
        sheet = Sheet()
        look = sheet.form("1 0 0 0 k 0 0 20 20 re f")
        note = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([30, 30, 60, 60]), F=flags, AP=Dictionary(N=look)
        )
        return sheet.page(FILLED, Annots=Array([note])).save(path)

    return build


def see_through(space: Any) -> Build:
    states = {"G": Dictionary(ca=0.5)}
    return raw(
        FILLED + "/G gs 1 0 0 0 k " + rect(20, 20, 30, 30),
        states=states,
        Group=Dictionary(S=Name.Transparency, CS=space),
    )


def coded(url: str, side: float = 20) -> Build:
    def build(path: Path) -> Path:
        sheet = Sheet()
        return sheet.page(
            FILLED + "0 0 0 0 k " + rect(20, 20, side + 8, side + 8) + put("Q", 24, 24, side, side),
            objects={"Q": press.placed_png(sheet, press.qr(url))},
        ).save(path)

    return build


def flat(low: int, high: int) -> Build:
    def build(path: Path) -> Path:
        sheet = Sheet()
        data = bytes(low + (n % 300) * (high - low) // 300 for n in range(300 * 200))
        image = sheet.pdf.make_stream(
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=300,
            Height=200,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
        return sheet.page(put("Im", 20, 20, 60, 40), objects={"Im": image}).save(path)

    return build


def damaged(path: Path) -> Path:
    Sheet().page(FILLED).save(path)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"startxref")])
    return path


def two_sizes(path: Path, second: float) -> Path:
    sheet = Sheet().page(FILLED)
    sheet.width = second
    return sheet.page(FILLED).save(path)


def photographed(quality: int, *, keep: float = 1.0, tail: bytes = b"") -> Build:
    """A JPEG placed at 300 ppi; `keep` is the share of its bytes that is there, `tail` follows it."""

    def build(path: Path) -> Path:
        sheet, out = Sheet(), io.BytesIO()
        Image.linear_gradient("L").resize((472, 354)).convert("CMYK").save(out, "JPEG", quality=quality)
        data = out.getvalue()
        image = sheet.pdf.make_stream(
            data[: int(len(data) * keep)] + tail, Type=Name.XObject, Subtype=Name.Image, Width=472, Height=354,
            ColorSpace=Name.DeviceCMYK, BitsPerComponent=8, Filter=Name.DCTDecode,
        )  # fmt: skip
        return sheet.page(put("Im", 20, 20, 40, 30), objects={"Im": image}).save(path)

    return build


def foiled(x: float) -> Build:
    """A foil plate at `x` mm over a shape of its size at 20 mm."""
    return raw(
        "1 0 0 0 k " + rect(20, 20, 30, 10) + "/O gs /F cs 1 scn " + rect(x, 20, 30, 10),
        spaces=spots(F="烫金"), states={"O": overprint()},
    )  # fmt: skip
