"""The check of a version: the page with its findings, plates and heat map, the 24 items, the content; two versions compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from aedesk.desk.artwork.models import Attachment
from aedesk.desk.checks import layers, queries, running, terms
from aedesk.desk.checks.facts import readable
from aedesk.desk.checks.models import ArtworkCheck, Comparison
from aedesk.desk.checks.ordering import press_of
from aedesk.desk.errors import WrongState
from aedesk.desk.people.models import Person
from aedesk.kit import filename
from aedesk.kit.text import T
from aedesk.papers.artworkreport import check_report
from aedesk.preflight.findings import SEVERITIES
from aedesk.preflight.inks import PROCESS
from aedesk.preflight.profiles import PROFILES
from aedesk.rulebook.checks import ANSWERS, WANTED

from ...screen import screen, show
from . import standing

TONES = {"error": "late", "warning": "warn", "info": "info"}
SAFE = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


PARTS = ("standing", "findings", "items")


@screen("artwork/<int:pk>/check/", "check", about="Attachment")
def check_page(request: HttpRequest, it: Attachment) -> HttpResponse:
    context = seen(request, it)
    check = context["check"]
    if request.headers.get("HX-Request") and "waiting" in request.GET and check and not check.is_over:
        return HttpResponse(status=204)  # what is being typed meanwhile stays
    return show(
        request, "checks/page.html", nav="jobs", **context, views=views(check), earlier=earlier(it), frames=frames(it, check),
        parts=[(part, queries.approval(part)) for part in queries.parts(it.sheet)],
        account=context["me"].discipline in ("account", "management"),
        layers=layers.layers_of(check), layers_at=f"/artwork/{it.pk}/check/{check.pk}/layers/" if check else "",
    )  # fmt: skip


@screen("artwork/<int:pk>/check/parts/", "check_parts", about="Attachment", part_of="/artwork/{pk}/check/")
def check_part(request: HttpRequest, it: Attachment) -> HttpResponse:
    """What an answer changes on the page: what stands before release, the findings, or the 24 items."""
    only = request.GET.get("only", "")
    return show(request, "checks/part.html", only=only if only in PARTS else PARTS[0], **seen(request, it))


def seen(request: HttpRequest, it: Attachment) -> dict[str, Any]:
    """What every part of the page shows of a version. Raises WrongState for a file that belongs to no job."""
    if it.sheet is None:
        raise WrongState(T("项目资料不用出品检查。", "A project file needs no artwork check."))
    me, check, waivers = cast(Person, request.user), queries.latest(it), queries.waived(it)
    rows = queries.items(it, check, waivers)
    maker = me.pk in {it.created_by_id, it.sheet.finished_artist_id, it.sheet.designer_id}
    about = standing.Seen(it, me, check, rows, waivers, maker)
    found = numbered(check)
    return {
        "it": it, "me": me, "here": f"/artwork/{it.pk}/check/", "check": check, "waivers": waivers, "items": rows, "maker": maker,
        "terms": terms, "answers": ANSWERS, "wanted": WANTED, "severities": SEVERITIES, "tones": TONES, "readable": readable(it),
        "numbered": found, "groups": grouped(found), "stops": standing.stops(about), "may_release": standing.may_release(about),
        "press": PROFILES[(check.order.get("profile") if check else "") or press_of(it.sheet, None)].name,
    }  # fmt: skip


def numbered(check: ArtworkCheck | None) -> list[tuple[int, dict[str, Any]]]:
    """Findings with the numbers their boxes carry."""
    return list(enumerate(check.findings, 1)) if check else []


def grouped(found: list[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The findings rule by rule, in the order of the worst."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for number, one in found:
        key = one["severity"], one["rule"]
        start = {"rule": one["rule"], "severity": one["severity"], "name": one["name"], "rows": []}
        rows.setdefault(key, start)["rows"].append((number, one))
    return list(rows.values())


def views(check: ArtworkCheck | None) -> list[tuple[str, str]]:
    """What the viewer can show besides the page: each plate by its ink, and the heat map."""
    if check is None:
        return []
    inks = list(dict.fromkeys(row["ink"] for row in check.pictures if row["kind"] == "plate"))
    inks.sort(key=lambda ink: (PROCESS.index(ink) if ink in PROCESS else len(PROCESS), ink))
    heat = [("heat", "")] if any(row["kind"] == "heat" for row in check.pictures) else []
    return [("plate", ink) for ink in inks] + heat


def frames(it: Attachment, check: ArtworkCheck | None) -> list[dict[str, Any]]:
    """The pictures with their addresses and frames, and the findings' boxes, for the viewer."""
    if check is None:
        return []
    return [
        row | {"src": f"/artwork/{it.pk}/check/{check.pk}/{row['name']}"}
        for row in check.pictures
        if row["kind"] != "marked"
    ]


