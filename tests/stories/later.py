"""The script before the main week and after Wednesday 10:30: what people do, what is refused, how late they are."""

from __future__ import annotations

from typing import Any

from aedesk.demo.papers import pdf
from aedesk.demo.receiving import signs
from aedesk.demo.script import Moment, does, due, event, holds, late, on_time, refused
from aedesk.demo.sending import LOOKED
from aedesk.demo.steps import Known
from aedesk.desk import tick
from aedesk.desk.duties.models import DutyRow
from aedesk.desk.receipts.gathering import lines_of
from aedesk.desk.receipts.queries import unsigned_files
from aedesk.desk.receipts.verifying import verify
from aedesk.desk.schedules.filing import standing
from aedesk.kit import clock

from .output import SEVEN, answered, faulty, machine, mended, severities, waived

SCRIPT: list[list[Moment]] = [
    event("E001", "11-18 10:31", "林晓岚", "国庆那周的周一电话顺延到 10 月 8 日：C1 09:05 按时；C5 10:30 才打，迟",
        holds("顺延到 10 月 8 日", lambda known: called(known, "C1").started_at.date().isoformat() == "2026-10-07"),
        holds("C1 09:05 按时", lambda known: called(known, "C1").late_seconds == 0),
        # The script counts from 09:00 (90 minutes), RHY-11 from the window's end 09:30 (10:40 is 70 late). RHY-11 holds.
        holds("C5 10:30 迟 60 分（自 09:30）", lambda known: called(known, "C5").late_seconds == 60 * 60)),
    event("E068", "11-18 11:00", "林晓岚", "目录正稿截卡，还有一张采购单没收货，被拒；11:20 收货后截卡，之后不能再记工时",
        holds("编号 261030-P10-006", lambda known: fresh(known, "P10-06").number == "261030-P10-006"),
        refused("jobsheet.close", "no_open_ends", of="P10-06"), does("line.deliver", "目录成本", at="11:12", by="钱衡"),
        does("purchase.receive", "P10-06 order 0", at="11:20", by="耿实"),
        does("jobsheet.close", "P10-06", at="11:20"), refused("time.post", "open_number", at="12:00", by="白川", sheet="P10-06", on="2026-11-18", minutes=30)),
    event("E069", "11-18 12:40", "邵一川", "恒屿 11:15 的反馈 12:40 才转达，迟 25 分",
        does("feedback.log", at="11:20", called="街区反馈", sheet="P04-10", contact="赵专员", channel="wecom", received_at="2026-11-18 11:15",
             words="灯再多一排，亮一点。", bad="灯不够亮", items=[{"what": "灯加一排", "why": "夜里要亮"}]),
        due("relay", "街区反馈", "11-18 12:15", at="11:21"), refused("feedback.relay", "relay_both_sides", of="街区反馈", at="12:30"),
        does("feedback.relay", "街区反馈", one_sided=True), late("relay", "街区反馈", 25)),
    event("E073", "11-18 15:05", "林晓岚", "毛利不够，请示周以恒；15:40 定，15:55 告知客户，15 分",
        does("escalation.raise", called="报价请示", client="C1", project="P02", issue="楼书 500 册报价 72000 元，毛利 15.56%，低于底线", asked="周以恒"),
        does("escalation.decide", "报价请示", at="15:40", by="周以恒", decision="报 91000 元"), due("tell_decision", "报价请示", "11-18 16:40", at="15:41"),
        does("escalation.tell_client", "报价请示", at="15:55"), on_time("tell_decision", "报价请示", at="15:55"),
        holds("15 分", lambda known: minutes_between(known, "报价请示") == 15, at="15:55")),
    event("E077", "11-18 17:20", "许墨", "开盘报纸内审 17:00 到期，17:20 通过，迟 20 分",
        does("attachment.add", at="16:50", by="唐予", called="开盘报纸 V1", file=pdf("v1.pdf", "V1"), sheet="014", name="261118开盘报纸_V1", state="draft"),
        does("artwork.sign", "开盘报纸 V1", stage="review"), does("line.deliver", "开盘内审"), late("deliver_line", "开盘内审", 20)),
    event("E083", "11-18 17:10", "林晓岚", "竞稿的总时间表周三 18:00 到期，17:10 交了",
        does("schedule.file", called="竞稿总表", project="P14", kind="total"), on_time("total_schedule", "P14"),
        holds("生效，不用签", lambda known: known["竞稿总表"].state == "in_force")),
    event("E078", "11-18 17:05", "林晓岚", "想自己通过版面，被拒：专业的事由专业负责人定",
        refused("artwork.sign", "head_decides", of="开盘报纸 V1", stage="review")),
    event("E050", "11-18 18:01", "方小棠", "代理到 18:00 为止，18:01 被拒", refused("promise.keep", "one_window", of="开盘报纸的承诺")),
    event("E082", "11-18 19:00", "邵一川", "周二 19:00 的决定 24 小时没有纪要：下一环节被拒，19:25 补上后可以",
        holds("19:00 还不迟", lambda known: not minutes_duty(known).is_late), holds("一过就标红", lambda known: minutes_duty(known).is_late, at="19:01"),
        refused("handover.offer", "decisions_on_paper", of="P04-11", at="19:05", to_stage="design", receiver="白川"),
        does("minutes.send", "标题决定/decision", at="19:25", text="11 月 17 日 19:00 企业微信：倒计时海报标题定为“岛上，九点以后”，周部长。"),
        late("minutes_of_decision", "标题决定/decision", 25, at="19:25"), does("handover.offer", "P04-11", at="19:26", to_stage="design", receiver="白川")),
    event("E084", "11-18 21:30", "王主管", "节点值班：晚上 21:30 的改动，22:30 前转达",
        does("feedback.log", at="21:34", by="林晓岚", called="夜里的改动", sheet="014", contact="王主管", channel="wechat", received_at="2026-11-18 21:30",
             words="版面不错，日期再大一点。", marks=["5-11"], good="版面不错", bad="日期不够大", items=[{"what": "日期放大"}]),
        due("relay", "夜里的改动", "11-18 22:30", at="21:35"), refused("feedback.relay", "relay_with_reason", of="夜里的改动", at="21:40", by="林晓岚")),
    event("E085", "11-18 22:05", "林晓岚", "补上理由，35 分钟内转达值班的人",
        does("changeitem.edit", "夜里的改动/change", at="22:00", why="李总要一眼看到"), does("feedback.relay", "夜里的改动"), on_time("relay", "夜里的改动"),
        holds("工作单上的人都收到了", lambda known: {known["何一苇"].pk, known["唐予"].pk, known["段可"].pk} <= set(relayed(known, "夜里的改动").told))),
    event("E086", "11-19 09:35", "邵一川", "前一晚 21:40 的话（不在值班）10:00 前转达，09:35 转了",
        does("note.log", at="09:05", called="昨晚的话", client="C2", project="P04", contact="赵专员", channel="wecom", is_incoming=True, ended_at="2026-11-18 21:40",
             subject="开街邀请名单", points=["加两位嘉宾"], client_words="再加两位嘉宾。", for_team=True, is_read_back=True),
        due("relay", "昨晚的话", "11-19 10:00", at="09:06"), does("note.relay", "昨晚的话", says="加两位嘉宾。", reason="领导新定"), on_time("relay", "昨晚的话")),
    event("E087", "11-19 10:00", "罗知行", "十二月策略没有策略总监的签字，09:30 发不出去；10:00 他签了，可以了",
        does("attachment.keep", at="09:20", by="林晓岚", called="十二月策略", file=pdf("dec.pdf", "十二月策略"), project="P02", name="261119十二月策略"),
        does("delivery.open", at="09:24", by="林晓岚", called="策略的发送", project="P02", kind="strategy", files=["十二月策略"], recipients=["李总"], channel="onsite"),
        does("delivery.check", "策略的发送", at="09:26", by="林晓岚", **LOOKED), refused("delivery.send", "considered_first", of="策略的发送", at="09:30", by="林晓岚"),
        does("delivery.ask_review", "策略的发送", at="09:35", by="林晓岚"), does("delivery.review", "策略的发送"), on_time("read_delivery", "策略的发送")),
    event("E091", "11-19 11:25", "林晓岚", "发送前检查：一处错别字没改，发不出去；11:38 改好",
        does("attachment.add", at="11:20", by="唐予", called="开盘报纸 设计稿", file=pdf("ad.pdf", "开盘报纸"), sheet="014", name="261119开盘报纸_设计稿_V1"),
        does("delivery.open", at="11:22", called="开盘报纸的发送", sheet="014", files=["开盘报纸 设计稿"], recipients=["王主管"], promise="开盘报纸的承诺", channel="wecom",
             cover_note="王主管：开盘报纸初稿。日期放在水线上，老业主一眼看到。"),
        does("delivery.check", "开盘报纸的发送", called="开盘报纸的检查", by="何一苇", **LOOKED, typos_found=["“静奢近水”少了间隔号"]),
        refused("delivery.send", "checked_before_sending", of="开盘报纸的发送", at="11:30"),
        does("delivery.answer_finding", "开盘报纸的检查/finding", at="11:38", answer="fixed")),
    event("E092", "11-19 11:40", "林晓岚", "约定 12:00 的初稿 11:40 发给客户，早 20 分",
        does("delivery.send", "开盘报纸的发送"), on_time("keep_promise", "开盘报纸的承诺"),
        holds("早 20 分", lambda known: fresh(known, "开盘报纸的承诺").late_seconds == -20 * 60 and fresh(known, "开盘报纸的发送").late_minutes == -20)),
    event("E093", "11-19 11:58", "林晓岚", "18 分钟后打电话告知", does("delivery.tell_client", "开盘报纸的发送", how="phone"), on_time("tell_client", "开盘报纸的发送")),
    event("E096", "11-19 14:30", "林晓岚", "提案：当面交十二月策略，谈开盘报纸的创意点",
        does("delivery.send", "策略的发送"), does("delivery.talk", "策略的发送", at="15:10", about="十二月三条主线"), on_time("talk_points", "策略的发送", at="15:10"),
        does("delivery.talk", "开盘报纸的发送", at="16:20", about="日期与水线"), on_time("talk_points", "开盘报纸的发送", at="16:20")),
    event("E097", "11-19 16:10", "林晓岚", "王主管签收 R-2611-07：周四到周二的三个企业微信文件和今天的一个自己就在上面；围墙 V3 拒签，转到下一张",
        does("receipt.open", "C1", at="16:04", called="提案签收单"),
        holds("R-2611-07，三个加今天的一个", lambda known: known["提案签收单"].number == "R-2611-07" and [f"{clock.shanghai(x.sent_at):%m-%d}" for x in lines_of(known["提案签收单"])] == ["11-12", "11-17", "11-17", "11-19"], at="16:06"),
        holds("还没签，会不能结束", lambda known: len(unsigned_files(x.attachment for x in lines_of(known["提案签收单"]))) == 4, at="16:06"),
        holds("户外大牌等了 7 天", lambda known: max(x.age_days(clock.now()) for x in lines_of(known["提案签收单"])) == 7, at="16:06"),
        signs("提案签收单", "王主管", "推广主管", refuse={"围墙_设计稿_V3": "落款还是旧口径"}),
        holds("转到下一张，写着原因", lambda known: [(x.name, x.carried_from.reason) for x in lines_of(known["提案签收单/其余"])] == [("261117澜庭二期围墙_设计稿_V3.pdf", "落款还是旧口径")], at="16:11"),
        holds("都有着落，会可以结束", lambda known: unsigned_files(x.attachment for x in lines_of(fresh(known, "提案签收单"))) == [], at="16:11"),
        holds("签了就改不了，查得出", lambda known: verify() == [], at="16:11")),
    event("E099", "11-19 16:30", "林晓岚", "不写原因就把企业微信发的文件拿下，被拒",
        refused("receipt.take_off", "stays_on_the_receipt", of="提案签收单/其余", item=lambda known: lines_of(known["提案签收单/其余"])[0].key)),
    event("E104", "11-19 18:10", "邵一川", "14:00 发的礼盒 V2，到 18:10 还没谈创意点，迟 10 分",
        does("attachment.keep", at="13:40", called="礼盒 V2", file=pdf("box2.pdf", "礼盒 V2"), project="P08", name="261119春节礼盒_设计稿_V2"),
        does("delivery.open", at="13:50", called="礼盒 V2 的发送", sheet="P08-13", files=["礼盒 V2"], recipients=["小何"], channel="wechat"),
        does("delivery.check", "礼盒 V2 的发送", at="13:55", **LOOKED), does("delivery.send", "礼盒 V2 的发送", at="14:00"),
        does("delivery.tell_client", "礼盒 V2 的发送", at="14:10"), late("talk_points", "礼盒 V2 的发送", 10)),
    event("E105", "11-19 18:20", "唐予", "16:00 的留言 18:00 到期，18:20 还没回，迟 20 分",
        does("slip.take", at="16:00", by="丁澄", called="周四的留言", for_person="唐予", caller="印务 高师傅", matter="蓝样颜色"),
        due("call_back", "周四的留言", "11-19 18:00", at="16:01"), late("call_back", "周四的留言", 20)),
    event("E103", "11-19 18:05", "邵一川", "白鹭的十一月表重新交，只有我方签了：待客户签，不能生效；客户周五 10:30 签",
        does("schedule.file", at="17:40", called="白鹭十一月", project="P08", kind="month", month="2026-11-01"),
        does("schedule.sign", "白鹭十一月", at="18:00", by="周以恒"), on_time("sign_schedule", "白鹭十一月", at="18:00"),
        refused("schedule.effect", "both_sign_schedule", of="白鹭十一月"),
        holds("待客户签", lambda known: standing(fresh(known, "白鹭十一月")) == "sign_client")),
    event("E103", "11-20 10:30", "邵一川", "郑经理签了，白鹭的十一月表生效",
        does("schedule.client_sign", "白鹭十一月", contact="郑经理"), on_time("client_signs_schedule", "白鹭十一月"),
        holds("生效", lambda known: standing(fresh(known, "白鹭十一月")) == "in_force")),
    event("E107", "11-20 08:50", "林晓岚", "给云栖湾的文字里有“南渡九里”，被拒；客户总监确认删去，干净的文字发得出",
        does("note.log", at="08:40", called="周五电话", client="C1", project="P02", contact="王主管", ended_at="2026-11-20 08:38", subject="围墙补一段",
             points=["补 C 段"], client_words="围墙再补一段。", is_read_back=True, decisions=[{"text": "围墙补 C 段"}]),
        refused("minutes.send", "other_clients_unnamed", of="周五电话/decision", text="围墙补 C 段，做法同南渡九里。"),
        does("minutes.send", "周五电话/decision", at="08:55", text="围墙补 C 段，做法同 A 段。"),
        does("delivery.open", at="08:44", called="C 段的发送", project="P02", recipients=["王主管"], link="https://pan.example/c", subject="围墙 C 段", cover_note="做法同南渡九里那一段。", files=["十二月策略"]),
        does("delivery.check", "C 段的发送", at="08:46", **LOOKED), refused("delivery.send", "other_clients_unnamed", of="C 段的发送"),
        does("delivery.edit", "C 段的发送", at="08:52", cover_note="做法同 A 段。"), refused("delivery.send", "removal_confirmed", of="C 段的发送", at="08:53"),
        does("delivery.ask_clear", "C 段的发送", at="08:53"), does("delivery.clear", "C 段的发送", at="08:56", by="周以恒"), does("delivery.send", "C 段的发送", at="08:57")),
    event("E114", "11-20 15:00", "段可", "上传出品确认稿，24 项检查开始，蒋小满来查",
        does("attachment.add", called="出品稿", file=faulty(), sheet="014", name="261120开盘报纸_出品确认稿", state="confirmed"),
        refused("artwork.release", "all_items_answered", "no_errors", of="出品稿", by="林晓岚", to="临江日报广告部")),
    event("E115", "11-20 15:05", "段可", "想查自己做的稿，被拒", refused("artwork.sign", of="出品稿", stage="check"),
        refused("check.answer", "checker_is_other", of="出品稿", item="typos", answer="pass")),
    event("E116", "11-20 15:10", "邵一川", "14:00 打完的电话 15:10 才记，迟 55 分",
        does("note.log", called="周五的电话", client="C5", project="P08", contact="小何", ended_at="2026-11-20 14:00", subject="礼盒刀模",
             points=["刀模周一到"], client_words="刀模周一给你。", is_read_back=True),
        late("note_at_once", "周五的电话", 55)),
    event("E117", "11-20 15:20", "系统", "机器查出本周的错误，出品被拒",
        machine("15:20"), holds("每条都在", lambda known: SEVEN.items() <= severities(known, "出品稿").items()),
        refused("artwork.release", "no_errors", of="出品稿", at="15:21", by="林晓岚", to="临江日报广告部")),
    event("E118", "11-20 15:25", "系统", "电话与基础资料差两位；图片 P3 客户还没确认",
        does("content.list", "014", by="林晓岚", called="文案 V5", kind="copy", name="V5"), does("content.list", "014", by="林晓岚", called="图片 P3", kind="picture", name="P3"),
        does("content.approve", "文案 V5", by="林晓岚", client_name="王主管", way="signature"),
        refused("artwork.release", "content_approved", of="出品稿", by="林晓岚", to="临江日报广告部")),
    event("E120", "11-20 16:40", "林晓岚", "王主管在链接上确认终稿文字与画面", does("content.approve", "图片 P3", client_name="王主管", way="link")),
    event("E121", "11-20 16:50", "段可", "许墨先签了，段可又重新上传：签字作废",
        does("artwork.sign", "出品稿", at="16:45", by="许墨", stage="review"), does("attachment.renew", "出品稿", called="终稿", file=mended()),
        machine("16:51"), refused("artwork.release", "director_signed", of="终稿", at="16:52", by="林晓岚", to="临江日报广告部"),
        does("artwork.sign", "终稿", at="16:53", by="林晓岚", stage="client", client_name="王主管")),
    event("E122", "11-20 17:10", "蒋小满", "24 项都答了，没有错误，一条警告写明原因放行",
        *answered("终稿", "17:05", "蒋小满"), holds("没有错误", lambda known: "error" not in severities(known, "终稿").values()),
        waived("终稿", "17:10", "蒋小满", "resolution", "底图本来就虚")),
    event("E123", "11-20 17:15", "林晓岚", "叶初晴的校对还没签，不能出品；17:18 她签了",
        does("artwork.sign", "终稿", at="16:52", by="何一苇", stage="copy"), does("artwork.sign", "终稿", at="16:55", by="唐予", stage="design"),
        does("artwork.sign", "终稿", at="16:56", by="段可", stage="artwork"), refused("artwork.release", "every_stage_signed", of="终稿", to="临江日报广告部"),
        does("artwork.sign", "终稿", at="17:18", by="叶初晴", stage="check")),
    event("E125", "11-20 17:25", "许墨", "创意总监在终稿上签字", does("artwork.sign", "终稿", stage="review")),
    event("E126", "11-20 17:35", "林晓岚", "开盘报纸出品，18:00 之前", does("artwork.release", "终稿", to="临江日报广告部")),
    event("E127", "11-20 17:50", "邵一川", "只在群里说改尺寸不行，要写修改单；17:58 重签生效，旧值留着",
        refused("jobsheet.edit", "change_by_sheet", of="P04-10", spec_rows=[{"kind": "海报", "width_mm": 350, "height_mm": 490}]),
        does("changesheet.write", "P04-10", at="17:52", called="尺寸修改单", reason="楼梯口画框实测 350×490",
             spec_rows=[{"kind": "海报", "width_mm": 350, "height_mm": 490, "bleed_mm": 3, "quantity": 10, "usage": "开街倒计时海报", "colour": "CMYK", "scale": 1}]),
        holds("没重签不生效", lambda known: width(known) == 390, at="17:53"), does("changesheet.sign", "尺寸修改单", at="17:58", by="白川"),
        holds("新尺寸 350", lambda known: width(known) == 350, at="17:58"), holds("旧尺寸留着", lambda known: "390" in str(fresh(known, "尺寸修改单").lines[0]["old"]), at="17:58")),
    event("E134", "11-28 20:00", "林晓岚", "开盘日，值班模式到当天结束",
        holds("还在值班", lambda known: fresh(known, "P02").in_milestone_mode()), holds("过了就停", lambda known: not fresh(known, "P02").in_milestone_mode(clock.parse("2026-11-29 00:00")))),
    event("E135", "11-30 17:00", "林晓岚", "澜庭一期、二期的十二月表月底前交了；松间 12 月 1 日 10:00 才交，迟",
        holds("月底前提醒", lambda known: tick.open_today() is None, at="09:00"), due("month_schedule", "P02", "11-30 18:00", at="09:01"),
        *(does("schedule.file", project=code, kind="month", month="2026-12-01") for code in ("P01", "P02")),
        on_time("month_schedule", "P01"), on_time("month_schedule", "P02")),
    event("E135", "12-01 10:00", "林晓岚", "松间的十二月表",
        does("schedule.file", project="P06", kind="month", month="2026-12-01", note="十二月等客户定预算"), late("month_schedule", "P06", 16 * 60)),
]  # fmt: skip
# Events whose parts come later, and what they come with.
COMES_WITH = {
    "每周同步与周报": "E002 E003 E119 E124 E128",
    "策略文件": "E004 E043 E064 E108 E130",
    "小组会与工作传单": "E006 E016 E017",
    "请款、发票与账龄": "E040 E041 E076 E102 E131 E133 E137 E138",
    "加班单": "E042",
    "会议与会前检查": "E054 E055 E056 E066 E072 E079 E080 E090 E094 E095 E098 E100 E101 E106 E109 E112 E113",
    "照片库与考察": "E053",
    "当地资讯与提纲": "E061 E081",
    "合规登记与报价": "E060 E062 E065 E070 E071 E074 E075",
    "提案资料出处": "E088",
    "出品检查清单": "E129",
    "内审时限与结案": "E110 E111 E139",
    "转达内容齐全": "E089",
    "监播与上刊证明": "E132",
    "月度评分": "E136",
}


def fresh(known: Known, name: str) -> Any:
    thing = known[name]
    return type(thing).objects.get(pk=thing.pk)


def called(known: Known, client: str) -> DutyRow:
    """The duty of the Monday call in the week of National Day."""
    return DutyRow.objects.get(
        rule="monday_call", key__startswith="monday_call:2026-10-08:", object_id=known[client].pk
    )


def relayed(known: Known, name: str) -> Any:
    return known[name].relays.latest("pk")


def minutes_duty(known: Known) -> DutyRow:
    return DutyRow.objects.get(rule="minutes_of_decision", object_id=known["标题决定/decision"].pk)


def minutes_between(known: Known, name: str) -> float:
    it = fresh(known, name)
    return (it.told_at - it.decided_at).total_seconds() / 60


def width(known: Known) -> float:
    return float(fresh(known, "P04-10").spec_rows.get().width_mm)
