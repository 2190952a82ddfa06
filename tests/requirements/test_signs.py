"""Who decides and who signs (ROL-10, ROL-11): the acceptance examples, version by version."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput, NotAllowed
from aedesk.desk.models import Attachment, DutyRow, Fault
from aedesk.kit import clock

from .doing import checked, issued, page, refused, version


@pytest.fixture(autouse=True)
def files(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


def test_rol_10_the_ae_approves_no_layout_and_the_creative_director_does(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    still.set("2026-11-18 09:00")
    it = version(house, issued(house))
    still.set("2026-11-18 17:05")
    with refused("head_decides") as reasons:
        do("artwork.sign", house.lin, it, {"stage": "review"})
    assert "许墨" in reasons()[0]
    still.set("2026-11-18 17:20")
    do("artwork.sign", house.xu, it, {"stage": "review"})
    assert "内审通过" in page(house.lin, f"/artwork/{it.pk}/")


@pytest.mark.parametrize(("job_type", "head", "not_head"), [("strategy", "luo", "xu"), ("newspaper", "xu", "luo")])
def test_rol_10_each_profession_has_its_own_head(
    house: SimpleNamespace, job_type: str, head: str, not_head: str
) -> None:
    it = version(house, issued(house, job_type=job_type))
    with refused("head_decides"):
        do("artwork.sign", getattr(house, not_head), it, {"stage": "review"})
    assert do("artwork.sign", getattr(house, head), it, {"stage": "review"}).result.stage == "review"


def signed_but(house: SimpleNamespace, it: Attachment, but: str = "") -> None:
    """Every stage of a version of 叶初晴's and 唐予's but one."""
    for stage, person in (
        ("copy", house.ye),
        ("design", house.tang),
        ("check", house.ye),
        ("review", house.xu),
        ("client", house.lin),
    ):
        if stage != but:
            do("artwork.sign", person, it, {"stage": stage, "client_name": "王主管" if stage == "client" else ""})


def test_rol_11_a_version_without_the_copywriters_sign_is_not_released(house: SimpleNamespace) -> None:
    it = version(house, issued(house, copywriter=house.ye.pk))
    do("attachment.confirm", house.xu, it)
    checked(house, it)
    signed_but(house, it, "copy")
    with refused("every_stage_signed") as reasons:
        do("artwork.release", house.lin, it, {"to": "临江日报"})
    assert reasons() == ["文案叶初晴 还没有签。"]
    assert "文案叶初晴 还没有签" in page(house.lin, f"/artwork/{it.pk}/")
    do("artwork.sign", house.ye, it, {"stage": "copy"})
    made = do("artwork.release", house.lin, it, {"to": "临江日报"}).result
    assert (made.sha256, made.to) == (it.file_id, "临江日报")


def test_rol_11_an_error_names_the_stage_and_who_signed_it(house: SimpleNamespace, still: clock.Frozen) -> None:
    it = version(house, issued(house, copywriter=house.ye.pk))
    signed_but(house, it)
    still.set("2026-11-24 10:00")
    with pytest.raises(InvalidInput) as wrong:
        do("fault.log", house.lin, it.sheet, {"what": "电话号码错两位", "attachment": it.pk})
    assert "stage" in wrong.value.fields, "the report asks which stage"
    do("fault.log", house.lin, it.sheet, {"what": "电话号码错两位", "attachment": it.pk, "stage": "check"})
    assert Fault.objects.get().signer == house.ye
    shown = page(house.lin, "/faults/?month=2026-11")
    assert "电话号码错两位" in shown and "校对" in shown and "叶初晴" in shown
    assert "电话号码错两位" not in page(house.shao, "/faults/"), "not through the wall"


def test_rol_11_a_new_file_is_a_new_version_and_starts_without_signs(house: SimpleNamespace) -> None:
    sheet = issued(house, copywriter=house.ye.pk)
    signed_but(house, version(house, sheet))
    again = version(house, sheet, "261119开盘报纸V4.pdf")
    checked(house, again)
    with refused("every_stage_signed") as reasons:
        do("artwork.release", house.lin, again, {"to": "临江日报"})
    assert len(reasons()) == 7, "five stages, the review under these bytes, and that it is a draft still"


def test_rol_11_nobody_proofreads_his_own_work(house: SimpleNamespace) -> None:
    it = version(house, issued(house, copywriter=house.ye.pk))
    with pytest.raises(NotAllowed):
        do("artwork.sign", house.tang, it, {"stage": "check"})


def test_rol_11_asking_for_the_signs_puts_them_on_everybodys_list(house: SimpleNamespace) -> None:
    it = version(house, issued(house, copywriter=house.ye.pk))
    do("artwork.ask", house.tang, it)
    waiting = DutyRow.objects.filter(rule="sign_version", state="open")
    assert {row.person for row in waiting} == {house.ye, house.tang, house.he, house.xu, house.lin}, (
        "何一苇 proofreads: she did not write it"
    )
    do("artwork.sign", house.xu, it, {"stage": "review"})
    assert not waiting.filter(person=house.xu).exists()
