"""The artwork check in the product (ART-01 to ART-04, SUB-14): the acceptance examples."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import do
from aedesk.desk.artwork.picturing import readings
from aedesk.desk.checks import queries, running
from aedesk.desk.errors import InvalidInput, WrongState
from aedesk.desk.models import ArtworkCheck, Attachment, Comparison, Notice
from aedesk.kit import clock
from aedesk.preflight import caching
from aedesk.rulebook.checks import CHECKS
from tests.preflight.press import FILLED, Sheet, line, rect

from .doing import checked, found, issued, page, refused, version


@pytest.fixture(autouse=True)
def folders(tmp_path: Any, settings: Any) -> None:
    settings.FILES, settings.PREVIEWS = tmp_path / "files", tmp_path / "previews"


def uploaded(
    house: SimpleNamespace,
    sheet: Any,
    content: str,
    name: str = "261119开盘报纸.pdf",
    width: float = 350,
    height: float = 490,
) -> Attachment:
    """A real print file of 段可's on the job."""
    out = Sheet(width, height).page(content)
    out.pdf.save(path := running.Path(running.settings.FILES).parent / "made.pdf")
    return do(
        "attachment.add",
        house.tang,
        None,
        {"file": SimpleUploadedFile(name, path.read_bytes()), "sheet": sheet.pk, "name": name},
    ).result


def newspaper(house: SimpleNamespace) -> Any:
    rows = [
        {
            "kind": "半版",
            "publication": "临江日报",
            "width_mm": 350,
            "height_mm": 490,
            "bleed_mm": 3,
            "scale": 1,
            "usage": "开盘",
            "quantity": 1,
            "colour": "CMYK",
        }
    ]
    return issued(house, spec_rows=rows)


def ready(house: SimpleNamespace, it: Attachment) -> None:
    """Confirmed and signed by everybody."""
    do("attachment.confirm", house.xu, it)
    for stage, person in (
        ("copy", house.he),
        ("design", house.tang),
        ("check", house.ye),
        ("review", house.xu),
        ("client", house.lin),
    ):
        do("artwork.sign", person, it, {"stage": stage, "client_name": "王主管" if stage == "client" else ""})


def test_an_upload_comes_before_the_machine_by_itself_and_is_judged_by_its_own_sheet(house: SimpleNamespace) -> None:
    it = uploaded(house, newspaper(house), FILLED + "0 0 0 1 K " + line(20, 20, 30, 0.1), height=480)
    assert running.check_artwork() == 1 and running.check_artwork() == 0
    check = ArtworkCheck.objects.get()
    rules = {one["rule"]: one for one in check.findings}
    assert (check.state, check.sha256, check.order["profile"]) == ("done", it.file_id, "newspaper")
    assert rules["size"]["measured"] == "350×480 mm" and rules["size"]["limit"] == "350×490 mm"
    assert rules["line_width"]["severity"] == "warning"
    assert Notice.objects.filter(person=house.tang, rule="no_errors").count() == 1
    shown = page(house.jiang, f"/artwork/{it.pk}/check/")
    assert "工作单订的是 350×490 mm" in shown and "线条太细" in shown and "data-viewer" in shown


def test_of_several_spec_rows_the_one_that_fits_judges_the_file(house: SimpleNamespace) -> None:
    more = {
        "paper": "铜版纸",
        "process": "胶印",
        "scale": 1,
        "usage": "开盘",
        "quantity": 1,
        "colour": "CMYK",
        "bleed_mm": 3,
    }
    rows = [
        {"kind": "海报", "width_mm": 390, "height_mm": 540, **more},
        {"kind": "单页", "width_mm": 210, "height_mm": 285, **more},
    ]
    uploaded(house, issued(house, spec_rows=rows, job_type="flyer"), FILLED, width=210, height=285)
    running.check_artwork()
    check = ArtworkCheck.objects.get()
    assert check.row is not None and check.row.kind == "单页" and "size" not in {one["rule"] for one in check.findings}


def test_a_file_is_read_once_and_judged_anew_by_a_changed_sheet_from_what_is_kept(house: SimpleNamespace) -> None:
    it = uploaded(house, newspaper(house), FILLED + "0 0 0 1 K " + line(20, 20, 30, 0.1))
    running.check_artwork()
    running.vault.path_of(it.file_id).unlink()
    it.sheet.spec_rows.update(height_mm=480)
    do("check.run", house.tang, it, {})
    assert running.check_artwork() == 1
    first, again = ArtworkCheck.objects.order_by("pk")
    assert {one["rule"] for one in again.findings} - {one["rule"] for one in first.findings} == {"size"}
    assert len(again.pictures) == len(first.pictures) > 0
    assert caching.sweep(readings(), wanted=lambda sha256: sha256 == it.file_id) == 0
    assert caching.sweep(readings(), wanted=lambda sha256: False) == 1


