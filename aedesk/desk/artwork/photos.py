"""The photo library: every picture of the project and the team by the manual's eight categories, day, place and taker (FIL-03)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from aedesk.kit import clock, filename
from aedesk.kit.text import T
from aedesk.previews.kinds import PHOTOS, kind_of

from .. import vault, who
from ..action import Act, action
from ..errors import InvalidInput
from ..fields import Field
from ..finding import index
from ..noun import Noun, choice_field, person_field, short
from . import terms
from .models import Attachment
from .storing import store


class Photo(Noun):
    """What a picture shows and when; its bytes hang on the attachment. `taken_on` comes from the camera where nobody says."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey("desk.Project", models.PROTECT, related_name="photos", db_index=False)
    attachment = models.OneToOneField("desk.Attachment", models.CASCADE, related_name="photo")
    category = choice_field(terms.PHOTO_CATEGORIES)
    taken_on = models.DateField(null=True)
    said_on = models.BooleanField(default=False)  # a person said the day; the camera does not change it
    place = short(80)
    taker = person_field(null=True)

    class Meta:
        indexes = [models.Index(fields=["project", "category", "-taken_on"], name="photo_project")]

    def __str__(self) -> str:
        return self.attachment.name


NO_PHOTO = T("这不是照片：请选 JPG、PNG、TIFF 或 WebP。", "This is no photo: choose a JPG, PNG, TIFF or WebP.")
ABOUT = (
    Field("category", T("类别", "Category"), "choice", True, choices=terms.PHOTO_CATEGORIES),
    Field(
        "taken_on", T("拍摄日期", "Taken on"), "date", help=T("留空就用照片里的日期。", "The photo's own when empty.")
    ),
    Field("place", T("地点", "Place"), longest=80),
    Field("taker", T("拍摄人", "Taken by"), "ref", model="Person", help=T("留空为自己。", "Yourself when empty.")),
)


@action(
    "photo.add", "存照片", "Keep a photo", who=who.anyone,
    fields=(
        Field("file", T("照片", "Photo"), "file", True), Field("project", T("项目", "Project"), "ref", True, model="Project"), *ABOUT,
        Field("note", T("说明", "Note"), longest=200),
    ),
)  # fmt: skip
def add_photo(act: Act) -> Photo:
    """Keep a photo of the project under a name of its own: day, category, place."""
    given, project = act.values, act.values["project"]
    landed = vault.land(given["file"])
    if kind_of(vault.begins_with(landed.sha256, 64), "") not in PHOTOS:
        raise InvalidInput({"file": NO_PHOTO})
    day = given["taken_on"] or clock.shanghai(act.now).date()
    name = name_of(act, landed.name, day)
    kept: Attachment = act.make(
        Attachment,
        client_id=project.client_id,
        project=project,
        name=name,
        file=store(landed, name),
        note=given["note"],
    )
    made: Photo = act.make(
        Photo, client_id=project.client_id, project=project, attachment=kept, category=given["category"], taken_on=day,
        said_on=given["taken_on"] is not None, place=given["place"], taker=given["taker"] or act.person,
    )  # fmt: skip
    index(kept)
    act.says = T(f"照片 {name}", f"Photo {name}")
    return made


def name_of(act: Act, given: str, day: date) -> str:
    """261117工地北门.jpg, and -2 where there is one already."""
    ending = given.rpartition(".")[2].lower()[:5] if "." in given else "jpg"
    stem = f"{day:%y%m%d}{terms.PHOTO_CATEGORIES[act.values['category']].zh}{act.values['place']}"
    rows = Attachment.objects.filter(project=act.values["project"], sheet=None, name__startswith=stem)
    taken, number = set(rows.values_list("name", flat=True)), 1
    while (name := filename.safe(f"{stem}{f'-{number}' if number > 1 else ''}.{ending}")) in taken:
        number += 1
    return name


@action(
    "photo.edit", "改照片说明", "Edit the photo", who=who.anyone, on="Photo", fields=ABOUT, partial=True, versioned=True
)
def edit_photo(act: Act) -> Photo:
    """Put category, day, place or taker right."""
    it: Photo = act.target
    given: dict[str, Any] = {
        name: act.values[name] for name in ("category", "taken_on", "place", "taker") if name in act.values
    }
    if given.get("taken_on"):
        given["said_on"] = True
    elif "taken_on" in given:
        given.pop("taken_on")
    act.set(it, **given)
    index(it.attachment)
    act.says = T(f"改照片 {it}", f"Photo {it} edited")
    return it


def dated_by_camera(sha256: str, taken: Any) -> None:
    """Give photos of a file the day their camera noted, where nobody said another."""
    if taken is None:
        return
    for it in Photo.objects.filter(attachment__file_id=sha256, said_on=False).select_related("attachment__project"):
        it.taken_on = clock.shanghai(taken).date()
        it.save(update_fields=["taken_on"])
        index(it.attachment)


def photos(person: Any, *, project: str = "", category: str = "", month: str = "", q: str = "") -> Any:
    """The pictures a person may see, the latest first; `month` as 2026-11."""
    rows = Photo.objects.visible_to(person).filter(attachment__removed_at=None)
    rows = rows.select_related("attachment__file", "project__client", "taker")
    if project.isdigit() and len(project) < 19:
        rows = rows.filter(project_id=int(project))
    if category in terms.PHOTO_CATEGORIES:
        rows = rows.filter(category=category)
    if len(month) == 7 and month[:4].isdigit() and month[5:].isdigit():
        rows = rows.filter(taken_on__year=int(month[:4]), taken_on__month=int(month[5:]))
    if word := q.strip():
        rows = rows.filter(models.Q(place__icontains=word) | models.Q(attachment__name__icontains=word))
    return rows.order_by("-taken_on", "-pk")
