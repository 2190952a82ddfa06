"""A page with some of its layers switched on and the others off: what a person looks at to see what a layer holds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .drawing import png
from .facts import FileFacts
from .names import text_of
from .render import Pages


def draw(path: Path, facts: FileFacts, page: int, shown: set[str], target: Path) -> None:
    """Write a page of the PDF as PNG, with the layers of these names and no others; layers of one name go together."""
    with tempfile.TemporaryDirectory() as folder:
        switched = Path(folder) / "switched.pdf"
        switch(path, shown, switched)
        pages = Pages(switched, facts)
        try:
            target.write_bytes(png(pages.picture(page).pixels))
        finally:
            pages.close()


def switch(path: Path, shown: set[str], target: Path) -> None:
    """The PDF with one configuration left, in which these layers are on and the others off."""
    with pikepdf.open(path) as pdf:
        properties: Any = pdf.Root.get("/OCProperties")
        groups = [one for one in properties.get("/OCGs", []) if isinstance(one, Dictionary)] if properties else []
        for group in groups:
            _without(group, "/Usage")  # what a group says of itself would outdo the switch
        on = [one for one in groups if text_of(one.get("/Name", "")) in shown]
        off = [one for one in groups if text_of(one.get("/Name", "")) not in shown]
        if properties:
            properties["/D"] = Dictionary(BaseState=Name.ON, ON=Array(on), OFF=Array(off))
            _without(properties, "/Configs")
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def _without(thing: Any, key: str) -> None:
    if key in thing:
        del thing[key]
