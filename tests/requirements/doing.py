"""What the acceptance tests do over and over: log a call, write a sheet, have it issued, read a page."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from aedesk.desk.action import do
from aedesk.desk.errors import Refused
from aedesk.desk.models import ArtworkCheck, Attachment, ContactNote, Counter, DutyRow, JobSheet, Notice, Person
from aedesk.kit import clock
from aedesk.rulebook.checks import CHECKS
from tests.cast import sheet_facts
from tests.samples import passing


@contextmanager
def refused(code: str) -> Iterator[Callable[[], list[str]]]:
    """The act inside is refused by this rule; the value tells the Chinese reasons afterwards."""
    with pytest.raises(Refused) as caught:
        yield lambda: [why.zh for refusal in caught.value.refusals for why in refusal.reasons]
    assert code in {refusal.gate.code for refusal in caught.value.refusals}


def log(house: SimpleNamespace, who: str = "lin", **more: Any) -> ContactNote:
    """A talk with 王主管 about P02."""
    facts = {
        "client": house.c1.pk, "project": house.p02.pk, "contact": house.wang.pk, "subject": "开盘报纸",
        "client_words": "周三 12 点前要一张开盘报纸。", "real_need": "开盘提前", "our_view": "先讲理由",
        "points": ["开盘提前", "报纸半版", "周三 12 点"],
    }  # fmt: skip
    return do("note.log", getattr(house, who), None, facts | more).result


def draft(house: SimpleNamespace, project: Any = None, by: Person | None = None, **more: Any) -> JobSheet:
    """A complete draft of 林晓岚's for 何一苇 and 唐予."""
    project, by = project or house.p02, by or house.lin
    job_type = more.get("job_type", "newspaper")
    sheet = do("jobsheet.open", by, None, {"project": project.pk, "title": "开盘报纸", "job_type": job_type}).result
    note = ContactNote.objects.create(
        client=project.client, project=project, person=by, subject="开盘报纸", client_words="周三要",
        real_need="开盘提前", our_view="先讲理由", ended_at=clock.now(),
    )  # fmt: skip
    facts = sheet_facts(copywriter=house.he.pk, designer=house.tang.pk, alignment=note.pk) | more
    return do("jobsheet.edit", by, sheet, facts).result


def submitted(house: SimpleNamespace, **more: Any) -> JobSheet:
    return do("jobsheet.submit", house.lin, draft(house, **more)).result


def issued(house: SimpleNamespace, **more: Any) -> JobSheet:
    """A sheet through number, signatures and process review: 已下达."""
    sheet = submitted(house, **more)
    do("jobsheet.number", house.qian, sheet)
    for doer in (sheet.copywriter, sheet.designer):
        if doer is not None:
            do("jobsheet.sign", doer, sheet)
    do("jobsheet.review", house.song, sheet)
    return fresh(sheet)


def fresh(thing: Any) -> Any:
    """The thing as it stands in the database now."""
    return type(thing)._default_manager.get(pk=thing.pk)


def skip_numbers(project_code: str, count: int) -> None:
    """Take finance numbers of a project, as earlier sheets did."""
    for _ in range(count):
        Counter.take(f"job:{project_code}")


def duty(rule: str, about: Any) -> DutyRow:
    """The one duty of a rule about a thing."""
    return DutyRow.objects.get(rule=rule, noun=about._meta.model_name, object_id=about.pk)


def local(moment: Any) -> str:
    """11-17 09:12 on a Shanghai clock."""
    return f"{clock.shanghai(moment):%m-%d %H:%M}"


def late_minutes(row: DutyRow) -> int:
    """Minutes of lateness stored on a duty."""
    return DutyRow.objects.get(pk=row.pk).late_seconds // 60


def told(person: Person) -> list[str]:
    """What a person's inbox says in Chinese, oldest first."""
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("says_zh", flat=True))


def page(person: Person, address: str, status: int = 200, language: str = "zh", *, part: bool = False) -> str:
    """A page as the person sees it, or what the page's own script reads of it."""
    browser = Browser(headers={"HX-Request": "true"} if part else None)
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    browser.cookies["lang"] = language
    response = browser.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode() if not response.streaming else ""


def version(house: SimpleNamespace, sheet: JobSheet, name: str = "261118开盘报纸V3.pdf", by: Any = None) -> Attachment:
    """A file of 唐予's on an issued sheet."""
    file = SimpleUploadedFile(name, b"%PDF-1.7 " + name.encode())
    return do("attachment.add", by or house.tang, None, {"file": file, "sheet": sheet.pk}).result


def checked(
    house: SimpleNamespace, it: Attachment, findings: tuple[dict[str, Any], ...] = (), but: tuple[str, ...] = ()
) -> ArtworkCheck:
    """The machine has checked a version with these findings, and 蒋小满 answered all 24 items but some."""
    counts = Counts(one["severity"] for one in findings)
    verdict = {
        "verdict": "clean",
        "says": None,
        "failed": [],
        "counts": dict(counts),
        "findings": list(findings),
        "file": it.name,
    }
    made = ArtworkCheck.objects.create(
        client=it.client, attachment=it, sha256=it.file_id, state="done", verdict=verdict, errors=counts["error"], warnings=counts["warning"],
        checked_at=clock.now(),
    )  # fmt: skip
    for item in CHECKS:
        if item.code not in but:
            do("check.answer", house.jiang, it, passing(item.code))
    return made


def found(
    rule: str = "resolution", severity: str = "warning", item: str = "picture_resolution", mark: str = "a" * 16
) -> dict[str, Any]:
    """A finding as the machine writes it."""
    says = {"zh": f"{rule} 不对。", "en": f"{rule} is wrong."}
    return {
        "rule": rule, "severity": severity, "item": item, "mark": mark, "says": says, "todo": says, "page": 1, "box": [0, 0, 10, 10], "boxes": [],
        "measured": "180 ppi", "limit": ">299 ppi", "source": "手册", "count": 1, "name": says, "answers": [],
    }  # fmt: skip
