"""What receipts leave open on a job: files that the client has not signed for (JOB-16)."""

from __future__ import annotations

from aedesk.kit.text import T

from ..jobsheets.ends import End, open_end
from ..jobsheets.models import JobSheet
from .queries import unsigned_of_job

SEE = T("去签收", "To the receipt")


@open_end
def unsigned(job: JobSheet) -> list[End]:
    return [
        End(
            T(f"“{line.name}”客户还没有签收。", f"The client has not signed for “{line.name}”."),
            "receipt",
            SEE,
            line.receipt_id,
        )
        for line in unsigned_of_job(job)
    ]
