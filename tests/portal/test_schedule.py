"""A schedule behind its link: accepted times, no cost, nobody's name but the AE's; it follows what changes (SCH-05)."""

from __future__ import annotations

from types import SimpleNamespace

from django.test import Client

from aedesk.desk.action import do
from aedesk.desk.models import Person
from aedesk.desk.sharing.links import path_of
from tests.requirements.schedules import accepted, filed, plan


def test_the_link_shows_the_clients_copy_and_nothing_of_the_house(house: SimpleNamespace) -> None:
    for n in range(8):
        accepted(house, f"第 {n + 1} 条", hours="12.5", needs="请何一苇核对的户型图")
    waiting = plan(house, "还没人接受的", how="line.propose")
    link = do("schedule.share", house.lin, filed(house), {"contact": house.wang.pk}).result
    page = Client().get(path_of(link)).content.decode()
    assert page.count("第 ") >= 8 and "还没人接受的" not in page and "12.5" not in page
    assert not [name for name in Person.objects.exclude(pk=house.lin.pk).values_list("name", flat=True) if name in page]
    assert "林晓岚" in page
    do("line.accept", house.tang, waiting)
    assert "还没人接受的" in Client().get(path_of(link)).content.decode()
    do("link.revoke", house.lin, link)
    assert Client().get(path_of(link)).status_code == 404


def test_a_contact_who_reads_english_finds_the_link_in_english_and_may_still_change(house: SimpleNamespace) -> None:
    house.wang.language = "en"
    house.wang.save()
    accepted(house)
    path = path_of(do("schedule.share", house.lin, filed(house), {"contact": house.wang.pk}).result)
    assert 'lang="en"' in Client().get(path).content.decode()
    assert 'lang="zh-Hans"' in Client().get(path + "?lang=zh").content.decode().split("<body")[0]
