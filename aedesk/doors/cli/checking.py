"""aedesk check FILE…: print files judged against an order, from a spec file or a job number."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from aedesk.desk.checks.ordering import orders_of
from aedesk.desk.errors import InvalidInput
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.people.models import Person
from aedesk.kit import clock
from aedesk.kit.text import T, language
from aedesk.papers.artworkcheck import NAME, artwork_check
from aedesk.papers.words import LANGUAGES, bare, tongue
from aedesk.preflight import caching, runner
from aedesk.preflight.findings import SEVERITIES, Severity
from aedesk.preflight.profiles import PROFILES
from aedesk.preflight.spec import BadSpec, Spec, load

KINDS = (".pdf", ".ai", ".jpg", ".jpeg", ".tif", ".tiff", ".png", ".psd")
SIGNS = {"error": "✗", "warning": "!", "info": "·"}


def add_to(words: Any) -> None:
    """Teach the command line the word."""
    asked = words.add_parser(
        "check",
        help="检查印刷文件 · check print files: aedesk check a.pdf --spec order.toml; 0 clean, 1 warnings, 2 errors, 3 unreadable",
    )
    asked.add_argument("files", nargs="+", help="文件、文件夹或通配符 · files, folders or globs")
    order = asked.add_mutually_exclusive_group()
    order.add_argument("--spec", type=Path, help="规格 TOML/JSON · the order as TOML or JSON")
    order.add_argument("--job", help="按这张工作单 · by this job sheet's number")
    asked.add_argument("--profile", choices=PROFILES, help="印刷方式 · kind of printing")
    asked.add_argument("--no-plates", action="store_true", help="不分色（快） · without separations, faster")
    asked.add_argument(
        "--no-cache", action="store_true", help="重新读文件 · read the file anew, whatever is kept of it"
    )
    asked.add_argument("--report", type=Path, help="PDF 报告写到 · write a PDF report (one file)")
    asked.add_argument("--report-lang", choices=LANGUAGES, default="both", help="报告语言 · its language")
    asked.add_argument("--at-once", type=int, help="同时几个 · how many at once")


def check_words(options: argparse.Namespace, orders: list[Spec]) -> int:
    """Check every file named; the worst exit code."""
    paths = files(options.files)
    if options.report and len(paths) != 1:
        raise InvalidInput({"report": T("报告一次只写一个文件。", "A report is about one file.")})
    caching.sweep(caching.home())
    specs = [replace(order, profile=options.profile) if options.profile else order for order in orders]
    made = one_file(paths[0], specs, options) if len(paths) == 1 else many(paths, specs, options)
    if options.as_json:
        print(json.dumps(made[0] if len(made) == 1 else made, ensure_ascii=False, indent=1))
    return runner.worst(made)


def orders(options: argparse.Namespace, person: Callable[[], Person]) -> list[Spec]:
    """The order of a spec file, those of a job's spec rows, or none. Raises InvalidInput naming the field."""
    if options.job:
        sheet = JobSheet.objects.visible_to(person()).select_related("project").filter(number=options.job).first()
        if sheet is None:
            raise InvalidInput({"job": T(f"没有 {options.job} 这张工作单。", f"There is no job {options.job}.")})
        return orders_of(sheet)
    try:
        return [load(options.spec) if options.spec else Spec()]
    except BadSpec as bad:
        raise InvalidInput({"spec": bad.says}) from bad


def files(named: list[str]) -> list[Path]:
    """The files of names, folders and globs, each once and in order. Raises InvalidInput where there are none."""
    found: list[Path] = []
    for name in named:
        path = Path(name)
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.suffix.lower() in KINDS)
        elif any(mark in name for mark in "*?[") and not path.exists():
            found += sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor) if path.anchor else path)))
        else:
            found.append(path)
    if not found:
        raise InvalidInput({"files": T("没有找到能查的文件。", "There is no file to check.")})
    return list(dict.fromkeys(found))


def one_file(path: Path, specs: list[Spec], options: argparse.Namespace) -> list[dict[str, Any]]:
    """One file, with progress on a terminal and the report where asked for."""
    with tempfile.TemporaryDirectory(prefix="aedesk-check-") as folder:
        pictures = Path(folder) if options.report else None
        progress = _progress if sys.stderr.isatty() else None
        verdict = judged(path, specs, options, pictures=pictures, progress=progress)
        if not options.as_json:
            print("\n".join(told(path, verdict)))
        if options.report:
            write_report(verdict, specs[verdict["order"]], Path(folder), options)
    return [verdict]


def judged(path: Path, specs: list[Spec], options: argparse.Namespace, **more: Any) -> dict[str, Any]:
    """A verdict by the order whose size fits, else by the first; what was read before is not read again."""
    cache = None if options.no_cache else caching.home()
    return runner.check(path, specs, with_plates=not options.no_plates, cache=cache, **more)


def many(paths: list[Path], specs: list[Spec], options: argparse.Namespace) -> list[dict[str, Any]]:
    """Several files on several processes, each told as it comes."""
    made = []
    with ThreadPoolExecutor(options.at_once or os.cpu_count() or 1) as pool:
        asked = [(path, pool.submit(judged, path, specs, options)) for path in paths]
        for path, answer in asked:
            made.append(answer.result())
            if not options.as_json:
                print("\n".join(told(path, made[-1])), flush=True)
    return made


def _progress(code: str, done: int, all_: int) -> None:
    print(f"\r{done}/{all_} {code:<24}", end="\n" if done == all_ else "", file=sys.stderr, flush=True)


def told(path: Path, verdict: dict[str, Any]) -> list[str]:
    """A verdict in lines: the file, each finding with its place and way out."""
    if verdict["says"]:
        return [f"{path}  {spoken(verdict['says'])}"]
    counted = "，".join(f"{SEVERITIES[one]} {verdict['counts'][one]}" for one in Severity if verdict["counts"].get(one))
    lines = [f"{path}  {counted or T('没有问题', 'clean')}"]
    for one in verdict["findings"]:
        page = str(T(f"第 {one['page']} 页", f"page {one['page']}")) if one["page"] else str(T("文件", "file"))
        place = "  [" + ", ".join(f"{side:.1f}" for side in one["box"]) + " mm]" if one["box"] else ""
        lines.append(f"  {SIGNS[one['severity']]} {page}  {spoken(one['says'])}{place}")
        lines.append(f"      → {spoken(one['todo'])}" + (f"（{source}）" if (source := spoken(one["source"])) else ""))
    lines += [f"  ✗ {T('这条规则没查成', 'This rule could not be checked')}：{one}" for one in verdict["failed"]]
    return lines


def spoken(texts: dict[str, str]) -> str:
    """A bilingual text that travelled as data, in the language now spoken."""
    return texts[language()]


def write_report(verdict: dict[str, Any], spec: Spec, folder: Path, options: argparse.Namespace) -> None:
    """The PDF with the pages. Raises InvalidInput where it cannot be written."""
    speech = tongue(options.report_lang)
    rows = {
        row["page"]: row["name"]
        for kind in ("page", "marked")
        for row in verdict.get("pictures", [])
        if row["kind"] == kind
    }
    pictures = {name: (folder / name).read_bytes() for _, name in sorted(rows.items())}
    try:
        options.report.write_bytes(artwork_check(verdict, spec, pictures, speech, bare(speech, NAME), clock.now()))
    except OSError as trouble:
        raise InvalidInput(
            {
                "report": T(
                    f"写不了 {options.report}：{trouble.strerror}。",
                    f"{options.report} cannot be written: {trouble.strerror}.",
                )
            }
        ) from trouble
