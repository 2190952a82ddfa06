"""Large files are fetched behind a link of one's own: once sent, by who they went to, whole or in part, and nothing else."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from aedesk.desk.action import do
from aedesk.desk.errors import InvalidInput
from aedesk.desk.models import Delivery, DeliveryFile, Event, ShareLink
from aedesk.desk.sharing.links import path_of
from tests.requirements.delivering import ready

NOTE = "王主管：初稿在附件，请看。"


@pytest.fixture(autouse=True)
def files_here(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


def linked(house: SimpleNamespace, **more: Any) -> tuple[Delivery, ShareLink, DeliveryFile]:
    it = ready(house, cover_note=NOTE, **more)
    link = do("delivery.share", house.lin, it, {"contact": house.wang.pk}).result
    return it, link, it.files.get()


def fetch(link: ShareLink, number: int, **headers: str) -> Any:
    return Client().get(f"{path_of(link)}files/{number}/", headers=headers)


def test_the_files_are_there_once_the_delivery_is_sent_and_not_a_moment_before(house: SimpleNamespace) -> None:
    it, link, row = linked(house)
    assert "文件还没有发出" in Client().get(path_of(link)).content.decode()
    assert fetch(link, row.pk).status_code == 404
    do("delivery.send", house.lin, it)
    page = Client().get(path_of(link)).content.decode()
    assert row.name in page and NOTE in page and "林晓岚" in page
    answer = fetch(link, row.pk)
    whole = b"".join(answer)
    assert answer.status_code == 200 and len(whole) == row.attachment.file.size
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_broken_download_goes_on_where_it_stopped(house: SimpleNamespace) -> None:
    it, link, row = linked(house)
    do("delivery.send", house.lin, it)
    whole = b"".join(fetch(link, row.pk))
    rest = fetch(link, row.pk, range=f"bytes={len(whole) - 3}-")
    assert rest.status_code == 206 and b"".join(rest) == whole[-3:]
    assert fetch(link, row.pk, range=f"bytes={len(whole)}-").status_code == 416


def test_no_other_delivery_s_file_is_behind_the_link(house: SimpleNamespace) -> None:
    it, link, _ = linked(house)
    do("delivery.send", house.lin, it)
    other = ready(house, "261120海报_设计稿_V2.pdf", sheet=it.sheet)
    do("delivery.send", house.lin, other)
    assert fetch(link, other.files.get().pk).status_code == 404


def test_with_the_link_revoked_or_the_person_taken_off_nothing_opens(house: SimpleNamespace) -> None:
    it, link, row = linked(house, recipients=[house.wang.pk, house.li.pk])
    do("delivery.edit", house.lin, it, {"recipients": [house.li.pk]})
    do("delivery.send", house.lin, it)
    assert fetch(link, row.pk).status_code == 404
    again = do("delivery.share", house.lin, it, {"contact": house.li.pk}).result
    assert fetch(again, row.pk).status_code == 200
    do("link.revoke", house.lin, again)
    assert fetch(again, row.pk).status_code == 404


def test_a_file_that_was_removed_is_no_longer_offered(house: SimpleNamespace) -> None:
    it, link, row = linked(house)
    do("delivery.send", house.lin, it)
    type(row.attachment).objects.filter(pk=row.attachment_id).update(removed_at=it.created_at)
    assert fetch(link, row.pk).status_code == 404
    assert "文件已不在这里" in Client().get(path_of(link)).content.decode()


def test_a_link_is_only_for_those_it_is_sent_to(house: SimpleNamespace) -> None:
    it = ready(house)
    with pytest.raises(InvalidInput) as wrong:
        do("delivery.share", house.lin, it, {"contact": house.li.pk})
    assert "收件人" in wrong.value.fields["contact"].zh
    assert not ShareLink.objects.exists() and not Event.objects.filter(action="delivery.share").exists()


def test_looking_and_fetching_change_nothing(house: SimpleNamespace) -> None:
    it, link, row = linked(house)
    do("delivery.send", house.lin, it)
    before = Event.objects.count()
    for _ in range(2):
        Client().get(path_of(link))
        fetch(link, row.pk)
        Client().head(f"{path_of(link)}files/{row.pk}/")
    assert Event.objects.count() == before and Client().post(f"{path_of(link)}files/{row.pk}/").status_code == 405
