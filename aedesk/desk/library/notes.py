"""The library of notes: craft that belongs to everybody, client facts behind their wall, each with its source (FIL-10, FIL-11, FIL-13)."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from aedesk.kit import clock, hanzi
from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..finding import Words, findable, forget, index
from ..noun import Noun, Walled, long, short
from ..who import anyone, role

# The manual's own shelves (P3§1-2), which the agency changes as it likes; True: a note wants its source.
SHELVES = (
    ("客户", False), ("市场", True), ("行业", True), ("制作", False), ("模型", False), ("装修", False), ("印刷", False), ("媒体", True),
)  # fmt: skip


class LibraryCategory(Noun):
    """A shelf of the library. On one that `wants_source` a note without its source stays a draft (FIL-13)."""

    wall: ClassVar[str] = ""

    name = models.CharField(max_length=40, unique=True)
    wants_source = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Notes(Walled):
    """Notes without a client are everybody's; a draft is its writer's."""

    def visible_to(self, person: Any) -> Self:
        if person is None or not person.is_active:
            return self.none()
        rows = self.filter(Q(state="kept") | Q(created_by=person))
        return rows if person.sees_every_client else rows.filter(Q(client=None) | Q(client_id__in=person.client_ids))


def shelves() -> list[LibraryCategory]:
    """All shelves; the manual's own are put up where there is none at all."""
    if not LibraryCategory.objects.exists():
        rows = enumerate(SHELVES, 1)
        LibraryCategory.objects.bulk_create(
            LibraryCategory(name=name, wants_source=wants, position=at) for at, (name, wants) in rows
        )
    return list(LibraryCategory.objects.all())


class LibraryNote(Noun):
    """One thing worth knowing, with where it comes from."""

    category = models.ForeignKey(LibraryCategory, models.PROTECT, related_name="notes")
    client = models.ForeignKey("desk.Client", models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120)
    body = long()
    source = short(200)
    source_on = models.DateField(null=True)
    state = models.CharField(max_length=5, default="kept")  # kept, draft

    objects: ClassVar[Any] = Notes.as_manager()

    def __str__(self) -> str:
        return self.title


NOTE = (
    Field("title", T("标题", "Title"), required=True, longest=120),
    Field("category", T("类别", "Category"), "ref", True, model="LibraryCategory"),
    Field("body", T("内容", "What to know"), "long", True, longest=20_000),
    Field("client", T("客户", "Client"), "ref", model="Client", help=T("工艺、行业知识留空，全公司可查；客户的事选客户，只有本组看得到。", "Empty for craft and trade, which all may read; a client's facts stay with its team.")),
    Field("source", T("出处", "Source"), longest=200, help=T("市场、行业类没有出处只存草稿。", "Market and trade notes without one stay drafts.")),
    Field("source_on", T("出处日期", "Date of the source"), "date"),
)  # fmt: skip


def state_for(category: LibraryCategory, source: str) -> str:
    """Kept, or a draft where the shelf wants a source and there is none."""
    return "draft" if category.wants_source and not source else "kept"


@findable("LibraryNote", "category", "client")
def note_found_by(it: LibraryNote) -> Words | None:
    """A draft is not found."""
    if it.state != "kept":
        return None
    where = f"{it.category} · {it.client}" if it.client else str(it.category)
    return Words(it.title, where, hanzi.sounds(it.title), f"{it.body} {it.source}", it.created_at)


@action("library.add", "写资料", "Write a note", who=anyone, fields=NOTE)
def add(act: Act) -> LibraryNote:
    """Put something on a shelf for everybody, or behind a client's wall."""
    given = {name: value for name, value in act.values.items() if name != "reason"}
    made: LibraryNote = act.make(LibraryNote, **given, state=state_for(given["category"], given["source"]))
    index(made)
    act.says = T(f"资料：{made.title}", f"Note: {made.title}")
    if made.state == "draft":
        act.says = T(f"没有出处，先存为草稿：{made.title}", f"Kept as a draft for want of a source: {made.title}")
    return made


