"""A client with one of everything, every text of it marked, so that a leak shows wherever it stands.

`plant(client_mark)` fills each model of the desk by what its fields are; a model made tomorrow is planted too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from aedesk.desk.artwork.storing import store
from aedesk.desk.finding import FINDABLE, index
from aedesk.desk.journal.writing import record
from aedesk.kit import clock

MONEY = Decimal("918273.64")
SHOWN_MONEY = ("918273", "918,273", "918 273", "91.8", "91.83")
# Rows that belong to nobody's client; the matrix says who may know of each.
COMMON = {
    "agency", "workday", "counter", "journalhead", "dayseal", "doneonce", "event", "storedfile",
    "librarycategory", "person", "wall", "rulefigure", "refusalrow", "searchentry", "supplier", "clientmember", "projectmember", "deputy",
}  # fmt: skip
CODED = {  # texts that are codes, and states in which a thing is shown in full
    "jobsheet": {"state": "issued", "urgent_reason": "client", "job_type": "pitch", "is_urgent": True, "stage": "copy"},
    "contact": {"birthday": "11-18", "consent_on": "today"},
    "salesmilestone": {"answer": "", "on": "tomorrow"},
    "project": {"state": "running", "city_tier": "first"},
    "specrow": {"placement": "outdoor"},
    "signature": {"sign": "copy", "brief": None, "change": None},
    "projectmember": {"function": "ae"},
    "timer": {"stage": "copy"},
    "timeentry": {"stage": "copy", "replaces": None},
    "handover": {"state": "offered"},
    "attachment": {"state": "draft"},
    "artworkcheck": {"state": "done", "row": None},
    "itemanswer": {"item": "typos", "answer": "pass"},
    "contentpart": {"kind": "picture", "dropped_at": None},
    "contentapproval": {"way": "signature", "withdrawn_at": None},
    "comparison": {"state": "done"},
    "upload": {"act": "attachment.add"},
    "apitoken": {"scope": "read"},
    "sharelink": {"noun": "jobsheet", "may": "sign"},
    "receipt": {"state": "open", "how": "", "via": "", "ink": ""},
    "receiptline": {"decision": "", "channel": "wecom", "medium": "print", "state": "draft", "carried_from": None},
    "delivery": {
        "state": "sent",
        "kind": "strategy",
        "channel": "onsite",
        "sent_at": "now",
        "feedback_due_at": "now",
        "chase_due_at": "now",
    },
    "notice": {"noun": "jobsheet", "rule": "sign_sheet"},
    "dutyrow": {"rule": "sign_sheet", "state": "open", "noun": "jobsheet", "does": ""},
}
JSON = {
    "dossier": lambda mark: {"background": {"problem": mark}, "tone": {"tone": mark}, "product": {"strengths": mark}},
    "items": lambda mark: [{"what": mark, "zh": mark, "en": mark, "accepted_at": None, "key": "duty:0", "at": ""}],
    "questions": lambda mark: [{"text": mark, "kind": "open"}],
    "points": lambda mark: [mark],
    "verdict": lambda mark: {
        "counts": {"warning": 1}, "says": None, "failed": [], "verdict": "warnings", "file": mark, "sha256": "", "facts": None,
        "findings": [{
            "rule": "file_name", "item": "approved", "severity": "warning", "page": 0, "box": None, "boxes": [], "says": {"zh": mark, "en": mark},
            "todo": {"zh": mark, "en": mark}, "measured": mark, "limit": "", "source": "", "mark": "0" * 16, "count": 1,
        }],
    },
    "order": lambda mark: {},
    "pictures": lambda mark: [],
    "result": lambda mark: {"same": False, "pages": [{"page": 1, "boxes": [], "text": [["+", mark]], "objects": {}, "size": ""}], "added": 0, "removed": 0},
    "support": lambda mark: [{"claim": mark, "source": mark}],
    "lines": lambda mark: [
        {"field": "estimated_cost", "zh": "预估成本", "en": "Cost", "id": None, "old": f"{MONEY}", "new": f"{MONEY}"},
        {"field": "tone", "zh": "调性", "en": "Tone", "id": None, "old": mark, "new": mark},
    ],
    "touches": lambda mark: ["copy"],
}  # fmt: skip
MONEY_FIELDS = ("budget", "cost", "amount", "price", "margin", "fee", "total", "rate")
_numbers = count(7001)


@dataclass(slots=True)
class Garden:
    """What was planted for one client: a row of each model by the model's name, and the mark all its texts carry."""

    mark: str
    rows: dict[str, Any]
    people: dict[str, Any]
    common: dict[str, Any]

    def __getitem__(self, model: str) -> Any:
        return self.rows[model.lower()]


def plant(mark: str, people: dict[str, Any], common: dict[str, Any]) -> Garden:
    """One of everything for a new client. `people` are its team by role; the AE does what no role names."""
    garden = Garden(mark, {}, people, common)
    waiting = [model for model in apps.get_app_config("desk").get_models() if model._meta.model_name not in COMMON]
    while waiting:
        ready = [model for model in waiting if not (needs(model) - garden.rows.keys())]
        assert ready, f"nothing can be planted of {[m.__name__ for m in waiting]}"
        for model in ready:
            garden.rows[str(model._meta.model_name)] = model._default_manager.create(**values(model, garden))
        waiting = [model for model in waiting if model not in ready]
    for row in garden.rows.values():
        if row._meta.model_name in FINDABLE:
            index(row)
    _happen(garden)
    return garden


