"""The library's pages: notes, photos, quick filing, the archive."""

from __future__ import annotations

from itertools import groupby
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.artwork import archiving, photos, suggesting, terms
from aedesk.desk.library import notes
from aedesk.desk.library.notes import LibraryCategory, LibraryNote
from aedesk.desk.people.models import Person
from aedesk.desk.projects.models import Project
from aedesk.kit import clock
from aedesk.kit.text import T

from ...screen import screen, show

PER_PAGE, PICTURES = 50, 60
ROOMS = (
    ("notes", T("资料", "Notes"), "/library/"), ("photos", T("照片", "Photos"), "/photos/"),
    ("file", T("快速归档", "Quick filing"), "/file/"), ("archive", T("档案", "Archive"), "/archive/"),
    ("materials", T("物料尺寸", "Materials"), "/materials/"), ("suppliers", T("供应商", "Suppliers"), "/suppliers/"),
)  # fmt: skip


def rooms() -> list[tuple[str, str, str]]:
    return [(code, str(name), path) for code, name, path in ROOMS]


@screen("library/", "library")
def library(request: HttpRequest) -> HttpResponse:
    asked: Any = request.GET
    rows = notes.notes(request.user, category=asked.get("category", ""), q=asked.get("q", ""))
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    shelves = LibraryCategory.objects.filter(ended_on=None).order_by("position", "pk")
    return show(
        request, "shelves/notes.html", nav="library", rooms=rooms(), page=page, asked=asked, shelves=list(shelves),
        shelf_options=[(one.pk, one.name) for one in shelves],
        keeps=notes.keepers(_look(request, "category.add")),
    )  # fmt: skip


@screen("library/<int:pk>/", "library_note", about="LibraryNote")
def library_note(request: HttpRequest, it: LibraryNote) -> HttpResponse:
    may_drop = notes.writer(_look(request, "library.drop", it))
    return show(request, "shelves/note.html", nav="library", it=it, may_drop=may_drop, is_old=notes.is_old(it))


@screen("photos/", "photos")
def photo_library(request: HttpRequest) -> HttpResponse:
    """A timeline by month, of one project or category or of all."""
    asked: Any = request.GET
    told = {name: asked.get(name, "") for name in ("project", "category", "month", "q")}
    page = Paginator(photos.photos(request.user, **told), PICTURES).get_page(asked.get("page"))
    months = [(month, list(some)) for month, some in groupby(page.object_list, key=month_of)]
    projects = Project.objects.visible_to(request.user).exclude(state="ended").select_related("client").order_by("code")
    return show(
        request, "shelves/photos.html", nav="library", rooms=rooms(), page=page, months=months, asked=asked,
        categories=terms.PHOTO_CATEGORIES, projects=[(one.pk, str(one)) for one in projects],
    )  # fmt: skip


def month_of(it: Any) -> str:
    return f"{it.taken_on:%Y-%m}" if it.taken_on else ""


@screen("file/", "quick_file")
def quick_file(request: HttpRequest) -> HttpResponse:
    """Drop a file, look at the suggested name and job, press once (FIL-09)."""
    me = cast(Person, request.user)
    found = [(job.pk, f"{job} · {job.project.code}") for job in suggesting.jobs(me)]
    count, median = suggesting.seconds_taken()
    return show(
        request, "shelves/file.html", nav="library", rooms=rooms(), jobs=found, count=count, median=median,
        mine=suggesting.seconds_taken(me), file_states=terms.FILE_STATES,
    )  # fmt: skip


@screen("archive/", "archive")
def archive(request: HttpRequest) -> HttpResponse:
    rows = archiving.places(request.user, request.GET.get("q", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    may_clear = bool(ACTIONS["archive.clear"].who(_look(request, "archive.clear")))
    return show(
        request, "shelves/archive.html", nav="library", rooms=rooms(), page=page, asked=request.GET, may_clear=may_clear,
        today=clock.today(), keeps=bool(archiving.keepers(_look(request, "archive.place"))),
    )  # fmt: skip


def _look(request: HttpRequest, code: str, target: Any = None) -> Act:
    return Act(ACTIONS[code], cast(Person, request.user), target, {}, clock.now())
