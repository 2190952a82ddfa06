"""The rules, one small class each."""

from importlib import import_module

for part in (
    "files",
    "fonts",
    "colours",
    "overprints",
    "images",
    "lines",
    "layout",
    "jpegs",
    "sizes",
    "bleeds",
    "pages",
    "plates",
    "words",
    "basics",
    "codes",
):
    import_module(f"{__package__}.{part}")
