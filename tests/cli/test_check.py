"""aedesk check: exit codes, folders, orders from files, the report, JSON for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from aedesk.doors.cli.main import run
from tests.papers import paper
from tests.preflight.press import FILLED, Sheet, line, rect
from tests.requirements.doing import issued


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def clean(folder: Path, name: str = "261119开盘报纸.pdf") -> Path:
    return Sheet().page(FILLED + "0 0 0 1 k " + rect(20, 20, 30, 30)).save(folder / name)


def thin(folder: Path, name: str = "261119开盘报纸.pdf", width: float = 0.1) -> Path:
    return Sheet().page("0 0 0 1 K " + line(20, 20, 30, width)).save(folder / name)


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "order.toml"
    path.write_text('width_mm = 100\nheight_mm = 80\nbleed_mm = 3\nprofile = "newspaper"\n')
    return path


def test_the_exit_code_is_the_verdict(tmp_path: Path, order: Path) -> None:
    broken = tmp_path / "261119坏.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    spec = ["--spec", str(order), "--no-plates"]
    assert run(["check", str(clean(tmp_path)), *spec]) == 0
    assert run(["check", str(thin(tmp_path)), *spec]) == 1
    assert run(["check", str(thin(tmp_path, width=0.05)), *spec]) == 2
    assert run(["check", str(broken), *spec]) == 3


def test_what_is_read_is_kept_for_the_next_order_unless_it_shall_not_be(
    tmp_path: Path, cache: Path, order: Path
) -> None:
    path = str(clean(tmp_path))
    run(["check", path, "--spec", str(order), "--no-plates", "--no-cache"])
    assert not cache.exists()
    run(["check", path, "--spec", str(order), "--no-plates"])
    kept = {one.name: one.stat().st_mtime_ns for one in cache.rglob("*") if one.is_file()}
    assert "facts.json.z" in kept
    assert run(["check", path, "--profile", "digital", "--no-plates"]) == 0
    assert kept == {one.name: one.stat().st_mtime_ns for one in cache.rglob("*") if one.name in kept}


def test_each_finding_tells_its_place_and_the_way_out_in_the_language_asked_for(
    tmp_path: Path, order: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--lang", "en", "check", str(thin(tmp_path)), "--spec", str(order), "--no-plates"])
    said = capsys.readouterr().out
    assert "page 1  Line too thin: 0.10 mm." in said and "→ Make it 0.20 mm." in said
    assert not any("\u4e00" <= char <= "\u9fff" for char in said.replace("开盘报纸", ""))


def test_a_spec_file_sets_limits_of_its_own_within_their_bounds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = tmp_path / "order.toml"
    order.write_text("[limits]\nline_warning_mm = 0.1\n")
    assert run(["check", str(thin(tmp_path)), "--spec", str(order), "--no-plates"]) == 0
    order.write_text("[limits]\nline_warning_mm = 0.3\n")
    assert run(["check", str(thin(tmp_path, width=0.2)), "--spec", str(order), "--no-plates"]) == 1
    assert "加粗到 0.30 mm。（规格）" in capsys.readouterr().out
    for wrong, says in (
        ("line_warning_mm = 30", "limits.line_warning_mm：“线条：细于就警告”要在 0–5 mm 之间。"), ("lines = 1", "limits 里没有“lines”这一项。"),
        ('safe_mm = "3"', "limits 的 safe_mm 要写数字。"), ("image_error_ppi = 300\nimage_warning_ppi = 200", "不能高过“图片精度：不高于就警告”200。"),
    ):  # fmt: skip
        order.write_text(f"[limits]\n{wrong}\n")
        run(["check", str(thin(tmp_path)), "--spec", str(order)])
        assert says in capsys.readouterr().err


def test_a_whole_folder_is_checked_and_the_worst_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean(tmp_path, "261119一.pdf")
    thin(tmp_path, "261119二.pdf")
    (tmp_path / "notes.txt").write_text("not artwork")
    assert run(["check", str(tmp_path), "--no-plates"]) == 1
    assert capsys.readouterr().out.count(".pdf  ") == 2
    assert run(["check", str(tmp_path / "*一.pdf"), "--no-plates"]) == 0


@pytest.mark.parametrize("after", [False, True])
def test_programs_get_json(tmp_path: Path, order: Path, capsys: pytest.CaptureFixture[str], after: bool) -> None:
    words = ["check", str(thin(tmp_path)), "--spec", str(order), "--no-plates"]
    run([*words, "--json"] if after else ["--json", *words])
    told = json.loads(capsys.readouterr().out)
    (found,) = told["findings"]
    assert told["verdict"] == "warnings" and found["rule"] == "line_width" and found["answers"] == ["ART-16"]
    assert found["box"] == pytest.approx([19.95, 59.95, 50.05, 60.05], abs=0.01)


def test_an_option_there_is_not_is_named_and_nothing_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(["check", str(thin(tmp_path)), "--specs", "order.toml"])
    told = capsys.readouterr()
    assert left.value.code == 2 and "--specs" in told.err and told.out == ""


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    for n in range(3):
        thin(tmp_path).rename(tmp_path / f"26111{n}.pdf")
    reader, writer = os.pipe()
    os.close(reader)  # as `| head` does once it has its lines
    command = [sys.executable, "-m", "aedesk", "check", str(tmp_path), "--no-plates"]
    with os.fdopen(writer, "wb") as pipe:
        made = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    assert made.returncode == 1 and "Traceback" not in made.stderr and "Exception" not in made.stderr


def test_the_report_shows_order_findings_and_the_page(tmp_path: Path, order: Path) -> None:
    report = tmp_path / "report.pdf"
    run(["check", str(thin(tmp_path)), "--spec", str(order), "--report", str(report), "--no-plates"])
    words = paper.words(report.read_bytes())
    assert "出品检查单" in words and "100×80mm" in words and "线条太细：0.10mm" in words and "Makeit0.20mm." in words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("width_mm = 'wide'", "width_mm"),
        ("bleed = 3", "“bleed”"),
        ("bleed_mm = { inner = 3 }", "“inner”"),
        ("scale = 0", "scale"),
        ("= 3", "order.toml"),
    ],
)
def test_an_order_that_cannot_be_read_names_the_field(
    tmp_path: Path, order: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    order.write_text(text)
    assert run(["check", str(clean(tmp_path)), "--spec", str(order)]) == 1
    assert says in capsys.readouterr().err


def test_no_file_is_a_clear_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path)]) == 1
    assert "没有找到能查的文件" in capsys.readouterr().err
    assert run(["check", str(tmp_path / "没有.pdf")]) == 3


def test_a_file_is_judged_by_a_jobs_own_sheet(
    house: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = issued(house)
    path = thin(tmp_path)
    assert run(["--as", "linxiaolan", "check", str(path), "--job", sheet.number, "--no-plates"]) == 2
    assert "工作单订的是" in capsys.readouterr().out
    assert run(["--as", "shaoyichuan", "check", str(path), "--job", sheet.number]) == 1
    assert f"没有 {sheet.number} 这张工作单" in capsys.readouterr().err
