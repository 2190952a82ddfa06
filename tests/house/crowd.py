"""More of everything around one job, one project, one client and one AE: to see what a page costs when there is more."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from aedesk.desk import models as desk
from aedesk.kit import clock
from aedesk.rulebook.checks import CHECKS

EACH = 3


def first(house: SimpleNamespace) -> dict[str, int]:
    """One of each thing that has a page of its own, with a crowd around it; ids by model."""
    about: dict[str, Any] = {"client": house.c1, "project": house.p02}
    note = desk.ContactNote.objects.create(
        **about, contact=house.wang, person=house.lin, subject="开盘", ended_at=clock.now()
    )
    request = desk.Request.objects.create(**about, number=1, title="开盘报纸", ae=house.lin, note=note)
    job = desk.JobSheet.objects.create(
        **about, number="261116-P02-001", title="开盘报纸", ae=house.lin, copywriter=house.he, designer=house.tang, state="issued",
        stage="copy", alignment=note, request=request, issued_at=clock.now(),
    )  # fmt: skip
    desk.CreativeBrief.objects.create(client=house.c1, sheet=job, insight="好邻居")
    house.draft = desk.JobSheet.objects.create(**about, title="草稿", ae=house.lin, copywriter=house.he)
    prep = desk.CallPrep.objects.create(**about, contact=house.wang, person=house.lin)
    house.job, house.note, house.request, house.prep = job, note, request, prep
    house.schedule = desk.Schedule.objects.create(**about, kind="total", filed_by=house.lin)
    more(house, 0)
    _checked(house)
    notice = desk.Notice.objects.filter(person=house.lin).first()
    return {
        "Client": house.c1.pk, "Contact": house.wang.pk, "Project": house.p02.pk, "JobSheet": job.pk, "Request": request.pk,
        "ContactNote": note.pk, "CallPrep": prep.pk, "Person": house.tang.pk, "draft": house.draft.pk, "Notice": notice.pk if notice else 0,
        "Attachment": desk.Attachment.objects.all()[0].pk, "Delivery": desk.Delivery.objects.all()[0].pk,
        "Receipt": desk.Receipt.objects.order_by("pk")[0].pk,
        "LibraryNote": desk.LibraryNote.objects.first().pk,
        "Feedback": desk.Feedback.objects.order_by("pk")[0].pk,
        "Schedule": house.schedule.pk, "ScheduleLine": desk.ScheduleLine.objects.all()[0].pk,
        "Upload": desk.Upload.objects.create(person=house.lin, name="x", size=1).pk,
    }  # fmt: skip


def more(house: SimpleNamespace, turn: int) -> None:
    """Three more of everything."""
    for n in range(turn * EACH, (turn + 1) * EACH):
        _house(house, n)
        _talk(house, n)
        _job(house, n)
        _work(house, n)
        _sending(house, n)
        _receiving(house, n)
        _hearing(house, n)
        _waiting(house, n)
        _checking(house, n)


def _house(house: SimpleNamespace, n: int) -> None:
    person = desk.Person.objects.create(
        username=f"more{n}", name=f"新人{n}", role="designer", password="!", backup=house.tang, lead=house.lin
    )
    desk.ClientMember.objects.create(client=house.c1, person=person)
    client = desk.Client.objects.create(code=f"C{n + 10}", name=f"客户{n}")
    desk.ClientMember.objects.create(client=client, person=house.lin)
    desk.Contact.objects.create(client=house.c1, name=f"联系人{n}", company="联行" if n % 2 else "")
    project = desk.Project.objects.create(
        client=house.c1, code=f"P{n + 10}", name=f"项目{n}", ae=house.lin, state="running", budget=100
    )
    for one in (house.p02, project):
        desk.ProjectMember.objects.create(project=one, person=person, function="design")
    about = {"client": house.c1, "project": house.p02}
    today = clock.today()
    desk.ProjectFact.objects.create(**about, kind="land", value=f"占地{n}", as_of=today)
    desk.BaseMaterial.objects.create(
        **about, kind=("permit", "phone", "map", "address", "developer", "agent")[n % 6], value=str(n)
    )
    desk.SalesMilestone.objects.create(**about, on=today + timedelta(days=1), name=f"节点{n}")
    ends = clock.now() + timedelta(days=2)
    desk.Deputy.objects.create(project=house.p02, person=person, acts_for=house.lin, from_at=clock.now(), until_at=ends)
    supplier = desk.Supplier.objects.create(name=f"印务{n}")
    desk.Material.objects.create(**about, name=f"围墙{n}", width_mm=1, height_mm=1, supplier=supplier)
    desk.Workday.objects.create(day=date(2026, 12, 1) + timedelta(days=n), is_workday=False)
    desk.ApiToken.objects.create(person=house.lin, name=f"t{n}", digest=str(n))


def _talk(house: SimpleNamespace, n: int) -> None:
    about: dict[str, Any] = {"client": house.c1, "project": house.p02}
    note = desk.ContactNote.objects.create(
        **about, contact=house.wang, person=house.lin, subject=f"沟通{n}", ended_at=clock.now(), sheet=house.job
    )
    for one in (note, house.note):
        desk.Decision.objects.create(client=house.c1, note=one, text=f"决定{n}", decided_at=clock.now())
        desk.ClientPromise.objects.create(client=house.c1, note=one, what=f"承诺{n}", due_at=clock.now())
        desk.Escalation.objects.create(**about, note=one, issue=f"请示{n}", raised_by=house.lin, asked=house.qin)
        desk.Relay.objects.create(
            client=house.c1, note=one, says=f"转达{n}", told=[house.tang.pk], created_by=house.lin
        )
    desk.CallPrep.objects.create(**about, contact=house.wang, person=house.lin, aim=f"目的{n}")
    desk.MessageSlip.objects.create(
        client=house.c1, for_person=house.lin, taken_by=house.ding, caller=f"来电{n}", matter="回电"
    )
    desk.Request.objects.create(**about, number=n + 10, title=f"需求{n}", ae=house.lin, note=house.note)


def _job(house: SimpleNamespace, n: int) -> None:
    desk.JobSheet.objects.create(
        client=house.c1, project=house.p02, number=f"261116-P02-{n + 10:03d}", title=f"工作单{n}", ae=house.lin, copywriter=house.he,
        designer=house.tang, state="issued", issued_at=clock.now(), alignment=house.note, request=house.request,
    )  # fmt: skip
    desk.JobSheet.objects.create(client=house.c1, project=house.p02, title=f"草稿{n}", ae=house.lin)
    job = house.job
    for sheet in (job, house.draft):
        desk.SpecRow.objects.create(sheet=sheet, kind=f"规格{n}", width_mm=1, height_mm=1)
    desk.Signature.objects.create(
        sheet=job,
        sign=("copy", "design", "finance", "review")[n % 4],
        person=house.tang,
        decision="returned",
        void_at=clock.now(),
    )
    change = desk.ChangeSheet.objects.create(
        client=house.c1, sheet=job, number=n + 1, reason="加印", touches=["design"], created_by=house.lin,
        lines=[{"field": "content", "zh": "内容", "en": "Content", "old": "", "new": str(n), "id": None}], in_force_at=clock.now() if n else None,
    )  # fmt: skip
    desk.Signature.objects.create(sheet=job, change=change, sign="design", person=house.tang)
    desk.HandOver.objects.create(client=house.c1, sheet=job, giver=house.he, receiver=house.tang, state="accepted")


def _work(house: SimpleNamespace, n: int) -> None:
    about: dict[str, Any] = {"client": house.c1, "project": house.p02, "request": house.request, "sheet": house.job}
    desk.ScheduleLine.objects.create(**about, what=f"初稿{n}", doer=house.tang, due_at=clock.now(), state="accepted")
    desk.ScheduleLine.objects.create(
        **about, what=f"排{n}", doer=house.he, start_at=clock.now(), due_at=clock.now() + timedelta(days=n + 1), state="planned",
        client_at=clock.now() + timedelta(days=n + 2),
    )  # fmt: skip
    month = date(2026, n % 12 + 1, 1)
    paper = {"client": house.c1, "project": house.p02, "kind": "month", "filed_by": house.lin}
    filed = desk.Schedule.objects.create(**paper, month=month, state="in_force")
    for one in (filed, house.schedule):
        desk.ScheduleSign.objects.create(
            client=house.c1,
            schedule=one,
            side="ours",
            person=house.zhou,
            name="周以恒",
            content_hash=str(n),
            void_at=clock.now(),
        )
    desk.Promise.objects.create(**about, what=f"交稿{n}", by=house.lin, due_at=clock.now(), to=house.wang)
    desk.Extension.objects.create(**about, from_at=clock.now(), to_at=clock.now())
    on_job: dict[str, Any] = {"client": house.c1, "sheet": house.job}
    for person in (house.tang, house.lin):
        desk.TimeEntry.objects.create(**on_job, person=person, on=clock.today(), minutes=30)
    desk.ProgressNote.objects.create(**on_job, person=house.tang, note=f"进度{n}")
    desk.PurchaseOrder.objects.create(**on_job, what=f"印刷{n}", amount=100, supplier=desk.Supplier.objects.first())
    file = desk.StoredFile.objects.create(sha256=f"{n:064d}", size=1)
    desk.Attachment.objects.create(
        client=house.c1, project=house.p02, sheet=house.job, file=file, name=f"261116稿{n}.pdf"
    )
    _shelves(house, n, file)


def _shelves(house: SimpleNamespace, n: int, file: Any) -> None:
    about: dict[str, Any] = {"client": house.c1, "project": house.p02}
    shot = desk.Attachment.objects.create(**about, file=file, name=f"261116工地{n}.jpg")
    desk.Photo.objects.create(**about, attachment=shot, taken_on=clock.today(), taker=house.lin)
    shelf = desk.LibraryCategory.objects.create(name=f"类别{n}")
    desk.LibraryNote.objects.create(category=shelf, client=house.c1, title=f"资料{n}", created_by=house.lin)
    closed = desk.JobSheet.objects.create(**about, title=f"旧单{n}", ae=house.lin, state="closed")
    desk.ArchivePlace.objects.create(client=house.c1, sheet=closed, box=f"B-{n}", archived_on=clock.today())


def _sending(house: SimpleNamespace, n: int) -> None:
    """A draft of its own with one more file, person and finding; and one sent, to a person and with a file."""
    about: dict[str, Any] = {"client": house.c1, "project": house.p02, "sheet": house.job}
    first = desk.Delivery.objects.order_by("pk").first() or desk.Delivery.objects.create(
        **about, number="D-2611-001", subject="草稿", channel="mail"
    )
    more = desk.Delivery.objects.create(
        **about, number=f"D-2611-{n + 100}", subject=f"初稿{n}", state="sent", sent_at=clock.now(), sent_by=house.lin,
        feedback_due_at=clock.now(), chase_due_at=clock.now(), receipt_state="pending",
    )  # fmt: skip
    contact = desk.Contact.objects.create(client=house.c1, name=f"收件人{n}")
    file = desk.Attachment.objects.order_by("-pk").first()
    for it in (first, more):
        desk.DeliveryFile.objects.create(
            client=house.c1, delivery=it, attachment=file, name=file.name, sha256=file.file_id
        )
        desk.DeliveryTo.objects.create(client=house.c1, delivery=it, contact=contact)
        check = desk.DeliveryCheck.objects.create(client=house.c1, delivery=it, person=house.lin, files=str(n))
        desk.DeliveryFinding.objects.create(client=house.c1, check_of=check, what=f"错字{n}")


def _receiving(house: SimpleNamespace, n: int) -> None:
    """One more line on the open receipt, carried over from a signed one of its own; and a link."""
    about: dict[str, Any] = {"client": house.c1, "project": house.p02, "sheet": house.job}
    kept: dict[str, Any] = {"name": f"261116稿{n}.pdf", "sha256": "0" * 64, "channel": "wecom", "sent_at": clock.now()}
    receipt = desk.Receipt.objects.order_by("pk").first() or desk.Receipt.objects.create(
        client=house.c1, number="R-2611-01", ae=house.lin
    )
    before = desk.Receipt.objects.create(client=house.c1, number=f"R-2611-{n + 100}", ae=house.lin)
    line = desk.ReceiptLine.objects.create(**about, **kept, receipt=before, decision="refused", reason="颜色")
    desk.ReceiptLine.objects.create(**about, **kept, receipt=receipt, carried_from=line)
    desk.Receipt.objects.filter(pk=before.pk).update(state="signed", signer_name=f"签收人{n}", how="typed")
    desk.ShareLink.objects.create(
        client=house.c1, contact=house.wang, noun="receipt", object_id=receipt.pk, may="sign", token_hash=str(n), salt=str(n),
        expires_at=clock.now() + timedelta(days=1), created_by=house.lin,
    )  # fmt: skip


def _hearing(house: SimpleNamespace, n: int) -> None:
    """One more feedback; and on the first one more change, wording, relay and reader."""
    about: dict[str, Any] = {"client": house.c1, "project": house.p02, "sheet": house.job}
    sent = desk.Delivery.objects.filter(state="sent").order_by("pk").first()
    one = desk.Feedback.objects.create(
        **about, delivery=sent, note=house.note, contact=house.wang, words=f"再亮一点{n}", received_at=clock.now()
    )
    first = desk.Feedback.objects.order_by("pk").first()
    for it in {one, first}:
        desk.ChangeItem.objects.create(**about, feedback=it, what=f"改{n}", settled_by=house.lin)
    desk.Wording.objects.create(client=house.c1, feedback=first, number=n + 2, words=f"再亮一点{n}")
    told = list(desk.Person.objects.values_list("pk", flat=True))
    desk.Relay.objects.create(client=house.c1, project=house.p02, feedback=first, says="再亮", told=told)


def _waiting(house: SimpleNamespace, n: int) -> None:
    now = clock.now()
    things = (
        ("jobsheet", house.job.pk),
        ("request", house.request.pk),
        ("contactnote", house.note.pk),
        ("project", house.p02.pk),
        ("client", house.c1.pk),
    )
    for place, (noun, pk) in enumerate(things):
        about = {
            "client_id": house.c1.pk,
            "project_id": house.p02.pk,
            "job_id": house.job.pk,
            "noun": noun,
            "object_id": pk,
        }
        for due_at in (now - timedelta(hours=1), now + timedelta(hours=1)):
            desk.DutyRow.objects.create(
                rule="sign_sheet", key=f"{n}:{place}:{due_at}", person=house.lin, **about, says_zh="签字", says_en="Sign", does="jobsheet.sign",
                started_at=now, due_at=due_at, warn_at=due_at, asked_by=house.tang,
            )  # fmt: skip
        desk.Notice.objects.create(person=house.lin, noun=noun, object_id=pk, says_zh="签字", says_en="Sign")
    desk.RefusalRow.objects.create(rule="no_job_sheet_no_work", action="timer.start", person=house.tang)
    last = desk.Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    for place, (noun, pk) in enumerate(things, 1):
        desk.Event.objects.create(
            seq=last + place, at=now, person=house.tang, on_behalf_of_id=house.lin.pk, action="jobsheet.edit", noun=noun, object_id=pk,
            client_id=house.c1.pk, project_id=house.p02.pk, job_id=house.job.pk,
        )  # fmt: skip


def _checked(house: SimpleNamespace) -> None:
    """The first file has been before the machine, and was compared with the next."""
    it, other = desk.Attachment.objects.all()[:2]
    seen = {"client": house.c1, "state": "done"}
    verdict = {
        "says": None,
        "counts": {},
        "findings": [],
        "failed": [],
        "verdict": "clean",
        "file": it.name,
        "sha256": it.file_id,
        "facts": None,
    }
    desk.ArtworkCheck.objects.create(**seen, attachment=it, sha256=it.file_id, verdict=verdict, checked_at=clock.now())
    desk.Comparison.objects.create(
        **seen, before=other, after=it, before_sha256=other.file_id, after_sha256=it.file_id,
        result={"same": True, "pages": [], "added": 0, "removed": 0},
    )  # fmt: skip


def _checking(house: SimpleNamespace, n: int) -> None:
    it = desk.Attachment.objects.all()[0]
    by = {"client": house.c1, "attachment": it, "person": house.jiang}
    desk.ItemAnswer.objects.create(**by, item=CHECKS[n].code, answer="pass", sha256=it.file_id)
    desk.Waiver.objects.create(**by, mark=f"{n}", rule="resolution", reason="远看")
    part = desk.ContentPart.objects.create(client=house.c1, sheet=house.job, kind="picture", name=f"P{n}")
    desk.ContentApproval.objects.create(client=house.c1, part=part, client_name="王主管", person=house.lin)
