"""A page drawn with the layers a person wants to see, whatever the file or the layer itself says about them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from aedesk.kit.apart import Fence
from aedesk.preflight import runner
from aedesk.preflight.pdf import digest

from .press import Sheet, rect

PRICE, MAP = (20, 20), (60, 20)  # mm of the trim's lower left corner; 20 mm squares stand there


def layered(path: Path, *, usage: bool = False) -> Path:
    """A hidden black square (旧价格) and a shown one (区位图)."""
    sheet = Sheet()
    layers = {"P": sheet.layer("旧价格", hidden=True), "M": sheet.layer("区位图")}
    if usage:
        layers["P"].Usage = Dictionary(View=Dictionary(ViewState=Name.OFF), Print=Dictionary(PrintState=Name.OFF))
    squares = "".join(f"/OC /{code} BDC 0 0 0 1 k {rect(*at, 20, 20)}EMC " for code, at in (("P", PRICE), ("M", MAP)))
    return sheet.page(squares, properties=layers).save(path)


def drawn(path: Path, folder: Path, *shown: str) -> list[bool]:
    """Whether each square is there in the picture of the page with these layers."""
    target = folder / "page.png"
    assert runner.layers(
        path, 1, shown, target, fence=Fence(seconds=20), cache=folder / "kept", sha256=digest(path)
    )  # fmt: skip
    pixels = np.asarray(Image.open(target).convert("L"))
    k = pixels.shape[1] / 106
    return [bool(pixels[round((83 - y - 10) * k), round((x + 3 + 10) * k)] < 128) for x, y in (PRICE, MAP)]


@pytest.mark.parametrize("usage", [False, True])
def test_each_layer_is_seen_when_it_is_on_and_only_then(tmp_path: Path, usage: bool) -> None:
    path = layered(tmp_path / "261119.pdf", usage=usage)
    assert drawn(path, tmp_path) == [False, False]
    assert drawn(path, tmp_path, "旧价格") == [True, False]
    assert drawn(path, tmp_path, "旧价格", "区位图") == [True, True]


def test_what_cannot_be_drawn_leaves_no_picture(tmp_path: Path) -> None:
    (bad := tmp_path / "261119.pdf").write_bytes(b"%PDF-1.7 nothing")
    target = tmp_path / "page.png"
    assert not runner.layers(
        bad, 1, ["旧价格"], target, fence=Fence(seconds=20), cache=tmp_path / "kept", sha256=digest(bad)
    )
    assert not target.exists()
