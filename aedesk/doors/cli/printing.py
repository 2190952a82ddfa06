"""aedesk print job|brief|contacts|receipt ID: a paper into a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from aedesk.desk.errors import InvalidInput
from aedesk.kit.text import T
from aedesk.papers.brief import creative_brief
from aedesk.papers.contacts import contact_sheet
from aedesk.papers.jobsheet import job_sheet
from aedesk.papers.receipt import receipt
from aedesk.papers.words import LANGUAGES

from . import targets

PAPERS = {"job": job_sheet, "brief": creative_brief, "contacts": contact_sheet, "receipt": receipt}


def add_to(words: Any) -> None:
    """Teach the command line the word."""
    asked = words.add_parser("print", help="打印 PDF · a paper as a PDF: aedesk print job 12 --lang both -o FILE")
    asked.add_argument("paper", choices=PAPERS)
    asked.add_argument(
        "target", help="工作单或签收单的编号或 id，或项目 id · number or id of the job or receipt, or id of the project"
    )
    asked.add_argument("--lang", dest="languages", choices=LANGUAGES, default="both", help="语言 · language")
    asked.add_argument("-o", dest="file", type=Path, help="写到哪个文件 · where to write it")


def print_paper(person: Any, options: argparse.Namespace) -> Path:
    """Write the paper; the file it went into. Raises InvalidInput where that cannot be written."""
    given = options.target
    by_number = {"job": targets.job, "brief": targets.job, "receipt": targets.receipt}
    named = "-" in given and options.paper in by_number
    target = by_number[options.paper](given, person) if named else targets.number("target", given)
    paper = PAPERS[options.paper](person, int(target or 0), options.languages)
    path: Path = options.file or Path(paper.name)
    try:
        path.write_bytes(paper.content)
    except OSError as trouble:
        raise InvalidInput(
            {"o": T(f"写不了 {path}：{trouble.strerror}", f"{path} cannot be written: {trouble.strerror}")}
        ) from trouble
    return path
