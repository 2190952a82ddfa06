"""Tuesday 17 November 2026: minutes and their signature, promises kept and missed, a deputy, a file with its right name."""

from __future__ import annotations

from typing import Any

from aedesk.desk.duties.models import DutyRow
from aedesk.desk.journal.models import Event

from .papers import HOARDING, pdf, photo
from .script import Moment, does, due, duty, event, holds, late, on_time, refused
from .sending import LOOKED, fresh
from .steps import Known

GUIDE: dict[str, Any] = {
    "designer": "蒋小满", "alignment": "周一电话", "client_words": "样板房 19 号照旧，来的人别走错门。", "real_need": "四百组客户分三批到，门口不能堵。",
    "our_task": "让人下车就知道往哪走。", "background": "样板房 11 月 19 日开放，导视上月已装好。", "purpose": "引导到场、分流三个时段",
    "effect": "三个时段到场误差不超过 20 组", "benefits": "临水\n现房园林", "tone": "静奢·近水", "mandatories": "项目电话、地址、停车入口",
    "content": "三个时段、停车与步行路线、接待电话", "special_notes": "忌大面积绿色", "strategy": "十一月策略", "draft_due_at": "2026-11-18 15:00",
    "review_due_at": "2026-11-18 16:00", "client_due_at": "2026-11-18 17:00", "output_due_at": "2026-11-19 09:30",
    "spec_rows": [{"kind": "指引单页", "width_mm": 210, "height_mm": 285, "bleed_mm": 3, "quantity": 400, "usage": "样板房开放", "colour": "CMYK", "scale": 1}],
}  # fmt: skip
DAY: list[list[Moment]] = [
    event("E045", "11-17 08:58", "林晓岚", "发出“开盘提前”的会议记录，限 09:12；客户 11:20 签字",
        does("minutes.send", "周一电话/decision", text="11 月 16 日 09:00 电话：开盘由 12 月 5 日提前到 11 月 28 日（周六），李总决定；样板房 11 月 19 日照旧；物料倒排到 11 月 20 日定稿。"),
        on_time("minutes_of_decision", "周一电话/decision"),
        does("minutes.sign", "周一电话/decision", at="11:20", signed_by="王主管"),
        holds("签字后有指纹", lambda known: len(decision(known).minutes_hash) == 64, at="11:20")),
    event("E046", "11-17 09:41", "林晓岚", "今日清单 09:41 才确认，迟 11 分",
        does("today.confirm"), late("daily_list", "林晓岚", 11)),
    event("E047", "11-17 10:05", "林晓岚", "围墙画面 V3 约定 10:00，10:05 才交，迟 5 分",
        does("promise.make", at="09:20", called="围墙 V3", sheet="P02-13", to="王主管", what="围墙画面 V3", due_at="2026-11-17 10:00"),
        does("attachment.add", at="09:40", by="唐予", called="围墙 V3 图", file=pdf("v3.pdf", "围墙 V3", HOARDING), sheet="P02-13", name="261117澜庭二期围墙_设计稿_V3"),
        does("delivery.open", at="09:50", called="围墙的发送", sheet="P02-13", files=["围墙 V3 图"], recipients=["王主管"], promise="围墙 V3", channel="wecom",
             cover_note="王主管：围墙 V3，A 段换成楼栋实景，每二十米一次电话。"),
        does("delivery.check", "围墙的发送", at="10:02", **LOOKED), does("delivery.send", "围墙的发送"), late("keep_promise", "围墙 V3", 5),
        holds("迟 5 分", lambda known: fresh(known, "围墙的发送").late_minutes == 5)),
    event("E048", "11-17 10:50", "林晓岚", "10:50 才告知客户，迟 15 分", does("delivery.tell_client", "围墙的发送", how="phone"), late("tell_client", "围墙的发送", 15)),
    event("E049", "11-17 11:00", "唐予", "想自己把文件交给客户，被拒：客户只有一个窗口",
        does("promise.make", at="10:56", by="林晓岚", called="围墙夜景", sheet="P02-13", to="王主管", what="围墙夜景小样", due_at="2026-11-17 11:30"),
        does("attachment.add", at="10:57", called="围墙夜景图", file=pdf("night.pdf", "围墙夜景", HOARDING), sheet="P02-13", name="261117围墙夜景_设计稿_V1"),
        does("delivery.open", at="10:58", by="林晓岚", called="夜景小样的发送", sheet="P02-13", files=["围墙夜景图"], recipients=["王主管"], promise="围墙夜景", channel="wecom"),
        does("delivery.check", "夜景小样的发送", at="10:59", **LOOKED), refused("delivery.send", "one_window", of="夜景小样的发送")),
    event("E050", "11-17 11:05", "林晓岚", "委托方小棠代到周三 18:00；方 11:10 交给客户，记“代 林晓岚”",
        does("project.deputize", "P02", person="方小棠", until_at="2026-11-18 18:00"),
        does("delivery.send", "夜景小样的发送", at="11:10", by="方小棠"), on_time("keep_promise", "围墙夜景", at="11:10"),
        does("delivery.tell_client", "夜景小样的发送", at="11:20", by="方小棠", how="wecom"), on_time("tell_client", "夜景小样的发送", at="11:20"),
        holds("代 林晓岚", lambda known: behalf(known) == known["林晓岚"].pk, at="11:10")),
    event("E051", "11-17 11:30", "林晓岚", "上传“开盘报纸终稿.pdf”，被拒并建议 261117开盘报纸",
        refused("attachment.add", "dated_name", file=pdf("开盘报纸终稿.pdf"), sheet="014")),
    event("E052", "11-17 11:31", "林晓岚", "接受建议的名字，设计稿，存好",
        does("attachment.add", called="开盘报纸稿", file=pdf("开盘报纸终稿.pdf"), sheet="014", name="261117开盘报纸", state="draft"),
        holds("名字对", lambda known: known["开盘报纸稿"].name == "261117开盘报纸.pdf"), holds("设计稿", lambda known: known["开盘报纸稿"].state == "draft")),
    event("E058", "11-17 17:50", "邵一川", "商业街倒计时小样约定 17:00，17:50 才交，迟 50 分",
        does("promise.make", at="10:40", called="倒计时小样", sheet="P04-10", to="赵专员", what="倒计时海报小样", due_at="2026-11-17 17:00"),
        does("promise.keep", "倒计时小样"), late("keep_promise", "倒计时小样", 50)),
    event("E057", "11-17 16:40", "王主管", "围墙 V3 的反馈，发出当天就来了；记一次沟通，再从它记成反馈",
        does("note.log", at="16:44", by="林晓岚", called="围墙反馈", client="C1", project="P02", contact="王主管", channel="wecom", is_incoming=True, ended_at="2026-11-17 16:40",
             subject="围墙 V3 的反馈", points=["水线连上了，好", "B 段楼栋再亮一档"], client_words="水线连上了，李总说好。B 段楼再亮一点，晚上看不清。",
             real_need="夜里路过也要认得出", our_view="只提 B 段暗部，不动水线", is_read_back=True, for_team=True,
             client_promises=[{"what": "大牌第二稿的意见", "due_at": "2026-11-18 10:00"}]),
        due("relay", "围墙反馈", "11-17 17:40", at="16:45"),
        does("feedback.log", at="16:48", by="林晓岚", called="围墙 V3 的反馈", note="围墙反馈", delivery="围墙的发送", channel="wecom",
             words="水线连上了，李总说好。B 段楼再亮一点，晚上看不清。", marks=["0-5", "11-19"], good="水线连上了，李总说好", bad="B 段楼太暗",
             behind="夜里路过也要认得出", our_view="只提 B 段暗部，不动水线", items=[{"what": "B 段楼栋再亮一档", "why": "夜里看不清"}]),
        due("relay", "围墙 V3 的反馈", "11-17 17:40", at="16:49"),
        on_time("same_day_answer", "围墙的发送", at="16:49"), holds("当日确认", lambda known: fresh(known, "围墙的发送").feedback_state == "same_day", at="16:49"),
        holds("不用再催", lambda known: duty(known, "chase_answer", "围墙的发送").state == "done", at="16:49")),
    event("E059", "11-17 17:20", "林晓岚", "好的坏的 40 分钟内都转达，同一件事只转一次",
        does("feedback.relay", "围墙 V3 的反馈", called="围墙 V3 转达"), on_time("relay", "围墙 V3 的反馈"),
        holds("好的坏的都有", lambda known: bool(known["围墙 V3 转达"].good and known["围墙 V3 转达"].bad)),
        holds("没有第二个要转达的", lambda known: not DutyRow.objects.filter(rule="relay", object_id=known["围墙反馈"].pk, noun="contactnote", state="open").exists())),
    event("E082", "11-17 19:00", "邵一川", "恒屿在群里定了倒计时海报标题，记下决定，24 小时内要有纪要",
        does("note.log", called="标题决定", client="C2", project="P04", contact="周部长", channel="wecom", is_incoming=True, subject="倒计时海报标题",
             points=["标题用“岛上，九点以后”"], client_words="就用“岛上，九点以后”，别再改了。", real_need="和大牌同一句话", our_view="十张都用这一句，变的只是灯", is_read_back=True,
             decisions=[{"text": "倒计时海报标题定为“岛上，九点以后”", "decided_by": "周部长"}]),
        due("minutes_of_decision", "标题决定/decision", "11-18 19:00")),
]  # fmt: skip
# What else went on that day, so that Wednesday finds everybody's desk as it is.
OTHERS: list[list[Moment]] = [
    event("", "11-17 14:10", "林晓岚", "排澜庭的十二月：先排日期，再问做的人",
        does("line.plan", called="加推单页", project="P02", what="加推户型单页版面", step="design", doer="唐予", start_at="2026-11-30 09:00", due_at="2026-12-03 14:00", review_at="2026-12-03 18:00",
             client_at="2026-12-04 12:00", feedback_at="2026-12-07 18:00", final_at="2026-12-08 12:00", output_at="2026-12-09 17:30", needs="加推房源表、两个户型的标准图", hours="18", buffer_hours=4),
        does("line.ask", "加推单页", at="14:14"), does("line.accept", "加推单页", at="15:20", by="唐予"),
        does("line.plan", at="14:18", called="答谢短片", project="P02", what="业主答谢短片脚本", step="copy", doer="何一苇", start_at="2026-12-01 09:00", due_at="2026-12-03 18:00", review_at="2026-12-04 12:00",
             client_at="2026-12-04 18:00", feedback_at="2026-12-08 18:00", final_at="2026-12-09 18:00", output_at="2026-12-11 12:00", needs="业主名单与肖像同意", hours="14"),
        does("line.ask", "答谢短片", at="14:20"),
        does("line.plan", at="14:24", called="岁末围挡", project="P02", what="岁末围挡换画", step="design", doer="蒋小满", start_at="2026-12-02 09:00", due_at="2026-12-04 18:00",
             client_at="2026-12-07 12:00", feedback_at="2026-12-08 18:00", final_at="2026-12-09 12:00", output_at="2026-12-10 17:30", hours="16"),
        does("line.plan", at="14:30", called="年货单页", project="P01", what="年货节暖场单页", step="design", doer="蒋小满", start_at="2026-11-30 09:00", due_at="2026-12-01 18:00",
             client_at="2026-12-02 18:00", feedback_at="2026-12-03 18:00", final_at="2026-12-04 12:00", output_at="2026-12-04 17:30", hours="10", reason="沿用上一张的版式，初稿快")),
    event("", "11-17 15:30", "邵一川", "白鹭年终促销包装排到十二月，问蒋小满",
        does("line.plan", called="年终包装", project="P08", what="年终促销包装", step="design", doer="蒋小满", start_at="2026-11-25 09:00", due_at="2026-11-30 18:00", review_at="2026-12-01 12:00",
             client_at="2026-12-01 18:00", feedback_at="2026-12-03 18:00", final_at="2026-12-04 18:00", output_at="2026-12-07 17:30", hours="24"),
        does("line.ask", "年终包装", at="15:32")),
    event("", "11-17 15:00", "邵一川", "年货节招商海报提交；还等着两个签字和审评",
        does("jobsheet.submit", "P11-10"), does("jobsheet.number", "P11-10", at="15:42", by="钱衡")),
    event("", "11-17 16:36", "林晓岚", "工地考察回来，六张照片按类别存好",
        *(does("photo.add", file=photo(n), project="P02", category=kind, place=place, taken_on="2026-11-17")
          for n, (kind, place) in enumerate((("site", "北门"), ("site", "3 号楼"), ("site", "样板房"), ("packaging", "售楼处"), ("signage", "入口"), ("outdoor", "围墙 A 段"))))),
    event("", "11-17 09:30", "耿实", "印刷和制作的经验写进资料库",
        does("library.add", category="类别 印刷", title="烫金最小线宽与打样", body="烫金线宽不小于 0.2 mm，间距不小于 0.3 mm；大面积烫金先打样，纸张要覆膜后再烫。", source="印务(演示)打样记录", source_on="2026-09-24"),
        does("library.add", at="09:38", category="类别 制作", title="硬壳精装 工艺", body="灰板 2.5 mm，环衬 157 g，书脊过胶再烫金；周期 7 天，每加一道工序加 1 天。", source="目录制作复盘", source_on="2026-10-30"),
        does("library.add", at="09:45", category="类别 装修", title="样板房软装清单怎么核", body="按空间分页，每件写尺寸、颜色、到货日；照片与清单一一对应。")),
    event("", "11-17 10:20", "沈佳禾", "媒体与市场资料带出处",
        does("library.add", category="类别 媒体", title="临江日报 版面与截稿", body="半版 350 × 235 mm；彩版前一天 15:00 截稿，周末版周四截稿。", source="临江日报广告部", source_on="2026-11-02"),
        does("library.add", at="10:26", category="类别 市场", title="临江十月成交量", body="口头听说环比涨一成，等月报核对。")),
    event("", "11-17 10:50", "林晓岚", "客户的偏好只给本组看",
        does("library.add", category="类别 客户", client="C1", title="云栖湾审稿习惯", body="李总先看标题和楼栋亮度，王主管核证号和电话；下午四点后不送审。", source="沟通记录", source_on="2026-11-16")),
    event("", "11-17 17:15", "宋时", "九月做完的工作单归档装盒",
        does("archive.place", "P01-01", cabinet="三号柜", box="B-17"), does("archive.place", "P01-02", at="17:16", cabinet="三号柜", box="B-17")),
    event("", "11-17 16:05", "丁澄", "许墨在外，郑经理来电", does("slip.take", called="许墨的留言", for_person="许墨", caller="白鹭 郑经理", client="C5", phone="+86 100 0000 0122", matter="年度片剧本，想当面再说两句")),
    event("", "11-17 16:10", "邵一川", "大屏画面提交，17:10 被退回",
        does("jobsheet.submit", "P13-12"), does("jobsheet.number", "P13-12", at="16:34", by="郑一诺"),
        does("jobsheet.return", "P13-12", at="17:10", by="宋时", reason="规格缺像素尺寸与播放时长，媒体要求先补")),
    event("", "11-17 16:50", "邵一川", "南渡要先印围挡后付款，请示总监",
        does("escalation.raise", called="围挡先印", client="C3", project="P05", issue="南渡要求围挡先印、款项月底一起付，是否同意", asked="周以恒")),
    event("", "11-17 09:52", "林晓岚", "样板房开放只缺到场指引：R-22 开单，与蒋小满约好时间，当天提交",
        does("jobsheet.open", called="指引单", project="P02", request="R-22", title="样板房开放到场指引", job_type="flyer"),
        does("line.propose", at="09:56", called="指引版面", sheet="指引单", what="到场指引版面", step="design", doer="蒋小满", due_at="2026-11-18 15:00", client_at="2026-11-18 17:00"),
        does("line.accept", "指引版面", at="10:14", by="蒋小满"),
        does("promise.make", at="10:18", called="指引的承诺", sheet="指引单", to="王主管", what="到场指引定稿", due_at="2026-11-18 17:00"),
        does("jobsheet.edit", "指引单", at="10:31", **GUIDE), does("jobsheet.submit", "指引单", at="10:34"), does("jobsheet.number", "指引单", at="10:52", by="钱衡"),
        does("jobsheet.sign", "指引单", at="11:03", by="蒋小满"), does("jobsheet.review", "指引单", at="11:20", by="宋时")),
    event("", "11-17 17:50", "林晓岚", "目录的送货单明天上午到，到了就截卡", does("job.next", "P10-06", next_action="收齐送货单，截卡：目录正稿与印前", next_action_at="2026-11-18 11:00")),
    event("", "11-17 17:05", "林晓岚", "讲标分工、内审和预算都约好时间",
        does("line.propose", called="讲标分工", sheet="竞稿单", what="讲标人选与分工", step="other", doer="周以恒", due_at="2026-11-19 17:00"), does("line.accept", "讲标分工", at="17:20", by="周以恒"),
        does("line.propose", called="开盘内审", sheet="014", what="开盘报纸内审", step="other", doer="许墨", due_at="2026-11-18 17:00"), does("line.accept", "开盘内审", at="17:32", by="许墨"),
        does("line.propose", called="提案册终审", sheet="竞稿单", what="竞稿提案册终审", step="other", doer="许墨", due_at="2026-11-19 18:00"), does("line.accept", "提案册终审", at="17:33", by="许墨"),
        does("line.propose", called="礼盒内审", sheet="P08-13", what="春节礼盒版面内审", step="other", doer="许墨", due_at="2026-11-18 11:45", by="邵一川"), does("line.accept", "礼盒内审", at="17:34", by="许墨"),
        does("line.propose", called="送版时间", sheet="014", what="开盘报纸送版时间，与报社定", step="production", doer="耿实", due_at="2026-11-18 16:00"), does("line.accept", "送版时间", at="17:36", by="耿实"),
        does("line.propose", called="打样跟色", sheet="P02-13", what="围墙打样跟色", step="production", doer="耿实", due_at="2026-11-18 10:00"), does("line.accept", "打样跟色", at="17:37", by="耿实"),
        does("line.propose", called="版面费", sheet="014", what="开盘报纸版面费核定", step="other", doer="钱衡", due_at="2026-11-20 12:00"), does("line.accept", "版面费", at="17:40", by="钱衡"),
        does("line.propose", called="目录成本", sheet="P10-06", what="目录印刷成本核对", step="other", doer="钱衡", due_at="2026-11-18 11:15"), does("line.accept", "目录成本", at="17:41", by="钱衡"),
        does("line.propose", called="总时间表", sheet="竞稿单", what="竞稿总时间表", step="other", doer="宋时", due_at="2026-11-18 11:30"), does("line.accept", "总时间表", at="17:44", by="宋时"),
        does("line.propose", called="讲标流程表", sheet="竞稿单", what="讲标当天流程与人员表", step="other", doer="宋时", due_at="2026-11-19 17:00"), does("line.accept", "讲标流程表", at="17:45", by="宋时"),
        does("line.propose", called="竞稿主画面", sheet="竞稿单", what="竞稿主画面", step="design", doer="唐予", due_at="2026-11-19 12:00"), does("line.accept", "竞稿主画面", at="17:48", by="唐予"),
        does("line.propose", called="竞稿文案", sheet="竞稿单", what="竞稿提案册文案", step="copy", doer="何一苇", due_at="2026-11-18 10:00"), does("line.accept", "竞稿文案", at="17:50", by="何一苇")),
]  # fmt: skip


def decision(known: Known) -> Any:
    return known["周一电话"].decisions.get()


def behalf(known: Known) -> int | None:
    """For whom the last delivery was sent."""
    return Event.objects.filter(action="delivery.send").latest("seq").on_behalf_of_id