def needs(model: Any) -> set[str]:
    """The rows a model cannot do without, and those wanted so that what hangs on them shows up too."""
    own = model._meta.model_name
    wanted = {one.related_model._meta.model_name for one in model._meta.fields if one.is_relation and not one.null}
    return (wanted | set(FIRST.get(own, ()))) - COMMON - {own}


FIRST = {
    "attachment": ("jobsheet",), "promise": ("jobsheet",), "scheduleline": ("jobsheet",), "contactnote": ("project", "contact"),
    "dutyrow": ("jobsheet",), "basematerial": ("attachment",), "escalation": ("contactnote", "project"), "callprep": ("project",),
    "messageslip": ("client",), "jobsheet": ("request",), "request": ("contactnote",), "sharelink": ("jobsheet",),
    "relay": ("contactnote", "feedback"), "feedback": ("contactnote", "delivery", "jobsheet"), "changeitem": ("jobsheet",),
    "receiptline": ("jobsheet", "receipt", "attachment"),
}  # fmt: skip


def values(model: Any, garden: Garden) -> dict[str, Any]:
    """A value for each field that wants one."""
    name = model._meta.model_name
    coded = CODED.get(name, {})
    found = {}
    for one in model._meta.fields:
        if one.name in coded:
            found[one.name] = moment(coded[one.name])
        elif not one.primary_key and (value := filled(one, garden, f"{name}.{one.name}")) is not NOT_PROVIDED:
            found[one.name] = value
    return found


def moment(value: Any) -> Any:
    if value == "now":
        return clock.now()
    days = {"today": 0, "tomorrow": 1}
    return clock.today() + timedelta(days=days[value]) if value in days else value


def filled(field: Any, garden: Garden, where: str) -> Any:
    """A marked text, a telling amount, the team's person, the client's own row; or nothing where it may be empty."""
    if field.is_relation:
        return related(field, garden)
    if field.name == "told" and isinstance(field, models.JSONField):
        return [one.pk for one in garden.people.values()]
    if field.name in JSON and isinstance(field, models.JSONField):
        return JSON[field.name](garden.mark)
    if isinstance(field, models.BigIntegerField | models.PositiveBigIntegerField) and field.name.endswith("_id"):
        return owned(field.name.removesuffix("_id"), garden)
    if isinstance(field, models.CharField | models.TextField):
        return text(field, garden.mark, where)
    if isinstance(field, models.DecimalField):
        is_money = any(word in field.name for word in MONEY_FIELDS)
        return MONEY if is_money else NOT_PROVIDED if field.null else Decimal(12)
    if field.null or field.has_default():
        return NOT_PROVIDED
    return plain(field)


def text(field: Any, mark: str, where: str) -> Any:
    if field.has_default() and field.default not in ("", NOT_PROVIDED):
        return NOT_PROVIDED
    if field.unique or field.name == "key":
        return f"{mark}{next(_numbers)}"[: field.max_length or 60]
    return f"{mark} {where}"[: field.max_length or 60]


def plain(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return clock.now()
    if isinstance(field, models.DateField):
        return clock.today()
    if isinstance(field, models.TimeField):
        return clock.now().time()
    return next(_numbers) if isinstance(field, models.IntegerField) else True


def related(field: Any, garden: Garden) -> Any:
    target = field.related_model._meta.model_name
    if target == "person":
        return garden.people.get(field.name, garden.people["ae"]) if not field.null or named(field) else None
    if target == "storedfile":
        return store(SimpleUploadedFile("canary.txt", f"{garden.mark} inside a file".encode()), "canary.txt")
    if target == "librarycategory":
        return garden.common[target]
    if target == "supplier" or target == field.model._meta.model_name:
        return None
    return garden.rows.get(target)


def named(field: Any) -> bool:
    """Whether a person that may be missing is put in: doers are, closers and raters are not."""
    return field.name in ("copywriter", "designer", "finished_artist", "created_by")


def owned(noun: str, garden: Garden) -> Any:
    aliases = {"job": "jobsheet", "object": "jobsheet"}
    row = garden.rows.get(aliases.get(noun, noun))
    return row.pk if row is not None else NOT_PROVIDED


def _happen(garden: Garden) -> None:
    """An event on each thing, whose words and changes carry the mark and the amount."""
    for name, row in list(garden.rows.items()):
        garden.rows["event"] = record(
            at=clock.now(), person=garden.people["ae"], action="jobsheet.edit", noun=name, object_id=row.pk if isinstance(row.pk, int) else None,
            client_id=garden["client"].pk, project_id=garden["project"].pk, job_id=garden["jobsheet"].pk,
            payload={"zh": f"{garden.mark} 改了", "en": f"{garden.mark} edited", "reason": garden.mark, "changed": {"estimated_cost": ["0", f"{MONEY}"]}},
        )  # fmt: skip
