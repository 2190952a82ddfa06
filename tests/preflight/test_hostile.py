"""Hostile and broken files end in a clear verdict, within their limits; the one who asked lives on."""

from __future__ import annotations

import resource
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Encryption, Name
from PIL import Image

from aedesk.kit.apart import Fence
from aedesk.preflight import check, runner
from aedesk.preflight.errors import Unreadable
from aedesk.preflight.spec import Spec

from .building import damaged
from .press import FILLED, Sheet, put

FENCE = Fence(seconds=15, memory=1_000_000_000)


def written(data: bytes) -> Callable[[Path], Path]:
    def build(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return build


def bomb(path: Path) -> Path:
    """Some 300 KB that unpack to 300 MB of one operator."""
    sheet = Sheet().page(FILLED)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b"q " * 1_000_000) for _ in range(150)) + packer.flush()
    sheet.pdf.pages[0].obj.Contents = sheet.pdf.make_indirect(sheet.pdf.make_stream(data, Filter=Name.FlateDecode))
    return sheet.save(path, compress_streams=False)


def ring(path: Path) -> Path:
    """A form that draws itself."""
    sheet = Sheet()
    form = sheet.form("/Me Do 0 0 10 10 re f")
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    return sheet.page("/Me Do", objects={"Me": form}).save(path)


def billion(path: Path) -> Path:
    """Forms that each draw the next ten times: 10¹² fills."""
    sheet = Sheet()
    inner = sheet.form("0 0 10 10 re f")
    for _ in range(12):
        inner = sheet.form("/In Do " * 10, Resources=Dictionary(XObject=Dictionary(In=inner)))
    return sheet.page("/In Do", objects={"In": inner}).save(path)


def deep(path: Path) -> Path:
    """Forms 60 levels deep."""
    sheet = Sheet()
    inner = sheet.form("0 0 10 10 re f")
    for _ in range(60):
        inner = sheet.form("/In Do ", Resources=Dictionary(XObject=Dictionary(In=inner)))
    return sheet.page("/In Do", objects={"In": inner}).save(path)


def balloon(path: Path) -> Path:
    """An image that says 400 × 400 and unpacks to 600 MB."""
    sheet, packer = Sheet(), zlib.compressobj(1)
    data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(600)) + packer.flush()
    image = sheet.pdf.make_stream(
        data, Filter=Name.FlateDecode, Type=Name.XObject, Subtype=Name.Image, Width=400, Height=400, BitsPerComponent=8,
        ColorSpace=Name.DeviceCMYK,
    )  # fmt: skip
    return sheet.page(FILLED + put("Im", 20, 20, 30, 30), objects={"Im": image}).save(path, compress_streams=False)


def brackets(path: Path) -> Path:
    return Sheet().page("[" * 5000 + "]" * 5000 + " TJ").save(path)


def many_pages(path: Path) -> Path:
    sheet = Sheet().page(FILLED)
    node = sheet.pdf.pages[0].obj
    kids = Array([node] * 1)
    root = sheet.pdf.Root.Pages
    for _ in range(100_000 // 100):
        branch = sheet.pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(), Count=100))
        for _ in range(100):
            branch.Kids.append(
                sheet.pdf.make_indirect(Dictionary(Type=Name.Page, Parent=branch, MediaBox=Array([0, 0, 9, 9])))
            )
        kids.append(branch)
    root.Kids, root.Count = kids, 100_001
    return sheet.save(path)


def flood(path: Path) -> Path:
    """A PNG of 30,000 × 30,000 pixels."""
    Image.new("1", (30_000, 30_000)).save(path, "PNG")
    return path


def cut_short(path: Path) -> Path:
    Image.linear_gradient("L").resize((900, 900)).save(path, "JPEG")
    path.write_bytes(path.read_bytes()[:3000])
    return path


def sealed(path: Path) -> Path:
    return Sheet().page(FILLED).save(path, encryption=Encryption(owner="a", user="b"))


HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "an empty file": (written(b""), "空的"),
    "noise": (written(bytes(range(256)) * 40), "不是能读的图片"),
    "a PDF of noise": (written(b"%PDF-1.7\n" + bytes(range(256)) * 40), "损坏"),
    "an archive": (written(b"PK\x03\x04" + bytes(100)), "压缩包"),
    "PostScript": (written(b"%!PS-Adobe-3.0 EPSF\n"), "EPS"),
    "a locked PDF": (sealed, "密码"),
    "a stream that unpacks to 300 MB": (bomb, "内存太多"),
    "a trillion fills": (billion, "太多"),
    "forms without end": (deep, "太深"),
    "brackets without end": (brackets, "太深"),
    "a hundred thousand pages": (many_pages, "100,001 页"),
    "an image of 900 megapixels": (flood, "像素"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_ends_in_a_verdict_that_says_why(tmp_path: Path, what: str) -> None:
    build, says = HOSTILE[what]
    verdict = runner.check(build(tmp_path / "261119.pdf"), Spec(), fence=FENCE)
    assert verdict["verdict"] == "unreadable" and verdict["exit_code"] == 3
    assert says in verdict["says"]["zh"] and verdict["says"]["en"].endswith(".")


def test_a_form_that_draws_itself_is_passed_over(tmp_path: Path) -> None:
    verdict = runner.check(ring(tmp_path / "261119环.pdf"), Spec(), fence=FENCE)
    assert verdict["verdict"] != "unreadable" and "damage" in {one["rule"] for one in verdict["findings"]}


def test_an_image_larger_than_it_says_is_judged_by_what_it_says(tmp_path: Path) -> None:
    verdict = runner.check(balloon(tmp_path / "261119图.pdf"), Spec(), fence=FENCE)
    assert verdict["failed"] == [] and verdict["verdict"] == "clean"


def test_a_picture_cut_short_is_never_called_clean(tmp_path: Path) -> None:
    verdict = runner.check(cut_short(tmp_path / "261119图.jpg"), Spec(), fence=FENCE)
    assert verdict["exit_code"] >= 2


def test_a_check_that_takes_too_long_is_stopped_and_says_so(tmp_path: Path) -> None:
    path = Sheet().page("0 0 0 1 k " + "0 0 m 9 9 l S " * 300_000).save(tmp_path / "261119慢.pdf")
    verdict = runner.check(path, Spec(), fence=Fence(seconds=1, memory=2_000_000_000))
    assert verdict["verdict"] == "unreadable" and "停" in verdict["says"]["zh"]


def test_the_asking_process_neither_grows_nor_keeps_children(tmp_path: Path) -> None:
    path = bomb(tmp_path / "261119.pdf")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    runner.check(path, Spec(), fence=FENCE)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64_000


def test_a_finding_never_tells_where_a_file_lies_on_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "secret-place"
    folder.mkdir()
    repaired = check(damaged(folder / "261119稿.pdf"))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(Unreadable) as broken:
        check(folder / "broken.pdf")
    assert "damage" in {one.rule for one in repaired.findings}
    told = [f"{one.says.zh} {one.says.en}" for one in repaired.findings] + [broken.value.says.zh, broken.value.says.en]
    assert not any("secret-place" in one for one in told)