def test_a_hostile_file_is_a_verdict_and_the_worker_goes_on(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    bad = do(
        "attachment.add",
        house.tang,
        None,
        {"file": SimpleUploadedFile("261119坏.pdf", b"%PDF-1.7 nothing"), "sheet": sheet.pk, "name": "261119坏.pdf"},
    ).result
    uploaded(house, sheet, FILLED)
    assert running.check_artwork() == 2
    assert ArtworkCheck.objects.get(attachment=bad).state == "unreadable"
    assert "文件损坏" in page(house.jiang, f"/artwork/{bad.pk}/check/")


def test_art_01_a_file_uploaded_anew_after_the_sign_is_not_released(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    it = version(house, sheet)
    checked(house, it)
    ready(house, it)
    again = do("attachment.renew", house.tang, it, {"file": SimpleUploadedFile("x.pdf", b"%PDF other bytes")}).result
    assert (again.name, again.replaces) == (it.name, it)
    checked(house, again)
    with refused("director_signed"):
        do("artwork.release", house.lin, again, {"to": "临江日报"})
    do("artwork.sign", house.xu, again, {"stage": "review"})
    with refused("every_stage_signed"):
        do("artwork.release", house.lin, again, {"to": "临江日报"})


def test_the_same_bytes_are_no_new_version(house: SimpleNamespace) -> None:
    it = version(house, newspaper(house))
    same = SimpleUploadedFile("x.pdf", b"".join(running.vault.read(it.file_id, 0, it.file.size - 1)))
    with pytest.raises(InvalidInput):
        do("attachment.renew", house.tang, it, {"file": same})


def test_art_02_the_designer_is_not_his_own_checker(house: SimpleNamespace) -> None:
    it = version(house, newspaper(house))
    with refused("checker_is_other"):
        do("check.answer", house.tang, it, {"item": "typos", "answer": "pass"})
    do("check.answer", house.jiang, it, {"item": "typos", "answer": "pass"})


def test_art_02_twenty_three_of_twenty_four_are_not_enough(house: SimpleNamespace) -> None:
    it = version(house, newspaper(house))
    checked(house, it, but=("registers",))
    ready(house, it)
    with refused("all_items_answered") as reasons:
        do("artwork.release", house.lin, it, {"to": "临江日报"})
    assert reasons() == ["24 项答了 23 项，还差：套准。"]
    do("check.answer", house.jiang, it, {"item": "registers", "answer": "na", "note": "单黑"})
    assert do("artwork.release", house.lin, it, {"to": "临江日报"}).result.sha256 == it.file_id


def test_art_02_a_problem_keeps_the_file_in_the_house_and_wants_a_word(house: SimpleNamespace) -> None:
    it = version(house, newspaper(house))
    checked(house, it)
    with pytest.raises(InvalidInput):
        do("check.answer", house.jiang, it, {"item": "picture_text", "answer": "problem"})
    do("check.answer", house.jiang, it, {"item": "picture_text", "answer": "problem", "note": "图是一期的"})
    ready(house, it)
    with refused("all_items_answered") as reasons:
        do("artwork.release", house.lin, it, {"to": "临江日报"})
    assert reasons() == ["有问题：图片与文字相配。"]


def test_art_03_two_errors_block_and_are_never_waived(house: SimpleNamespace) -> None:
    it = version(house, newspaper(house))
    errors = (found("size", "error", "page_size", "b" * 16), found("permit", "error", "permit", "c" * 16))
    checked(house, it, errors)
    ready(house, it)
    with refused("no_errors") as reasons:
        do("artwork.release", house.lin, it, {"to": "临江日报"})
    assert reasons() == ["size 不对。", "permit 不对。"]
    with pytest.raises(WrongState):
        do("finding.waive", house.jiang, it, {"mark": "b" * 16, "reason": "赶时间"})


def test_art_03_a_warning_is_waived_by_name_and_reason_and_may_be_taken_back(house: SimpleNamespace) -> None:
    it = version(house, newspaper(house))
    checked(house, it, (found(),))
    ready(house, it)
    with refused("all_items_answered") as reasons:
        do("artwork.release", house.lin, it, {"to": "临江日报"})
    assert reasons() == ["警告没处理：resolution 不对。"]
    waiver = do("finding.waive", house.jiang, it, {"mark": "a" * 16, "reason": "远看的底图"}).result
    assert "远看的底图" in page(house.lin, f"/artwork/{it.pk}/check/")
    do("waiver.withdraw", house.jiang, waiver)
    with refused("all_items_answered"):
        do("artwork.release", house.lin, it, {"to": "临江日报"})
    do("finding.waive", house.jiang, it, {"mark": "a" * 16, "reason": "远看的底图"})
    assert do("artwork.release", house.lin, it, {"to": "临江日报"}).result


def test_a_file_the_machine_has_not_seen_is_not_released(house: SimpleNamespace) -> None:
    it = version(house, newspaper(house))
    ready(house, it)
    with refused("no_errors") as reasons:
        do("artwork.release", house.lin, it, {"to": "临江日报"})
    assert "机器还没查完这一版。" in reasons()


def test_sub_14_and_art_04_output_waits_for_every_part_the_client_approves(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    it = version(house, sheet)
    copy = do("content.list", house.lin, sheet, {"kind": "copy", "name": "V5"}).result
    picture = do("content.list", house.lin, sheet, {"kind": "picture", "name": "P3"}).result
    do("content.approve", house.lin, copy, {"client_name": "王主管", "way": "signature"})
    with refused("content_approved") as reasons:
        do("attachment.confirm", house.xu, it)
    assert reasons() == ["客户还没确认：图片P3。"]
    with pytest.raises(InvalidInput):
        do("content.approve", house.lin, picture, {"client_name": "王主管", "way": "screenshot"})
    do("content.approve", house.lin, picture, {"client_name": "王主管", "way": "link"})
    assert do("attachment.confirm", house.xu, it).result.state == "confirmed"
    do("content.reopen", house.lin, picture, {"reason": "换了图"})
    assert [str(one) for one in queries.unapproved(sheet)] == ["图片P3"]


def test_one_press_takes_what_the_machine_passed_and_leaves_the_rest_to_the_eye(house: SimpleNamespace) -> None:
    it = uploaded(house, newspaper(house), FILLED + "0 0 0 1 k " + rect(20, 20, 30, 30))
    running.check_artwork()
    before = {one.check.code for one in queries.unanswered(it)}
    do("check.take", house.jiang, it)
    after = {one.check.code for one in queries.unanswered(it)}
    assert after < before and {one.code for one in CHECKS if one.by == "person"} <= after
    with pytest.raises(WrongState):
        do("check.take", house.jiang, it)


def test_answers_belong_to_the_bytes_that_were_seen(house: SimpleNamespace) -> None:
    it = version(house, newspaper(house))
    checked(house, it)
    again = do("attachment.renew", house.tang, it, {"file": SimpleUploadedFile("x.pdf", b"%PDF other bytes")}).result
    assert len(queries.unanswered(again)) == 24


def test_two_versions_are_compared_by_the_worker(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    first = uploaded(house, sheet, FILLED + "0 0 0 1 k " + rect(20, 20, 30, 30), "261118开盘报纸.pdf")
    second = uploaded(house, sheet, FILLED + "0 0 0 1 k " + rect(60, 20, 30, 30))
    do("version.compare", house.lin, second, {"before": first.pk})
    assert running.compare_versions() == 1
    (changed,) = Comparison.objects.get().result["pages"]
    assert len(changed["boxes"]) == 2
    assert "2 处不同" in page(house.lin, f"/artwork/{second.pk}/compare/")


def test_a_check_that_killed_its_worker_twice_is_given_up_with_a_word(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    it = uploaded(house, newspaper(house), FILLED)
    running.enlist()
    for _ in range(2):
        assert running.claim() is not None and running.claim() is None
        still.move(minutes=7)
    assert running.claim() is None
    assert ArtworkCheck.objects.get(attachment=it).state == "unreadable"


def test_the_report_holds_the_items_and_the_signs(house: SimpleNamespace) -> None:
    from aedesk.papers.artworkreport import check_report
    from tests.papers import paper

    it = version(house, newspaper(house))
    checked(house, it, (found(),))
    ready(house, it)
    words = paper.words(check_report(house.lin, it.pk).content)
    assert "24项检查" in words and "王主管" in words and "resolution不对。" in words and "套准" in words
