"""Many deliveries, four people pressing Send on each in the same moment: each is sent once (G5).

AEDESK_MANY=1000 runs the long one.
"""

from __future__ import annotations

import os
from collections import Counter as Count
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.action import do
from aedesk.desk.artwork.storing import store
from aedesk.desk.deliveries import posting
from aedesk.desk.deliveries.facts import digest_of
from aedesk.desk.errors import WrongState
from aedesk.desk.journal.verifying import verify
from aedesk.desk.models import Attachment, Delivery, DeliveryCheck, DeliveryFile, DeliveryTo, DutyRow, Event, Mail
from aedesk.kit import clock
from tests.desk.deliveries.server import serving

from .test_at_once import at_once

MANY = int(os.environ.get("AEDESK_MANY", "12"))
SENDERS = ("lin", "qin", "zhou", "gu")


def checked(house: SimpleNamespace, number: int, channel: str, attachment: Attachment) -> Delivery:
    """A delivery that is ready to go, made directly."""
    about = {"client": house.c1, "created_by": house.lin}
    it = Delivery.objects.create(
        **about, project=house.p02, number=f"D-2611-{number:04d}", subject=f"第{number}次", channel=channel
    )
    DeliveryFile.objects.create(
        **about, delivery=it, attachment=attachment, name=attachment.name, sha256=attachment.file_id, state="draft"
    )
    DeliveryTo.objects.create(**about, delivery=it, contact=house.wang)
    DeliveryCheck.objects.create(**about, delivery=it, person=house.lin, files=digest_of(it))
    return it


def prepared(house: SimpleNamespace, tmp_path: Any, settings: Any, channel: str) -> list[Delivery]:
    settings.FILES = tmp_path / "files"
    house.wang.email = "wang@client.example"
    house.wang.save()
    file = store(SimpleUploadedFile("261116稿.pdf", b"%PDF-1.7"), "261116稿.pdf")
    attachment = Attachment.objects.create(client=house.c1, project=house.p02, file=file, name="261116稿.pdf")
    return [checked(house, number, channel, attachment) for number in range(1, MANY + 1)]


def send_all(house: SimpleNamespace, things: list[Delivery]) -> None:
    """Each delivery is sent by four at once; one succeeds, three are told that it is done."""
    for it in things:
        answers = at_once([lambda who=who, pk=it.pk: do("delivery.send", getattr(house, who), pk) for who in SENDERS])  # type: ignore[misc]
        assert sum(isinstance(one, WrongState) for one in answers) == len(SENDERS) - 1


def test_each_is_sent_once_with_one_event_and_one_of_each_clock(
    house: SimpleNamespace, tmp_path: Any, settings: Any, still: clock.Frozen
) -> None:
    things = prepared(house, tmp_path, settings, "wecom")
    send_all(house, things)
    assert Delivery.objects.filter(state="sent").count() == MANY
    assert Count(Event.objects.values_list("action", flat=True)) == {"delivery.send": MANY}
    assert set(Count(DutyRow.objects.values_list("rule", flat=True)).values()) == {MANY}, (
        "told, answered, chased: one each"
    )
    assert verify() == []


def test_each_mail_is_queued_once_and_carried_once_by_several_workers(
    house: SimpleNamespace, tmp_path: Any, settings: Any, still: clock.Frozen
) -> None:
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.DEFAULT_FROM_EMAIL = "127.0.0.1", False, "desk@agency.example"
    things = prepared(house, tmp_path, settings, "mail")
    with serving() as (post, port):
        settings.EMAIL_PORT = port
        send_all(house, things)
        assert (Mail.objects.count(), Mail.objects.filter(state="queued").count()) == (MANY, MANY)
        while Mail.objects.filter(state="queued").exists():
            at_once([posting.send_mails for _ in range(4)])
        assert Count(one["Message-ID"] for one in post.got) == Count(Mail.objects.values_list("message_id", flat=True))
    assert Delivery.objects.filter(state="sent").count() == MANY
    assert DutyRow.objects.filter(rule="tell_client").count() == MANY
    assert verify() == []
