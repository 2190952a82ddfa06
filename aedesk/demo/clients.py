"""The nine clients with their people, the wall between two rivals, the fourteen projects and what is known of them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from aedesk.desk.clients.models import Client, ClientMember, Contact, Wall
from aedesk.desk.clients.personal import keep_until
from aedesk.desk.library.models import Material, Supplier
from aedesk.desk.people.models import Person
from aedesk.desk.projects import terms
from aedesk.desk.projects.models import BaseMaterial, Project, ProjectFact, ProjectMember, SalesMilestone
from aedesk.kit import clock, hanzi

from .steps import Known
from .tables import table, tree

BEGAN = date(2026, 9, 7)
PROJECTS = (
    ("P01", "C1", "澜庭一期", "林晓岚", 420_000), ("P02", "C1", "澜庭二期开盘", "林晓岚", 680_000),
    ("P03", "C2", "屿上公馆", "邵一川", 520_000), ("P04", "C2", "屿上商业街", "邵一川", 310_000),
    ("P05", "C3", "南渡九里", "邵一川", 288_000), ("P06", "C4", "松间小镇品牌", "林晓岚", 100_000),
    ("P07", "C4", "松间秋季活动", "林晓岚", 180_000), ("P08", "C5", "白鹭品牌年度", "邵一川", 900_000),
    ("P09", "C5", "白鹭新品短视频", "邵一川", 160_000), ("P10", "C6", "知更秋季目录", "林晓岚", 380_000),
    ("P11", "C7", "会展主视觉", "邵一川", 120_000), ("P12", "C8", "麦浪产品册", "邵一川", 150_000),
    ("P13", "C8", "麦浪户外投放", "邵一川", 760_000), ("P14", "X1", "青芷湾竞稿", "林晓岚", 0),
)  # fmt: skip
ENDS = {"P07": date(2026, 11, 8), "P09": date(2026, 11, 17)}
TEAMS = {
    "C1": "何一苇 唐予 叶初晴 蒋小满 段可 方小棠 魏听澜", "C2": "叶初晴 白川 段可 魏听澜", "C3": "白川 陆画",
    "C4": "何一苇 唐予 陆画 方小棠 夏木", "C5": "叶初晴 蒋小满 陆画 夏木", "C6": "何一苇 蒋小满 白川 段可 方小棠",
    "C7": "叶初晴 白川 陆画", "C8": "叶初晴 陆画 白川 段可 贺行", "X1": "何一苇 唐予 蒋小满 魏听澜 方小棠",
}  # fmt: skip
FUNCTIONS = {
    "copy_head": "copy", "copywriter": "copy", "art_director": "design", "designer": "design",
    "finished_artist": "design", "videographer": "design", "strategist": "strategy", "media_executive": "media",
    "ae_assistant": "ae",
}  # fmt: skip
HOUSE = {
    "account": "周以恒", "creative": "许墨", "strategy": "罗知行", "production": "耿实", "finance": "钱衡", "traffic": "宋时",
}  # fmt: skip


def load(known: Known) -> None:
    """Make clients, contacts, projects and libraries; each is known by its code or name."""
    for row in table("clients"):
        known[row["code"]] = _client(row, known["秦若谷"])
    Wall.objects.create(left=known["C1"], right=known["C3"], reason="同城同价位竞品")
    for number, row in enumerate(table("contacts"), 101):
        known[row["name"]] = _contact(known[row["client"]], row, number)
    for code, client, name, ae, budget in PROJECTS:
        known[code] = _project(known, code, client, name, known[ae], budget)
    _milestone_mode(known["P02"])
    for make in (_facts, _bases, _milestones, _suppliers, _materials):
        make(known)


def _client(row: dict[str, str], by: Person) -> Client:
    numbers = ("included_rounds", "invoice_cut_off_day", "payment_day")
    values: dict[str, Any] = row | {name: int(row[name]) if row[name] else None for name in numbers}
    status = "prospect" if row["kind"] == "prospect" else "active"
    client = Client.objects.create(
        **values, status=status, initials=hanzi.initials(row["short_name"]), created_by=by,
        needs_both_signatures=row["kind"] == "brand",
    )  # fmt: skip
    return client


def _contact(client: Client, row: dict[str, str], number: int) -> Contact:
    hours = {name: time.fromisoformat(row[name]) if row[name] else None for name in ("window_from", "window_until")}
    values: dict[str, Any] = row | hours | {
        "client": client, "is_senior": bool(row["senior"]), "initials": hanzi.initials(row["name"]),
        "consent_on": date.fromisoformat(row["consent_on"]) if row["consent_on"] else None,
        "phone": f"+86 100 0000 {number:04d}", "wechat": f"demo-{hanzi.pinyin(row['name'])}",
        "email": f"{hanzi.pinyin(row['name'])}@example.com", "keep_until": keep_until(BEGAN),
    }  # fmt: skip
    del values["senior"]
    contact = Contact.objects.create(**values)
    return contact


def _project(known: Known, code: str, client: str, name: str, ae: Person, budget: int) -> Project:
    project = Project.objects.create(
        client=known[client], code=code, name=name, initials=hanzi.initials(name), ae=ae, city="临江", city_tier="second",
        state="setup" if code == "P14" else "running", started_on=date(2026, 11, 16) if code == "P14" else BEGAN, ends_on=ENDS.get(code),
        is_pitch=code == "P14", budget=Decimal(budget) or None, dossier=_dossier(code), created_by=known["秦若谷"],
    )  # fmt: skip
    team = {("ae", ae.name), *HOUSE.items(), *((FUNCTIONS[known[p].role], p) for p in TEAMS[client].split())}
    for function, name in sorted(team):
        ProjectMember.objects.create(project=project, person=known[name], function=function)
        ClientMember.objects.get_or_create(client=project.client, person=known[name], defaults={"since_on": BEGAN})
    return project


def _dossier(code: str) -> dict[str, Any]:
    said: dict[str, Any] = tree("dossiers")[code]
    parts = {part: block for block, (_, names) in reversed(terms.DOSSIER.items()) for part in names}
    dossier: dict[str, Any] = {name: said.pop(name) for name in ("personas", "rivals") if name in said}
    for part, text in said.items():
        dossier.setdefault(parts[part], {})[part] = text
    return dossier


def _milestone_mode(project: Project) -> None:
    project.milestone_from = clock.parse("2026-11-18 00:00")
    project.milestone_until = clock.parse("2026-11-28 23:59:59")
    project.milestone_on_call = "林晓岚、何一苇、唐予轮值，补休记加班单"
    project.save()


def _stamped(row: dict[str, str], on: str, known: Known) -> dict[str, Any]:
    """Who and when: the AE on the morning of a day."""
    project = known[row["project"]]
    at = datetime.combine(date.fromisoformat(on), time(9, 40), clock.SHANGHAI)
    return {"client": project.client, "project": project, "created_by": project.ae, "created_at": at, "changed_at": at}


def _facts(known: Known) -> None:
    ProjectFact.objects.bulk_create(
        ProjectFact(
            **_stamped(row, row["as_of"], known), kind=row["kind"], value=row["value"], source=row["source"],
            as_of=date.fromisoformat(row["as_of"]),
        )
        for row in table("facts")
    )  # fmt: skip


def _bases(known: Known) -> None:
    BaseMaterial.objects.bulk_create(_base(row, known) for row in table("bases"))


def _base(row: dict[str, str], known: Known) -> BaseMaterial:
    on = date.fromisoformat(row["as_of"])
    return BaseMaterial(
        **_stamped(row, row["as_of"], known), kind=row["kind"], value=row["value"], edition=row["edition"], as_of=on,
        confirmed_by=row["confirmed_by"], confirmed_on=on if row["confirmed_by"] else None,
    )  # fmt: skip


def _milestones(known: Known) -> None:
    for row in table("milestones"):
        known[f"{row['project']} {row['name']}"] = SalesMilestone.objects.create(
            **_stamped(row, "2026-09-08", known), on=row["on"], name=row["name"], may_need=row["may_need"]
        )


def _suppliers(known: Known) -> None:
    for row in table("suppliers"):
        values: dict[str, Any] = row | {"rating": int(row["rating"]) if row["rating"] else None}
        known[row["name"]] = Supplier.objects.create(**values, created_by=known["耿实"])


def _materials(known: Known) -> None:
    for row in table("materials"):
        sizes = {name: Decimal(row[name]) for name in ("width_mm", "height_mm", "bleed_mm")}
        values: dict[str, Any] = {"name": row["name"], "material": row["material"], "supplier": known[row["supplier"]]}
        Material.objects.create(**_stamped(row, "2026-09-10", known), **values, **sizes)
