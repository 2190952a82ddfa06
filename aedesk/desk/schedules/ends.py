"""What schedules leave open on a job: times accepted and promises given, to be kept or taken back (JOB-16)."""

from __future__ import annotations

from aedesk.kit.text import T

from ..jobsheets.ends import End, open_end
from ..jobsheets.models import JobSheet

LINE, PROMISE = T("去看时间表", "To the schedule"), T("去看承诺", "To the promises")


@open_end
def lines(job: JobSheet) -> list[End]:
    rows = job.schedule_lines.filter(state__in=("planned", "proposed", "countered", "accepted")).select_related("doer")
    return [
        End(
            T(
                f"{one.doer.name} 的“{one.what}”还没有交稿，也没有撤回。",
                f"“{one.what}” of {one.doer.in_english} is neither delivered nor withdrawn.",
            ),
            "line", LINE, one.pk,
        )
        for one in rows.order_by("due_at", "pk")
    ]  # fmt: skip


@open_end
def promises(job: JobSheet) -> list[End]:
    return [
        End(
            T(f"答应客户的“{one.what}”还没有交。", f"“{one.what}”, promised to the client, is not delivered."),
            "promise", PROMISE, one.pk,
        )
        for one in job.promises.filter(state="open").order_by("due_at", "pk")
    ]  # fmt: skip