def earlier(it: Attachment) -> list[Attachment]:
    """Other versions on the job that could be compared, the last first; those replaced by an upload too."""
    rows = Attachment.objects.filter(sheet=it.sheet).exclude(pk=it.pk).select_related("file").order_by("-pk")[:30]
    return [one for one in rows if readable(one) and one.pk < it.pk][:10]


@screen("artwork/<int:pk>/check/<int:number>/<str:name>", "check_picture", about="Attachment")
def picture(request: HttpRequest, it: Attachment, number: int, name: str) -> HttpResponse:
    """One picture of a check of this version; only names the check itself wrote."""
    check = it.checks.filter(pk=number).first()
    known = check is not None and name in {row["name"] for row in check.pictures}
    path = running.place(check) / name if check is not None and known else None
    return as_picture(path, f"{number}-{name}")


@screen("artwork/<int:pk>/check/<int:number>/layers/<int:page>/<str:shown>/", "check_layers", about="Attachment")
def layered(request: HttpRequest, it: Attachment, number: int, page: int, shown: str) -> HttpResponse:
    """A page with some of its layers: `shown` has a 1 or a 0 for each."""
    check = it.checks.filter(pk=number).first()
    return as_picture(layers.picture(check, page, shown) if check else None, f"{number}-{page}-{shown}")


def as_picture(path: Path | None, tag: str) -> HttpResponse:
    """A picture that was made of a file, or nothing where there is none."""
    if path is None or not path.is_file():
        return HttpResponse(status=204)
    return HttpResponse(path.read_bytes(), content_type="image/png", headers=SAFE | {"ETag": f'"{tag}"'})


@screen("artwork/<int:pk>/check/report/", "check_report", about="Attachment")
def report(request: HttpRequest, it: Attachment) -> HttpResponse:
    """The check as a PDF (F10)."""
    printed = check_report(request.user, it.pk, request.GET.get("lang", "both"))
    named = filename.content_disposition(printed.name, inline=True)
    return HttpResponse(printed.content, content_type="application/pdf", headers={"Content-Disposition": named})


@screen("artwork/<int:pk>/compare/", "compare", about="Attachment")
def compare_page(request: HttpRequest, it: Attachment) -> HttpResponse:
    """The last comparison of this version with another."""
    rows = Comparison.objects.filter(after=it, after_sha256=it.file_id).select_related("before")
    asked = request.GET.get("with", "")
    rows = rows.filter(before_id=int(asked)) if asked.isdigit() else rows
    found = rows.order_by("-pk").first()
    if found is None:
        raise WrongState(T("还没有和哪一版比较过。", "It has not been compared with any version."))
    before, after = queries.latest(found.before), queries.latest(it)
    return show(
        request, "checks/compare.html", nav="jobs", it=it, found=found, terms=terms, result=found.result,
        frames=paired(found, before, after),
    )  # fmt: skip


def paired(found: Comparison, before: ArtworkCheck | None, after: ArtworkCheck | None) -> list[dict[str, Any]]:
    """The pages of both versions, as far as each has been checked."""
    sides = (("before", found.before, before), ("after", found.after, after))
    return [row | {"side": side} for side, it, check in sides for row in frames(it, check) if row["kind"] == "page"]
