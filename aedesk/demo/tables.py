"""The story's facts as tables: CSV and TOML files in `data`, open to anybody with a spreadsheet."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table, every cell a text."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tree(name: str) -> dict[str, Any]:
    """A nested table."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
