"""Where the browser's uploader sends files, piece by piece (tus 1.0), and says what becomes of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from aedesk.desk.artwork import suggesting
from aedesk.desk.artwork.uploads import Upload
from aedesk.doors import tus

from ...links import link_to
from ...screen import screen, see

HOME = "/uploads/"


@screen("uploads/", "uploads", methods=("GET", "POST"))
def uploads(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return tus.options()
    if request.method == "POST":
        return tus.create(request, request.user, HOME)[1]
    return tus.unfinished(request.user, HOME)


@screen("uploads/<int:pk>/", "upload", about="Upload", methods=("GET", "POST", "PATCH", "DELETE"))
def upload(request: HttpRequest, it: Upload) -> HttpResponse:
    if request.method == "OPTIONS":
        return tus.options()
    if request.method == "PATCH":
        return tus.piece(request, it, "web")
    if request.method == "DELETE":
        return tus.drop(it)
    if request.method == "HEAD":
        return tus.head(it)
    if request.method == "POST":
        return filed(tus.file_away(request, it, "web"))
    return JsonResponse(tus.told(it, HOME) | {"offer": offer(request, it)})


def offer(request: HttpRequest, it: Upload) -> dict[str, Any]:
    """What the row of a dropped file says before anybody types."""
    asked = request.GET.get("sheet", "")
    job = see(request, "JobSheet", int(asked)) if asked.isdigit() and len(asked) < 19 else None
    if not it.quick:
        return {"name": suggesting.name_for(it.name, job.title if job else "")}
    job = suggesting.folder_for(request.user, it.name)
    return {"name": suggesting.name_for(it.name, job.title if job else ""), "sheet": job.pk if job else ""}


def filed(act: Any) -> JsonResponse:
    """What came of it, for the page's own script."""
    return JsonResponse({"next": link_to(act.result), "id": act.result.pk, "says": str(act.says or act.action.name)})
