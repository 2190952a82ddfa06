"""What clients sign for in the story: six receipts of November, and one refusal that goes on to the next."""

from __future__ import annotations

import json
import zlib
from math import sin
from typing import Any

from aedesk.desk.action import do
from aedesk.desk.receipts.gathering import lines_of
from aedesk.desk.receipts.models import Receipt

from .papers import pdf
from .script import Line, Moment, does, event, moment_at
from .steps import Known


def scrawl(name: str) -> str:
    """A name as a hand might draw it: the same for the same name."""
    seed = zlib.crc32(name.encode()) % 97
    strokes = []
    for n in range(len(name)):
        left, sway = 110 + n * 240, 5 + (seed + 11 * n) % 7
        strokes.append(
            [[left + 3 * k, int(200 + (90 - k) * sin(k / sway) + (seed % 13) * sin(k / 3))] for k in range(64)]
        )
    return json.dumps([*strokes, [[90, 320 - seed % 20], [240 * len(name), 300 + seed % 25]]])


def signs(of: str, signer: str, title: str = "", *, at: str = "", refuse: dict[str, str] | None = None) -> Line:
    """A client draws the name on the account executive's phone; `refuse` gives a reason for files by a part of their name."""

    def line(number: str, moment: Any, who: str) -> Moment:
        return Moment(
            number, moment_at(moment, at), lambda known: _sign(known, known[who], of, signer, title, refuse or {})
        )

    return line


def _sign(known: Known, person: Any, of: str, signer: str, title: str, refuse: dict[str, str]) -> None:
    receipt = Receipt.objects.get(pk=known[of].pk)
    answers = []
    for one in lines_of(receipt):
        why = next((why for part, why in refuse.items() if part in one.name), "")
        if one.is_listed and why:
            answers.append({"item": one.key, "decision": "refused", "reason": why})
    given = {
        "signer_name": signer,
        "signer_title": title,
        "ink": scrawl(signer),
        "answers": answers,
        "no_remarks": True,
    }
    act = do("receipt.sign", person, receipt, given, via="demo")
    known[of] = act.result
    if act.facts.get("following") is not None:
        known[f"{of}/其余"] = act.facts["following"]


def handed(project: str, client: str, name: str, called: str, at: str, **more: Any) -> tuple[Line, ...]:
    """A receipt opened for a client, with one file that was handed over."""
    hour, minute = at.split(":")
    before = f"{hour}:{int(minute) - 6:02d}"
    return (
        does(
            "attachment.keep",
            at=before,
            called=f"{called} 文件",
            file=pdf("kept.pdf", name),
            project=project,
            name=name,
        ),
        does("receipt.open", client, at=at, called=called),
        does("receipt.add", called, at=at, attachment=f"{called} 文件", **more),
    )


OTHERS: list[list[Moment]] = [
    event("", "11-16 11:20", "邵一川", "白鹭的签收单：礼盒初稿自己就在上面，再加一份当面给的打样",
        *handed("P08", "C5", "261113礼盒打样", "白鹭签收单", "11:20", medium="proof", copies=2, handed_at="2026-11-13 15:30")),
    event("", "11-16 14:10", "邵一川", "屿上公馆：纸上签了，拍照登记",
        *handed("P03", "C2", "261113楼书打样", "公馆签收单", "14:10", medium="print", handed_at="2026-11-13 17:00"),
        does("receipt.sign_paper", "公馆签收单", at="14:26", signer_name="赵专员", signer_title="营销专员", no_remarks=True, file=pdf("signed.pdf", "签字页"))),
    event("", "11-16 16:10", "林晓岚", "知更的目录样册",
        *handed("P10", "C6", "261116目录样册", "知更签收单", "16:10", medium="sample"), signs("知更签收单", "冯女士", "市场经理", at="16:16")),
    event("", "11-17 09:36", "邵一川", "会展主视觉的展板小样",
        *handed("P11", "C7", "261117展板小样", "会展签收单", "09:36", medium="print", copies=3), signs("会展签收单", "褚主任", "宣传主任", at="09:44")),
    event("", "11-17 11:05", "邵一川", "小何签了打样，礼盒初稿拒签，转到下一张", signs("白鹭签收单", "小何", "品牌专员", refuse={"礼盒_设计稿": "大盒上的鹭偏小，看不清"})),
    event("", "11-17 14:20", "林晓岚", "松间的导视样张",
        *handed("P06", "C4", "261117导视样张", "松间签收单", "14:20", medium="print"), signs("松间签收单", "吴老师", "品牌负责人", at="14:28")),
]  # fmt: skip
