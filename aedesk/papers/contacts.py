"""The contact sheet 联系方式清单 of a project (FIL-08): the client's people, then the sales agency's."""

from __future__ import annotations

from typing import Any

from aedesk.desk.clients import queries
from aedesk.desk.clients.rights import EXPORTERS
from aedesk.desk.errors import NotAllowed, Unknown
from aedesk.desk.intake import sheets
from aedesk.desk.projects.models import Project
from aedesk.desk.projects.speaking import Spoken, contacts_of
from aedesk.kit import clock, filename
from aedesk.kit.text import T

from .press import press
from .words import Printed, Tongue, file_name, furniture, tongue

NAME = T("联系方式清单", "Contact sheet")
HEAD = (
    T("姓名", "Name"), T("部门/职务", "Department, title"), T("角色", "Role"), T("电话", "Phone"), T("微信", "WeChat"),
    T("邮箱", "Email"), T("方便联系", "Best reached"),
)  # fmt: skip


def contact_sheet(person: Any, project_pk: int, lang: str = "both") -> Printed:
    """The project's contacts as a PDF. Raises Unknown behind a client wall, NotAllowed outside the account team."""
    project, speech = project_for(person, project_pk), tongue(lang)
    return Printed(
        file_name(project.name, NAME, lang), press("contacts", content(project, person, speech), clock.now())
    )


def contact_table(person: Any, project_pk: int, lang: str = "both") -> Printed:
    """The same as an xlsx, to be sorted and filtered."""
    project, speech = project_for(person, project_pk), tongue(lang)
    spoken = contacts_of(person, project)
    rows = queries.sheet_rows((one.contact for one in spoken), roles={one.contact.pk: one.name for one in spoken})
    book = sheets.write(speech.say(NAME)[0], [speech.line(text) for text in queries.SHEET_HEADER], rows)
    title = f"{project.name}_{NAME.in_('en' if lang == 'en' else 'zh')}.xlsx"
    return Printed(filename.offer(title, clock.today(), project.name), book)


def project_for(person: Any, pk: int) -> Project:
    """The project, for those who may carry its contacts away."""
    project: Project | None = Project.objects.visible_to(person).select_related("client", "ae").filter(pk=pk).first()
    if project is None:
        raise Unknown
    if person.role not in EXPORTERS:
        raise NotAllowed(T("联系方式清单由客户部打印。", "The account team prints contact sheets."))
    return project


def content(project: Project, person: Any, speech: Tongue) -> dict[str, Any]:
    """Everything the template sets, as plain data."""
    rows = contacts_of(person, project)
    groups = [
        (T("客户", "Client"), project.client.name, [one for one in rows if not one.contact.company]),
        (T("代理公司", "Sales agency"), "", [one for one in rows if one.contact.company]),
    ]
    return furniture(speech, f"/projects/{project.pk}/", person, NAME) | {
        "motto": "仅供内部使用 · INTERNAL USE ONLY", "number": project.code, "heading": project.name, "head": [speech.say(text) for text in HEAD],
        "ae": f"{speech.line(T('客户执行', 'Account executive'))} {project.ae.name} {project.ae.phone}",
        "nobody": speech.say(T("还没有联系人。", "No contacts yet.")),
        "groups": [
            {"title": speech.say(title), "name": name, "rows": [line(one, speech) for one in found]}
            for title, name, found in groups
            if found or title.zh == "客户"
        ],
    }  # fmt: skip


def line(spoken: Spoken, speech: Tongue) -> dict[str, Any]:
    """One contact with the role on the project; preferences and notes on the card are for the desk alone."""
    one = spoken.contact
    window = f"{one.window_from:%H:%M}–{one.window_until:%H:%M}" if one.window_from and one.window_until else ""
    return {
        "name": f"{one.name} {one.salutation}".strip(), "senior": one.is_senior,
        "post": "\n".join(filter(None, (one.company, one.department, one.title))),
        "role": speech.say(spoken.name), "ways": [one.phone, one.wechat, one.email, window],
    }  # fmt: skip
