"""What can be asked of files."""

from __future__ import annotations

from typing import Any

from aedesk.kit.text import T

from .models import Attachment
from .terms import NO_PICTURE


def files_for(person: Any, *, sheet: Any = None, project: Any = None) -> list[Attachment]:
    """The files of a job, or a project's own; removed ones last, newest first."""
    rows = Attachment.objects.visible_to(person)
    rows = rows.filter(sheet=sheet) if sheet is not None else rows.filter(project=project, sheet=None, photo=None)
    return sorted(rows.select_related("file", "created_by").order_by("-id"), key=lambda one: one.removed_at is not None)


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
