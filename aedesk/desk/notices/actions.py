"""What one does with one's own notices: read them, one or all, and take that back."""

from __future__ import annotations

from aedesk.kit.text import T

from ..action import Act, action
from ..fields import Field
from ..who import anyone
from .models import Notice

MARKED = Field("at", T("标记时间", "Marked at"), "datetime", True)


@action("notice.read", "标为已读", "Mark as read", who=anyone, on="Notice", quiet=True)
def read(act: Act) -> Notice:
    """Read now; what was read before keeps its time."""
    it: Notice = act.target
    act.says = T("已读", "Read")
    return act.set(it, read_at=it.read_at or act.now)


@action("notice.unread", "标为未读", "Mark as unread", who=anyone, on="Notice", quiet=True)
def unread(act: Act) -> Notice:
    act.says = T("标为未读", "Unread again")
    return act.set(act.target, read_at=None)


@action("notice.read_all", "全部标为已读", "Mark all as read", who=anyone, quiet=True)
def read_all(act: Act) -> None:
    """All of one's own at one moment, `act.now`, by which `notice.unread_all` takes it back."""
    act.facts["count"] = Notice.objects.filter(person=act.person, read_at=None).update(read_at=act.now)
    act.says = T(f"{act.facts['count']} 条标为已读", f"{act.facts['count']} marked as read")


@action("notice.unread_all", "撤销全部已读", "Take “all read” back", who=anyone, fields=(MARKED,), quiet=True)
def unread_all(act: Act) -> None:
    """Unread again: exactly those that were marked at that moment."""
    rows = Notice.objects.filter(person=act.person, read_at=act.values["at"])
    act.facts["count"] = rows.update(read_at=None)
    act.says = T(f"{act.facts['count']} 条恢复未读", f"{act.facts['count']} unread again")
