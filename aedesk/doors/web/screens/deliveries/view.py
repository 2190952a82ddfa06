"""What goes to the client: the list, the page on which one is prepared and sent, and what follows it."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.artwork.models import Attachment
from aedesk.desk.artwork.queries import readable
from aedesk.desk.clients.models import Client
from aedesk.desk.deliveries import carrying, checking, facts, inputs, queries, terms, wording
from aedesk.desk.deliveries.mails import Mail
from aedesk.desk.deliveries.models import Delivery
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.errors import Unknown
from aedesk.desk.feedback.queries import about as feedback_about
from aedesk.desk.jobsheets.models import JobSheet
from aedesk.desk.journal.queries import timeline
from aedesk.desk.people.models import Person
from aedesk.desk.projects.models import Project
from aedesk.desk.projects.speaking import contacts_of
from aedesk.desk.schedules.facts import moment
from aedesk.desk.schedules.models import Promise
from aedesk.kit import clock
from aedesk.kit.text import T

from ...screen import screen, show
from ...shares import shares
from .next import next_for

PER_PAGE = 50
FEW = 30


@screen("deliveries/", "deliveries")
def list_page(request: HttpRequest) -> HttpResponse:
    asked = request.GET.dict()
    page = Paginator(queries.deliveries(request.user, asked), PER_PAGE).get_page(asked.get("page"))
    clients = [(one.pk, str(one)) for one in Client.objects.visible_to(request.user).order_by("code")]
    states = [
        ("unanswered", T("未回", "Unanswered")),
        ("unsigned", T("待补签", "To be signed for")),
        *terms.STATES.items(),
    ]
    return show(
        request, "deliveries/list.html", nav="deliveries", page=page, asked=asked, terms=terms, clients=clients, states=states,
        now=clock.now(), may=may("delivery.open", request.user),
    )  # fmt: skip


def may(code: str, person: Any, it: Any = None) -> bool:
    """Whether the person may do an act of deliveries."""
    spec = ACTIONS[code]
    return bool(spec.who(Act(spec, person, it, {}, clock.now())))


@screen("deliveries/new/", "delivery_new")
def new_page(request: HttpRequest) -> HttpResponse:
    """Choose a job where none is named; with one, the form."""
    asked, me = request.GET, request.user
    file = _seen(Attachment, me, asked.get("file"))
    sheet = _seen(JobSheet, me, asked.get("sheet")) or (file.sheet if file else None)
    project = sheet.project if sheet else file.project if file else _seen(Project, me, asked.get("project"))
    if project is None:
        jobs = (
            JobSheet.objects.visible_to(me)
            .filter(state="issued")
            .select_related("client", "project")
            .order_by("-last_event_at")
        )
        return show(request, "deliveries/choose.html", nav="deliveries", jobs=jobs[:FEW])
    around = form_around(me, project, sheet)
    promise = next((one for one in around["promises"] if sheet is not None and one.sheet_id == sheet.pk), None)
    newest = file or next(iter(around["files"]), None)
    values = {
        "files": [newest.pk] if newest else [], "recipients": usual(me, project, promise),
        "channel": "wecom", "promise": promise.pk if promise else None,
        "kind": "strategy" if sheet is not None and sheet.job_type == "strategy" else "artwork",
    }  # fmt: skip
    return show(
        request,
        "deliveries/form.html",
        nav="deliveries",
        it=None,
        values=values,
        sheet=sheet,
        project=project,
        **around,
    )


def usual(person: Any, project: Any, promise: Promise | None) -> list[int]:
    """To whom it most likely goes: whom it was promised to, else whom the project's last delivery went to."""
    if promise is not None and promise.to_id:
        return [promise.to_id]
    last = queries.deliveries(person, {"project": str(project.pk)}).exclude(state="withdrawn").first()
    return [row.contact_id for row in last.recipients.all()] if last is not None else []


def _seen(model: Any, person: Any, pk: Any) -> Any:
    """A thing named in the address, read through its wall, or None."""
    text = str(pk or "")
    return model.objects.visible_to(person).filter(pk=text).first() if text.isdigit() and len(text) < 19 else None


