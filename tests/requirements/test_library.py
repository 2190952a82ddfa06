"""Photos, quick filing, the library and the archive: the acceptance examples of FIL-03 and FIL-09 to FIL-13."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.artwork import picturing
from aedesk.desk.errors import InvalidInput, Refused, WrongState
from aedesk.desk.library.searching import search
from aedesk.desk.models import Attachment, JobSheet, LibraryCategory, LibraryNote, Photo, SpecRow
from aedesk.kit import clock
from tests.desk.artwork import hostile
from tests.desk.artwork.sending import Sender, upload_of
from tests.desk.artwork.test_add import upload
from tests.desk.work import a_sheet, refusing

from .doing import page


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.FILES, settings.PREVIEWS = tmp_path / "files", tmp_path / "previews"
    return settings.FILES  # type: ignore[no-any-return]


def photo(house: SimpleNamespace, content: bytes = b"", **more: Any) -> Photo:
    given = {"file": upload("IMG_1.jpg", content or hostile.photo()), "project": house.p02.pk} | more
    return do("photo.add", house.lin, None, given).result


def found(person: Any, words: str) -> set[str]:
    return {hit.title for group in search(person, words) for hit in group.hits}


def shelf(name: str) -> int:
    return LibraryCategory.objects.get(name=name).pk


def written(person: Any, category: str, title: str, body: str = "内容", **more: Any) -> LibraryNote:
    return do("library.add", person, None, {"category": shelf(category), "title": title, "body": body} | more).result


def test_fil_03_six_photos_of_11_17_want_their_category(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        photo(house)
    assert set(wrong.value.fields) == {"category"}
    for n in range(6):
        photo(house, hostile.photo(north=n + 1.0), category="site", place="北门")
    assert Photo.objects.count() == 6
    assert len(set(Attachment.objects.values_list("name", flat=True))) == 6


def test_fil_03_the_camera_says_the_day_and_the_site_by_month_is_a_timeline(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-18 09:00")
    made = photo(house, category="site")
    photo(house, hostile.photo("2026:10:03 10:00:00"), category="site", place="样板房")
    photo(house, hostile.photo("2026:11:05 10:00:00"), category="event")
    picturing.make_pictures()
    made.refresh_from_db()
    assert (made.taken_on, made.taker) == (date(2026, 11, 17), house.lin)
    text = page(house.lin, "/photos/?category=site")
    assert text.index("2026年11月") < text.index("2026年10月")
    assert "样板房" not in page(house.lin, "/photos/?category=site&month=2026-11")
    assert page(house.shao, "/photos/").count("/small/") == 0


def test_fil_03_a_day_that_somebody_said_is_not_changed_by_the_camera(house: SimpleNamespace) -> None:
    made = photo(house, category="event", taken_on="2026-11-01")
    picturing.make_pictures()
    made.refresh_from_db()
    assert made.taken_on == date(2026, 11, 1)


def test_fil_03_what_is_no_photo_is_not_kept_as_one(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        photo(house, b"%PDF-1.7 not a photo", category="site")
    assert "不是照片" in wrong.value.fields["file"].zh
    assert not Photo.objects.exists()


def test_fil_03_several_photos_come_from_the_phone_at_once(house: SimpleNamespace) -> None:
    lin = Sender(house.lin)
    for n in range(3):
        content = hostile.photo(north=n + 1.0)
        path = lin.announce(len(content), filename=f"IMG_{n}.jpg", hold="1").headers["Location"]
        lin.piece(path, 0, content)
        assert lin.file(path, act="photo.add", project=house.p02.pk, category="packaging").status_code == 200
    assert set(Attachment.objects.values_list("name", flat=True)) == {
        "261116现场包装.jpg", "261116现场包装-2.jpg", "261116现场包装-3.jpg",
    }  # fmt: skip


def test_fil_09_a_dropped_file_is_suggested_its_name_and_job_and_stored_by_one_press(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    other, job = a_sheet(house, number="261116-P02-013", title="围墙"), a_sheet(house)
    tang = Sender(house.tang)
    path = tang.announce(9, filename="开盘报纸终稿.pdf", hold="1", quick="1").headers["Location"]
    tang.piece(path, 0, b"123456789")
    offer = tang.ask("GET", path).json()["offer"]
    assert offer == {"name": "261116开盘报纸.pdf", "sheet": job.pk}
    still.move(seconds=12)
    assert tang.file(path, act="attachment.add", **offer).status_code == 200
    assert (Attachment.objects.get().sheet, Attachment.objects.get().name) == (job, "261116开盘报纸.pdf")
    assert "12.0 秒（1 份）" in page(house.lin, "/file/")
    named = tang.announce(9, filename="围墙A段.pdf", hold="1", quick="1").headers["Location"]
    assert tang.ask("GET", named).json()["offer"]["sheet"] == other.pk


def test_fil_10_foil_is_found_in_printing_notes_and_past_jobs(house: SimpleNamespace) -> None:
    written(house.geng, "印刷", "烫金压痕的最小线宽", "烫金线宽不小于 0.2 mm，先打样。")
    past = a_sheet(house, number="261012-P02-003", title="贵宾卡")
    SpecRow.objects.create(sheet=past, kind="卡片", plates="烫金版")
    from aedesk.desk.finding import index

    index(past)
    assert {"烫金压痕的最小线宽", str(past)} <= found(house.lin, "烫金")
    assert "烫金压痕的最小线宽" in page(house.lin, "/library/?q=烫金")


def test_fil_10_the_shelves_are_the_agency_s_to_change(house: SimpleNamespace) -> None:
    names = set(LibraryCategory.objects.values_list("name", flat=True))
    assert {"客户", "市场", "制作", "模型", "装修", "印刷"} <= names
    do("category.add", house.zhou, None, {"name": "展览"})
    do("category.edit", house.zhou, shelf("展览"), {"name": "会展"}, version=1)
    with pytest.raises(InvalidInput):
        do("category.add", house.zhou, None, {"name": "会展"})
    written(house.lin, "会展", "搭建商名录")
    with pytest.raises(WrongState):
        do("category.drop", house.zhou, shelf("会展"))


def test_fil_11_client_facts_stay_behind_the_wall_and_craft_is_everybody_s(house: SimpleNamespace) -> None:
    written(house.lin, "客户", "澜庭的客户偏好", client=house.c1.pk)
    written(house.geng, "制作", "硬壳精装 工艺", "硬壳精装书的工艺：灰板、环衬、烫金。")
    assert found(house.shao, "澜庭") == set()
    assert found(house.shao, "硬壳精装 工艺") == {"硬壳精装 工艺"}
    assert "澜庭" not in page(house.shao, "/library/")
    assert "澜庭的客户偏好" in found(house.lin, "澜庭")
    note = LibraryNote.objects.get(client=house.c1)
    assert Sender(house.shao).ask("GET", f"/library/{note.pk}/").status_code == 404


def test_fil_12_a_job_of_box_b_17_is_not_deleted_before_three_years(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    sheet = a_sheet(house, number="261116-P02-002")
    kept = do("attachment.add", house.tang, None, {"file": upload(), "sheet": sheet.pk}).result
    with pytest.raises(WrongState):
        do("archive.place", house.lin, sheet, {"box": "B-17"})
    JobSheet.objects.filter(pk=sheet.pk).update(state="closed")
    place = do("archive.place", house.lin, sheet, {"cabinet": "三号柜", "box": "B-17"}).result
    assert place.keep_until == date(2029, 11, 16)
    assert "B-17" in page(house.lin, "/archive/?q=B-17") and "B-17" in page(house.lin, f"/jobs/{sheet.pk}/")
    still.set("2029-11-15 18:00")
    for act, who, target in (("archive.clear", house.gu, place), ("attachment.remove", house.lin, kept)):
        with pytest.raises(Refused) as refused:
            do(act, who, target)
        assert refusing(refused) == {"keep_three_years"}
        assert "2029-11-16" in refused.value.refusals[0].reasons[0].zh
    still.set("2029-11-16 09:00")
    do("archive.clear", house.gu, place)
    kept.refresh_from_db()
    assert kept.removed_at is not None


def test_fil_13_a_market_note_without_its_source_stays_a_draft(house: SimpleNamespace) -> None:
    made = written(house.lin, "市场", "临江三季度成交", "成交 1.2 万套")
    assert made.state == "draft"
    assert found(house.tang, "三季度") == set() and "临江三季度成交" not in page(house.tang, "/library/")
    assert "草稿：缺出处" in page(house.lin, "/library/")
    do("library.edit", house.lin, made, {"source": "房管局月报", "source_on": "2026-10-08"}, version=made.version)
    assert found(house.tang, "三季度") == {"临江三季度成交"}


@pytest.mark.parametrize("words", ["开盘报纸", "261119", "出品确认稿", "J-014", "2026-11-16", "kpbz"])
def test_a_file_is_found_by_name_date_kind_job_and_day(house: SimpleNamespace, words: str) -> None:
    given = {"file": upload("261119开盘报纸.pdf"), "sheet": a_sheet(house).pk, "state": "confirmed"}
    do("attachment.add", house.tang, None, given)
    assert "261119开盘报纸.pdf" in found(house.lin, words)
    assert found(house.shao, words) == set()


def test_a_photo_is_found_by_its_category_and_place(house: SimpleNamespace) -> None:
    made = photo(house, category="signage", place="南门")
    assert made.attachment.name in found(house.lin, "导视") & found(house.lin, "南门")


def test_a_removed_file_is_not_found_until_it_is_back(house: SimpleNamespace) -> None:
    made = do("attachment.add", house.tang, None, {"file": upload_of(b"x"), "sheet": a_sheet(house).pk}).result
    do("attachment.remove", house.tang, made)
    assert found(house.tang, "开盘报纸") & {made.name} == set()
    do("attachment.restore", house.tang, made)
    assert made.name in found(house.tang, "开盘报纸")
