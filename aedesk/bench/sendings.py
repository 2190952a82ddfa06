"""Deliveries ready to be sent, for measuring a sending: four files each, checked, to one contact by WeCom."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from aedesk.desk.artwork.models import Attachment
from aedesk.desk.artwork.storing import store
from aedesk.desk.clients.models import Contact
from aedesk.desk.deliveries.checks import DeliveryCheck
from aedesk.desk.deliveries.facts import digest_of
from aedesk.desk.deliveries.models import Delivery, DeliveryFile, DeliveryTo
from aedesk.desk.people.models import Person
from aedesk.desk.projects.models import Project

FILES = 4


def to_send(person: Person, many: int) -> list[int]:
    """So many drafts of one of this person's projects, each looked at before sending; their ids."""
    project = Project.objects.filter(ae=person, state="running").order_by("pk")[0]
    about: dict[str, Any] = {"client_id": project.client_id, "created_by": person}
    files = [_file(project, n, about) for n in range(FILES)]
    contact, _ = Contact.objects.get_or_create(
        client_id=project.client_id, name="收件的王主管", defaults={"wechat": "wang"}
    )
    made = Delivery.objects.bulk_create(
        Delivery(
            **about, project=project, number=f"D-bn-{n:05d}", kind="artwork", channel="wecom", subject="开盘报纸 初稿",
            cover_note="王主管：初稿在附件，请看。", is_set=True, state="draft",
        )
        for n in range(many)
    )  # fmt: skip
    DeliveryFile.objects.bulk_create(
        DeliveryFile(**about, delivery=one, attachment=file, name=file.name, sha256=file.file_id, state=file.state)
        for one in made
        for file in files
    )
    DeliveryTo.objects.bulk_create(DeliveryTo(**about, delivery=one, contact=contact) for one in made)
    DeliveryCheck.objects.bulk_create(
        DeliveryCheck(**about, delivery=one, person=person, files=digest_of(one)) for one in made
    )
    return [one.pk for one in made]


def _file(project: Project, n: int, about: dict[str, Any]) -> Attachment:
    """One file with bytes on disk: what is missing there is not sent."""
    name = f"261119提案{n}_设计稿_V1.pdf"
    kept = store(SimpleUploadedFile(name, f"%PDF-1.7 {n}".encode()), name)
    return Attachment.objects.create(**about, file=kept, project=project, name=name)