def writer(act: Act) -> bool:
    """The note's writer, or who keeps the shelves."""
    return act.target is None or act.target.created_by_id == act.person.pk or bool(keepers(act))


keepers = role("account_director", "account_manager", "general_manager", "creative_director", "strategy_director", "production_manager", "admin")  # fmt: skip


@action(
    "library.edit", "改资料", "Edit the note", who=anyone, on="LibraryNote", fields=NOTE, partial=True, versioned=True
)
def edit(act: Act) -> LibraryNote:
    it: LibraryNote = act.target
    given = {name: value for name, value in act.values.items() if name != "reason"}
    state = state_for(given.get("category", it.category), given.get("source", it.source))
    act.set(it, **given, state=state)
    index(it)
    act.says = T(f"改资料：{it.title}", f"Note edited: {it.title}")
    return it


@action(
    "library.drop",
    "删资料",
    "Drop the note",
    who=writer,
    on="LibraryNote",
    confirm=T("删掉这条资料吗？", "Drop this note?"),
)
def drop(act: Act) -> Any:
    it: LibraryNote = act.target
    forget("librarynote", it.pk)
    act.says = T(f"删资料：{it.title}", f"Note dropped: {it.title}")
    it.delete()
    return it.client or it.category


SHELF = (
    Field("name", T("类别", "Category"), required=True, longest=40),
    Field("wants_source", T("要写出处", "Wants a source"), "bool"),
)


def _free(name: str, it: LibraryCategory | None = None) -> None:
    if LibraryCategory.objects.filter(name__iexact=name).exclude(pk=it.pk if it else 0).exists():
        raise InvalidInput({"name": T("已有这个类别。", "There is such a category.")})


@action("category.add", "加类别", "Add a category", who=keepers, fields=SHELF)
def add_category(act: Act) -> LibraryCategory:
    _free(act.values["name"])
    made: LibraryCategory = act.make(
        LibraryCategory, name=act.values["name"], wants_source=act.values["wants_source"],
        position=LibraryCategory.objects.count() + 1,
    )  # fmt: skip
    act.says = T(f"加资料类别 {made}", f"Category {made} added")
    return made


@action("category.edit", "改类别", "Edit the category", who=keepers, on="LibraryCategory", fields=SHELF, versioned=True)
def edit_category(act: Act) -> LibraryCategory:
    it: LibraryCategory = act.target
    _free(act.values["name"], it)
    act.set(it, name=act.values["name"], wants_source=act.values["wants_source"])
    for note in it.notes.select_related("category", "client"):
        index(note)
    act.says = T(f"改资料类别 {it}", f"Category {it} edited")
    return it


@action("category.drop", "删类别", "Drop the category", who=keepers, on="LibraryCategory")
def drop_category(act: Act) -> LibraryCategory:
    it: LibraryCategory = act.target
    if it.notes.exists():
        raise WrongState(T("类别里还有资料，先移走。", "There are notes in it; move them first."))
    act.says = T(f"删资料类别 {it}", f"Category {it} dropped")
    act.set(it, ended_on=clock.shanghai(act.now).date())
    return it


def notes(person: Any, *, category: str = "", q: str = "") -> Any:
    """What a person may read, the latest first; a word is looked for in title, text and source."""
    rows = LibraryNote.objects.visible_to(person).select_related("category", "client", "created_by")
    if category.isdigit() and len(category) < 19:
        rows = rows.filter(category_id=int(category))
    for word in q.split():
        rows = rows.filter(Q(title__icontains=word) | Q(body__icontains=word) | Q(source__icontains=word))
    return rows.order_by("-changed_at", "-pk")


def is_old(it: LibraryNote) -> bool:
    """Whether a source is more than two years old: figures of the trade go stale."""
    return it.source_on is not None and (clock.today() - it.source_on).days > 730
