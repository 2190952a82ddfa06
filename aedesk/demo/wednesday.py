"""Wednesday 18 November 2026 until 10:30: where the demo stands still."""

from __future__ import annotations

from aedesk.desk.notices.models import Notice

from .script import Moment, does, event, holds
from .steps import Known

MORNING: list[list[Moment]] = [
    event("E063", "11-18 09:00", "林晓岚", "王主管今天生日：提醒到了，爱喝龙井",
        holds("提醒到了", lambda known: reminded(known), at="09:01"), holds("爱喝龙井", lambda known: known["王主管"].drink.startswith("龙井"), at="09:01")),
]  # fmt: skip
OTHERS: list[list[Moment]] = [
    event("", "11-18 09:02", "林晓岚", "冬季促销单页提交，等编号", does("jobsheet.submit", "P10-07")),
    event("", "11-18 09:06", "林晓岚", "确认今日清单", does("today.confirm")),
    event("", "11-18 09:08", "何一苇", "接着写开盘报纸", does("timer.start", sheet="014", stage="copy", note="开盘报纸正文")),
    event("", "11-18 09:12", "唐予", "竞稿主画面", does("timer.start", sheet="竞稿单", stage="design", note="主画面第二稿")),
    event("", "11-18 09:15", "林晓岚", "问开盘报纸写到哪了", does("progress.ask", "014"), does("progress.note", "014", at="09:31", by="何一苇", percent=70, note="标题定了，正文还差最后一段")),
    event("", "11-18 09:20", "林晓岚", "加急费口径，约周总的时间", does("line.propose", called="加急口径", sheet="014", what="开盘加急费用口径", step="other", doer="周以恒", due_at="2026-11-20 17:00"),
          does("line.propose", called="主视觉延展", sheet="014", what="开盘报纸横版与竖版延展", step="design", doer="唐予", due_at="2026-11-20 12:00", client_at="2026-11-20 16:00", at="09:22")),
    event("", "11-18 09:26", "丁澄", "钱衡去银行，留言", does("me.out", at="09:10", by="钱衡", out_until="2026-11-18 11:00"),
          does("slip.take", for_person="钱衡", caller="知更 冯女士", client="C6", phone="+86 100 0000 0125", matter="发票抬头要改，今天开得出来吗")),
    event("", "11-18 09:28", "丁澄", "唐予没接到电话", does("slip.take", for_person="唐予", caller="印务 高师傅", phone="+86 100 0000 0090", matter="围墙打样颜色偏冷，等回话", back_at="2026-11-18 09:40")),
    event("", "11-18 09:35", "林晓岚", "开盘物料加急费，请示周总", does("escalation.raise", client="C1", project="P02", issue="开盘提前，印厂加急费 4200 元，是否由我方先垫", asked="周以恒")),
    event("", "11-18 09:16", "林晓岚", "答应王主管上午给围墙夜景二稿", does("promise.make", called="夜景二稿", sheet="P02-13", to="王主管", what="围墙夜景二稿", due_at="2026-11-18 11:30"),
          does("escalation.raise", at="09:18", client="C6", project="P10", issue="目录到店晚一天，是否先发电子版给门店", asked="秦若谷")),
    event("", "11-18 09:36", "邵一川", "标题的决定转达团队", does("note.relay", "标题决定", says="标题用“岛上，九点以后”，别再改了。", reason="和大牌同一句话")),
    event("", "11-18 09:44", "邵一川", "产品册封底提交，等编号", does("jobsheet.submit", "P12-11")),
    event("", "11-18 09:50", "邵一川", "门店氛围包提交", does("jobsheet.submit", "P08-14"), does("jobsheet.number", "P08-14", at="10:06", by="郑一诺")),
    event("", "11-18 10:05", "丁澄", "孙总监找周总", does("slip.take", for_person="周以恒", caller="南渡 孙总监", client="C3", phone="+86 100 0000 0116", matter="围挡的事，等一句准话", back_at="2026-11-18 11:00"),
          does("slip.take", at="10:12", for_person="林晓岚", caller="联行 陈经理", client="C1", phone="+86 100 0000 0110", matter="说辞卡什么时候能看", back_at="2026-11-18 10:40"),
          does("slip.take", at="10:15", for_person="宋时", caller="大牌 尹经理", phone="+86 100 0000 0092", matter="十二月上刊单盖章", back_at="2026-11-18 14:00")),
    event("", "11-18 10:18", "林晓岚", "大牌意见还没来，先记一次沟通，没复述", does("note.log", client="C1", project="P02", contact="陈经理", channel="phone", is_incoming=True, ended_at="2026-11-18 10:16", subject="说辞卡内容",
          points=["价格区间两档", "写明内部使用"], client_words="案场口径要统一，最好今天给。", real_need="销售说法不一", our_view="先给两档区间，不给单价",
          client_promises=[{"what": "两档价格区间", "due_at": "2026-11-18 15:00"}])),
]  # fmt: skip


def reminded(known: Known) -> bool:
    """The AE has been told of the birthday today."""
    rows = Notice.objects.filter(person=known["林晓岚"], rule="birthday", object_id=known["王主管"].pk)
    return bool(rows.exists())
