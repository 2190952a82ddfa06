"""The people, clients and projects that tests play with: the sample agency's own names, made fresh for each test."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from aedesk.desk.models import Agency, Client, ClientMember, Contact, Person, Project, ProjectMember, Wall, Workday
from aedesk.kit import hanzi

STAFF = {
    "gu": ("顾明远", "general_manager"), "zhou": ("周以恒", "account_director"), "qin": ("秦若谷", "account_manager"),
    "lin": ("林晓岚", "ae"), "shao": ("邵一川", "ae"), "fang": ("方小棠", "ae_assistant"),
    "luo": ("罗知行", "strategy_director"), "xu": ("许墨", "creative_director"), "he": ("何一苇", "copy_head"),
    "ye": ("叶初晴", "copywriter"), "tang": ("唐予", "art_director"), "jiang": ("蒋小满", "designer"),
    "bai": ("白川", "designer"), "duan": ("段可", "finished_artist"), "geng": ("耿实", "production_manager"),
    "shen": ("沈佳禾", "media_manager"), "song": ("宋时", "traffic"), "qian": ("钱衡", "finance_manager"),
    "ding": ("丁澄", "admin"),
}  # fmt: skip
HOLIDAYS = {
    date(2026, 9, 20): True, date(2026, 9, 25): False, date(2026, 10, 10): True,
    **{date(2026, 10, day): False for day in range(1, 8)},
}  # fmt: skip


def people() -> SimpleNamespace:
    """Every member of staff by a short name."""
    made = {
        key: Person.objects.create(
            username=hanzi.pinyin(name), name=name, initials=hanzi.initials(name), role=role, password="!"
        )
        for key, (name, role) in STAFF.items()
    }
    for key in ("lin", "shao", "fang"):
        made[key].lead = made["qin"]
        made[key].save()
    return SimpleNamespace(**made)


def join(project: Project, person: Person, function: str) -> None:
    """Put a person on a project's team, and so inside the client's wall."""
    ProjectMember.objects.create(project=project, person=person, function=function)
    ClientMember.objects.get_or_create(client=project.client, person=person)
    person.__dict__.pop("client_ids", None)


def cast() -> SimpleNamespace:
    """The house: staff, C1 云栖湾 with P02, its rival C3 南渡 with P05, and C1's contacts."""
    Agency.objects.create(name="青屿演示广告有限公司", name_en="Qingyu Demo Advertising", city="临江")
    Workday.objects.bulk_create(Workday(day=d, is_workday=w, source="test") for d, w in HOLIDAYS.items())
    from aedesk.desk.duties import figures

    figures.changed()
    p = people()
    c1 = Client.objects.create(
        code="C1", name="云栖湾置业(演示)有限公司", short_name="云栖湾置业", credit_code="91000000MADEM002XR", taboos="忌大面积绿色"
    )  # fmt: skip
    c3 = Client.objects.create(
        code="C3", name="南渡地产(演示)有限公司", short_name="南渡地产", credit_code="91000000MADEM0046L"
    )
    Wall.objects.create(left=c1, right=c3, reason="同城竞品")
    p02 = _project(c1, "P02", "澜庭二期开盘", p.lin)
    p05 = _project(c3, "P05", "南渡九里", p.shao)
    for function, person in {
        "ae": p.lin,
        "account": p.qin,
        "copy": p.he,
        "design": p.tang,
        "creative": p.xu,
        "finance": p.qian,
        "traffic": p.song,
    }.items():
        join(p02, person, function)
    for person, function in ((p.fang, "ae"), (p.jiang, "design"), (p.duan, "design"), (p.ye, "copy")):
        join(p02, person, function)
    for function, person in {"ae": p.shao, "design": p.bai, "creative": p.xu, "finance": p.qian}.items():
        join(p05, person, function)
    li = Contact.objects.create(
        client=c1, name="李总", role="decision_maker", is_senior=True, phone="+86 100 0000 0031"
    )
    wang = Contact.objects.create(
        client=c1, name="王主管", role="executor", birthday="11-18", drink="龙井，不加糖", consent_on=date(2026, 9, 1), phone="+86 100 0000 0032",
    )  # fmt: skip
    return SimpleNamespace(**vars(p), c1=c1, c3=c3, p02=p02, p05=p05, li=li, wang=wang)


def _project(client: Client, code: str, name: str, ae: Person) -> Project:
    return Project.objects.create(
        client=client, code=code, name=name, ae=ae, state="running", started_on=date(2026, 9, 7),
        dossier={"background": {"problem": "让市场知道二期开盘"}, "tone": {"tone": "静奢·近水"}},
    )  # fmt: skip


def sheet_facts(**more: Any) -> dict[str, Any]:
    """A job sheet with everything it must say."""
    return {
        "title": "开盘报纸", "job_type": "newspaper", "client_words": "要一张开盘报纸，周三 12 点前。",
        "real_need": "开盘提前，要把到访推起来。", "our_task": "写一个让老业主转发的开盘理由。", "background": "开盘由 12-05 提前到 11-28。",
        "purpose": "通知开盘", "effect": "来电 +30%", "benefits": "临水\n现房园林", "tone": "静奢·近水",
        "mandatories": "临售许字(演示)第2026-0099号", "content": "开盘信息", "special_notes": "忌大面积绿色",
        "strategy": "11 月策略", "draft_due_at": "2026-11-18 12:00", "review_due_at": "2026-11-18 17:00",
        "client_due_at": "2026-11-19 12:00", "output_due_at": "2026-11-20 17:30", "is_urgent": "on", "urgent_reason": "client",
        "spec_rows": [{"kind": "报纸半版", "publication": "临江日报 半版", "width_mm": "350", "height_mm": "490", "bleed_mm": "0", "quantity": "1", "usage": "开盘", "scale": "1"}],
    } | more  # fmt: skip
