"""What can be asked of files."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from ..kept import kept
from .models import Attachment
from .terms import NO_PICTURE


def files_for(person: Any, *, sheet: Any = None, project: Any = None) -> list[Attachment]:
    """The files of a job, or a project's own; removed ones last, newest first."""
    rows = _of_sheet(person, sheet.pk) if sheet is not None else _of_project(person, project.pk)
    return sorted(rows, key=lambda one: one.removed_at is not None)


@kept
def _of_sheet(person: Any, sheet: int) -> Any:
    rows = Attachment.objects.visible_to(person).filter(sheet=sheet)
    return rows.select_related("file", "created_by").order_by("-id")


@kept
def _of_project(person: Any, project: int) -> Any:
    rows = Attachment.objects.visible_to(person).filter(project=project, sheet=None, photo=None)
    return rows.select_related("file", "created_by").order_by("-id")


def readable(size: int) -> str:
    """A size in bytes as one reads it: 812 KB, 3.4 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def picture_says(it: Attachment) -> T:
    """How a file's picture stands: being made, so many pages or pixels, or why there is none."""
    file = it.file
    if file.picture == "none":
        return NO_PICTURE.get(file.why, NO_PICTURE["crashed"])
    if file.picture != "made":
        return T("正在生成预览，请稍后刷新。", "The preview is being made; reload in a moment.")
    pages = file.pages or 1
    if pages > file.shown:
        return T(f"共 {pages} 页，预览前 {file.shown} 页", f"{pages} pages, the first {file.shown} shown")
    if pages > 1:
        return T(f"共 {pages} 页", f"{pages} pages")
    is_pdf = it.name.lower().endswith((".pdf", ".ai"))
    mm = [round((side or 0) * 25.4 / 72) for side in (file.width, file.height)]
    return (
        T(f"{mm[0]} × {mm[1]} mm", f"{mm[0]} × {mm[1]} mm")
        if is_pdf
        else T(f"{file.width} × {file.height} 像素", f"{file.width} × {file.height} px")
    )
