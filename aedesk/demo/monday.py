"""Monday 16 November 2026: the opening moves forward, a newspaper ad is wanted, and no work begins without its sheet."""

from __future__ import annotations

from typing import Any

from aedesk.desk.contactlog import preps
from aedesk.desk.jobsheets.briefs import CreativeBrief
from aedesk.desk.jobsheets.models import Request
from aedesk.desk.library.searching import search
from aedesk.desk.schedules.queries import client_view

from .script import Moment, does, due, event, holds, knows, late, on_time, refused
from .steps import Known

AD = "开盘报纸"
SHEET: dict[str, Any] = {
    "copywriter": "何一苇", "designer": "唐予", "finished_artist": "段可", "is_urgent": True, "urgent_reason": "client",
    "client_words": "要一张开盘报纸，周三 12 点前，很急。", "real_need": "开盘提前，要把到访推起来。",
    "our_task": "写一个让老业主愿意转发的开盘理由。", "background": "开盘由 12 月 5 日提前到 11 月 28 日。",
    "purpose": "通知开盘时间，引导到访", "benefits": "临水\n现房园林", "content": "开盘信息、时间、地点、电话，一个理由",
    "special_notes": "忌大面积绿色", "strategy": "十一月策略", "draft_due_at": "2026-11-18 12:00",
    "review_due_at": "2026-11-18 17:00", "client_due_at": "2026-11-19 12:00", "output_due_at": "2026-11-20 17:30",
    "spec_rows": [{
        "kind": "报纸整版", "publication": "临江日报 整版", "width_mm": 350, "height_mm": 490, "bleed_mm": 0, "quantity": 1,
        "usage": "开盘", "colour": "CMYK", "scale": 1,
    }],
}  # fmt: skip
BRIEF: dict[str, Any] = {
    "where_now": "青芷湾没人当住处看，只当周末去处。", "where_to": "让人相信这里可以长住。", "doing": "三家竞争，先讲清湾区一年四季。",
    "audience_person": "陈女士，38 岁，两个孩子，周末开车去海边，周一早上不想回城。", "insight": "她要的不是度假，是不用再回去。",
    "single_message": "周一早上，也在这里", "support": [{"claim": "四十分钟到老城", "source": "客户交通资料 v2026-11"}],
    "tone": "野、静、可住；不写尊贵", "mandatories": "规划中的一律标“规划”", "deliverables": "主画面、提案册、九十秒短片",
    "success": "评委记住一句话", "production_needs": "无",
}  # fmt: skip
MORNING: list[list[Moment]] = [
    event("E083", "11-16 08:40", "林晓岚", "青芷湾竞稿开始，总工作时间表三个工作日内，周三 18:00 前交",
        does("project.start", "P14"), due("total_schedule", "P14", "11-18 18:00")),
    event("E007", "11-16 08:50", "林晓岚", "给王主管的电话准备单：七问写全，三个开放式、一个追问式",
        does("prep.write", called="周一准备单", client="C1", project="P02", contact="王主管", planned_at="2026-11-16 09:00", is_monday_call=True,
             aim="定本周计划", learn="上周来访和案场反馈", tell="围墙换画与大牌第二稿的进度", discuss="样板房开放的物料", wanted_action="周二前给大牌意见",
             their_aim="向李总汇报二期节奏", their_reaction="可能嫌慢", my_answer="把三个节点摆在一张表上",
             questions=[{"text": "上周来访多少，和哪一波有关？", "kind": "open"}, {"text": "李总对大牌怎么看？", "kind": "open"},
                        {"text": "开盘还有什么变化？", "kind": "open"}, {"text": "今天几点能给大牌意见？", "kind": "probing"}]),
        holds("七问都有答案", lambda known: not unanswered(known))),
    event("E008", "11-16 08:52", "林晓岚", "确认今日清单，排好顺序和时间；三天内的节点在看板上",
        does("today.confirm", called="林晓岚 11-16"),
        holds("按时", lambda known: known["林晓岚 11-16"].late_seconds == 0),
        holds("有顺序和时间", lambda known: all(line["at"] for line in known["林晓岚 11-16"].items[:8])),
        on_time("daily_list", "林晓岚")),
    event("E009", "11-16 09:00", "林晓岚", "与王主管的周一电话到 09:12：来访 118→132；开盘由 12 月 5 日提前到 11 月 28 日",
        due("monday_call", "C1", "11-16 09:30")),
    event("E010", "11-16 09:15", "林晓岚", "三分钟后存好记录，三点复述过，真实需求和我的观点都写了",
        does("note.log", called="周一电话", client="C1", project="P02", contact="王主管", prep="周一准备单", is_monday_call=True,
             started_at="2026-11-16 09:00", ended_at="2026-11-16 09:12", subject="周一电话：开盘提前到 11 月 28 日",
             points=["开盘改到 11 月 28 日（周六）", "来访 118→132", "样板房 11 月 19 日照旧"], client_words="开盘改 28 号，李总定的，物料都往前赶。",
             real_need="财务年度内要回款", our_view="提前可以，报纸得先给一个理由", effect_feedback="来访 118→132 组（+11.9%），老带新占一半",
             week_plan="周二围墙换画，周四样板房开放，周五前定开盘物料", is_read_back=True,
             decisions=[{"text": "开盘由 12 月 5 日提前到 11 月 28 日", "decided_by": "李总"}]),
        on_time("monday_call", "C1"), on_time("note_at_once", "周一电话"),
        due("minutes_of_decision", "周一电话/decision", "11-17 09:12"), due("relay", "周一电话", "11-16 10:12")),
    event("E011", "11-16 09:38", "林晓岚", "想转达“开盘改 28 号”却没有理由，被拒",
        refused("note.relay", "relay_with_reason", of="周一电话", says="开盘改 28 号")),
    event("E012", "11-16 09:40", "林晓岚", "带着客户原话和理由转达团队，28 分钟",
        does("note.relay", "周一电话", says="开盘改 28 号，李总定的。", reason="财务年度回款"), on_time("relay", "周一电话")),
    event("E014", "11-16 10:05", "蒋小满", "春节礼盒的文案周五 17:00 交来，还没确认：设计不能开始；10:20 确认后可以",
        refused("timer.start", "hand_over_accepted", sheet="P08-13"),
        does("timer.start", at="10:22", sheet="P08-13", note="春节礼盒版面"), does("timer.stop", at="10:58")),
    event("E015", "11-16 10:20", "丁澄", "给外出到 11:30 的唐予留言，12:00 到期；11:45 回电",
        does("me.out", at="10:02", by="唐予", out_until="2026-11-16 11:30"),
        does("slip.take", called="唐予的留言", for_person="唐予", caller="大牌媒体 尹经理", phone="+86 100 0000 0092", matter="围墙净画面尺寸，今天要定"),
        due("call_back", "唐予的留言", "11-16 12:00"), does("slip.answer", "唐予的留言", at="11:45", by="唐予", answer="净画面按 62360 做，书面再发"),
        on_time("call_back", "唐予的留言", at="11:46")),
    event("E018", "11-16 11:10", "林晓岚", "王主管来电：周三 12 点前要一张开盘报纸，很急；11:16 记好，需求 R-21",
        does("note.log", at="11:16", called="电话 11:10", client="C1", project="P02", contact="王主管", is_incoming=True,
             started_at="2026-11-16 11:04", ended_at="2026-11-16 11:10", subject="开盘报纸，周三 12 点前",
             points=["开盘报纸整版", "周三 12 点前", "写清 11 月 28 日"], client_words="要一张开盘报纸，周三 12 点前，很急。",
             real_need="开盘提前，要把到访推起来。", our_view="先讲一个理由，再谈版面；时间要先问创意。", is_read_back=True,
             opens_request=True, request_title=AD, request_wanted_at="2026-11-18 12:00"),
        on_time("note_at_once", "电话 11:10", at="11:16"),
        holds("是 R-21", lambda known: known["电话 11:10/request"].number == 21, at="11:16")),
    event("E019", "11-16 11:12", "林晓岚", "想先答应“周三 12 点”：还没有人接受过时间，被拒",
        refused("promise.make", "accepted_before_promise", project="P02", to="王主管", what=AD, due_at="2026-11-18 12:00")),
    event("E020", "11-16 11:30", "唐予", "对 R-21 开始计时：没有工作单，没有工作",
        refused("timer.start", "no_job_sheet_no_work", request="电话 11:10/request")),
    event("E021", "11-16 11:35", "林晓岚", "急件提交工作单，“出街后效果”空着、没有沟通记录：两条规矩都拒，总经理也没有例外",
        does("jobsheet.open", at="11:24", called="014", project="P02", request="电话 11:10/request", title=AD, job_type="newspaper", is_urgent=True),
        does("jobsheet.edit", "014", at="11:33", **(SHEET | {"effect": "", "alignment": None})),
        refused("jobsheet.submit", "sheet_complete", "client_first", of="014"),
        holds("点名缺“出街后效果”", lambda known: "出街后效果" in missing(known, "014")),
        refused("jobsheet.submit", "sheet_complete", "client_first", of="014", at="11:36", by="顾明远")),
    event("E022", "11-16 11:40", "何一苇", "接受文案周三 12:00；11:48 唐予接受版面周三 18:00、客户周四 12:00",
        does("line.propose", at="11:20", by="林晓岚", called="开盘文案", request="电话 11:10/request", what="开盘报纸文案", step="copy", doer="何一苇",
             due_at="2026-11-18 12:00", client_at="2026-11-19 12:00"),
        does("line.propose", at="11:21", by="林晓岚", called="开盘版面", request="电话 11:10/request", what="开盘报纸版面", step="design", doer="唐予",
             due_at="2026-11-18 18:00", client_at="2026-11-19 12:00"),
        does("line.propose", at="11:22", by="林晓岚", called="开盘完稿", request="电话 11:10/request", what="开盘报纸完稿", step="artwork", doer="段可",
             due_at="2026-11-20 15:00"),
        does("line.accept", "开盘文案"), does("line.accept", "开盘版面", at="11:48", by="唐予")),
    event("E023", "11-16 11:50", "林晓岚", "段可还没回答的“完稿 周五 15:00”，客户看不到",
        holds("客户视图没有完稿", lambda known: "开盘报纸完稿" not in seen_by_client(known)),
        holds("客户视图有版面", lambda known: "开盘报纸版面" in seen_by_client(known))),
    event("E024", "11-16 11:55", "林晓岚", "与客户约定周四 12:00，记下争取到的一天",
        does("promise.make", called="开盘报纸的承诺", sheet="014", to="王主管", what="开盘报纸初稿", due_at="2026-11-19 12:00",
             extends_from="2026-11-18 12:00", reason="文案和版面各要半天"),
        holds("争取到一天", lambda known: known["014"].extensions.get().to_at == known["开盘报纸的承诺"].due_at)),
    event("E025", "11-16 11:58", "林晓岚", "十项齐全的急件（客户要求）提交，等财务与流程审评",
        does("jobsheet.edit", "014", at="11:57", effect="来电 +30%", alignment="电话 11:10"), does("jobsheet.submit", "014"),
        holds("待签", lambda known: fresh(known, "014").state == "submitted"), due("urgent_talk", "014", "11-16 18:00"),
        does("urgent.talked", "014", at="12:02")),
    event("E026", "11-16 12:01", "耿实", "在这张单上下采购单：财务还没给编号，被拒",
        refused("purchase.order", "finance_number", sheet="014", supplier="印务(演示)有限公司", what="打样", amount="800")),
    event("E027", "11-16 12:05", "钱衡", "给编号 261116-P02-014",
        does("jobsheet.number", "014"), holds("编号对", lambda known: fresh(known, "014").number == "261116-P02-014")),
]  # fmt: skip
AFTERNOON: list[list[Moment]] = [
    event("E028", "11-16 13:30", "何一苇", "没签字就想动笔，被拒", refused("timer.start", "copy_signs", sheet="014")),
    event("E029", "11-16 13:40", "何一苇", "签字", does("jobsheet.sign", "014"), on_time("sign_sheet", "014", who="何一苇")),
    event("E030", "11-16 13:45", "唐予", "没签字就开版面，被拒", refused("timer.start", "design_signs", sheet="014")),
    event("E031", "11-16 13:52", "唐予", "签字", does("jobsheet.sign", "014"), on_time("sign_sheet", "014", who="唐予")),
    event("E032", "11-16 13:53", "唐予", "流程还没审评，不能开始", refused("timer.start", "process_review", sheet="014")),
    event("E033", "11-16 13:55", "宋时", "流程审评通过，工作单已下达；14:00 开工",
        does("jobsheet.review", "014"), holds("已下达", lambda known: fresh(known, "014").is_issued),
        does("timer.start", at="14:00", by="何一苇", sheet="014", stage="copy", note="开盘报纸标题"), does("timer.stop", at="16:40", by="何一苇"),
        does("line.accept", "开盘完稿", at="14:12", by="段可")),
    event("E034", "11-16 14:20", "邵一川", "竞品客户的 AE 搜“澜庭”，什么也没有",
        holds("0 条", lambda known: not found(known, "邵一川", "澜庭")), holds("林晓岚搜得到", lambda known: found(known, "林晓岚", "澜庭"))),
    event("E035", "11-16 14:40", "林晓岚", "竞稿的简报挂在草稿单上，蒋小满看不到",
        does("note.log", at="14:04", called="竞稿说明会", client="X1", project="P14", contact="章经理", channel="meeting",
             started_at="2026-11-16 13:30", ended_at="2026-11-16 13:58", subject="竞稿说明会", points=["11 月 20 日 10:00 讲标", "四十分钟", "要看到一句话"],
             client_words="别讲区位了，我们自己知道，讲讲谁会住。", real_need="要一个敢住下来的理由", our_view="讲一个人的一个周一早上", is_read_back=True),
        does("jobsheet.open", at="14:30", called="竞稿单", project="P14", title="青芷湾竞稿", job_type="pitch"),
        does("jobsheet.edit", "竞稿单", at="14:36", copywriter="何一苇", designer="唐予", alignment="竞稿说明会",
             client_words="讲讲谁会住。", real_need="敢住下来的理由", our_task="让评委记住一句话。", background="三家竞争，11 月 20 日讲标。", purpose="赢得竞稿",
             effect="三家中胜出，得分 85 以上", benefits="山海兼得\n四十分钟到老城", tone="野、静、可住", mandatories="规划中的标“规划”", content="主画面、提案册、短片",
             special_notes="无", no_strategy_why="竞稿，策略写在简报里", draft_due_at="2026-11-18 12:00", review_due_at="2026-11-18 17:00",
             client_due_at="2026-11-20 10:00", output_due_at="2026-11-20 10:00"),
        does("brief.write", "竞稿单", at="14:39", called="竞稿简报", **BRIEF),
        holds("蒋小满看不到简报", lambda known: not brief_of(known, "蒋小满"), at="14:41")),
    event("E036", "11-16 14:45", "林晓岚", "没有批准的简报就想下达竞稿单，被拒",
        does("jobsheet.submit", "竞稿单", at="14:43"), refused("jobsheet.issue", "pitch_needs_brief", of="竞稿单")),
    event("E037", "11-16 15:20", "罗知行", "15:00 与许墨讨论过，批准简报：待会签（1/2）",
        does("jobsheet.number", "竞稿单", at="14:58", by="钱衡"),
        does("brief.discuss", "竞稿简报", at="15:05", by="林晓岚", discussed_on="2026-11-16 15:00", discussed_with="罗知行、许墨"),
        does("brief.approve", "竞稿简报"), holds("还差一位", lambda known: not fresh(known, "竞稿单").brief_approved)),
    event("E039", "11-16 16:00", "许墨", "第二个会签，简报生效；16:20 下达，简报可见",
        does("brief.approve", "竞稿简报"), holds("会签完成", lambda known: fresh(known, "竞稿单").brief_approved),
        does("jobsheet.sign", "竞稿单", at="16:06", by="何一苇"), does("jobsheet.sign", "竞稿单", at="16:10", by="唐予"),
        does("jobsheet.review", "竞稿单", at="16:20", by="宋时"), holds("已下达", lambda known: fresh(known, "竞稿单").is_issued, at="16:20"),
        holds("蒋小满看得到简报", lambda known: brief_of(known, "蒋小满"), at="16:20")),
    event("", "11-16 16:30", "林晓岚", "三天内的预测：样板房开放要导视和邀请函，开一个需求", does("milestone.confirm", "P02 样板房开放"), knows("R-22", lambda: Request.objects.latest("number"), at="16:31")),
    event("E044", "11-16 18:25", "白川", "目录补页 18:25 才交，迟 25 分",
        does("line.propose", at="10:34", by="林晓岚", called="目录补页", sheet="P10-06", what="目录门店页补页", step="design", doer="白川", due_at="2026-11-16 18:00"),
        does("line.accept", "目录补页", at="10:52"), does("line.deliver", "目录补页"), late("deliver_line", "目录补页", 25)),
]  # fmt: skip


def unanswered(known: Known) -> list[str]:
    return preps.unanswered(known["周一准备单"])


def fresh(known: Known, name: str) -> Any:
    """A thing as the database has it now."""
    thing = known[name]
    return type(thing).objects.get(pk=thing.pk)


def missing(known: Known, name: str) -> list[str]:
    return [item.label.zh for item in fresh(known, name).missing]


def seen_by_client(known: Known) -> list[str]:
    return [line.what for line in client_view(known["林晓岚"], known["P02"])]


def found(known: Known, who: str, words: str) -> list[Any]:
    return list(search(known[who], words))


def brief_of(known: Known, who: str) -> bool:
    return bool(CreativeBrief.objects.visible_to(known[who]).filter(pk=known["竞稿简报"].pk).exists())
