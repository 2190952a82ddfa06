"""Preparing a delivery: which files, to whom, by which channel, with what words; a draft until it is sent."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock
from aedesk.kit.text import T

from ..action import Act, action
from ..duties.rows import cancel
from ..errors import InvalidInput, WrongState
from ..finding import Words, findable, index
from ..people.models import Counter
from . import inputs, terms
from .models import Delivery, DeliveryFile, DeliveryTo
from .rights import PREPARES_SAYS, prepares

WORDED = ("subject", "cover_note", "recommended_why", "link")
PLAIN = ("channel", "kind", "promise", "is_set", "recommended", *WORDED)
UNSENT = ("draft", "failed")


def next_number() -> str:
    """D-2611-018: contiguous within the month; what is called off keeps its number."""
    month = f"{clock.today():%y%m}"
    return f"D-{month}-{Counter.take(f'delivery:{month}'):03d}"


@action("delivery.open", "准备发送", "Prepare a delivery", who=prepares, who_says=PREPARES_SAYS, fields=inputs.OPEN)
def open_delivery(act: Act) -> Delivery:
    """Files, people, channel and words for one sending; it can be saved half done and finished later."""
    given = act.values
    sheet = given["sheet"]
    project = given["project"] or (sheet.project if sheet else None)
    if project is None:
        raise InvalidInput({"project": T("选择项目或工作单。", "Choose a project or a job sheet.")})
    if sheet is not None and sheet.project_id != project.pk:
        raise InvalidInput({"sheet": T("这张工作单不属于该项目。", "This job sheet belongs to another project.")})
    _belong(project, given)
    kind = given["kind"] or ("strategy" if sheet is not None and sheet.job_type == "strategy" else "artwork")
    values = {name: given[name] for name in PLAIN} | {"kind": kind}
    values["subject"] = given["subject"] or _subject(given["files"], sheet, project)
    it: Delivery = act.make(
        Delivery, client_id=project.client_id, project=project, sheet=sheet, number=next_number(), **values
    )
    put_files(act, it, given["files"])
    put_recipients(act, it, given["recipients"])
    index(it)
    act.says = T(f"准备发送 {it.number}：{it.subject}", f"Delivery {it.number} prepared: {it.subject}")
    return it


@action(
    "delivery.edit", "改这次发送", "Edit the delivery", on="Delivery", who=prepares, who_says=PREPARES_SAYS,
    fields=inputs.WHAT, partial=True, versioned=True,
)  # fmt: skip
def edit(act: Act) -> Delivery:
    it, given = unsent(act), act.values
    given_of = {name: given[name] for name in PLAIN if name in given}
    _belong(it.project, given, it)
    if "subject" in given and not given["subject"]:
        raise InvalidInput({"subject": T("主题不能空。", "The subject cannot be empty.")})
    if "kind" in given and not given["kind"]:
        given_of.pop("kind")
    said = it.said
    act.set(it, **given_of)
    if "files" in given:
        put_files(act, it, given["files"])
    if "recipients" in given:
        put_recipients(act, it, given["recipients"])
    vars(it).pop("_prefetched_objects_cache", None)
    if it.said != said and it.cleared:
        act.set(it, cleared=[])  # what the director let pass was another text
    index(it)
    act.says = T(f"修改 {it.number}", f"{it.number} edited")
    return it


def unsent(act: Act) -> Delivery:
    """The delivery, which has not left yet. Raises WrongState."""
    it: Delivery = act.target
    if it.state not in UNSENT:
        name = terms.STATES[it.state]
        raise WrongState(
            T(f"{it.number} {name.zh}，不能再改。", f"{it.number}: {name.en.lower()}; it no longer changes.")
        )
    return it


def _belong(project: Any, given: dict[str, Any], it: Delivery | None = None) -> None:
    """Raises InvalidInput naming what belongs to another project or client, or is not among the files."""
    wrong: dict[str, T] = {}
    files = given.get("files", [row.attachment for row in it.files.select_related("attachment")] if it else [])
    if any(one.project_id != project.pk or one.removed_at is not None for one in files):
        wrong["files"] = T("只能选这个项目里没有移除的文件。", "Only this project's files that are not removed.")
    if any(one.client_id != project.client_id or not one.is_active for one in given.get("recipients", [])):
        wrong["recipients"] = T("只能选这个客户在用的联系人。", "Only this client's contacts that are in use.")
    promise = given.get("promise")
    if promise is not None and (promise.project_id != project.pk or promise.state != "open"):
        wrong["promise"] = T("选这个项目还没有兑现的约定。", "Choose an open promise of this project.")
    recommended = given.get("recommended")
    if recommended is not None and recommended.pk not in {one.pk for one in files}:
        wrong["recommended"] = T("推荐的要在所发的文件里。", "What is recommended must be among the files.")
    link = given.get("link") or ""
    if link and not link.lower().startswith(("https://", "http://")):
        wrong["link"] = T(
            "下载地址以 https:// 开头，提取码写在后面。", "A link begins with https://; the code follows it."
        )
    if wrong:
        raise InvalidInput(wrong)


def _subject(files: list[Any], sheet: Any, project: Any) -> str:
    if files:
        return str(files[0].name.rpartition(".")[0] or files[0].name)[:160]
    return str(sheet.title if sheet is not None else project.name)[:160]


def put_files(act: Act, it: Delivery, files: list[Any]) -> None:
    """Exactly these files, in this order; one that was left out can no longer be the recommended one."""
    DeliveryFile.objects.filter(delivery=it).exclude(attachment__in=files).delete()
    standing = set(DeliveryFile.objects.filter(delivery=it).values_list("attachment_id", flat=True))
    for one in files:
        if one.pk not in standing:
            act.make(
                DeliveryFile,
                client_id=it.client_id,
                delivery=it,
                attachment=one,
                name=one.name,
                sha256=one.file_id,
                state=one.state,
            )
    if it.recommended_id is not None and it.recommended_id not in {one.pk for one in files}:
        act.set(it, recommended=None)


def put_recipients(act: Act, it: Delivery, contacts: list[Any]) -> None:
    DeliveryTo.objects.filter(delivery=it).exclude(contact__in=contacts).delete()
    standing = set(DeliveryTo.objects.filter(delivery=it).values_list("contact_id", flat=True))
    for one in contacts:
        if one.pk not in standing:
            act.make(DeliveryTo, client_id=it.client_id, delivery=it, contact=one)


@action(
    "delivery.withdraw", "取消这次发送", "Call the delivery off", on="Delivery", who=prepares, who_says=PREPARES_SAYS
)
def withdraw(act: Act) -> Delivery:
    """A draft that is not wanted; its number stays its own."""
    it = unsent(act)
    act.set(it, state="withdrawn")
    cancel(it, act.person)
    act.says = T(f"取消 {it.number}", f"{it.number} called off")
    return it


@action("delivery.restore", "恢复这次发送", "Take it up again", on="Delivery", who=prepares, who_says=PREPARES_SAYS)
def restore(act: Act) -> Delivery:
    it: Delivery = act.target
    if it.state != "withdrawn":
        raise WrongState(T("它没有被取消。", "It was not called off."))
    act.set(it, state="draft")
    act.says = T(f"恢复 {it.number}", f"{it.number} taken up again")
    return it


@findable("Delivery", "client", "project", "sheet")
def found_by(it: Delivery) -> Words:
    """A delivery by number, subject, file names, cover note, project, and whom it goes to."""
    files = " ".join(DeliveryFile.objects.filter(delivery=it).values_list("name", flat=True))
    people = " ".join(DeliveryTo.objects.filter(delivery=it).values_list("contact__name", flat=True))
    job = it.sheet.number or "" if it.sheet is not None else ""
    return Words(
        f"{it.number} {it.subject}", f"{it.client} · {it.project}", f"{it.number} {files}", f"{people} {job} {it.cover_note}",
        it.sent_at or it.created_at,
    )  # fmt: skip
