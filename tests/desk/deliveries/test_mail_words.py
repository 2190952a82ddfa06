"""What a mail says: in the language of who gets it, with its files or with a link to each person's own download."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from aedesk.desk.deliveries import posting
from aedesk.desk.models import ShareLink
from aedesk.desk.sharing.links import address_of

from .server import Post
from .test_mail import post, queued, set_up

__all__ = ["post", "set_up"]


def test_files_too_large_for_a_mail_are_fetched_by_a_link_for_each_person(
    house: SimpleNamespace, settings: Any, post: Post
) -> None:
    settings.MAIL_MOST_MB = 0
    it = queued(house, recipients=[house.wang.pk, house.li.pk])
    posting.send_mails()
    body = post.got[0].get_content()
    links = {link.contact.name: address_of(link) for link in ShareLink.objects.filter(noun="delivery", object_id=it.pk)}
    assert not post.got[0].is_multipart() and len(links) == 2
    assert all(f"{name}：{address}" in body for name, address in links.items())


def test_files_too_large_for_a_mail_go_by_the_net_disk_where_one_is_named(
    house: SimpleNamespace, settings: Any, post: Post
) -> None:
    settings.MAIL_MOST_MB = 0
    queued(house, link="https://pan.example/s/1 提取码 ab12")
    posting.send_mails()
    assert not post.got[0].is_multipart() and "https://pan.example/s/1" in post.got[0].get_content()
    assert not ShareLink.objects.exists()


def test_a_mail_is_written_in_the_language_of_those_who_get_it(house: SimpleNamespace, post: Post) -> None:
    house.wang.language = "en"
    house.wang.save()
    queued(house)
    posting.send_mails()
    assert "Enclosed:" in str(post.got[0].get_body(("plain",)).get_content())  # type: ignore[union-attr]
    queued(house, name="261120开盘报纸_设计稿_V2.pdf", recipients=[house.wang.pk, house.li.pk])
    posting.send_mails()
    assert "附件：" in str(post.got[1].get_body(("plain",)).get_content())  # type: ignore[union-attr]