def form_around(person: Any, project: Any, sheet: Any) -> dict[str, Any]:
    """What the form offers: the files of the job or project, the client's people, the open promises."""
    rows = (
        Attachment.objects.visible_to(person).filter(project=project, removed_at=None).select_related("file", "sheet")
    )
    rows = rows.filter(sheet=sheet) if sheet is not None else rows
    files = list(rows.order_by("-pk")[:FEW])
    promises = list(Promise.objects.visible_to(person).filter(project=project, state="open").order_by("due_at")[:FEW])
    return {
        "files": files, "people": contacts_of(person, project, everyone=True), "promises": promises,
        "file_options": [(one.pk, one.name) for one in files], "promise_options": [promised(one) for one in promises],
        "terms": terms, "channels": inputs.CHANNELS, "readable": readable, "lacking": carrying.missing(),
    }  # fmt: skip


def promised(one: Promise) -> tuple[int, str]:
    return one.pk, f"{moment(one.due_at)} {one.what}"


@screen("deliveries/<int:pk>/edit/", "delivery_edit", about="Delivery")
def edit_page(request: HttpRequest, it: Delivery) -> HttpResponse:
    values = {
        name: getattr(it, name)
        for name in ("channel", "subject", "cover_note", "kind", "is_set", "recommended_why", "link")
    }
    values |= {
        "files": it.given("files"),
        "recipients": it.given("recipients"),
        "promise": it.promise_id,
        "recommended": it.recommended_id,
    }
    around = form_around(request.user, it.project, it.sheet)
    if it.promise is not None and it.promise not in around["promises"]:
        around["promise_options"].append(promised(it.promise))
    return show(
        request,
        "deliveries/form.html",
        nav="deliveries",
        it=it,
        values=values,
        sheet=it.sheet,
        project=it.project,
        **around,
    )


@screen("deliveries/<int:pk>/", "delivery", about="Delivery")
def page(request: HttpRequest, it: Delivery) -> HttpResponse:
    me = cast(Person, request.user)
    found = queries.delivery(me, it.pk)
    if found is None:
        raise Unknown
    about = around(found, me)
    return show(
        request, "deliveries/page.html", nav="deliveries", it=found, terms=terms, readable=readable, next_step=next_for(found, about),
        trail=[{"at": one.at, "who": one.who, "what": one.what} for one in timeline(thing=found)], cover=wording.cover_text(found),
        feedback=feedback_about(me, delivery=found), may_hear=may("feedback.log", me), **about,
    )  # fmt: skip


def around(it: Delivery, me: Person) -> dict[str, Any]:
    """What the page says of a delivery: its check, what stops it, its clocks and its mail."""
    open_rows = list(
        DutyRow.objects.filter(noun="delivery", object_id=it.pk, state=DutyRow.OPEN).select_related("person")
    )
    clocks = {row.rule: row for row in open_rows}
    found: dict[str, Any] = {
        "clocks": clocks, "mail": Mail.objects.filter(delivery=it).order_by("-pk").first(), "prepares": may("delivery.edit", me, it),
        "is_window": may("delivery.tell_client", me, it), "lacking": carrying.missing(), "is_open": it.state in ("draft", "failed"),
        "shares": shares(it), "recipient_options": [(row.contact_id, str(row.contact)) for row in it.recipients.all()],
    }  # fmt: skip
    return found | (
        stops(it, me, clocks)
        if found["is_open"]
        else {"check": next(iter(it.checks.all()[::-1]), None), "open_findings": []}
    )


def stops(it: Delivery, me: Person, clocks: dict[str, DutyRow]) -> dict[str, Any]:
    """What keeps a draft from being sent, looked at as its rules will."""
    look = Act(ACTIONS["delivery.send"], me, it, {}, clock.now())
    check, named = facts.last_check(it), checking.names_in(it)
    review, clear = clocks.get("read_delivery"), clocks.get("confirm_removal")
    lacking = "、".join(one.zh for one in carrying.missing()), ", ".join(one.en for one in carrying.missing())
    return {
        "check": check, "open_findings": facts.open_findings(check) if check else [], "unchecked": look.unchecked,
        "to_read": look.unread_by_head, "unrecommended": look.unrecommended, "named": named, "removal_open": bool(not named and look.removal_open),
        "review_asked": review.person.name if review else "", "clear_asked": clear is not None,
        "may_review": bool(look.unread_by_head) and may("delivery.review", me, it),
        "may_clear": (clear is not None or bool(named)) and may("delivery.clear", me, it),
        "named_note": T(f"文中出现：{'、'.join(named)}", f"It names: {', '.join(named)}") if named else T("别家的名字已删去", "The other name is gone"),
        "mail_note": T(f"要从这里直接发，请管理员设置：{lacking[0]}", f"To send from here, have the administrator set: {lacking[1]}") if lacking[0] else None,
    }  # fmt: skip
