"""A version comes before the machine by itself (running.py); again when asked for."""

from __future__ import annotations

from aedesk.kit.text import T

from .. import who
from ..action import Act, action
from ..artwork.models import Attachment
from ..errors import InvalidInput, WrongState
from ..fields import Field
from .facts import readable
from .models import ArtworkCheck, Comparison

UNREADABLE = T(
    "这种文件机器读不了；能读 PDF、AI、JPG、TIFF、PNG、PSD。",
    "The machine cannot read this kind of file; it reads PDF, AI, JPG, TIFF, PNG and PSD.",
)


@action(
    "check.run", "再查一遍", "Check again", on="Attachment", who=who.anyone,
    fields=(Field("row", T("按规格第几行", "By which spec row"), "integer", least=1, most=50, help=T("留空自动选尺寸合适的一行。", "Empty: the row whose size fits.")),),
)  # fmt: skip
def run(act: Act) -> ArtworkCheck:
    """Check these bytes anew, after the sheet or the agency's figures changed."""
    it: Attachment = act.target
    if it.sheet is None or it.removed_at is not None:
        raise WrongState(T("只查工作单上还在的文件。", "Only a file that stands on a job is checked."))
    if not readable(it):
        raise WrongState(UNREADABLE)
    row = None
    if (number := act.values["row"]) is not None:
        rows = list(it.sheet.spec_rows.all())
        if number > len(rows):
            raise InvalidInput(
                {"row": T(f"工作单只有 {len(rows)} 行规格。", f"The job sheet has {len(rows)} spec rows.")}
            )
        row = rows[number - 1]
    made: ArtworkCheck = act.make(ArtworkCheck, client_id=it.client_id, attachment=it, sha256=it.file_id, row=row)
    act.says = T(f"再查 {it.name}", f"{it.name} is checked again")
    return made


@action(
    "version.compare", "与旧版比较", "Compare with another version", on="Attachment", who=who.anyone,
    fields=(Field("before", T("哪一版", "Which version"), "ref", True, model="Attachment"),),
)  # fmt: skip
def compare(act: Act) -> Comparison:
    """Ask what changed since an earlier version of the same job; the answer is kept."""
    it, before = act.target, act.values["before"]
    if before.project_id != it.project_id or before.pk == it.pk:
        raise InvalidInput({"before": T("选同一项目的另一版。", "Choose another version of the same project.")})
    if not readable(it) or not readable(before):
        raise WrongState(UNREADABLE)
    kept = Comparison.objects.filter(after=it, before_sha256=before.file_id, after_sha256=it.file_id).first()
    act.says = T(f"比较 {before.name} 与 {it.name}", f"{before.name} and {it.name} compared")
    if kept is not None:
        return kept
    made: Comparison = act.make(
        Comparison,
        client_id=it.client_id,
        before=before,
        after=it,
        before_sha256=before.file_id,
        after_sha256=it.file_id,
    )
    return made
