"""The archive: where the paper of a closed job lies, and how long its files are kept (FIL-12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook.output_gates import KEEP_THREE_YEARS

from .. import who
from ..action import Act, action
from ..duties.figures import figures_of
from ..errors import InvalidInput, WrongState
from ..facts import fact
from ..fields import Field
from ..noun import Noun, short
from .models import Attachment


class ArchivePlace(Noun):
    """The cabinet and box of a job's paper, since when, and when its files were deleted."""

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    sheet = models.OneToOneField("desk.JobSheet", models.PROTECT, related_name="archived")
    cabinet = short(20)
    box = models.CharField(max_length=20)
    note = short(200)
    archived_on = models.DateField()
    cleared_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        return " ".join(filter(None, (self.cabinet, self.box)))

    @property
    def keep_until(self) -> date:
        """The day from which its files may be deleted; the figure is that of the day it was archived."""
        years = int(figures_of(KEEP_THREE_YEARS, self.archived_on)["years"])
        try:
            return self.archived_on.replace(year=self.archived_on.year + years)
        except ValueError:  # 29 February
            return self.archived_on.replace(year=self.archived_on.year + years, month=3, day=1)


PLACE = (
    Field("cabinet", T("柜", "Cabinet"), longest=20),
    Field("box", T("盒", "Box"), required=True, longest=20, help=T("例如 B-17。", "Such as B-17.")),
    Field("note", T("说明", "Note"), longest=200),
)
keepers = who.either(who.account, who.role("admin", "traffic", "office"))


@action("archive.place", "归档", "Archive the job", on="JobSheet", who=keepers, fields=PLACE)
def archive(act: Act) -> ArchivePlace:
    """Say where the paper of a closed job lies."""
    sheet = act.target
    if not sheet.is_closed:
        raise WrongState(T("截卡后才归档。", "A job is archived once its card is closed."))
    if ArchivePlace.objects.filter(sheet=sheet).exists():
        raise WrongState(T("已经归档；换了地方请改位置。", "It is archived; edit the place where it moved."))
    made: ArchivePlace = act.make(
        ArchivePlace, client_id=sheet.client_id, sheet=sheet, cabinet=act.values["cabinet"], box=act.values["box"],
        note=act.values["note"], archived_on=clock.shanghai(act.now).date(),
    )  # fmt: skip
    act.says = T(f"归档到 {made.place}", f"Archived in {made.place}")
    return made


@action("archive.move", "改存放位置", "Move the archive", on="ArchivePlace", who=keepers, fields=PLACE, partial=True)
def move(act: Act) -> ArchivePlace:
    it: ArchivePlace = act.target
    if "box" in act.values and not act.values["box"]:
        raise InvalidInput({"box": T("盒号必填。", "The box is required.")})
    act.set(it, **{name: act.values[name] for name in ("cabinet", "box", "note") if name in act.values})
    act.says = T(f"存放位置改为 {it.place}", f"Archive moved to {it.place}")
    return it


@action(
    "archive.clear", "删除存档文件", "Delete the archived files", on="ArchivePlace", who=who.role("admin", "general_manager"),
    confirm=T("电子文件会从工作单上删除，纸质件可以销毁。删除吗？", "The files leave the job and the paper may be shredded. Delete?"),
)  # fmt: skip
def clear(act: Act) -> ArchivePlace:
    """After the years of keeping: the files go; who deleted them and when stays."""
    it: ArchivePlace = act.target
    if it.cleared_at is not None:
        raise WrongState(T("已经删除过了。", "They are deleted already."))
    gone = Attachment.objects.filter(sheet_id=it.sheet_id, removed_at=None).update(removed_at=act.now)
    act.set(it, cleared_at=act.now)
    act.says = T(f"删除存档文件 {gone} 个（{it.place}）", f"{gone} archived files deleted ({it.place})")
    return it


@fact("kept_until")
def kept_until(act: Any) -> date | None:
    """Until when an archived job's files are kept; None where it is not archived."""
    it = act.target if isinstance(act.target, ArchivePlace) else None
    if it is None and act.job is not None:
        it = ArchivePlace.objects.filter(sheet=act.job).first()
    return it.keep_until if it is not None else None


@fact("is_past_keeping")
def is_past_keeping(act: Any) -> bool:
    return act.kept_until is None or clock.shanghai(act.now).date() >= act.kept_until


def places(person: Any, q: str = "") -> Any:
    """Archived jobs with their boxes, the latest first."""
    rows = ArchivePlace.objects.visible_to(person).select_related("sheet__project__client")
    if word := q.strip():
        rows = rows.filter(
            models.Q(box__icontains=word) | models.Q(cabinet__icontains=word) | models.Q(sheet__title__icontains=word)
            | models.Q(sheet__number__icontains=word)
        )  # fmt: skip
    return rows.order_by("-archived_on", "-pk")
