"""Where a thing lives on the web, and where a refusal is mended."""

from __future__ import annotations

from typing import Any

PAGES = {
    "client": "/clients/{}/", "contact": "/contacts/{}/", "project": "/projects/{}/", "jobsheet": "/jobs/{}/",
    "request": "/requests/{}/", "contactnote": "/log/{}/", "callprep": "/log/prep/{}/", "person": "/people/{}/",
    "messageslip": "/log/slips/", "escalation": "/log/escalations/", "supplier": "/suppliers/", "material": "/materials/",
    "attachment": "/artwork/{}/", "receipt": "/receipts/{}/", "delivery": "/deliveries/{}/", "feedback": "/feedback/{}/", "relay": "/feedback/relays/{}/",
    "schedule": "/schedules/{}/", "scheduleline": "/plan/{}/",
}  # fmt: skip
THROUGH = (
    ("receipt_id", "receipt"),
    ("delivery_id", "delivery"), ("attachment_id", "attachment"), ("sheet_id", "jobsheet"), ("feedback_id", "feedback"), ("note_id", "contactnote"), ("request_id", "request"),
    ("project_id", "project"), ("client_id", "client"),
)  # fmt: skip


def address(noun: str, pk: Any) -> str:
    """The page of a thing by noun and id, or "" where it has none of its own."""
    return PAGES[noun].format(pk) if noun in PAGES and pk else ""


def anchor(field: str, job: Any) -> str:
    """Where an item of the job sheet is written: a field of the sheet's page, or the project's own page."""
    project = f"/projects/{job.project_id}/"
    elsewhere = {"problem": f"{project}dossier/", "unit_plan": f"{project}#basics", "doers": "#f-copywriter"}
    rows = dict.fromkeys(("publication", "placement", "spec_rows"), "#f-spec_rows")
    return {**elsewhere, **rows}.get(field, f"#f-{field}")


def field_links(act: Any) -> list[tuple[Any, str]]:
    """What an act's sheet still lacks, each with the address of the field that mends it."""
    job = act.job if act is not None else None
    if job is None:
        return []
    links = [(item.label, anchor(item.field, job)) for item in job.missing]
    return [(label, f"/jobs/{job.pk}/sheet/{to}" if to.startswith("#") else to) for label, to in links]


def link_to(thing: Any) -> str:
    """The page of a thing, or of what it belongs to; Today where nothing is nearer."""
    if thing is None:
        return "/"
    if own := address(thing._meta.model_name, thing.pk):
        return own
    for attribute, noun in THROUGH:
        if pk := getattr(thing, attribute, None):
            return address(noun, pk)
    return "/"


def _delivery(act: Any) -> str:
    target = getattr(act, "target", None)
    return (
        address("delivery", target.pk)
        if target is not None and target._meta.model_name == "delivery"
        else "/deliveries/"
    )


def end_links(act: Any) -> list[tuple[Any, Any, str]]:
    """What keeps an act's card open, each with the words of its button and where it is settled (JOB-16)."""
    job = act.job if act is not None else None
    if job is None:
        return []
    places = {
        "order": f"/jobs/{job.pk}/#orders",
        "time": f"/jobs/{job.pk}/#work",
        "receipt": f"/clients/{job.client_id}/#receipts",
        "handover": f"/jobs/{job.pk}/#handovers",
        "change": f"/jobs/{job.pk}/#changes",
        "line": f"/jobs/{job.pk}/#lines",
        "promise": f"/jobs/{job.pk}/#promises",
    }
    return [
        (
            end.says,
            end.label,
            address("receipt", end.pk)
            if end.kind == "receipt" and end.pk
            else places.get(end.kind, f"/jobs/{job.pk}/"),
        )
        for end in job.open_ends
    ]


def mend_link(code: str, act: Any) -> str:
    """Where the button of a refusal leads: an address with the act's own job, request or project in it."""
    job, request, project, client = act.job, act.request, act.project, act.client
    places = {
        "jobsheet.open": f"/jobs/new/?request={request.pk}" if request else "/jobs/new/",
        "jobsheet.sheet": f"/jobs/{job.pk}/sheet/" if job else "/jobs/new/",
        "jobsheet.page": f"/jobs/{job.pk}/" if job else "/jobs/",
        "jobsheet.sign": f"/jobs/{job.pk}/#signatures" if job else "/jobs/",
        "jobsheet.brief": f"/jobs/{job.pk}/brief/" if job else "/jobs/",
        "changesheet.write": f"/jobs/{job.pk}/change/" if job else "/jobs/",
        "schedule.lines": f"/requests/{request.pk}/#lines" if request else (f"/jobs/{job.pk}/#lines" if job else "/requests/"),
        "contactlog.write": "/log/new/" + (f"?client={client.pk}" if client else ""),
        "contactlog.prep": "/log/prep/new/" + (f"?client={client.pk}" if client else ""),
        "contactlog.note": f"/log/{job.alignment_id}/" if job and job.alignment_id else "/log/",
        "project.team": f"/projects/{project.pk}/#team" if project else "/projects/",
        "project.page": f"/projects/{project.pk}/" if project else "/projects/",
        "project.handover": f"/projects/{project.pk}/#handover" if project else "/projects/",
        "artwork.check": address("attachment", getattr(getattr(act, "target", None), "pk", None)) and f"/artwork/{act.target.pk}/check/",
        "artwork.version": address("attachment", getattr(getattr(act, "target", None), "pk", None)),
        **{code: _delivery(act) for code in ("delivery.page", "delivery.check", "delivery.review")},
        "schedule.page": address("schedule", getattr(getattr(act, "target", None), "pk", None)),
        "client.page": f"/clients/{client.pk}/" if client else "/clients/",
    }  # fmt: skip
    return places.get(code, "")
