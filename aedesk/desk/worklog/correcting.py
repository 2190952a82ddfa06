"""What stands in the journal is never edited: a correction is a new event beside the first (ROL-12)."""

from __future__ import annotations

import json

from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput
from ..fields import Field
from ..journal.models import Event
from ..journal.writing import record
from ..who import account_lead, admin

SHORTEST = 5  # characters of a reason


def corrects(act: Act) -> bool:
    """Whoever did it, the leads and the office; the wall has already kept out those of other clients."""
    event = act.target
    if event is None:
        return bool(act.person.is_active)
    return event.person_id == act.person.pk or bool(account_lead(act)) or bool(admin(act))


@action(
    "event.correct", "更正记录", "Correct the record", on="Event", who=corrects, quiet=True,
    who_says=T("由当时做这件事的人或主管更正。", "Whoever did it, or a lead, corrects it."),
    fields=(
        Field("says", T("应该是", "What is right"), required=True, longest=200),
        Field("reason", T("为什么更正", "Why"), required=True, longest=200),
    ),
)  # fmt: skip
def correct(act: Act) -> Event:
    """Add what is right, and why, beside the event; the event itself stays as it was."""
    event: Event = act.target
    if len(act.reason) < SHORTEST:
        raise InvalidInput({"reason": T("原因至少 5 个字。", "Give a reason of five characters or more.")})
    told = json.loads(event.payload)
    right, why = act.values["says"], act.reason
    zh, en = told.get("zh", event.action), told.get("en", event.action)
    return record(
        at=act.now, person=act.person, action="event.correct", via=act.via, noun=event.noun, object_id=event.object_id,
        client_id=event.client_id, project_id=event.project_id, job_id=event.job_id,
        payload={
            "zh": f"更正“{zh}”：应为“{right}”（{why}）", "en": f"Correction to “{en}”: {right} ({why})",
            "corrects": event.seq, "reason": why, "changed": {},
        },
    )  # fmt: skip
