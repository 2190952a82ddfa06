"""The project's own source as tests read it: every file of ours, its syntax tree and its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HANZI = r"[\u4e00-\u9fff]"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def pythons(*folders: str) -> list[Path]:
    """Every Python file below these folders, without migrations."""
    return sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts)


def ours() -> list[Path]:
    return [*pythons("aedesk", "tools", "tests"), ROOT / "run.py", ROOT / "manage.py"]


def templates() -> list[Path]:
    return sorted((ROOT / "aedesk").rglob("*.html"))


def statics() -> list[Path]:
    """Our own scripts and styles; what others made stands in vendor/."""
    return sorted(
        p for p in (ROOT / "aedesk/doors/web/static/aedesk").rglob("*") if p.suffix in (".js", ".css", ".svg")
    )


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def functions() -> Iterator[tuple[Path, Function]]:
    """Every function and method of ours with its file."""
    for path in ours():
        for node in ast.walk(tree(path)):
            if isinstance(node, Function):
                yield path, node


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a file, by its dotted name: `datetime.now`, `T`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def without_comments(template: str) -> str:
    return re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)


def literal(node: ast.expr) -> str:
    """The fixed words of a text or f-string; what is filled in stands as X."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    if isinstance(node, ast.BinOp):
        return literal(node.left) + literal(node.right)
    return ""
