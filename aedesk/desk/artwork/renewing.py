"""A version uploaded anew: the same name, new bytes; what was signed, checked and answered stays with the old ones."""

from __future__ import annotations

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..errors import InvalidInput, WrongState
from ..fields import Field
from .models import Attachment
from .storing import store


@action(
    "attachment.renew", "重新上传这一版", "Upload this version anew", on="Attachment", who=who.anyone,
    fields=(Field("file", T("文件", "File"), "file", True), Field("note", T("改了什么", "What changed"), longest=200)),
)  # fmt: skip
def renew(act: Act) -> Attachment:
    """New bytes under the old name: every sign and answer must be given again (ART-01)."""
    old: Attachment = act.target
    if old.removed_at is not None:
        raise WrongState(T("文件已移除，请先恢复。", "The file is removed; restore it first."))
    if old.releases.exists():
        raise WrongState(T("这一版已经出品，请作为新版本上传。", "This version is released; upload a new one."))
    file = store(act.values["file"], old.name)
    if file.pk == old.file_id:
        raise InvalidInput({"file": T("和现在的文件一模一样。", "These are the very bytes that stand here.")})
    act.set(old, removed_at=act.now)
    made: Attachment = act.make(
        Attachment, client_id=old.client_id, project_id=old.project_id, sheet_id=old.sheet_id, name=old.name, state=old.state,
        file=file, note=act.values["note"], replaces=old,
    )  # fmt: skip
    act.says = T(f"重新上传 {made.name}，之前的签字作废", f"{made.name} uploaded anew; earlier signs are void")
    return made
