"""A big agency for measuring: 100 clients, 1,000 projects, 50,000 job sheets and all that hangs on them; always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from aedesk.desk.clients.models import Client, ClientMember, Contact
from aedesk.desk.duties import figures
from aedesk.desk.people.models import Agency, Person, Workday
from aedesk.desk.projects.models import BaseMaterial, Project, ProjectFact, ProjectMember
from aedesk.desk.upkeep import join_search_pieces
from aedesk.kit import clock, hanzi
from aedesk.kit.workdays import seed_from_chinesecalendar

from .heap import Heap

NOW = "2026-11-18 10:30"
PASSWORD = "bench-agency"  # nosec B105: of a database made to be measured and thrown away
SURNAMES = "林邵方罗许何叶唐蒋白段耿沈宋钱丁顾周秦魏陆贺夏郑"
GIVEN = ("晓岚", "一川", "小棠", "知行", "墨", "一苇", "初晴", "予", "小满", "川", "可", "实", "佳禾", "时", "衡", "澄")
PLACES = (
    "云栖湾",
    "恒屿",
    "南渡",
    "松间",
    "白鹭",
    "知更",
    "会展",
    "麦浪",
    "青芷",
    "澜庭",
    "屿上",
    "临江",
    "望岳",
    "听松",
    "观澜",
)
TRADES = ("置业", "文旅", "牛奶", "家居", "新能源", "会展", "商业", "城市发展", "酒店", "汽车")
WORKS = (
    "一期",
    "二期开盘",
    "品牌年度",
    "秋季活动",
    "新品上市",
    "户外投放",
    "产品册",
    "样板房开放",
    "业主答谢",
    "主视觉",
)
STAFF = (
    ("general_manager", 1), ("account_director", 2), ("account_manager", 3), ("ae", 25), ("ae_assistant", 5),
    ("strategy_director", 1), ("strategist", 2), ("creative_director", 1), ("copy_head", 2), ("copywriter", 10),
    ("art_director", 3), ("designer", 18), ("finished_artist", 4), ("production_manager", 1), ("media_manager", 1),
    ("traffic", 1), ("finance_manager", 1), ("accountant", 1), ("admin", 1),
)  # fmt: skip


@dataclass(slots=True)
class Size:
    """How many of each; the rest follows in proportion."""

    clients: int = 100
    projects: int = 1_000
    sheets: int = 50_000
    events: int = 500_000
    time_entries: int = 200_000

    @classmethod
    def scaled(cls, by: float) -> Size:
        """A smaller or larger agency of the same shape."""
        full = cls()
        return cls(**{name: max(1, round(getattr(full, name) * by)) for name in cls.__slots__})


@dataclass(slots=True)
class House:
    """The people by role, and the clients and projects they work for."""

    dice: random.Random
    heap: Heap
    people: dict[str, list[Person]] = field(default_factory=dict)
    projects: list[Project] = field(default_factory=list)
    teams: dict[int, dict[str, list[Person]]] = field(default_factory=dict)
    contacts: dict[int, list[Contact]] = field(default_factory=dict)


def load(size: Size) -> dict[str, int]:
    """Fill an empty database in one transaction; how many rows of each kind were written."""
    from . import sheets

    house = House(random.Random(20261118), Heap())  # nosec B311: a shape to measure, not a secret
    with clock.at(NOW), transaction.atomic():
        _staff(house)
        _clients(house, size)
        sheets.write(house, size)
        house.heap.finish()
    figures.changed()
    join_search_pieces()  # as the worker does every minute
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return house.heap.written


def _staff(house: House) -> None:
    Agency.objects.create(name="青屿演示广告有限公司", name_en="Qingyu Demo Advertising", city="临江")
    days, _unknown = seed_from_chinesecalendar([2023, 2024, 2025, 2026])
    Workday.objects.bulk_create(
        Workday(day=d.day, is_workday=d.is_workday, name_zh=d.name.zh, name_en=d.name.en, source="chinesecalendar")
        for d in days
    )
    password, names = make_password(PASSWORD), (f"{s}{g}" for g in GIVEN for s in SURNAMES)
    for role, many in STAFF:
        for number in range(1, many + 1):
            name = next(names)
            person = Person(
                username=f"{role}{number}", name=name, initials=hanzi.initials(name), role=role, password=password,
                joined_on=date(2023, 1, 1),
            )  # fmt: skip
            house.people.setdefault(role, []).append(house.heap.add(person))
            house.heap.find(person)


def _clients(house: House, size: Size) -> None:
    each = size.projects // size.clients
    for n in range(size.clients):
        short = f"{PLACES[n % len(PLACES)]}{TRADES[n // len(PLACES) % len(TRADES)]}"
        client = house.heap.add(
            Client(
                code=f"C{n + 1}", name=f"{short}(演示)有限公司", short_name=short, initials=hanzi.initials(short),
                industry=TRADES[n % len(TRADES)], grade="ABC"[n % 3], taboos="忌大面积绿色" if n % 5 == 0 else "",
            )
        )  # fmt: skip
        house.heap.find(client)
        team = _team(house, n)
        for person in {p.pk: p for people in team.values() for p in people}.values():
            house.heap.add(ClientMember(client=client, person=person))
        house.contacts[client.pk] = [_contact(house, client, m) for m in range(8)]
        for m in range(each):
            _project(house, client, team, n * each + m, running=m >= each - 4)


def _team(house: House, n: int) -> dict[str, list[Person]]:
    """The people of one client; each AE has four clients, each doer about fifteen."""

    def some(role: str, many: int) -> list[Person]:
        people = house.people[role]
        return [people[(n * many + i) % len(people)] for i in range(many)]

    return {
        "ae": [house.people["ae"][n % 25], house.people["ae_assistant"][n % 5]], "copy": some("copywriter", 2),
        "design": some("designer", 3) + some("finished_artist", 1), "creative": some("creative_director", 1),
        "finance": some("finance_manager", 1), "traffic": some("traffic", 1),
    }  # fmt: skip


def _contact(house: House, client: Client, m: int) -> Contact:
    name = f"{SURNAMES[(client.pk + m * 5) % len(SURNAMES)]}{('总', '主管', '经理')[m % 3]}"
    contact: Contact = house.heap.add(
        Contact(
            client=client, name=name, initials=hanzi.initials(name), role=("decision_maker", "executor", "influencer")[m % 3],
            is_senior=m == 0, company="联行演示代理" if m > 5 else "", phone=f"+86 100 0000 {client.pk:03d}{m}",
            birthday=f"{m + 1:02d}-{client.pk % 28 + 1:02d}", consent_on=date(2026, 9, 1),
        )
    )  # fmt: skip
    house.heap.find(contact)
    return contact


def _project(house: House, client: Client, team: dict[str, list[Person]], n: int, *, running: bool) -> None:
    name = f"{client.short_name[:3]}{WORKS[n % len(WORKS)]}"
    project: Project = house.heap.add(
        Project(
            client=client, code=f"P{n + 1:02d}", name=name, initials=hanzi.initials(name), ae=team["ae"][0], city="临江",
            state="running" if running else "ended", started_on=date(2023, 11, 20) + timedelta(days=n % 900),
            dossier={"background": {"problem": "让目标客户本周到访"}, "tone": {"tone": "静奢·近水"}}, budget=200_000 if n % 2 else None,
        )
    )  # fmt: skip
    house.heap.find(project)
    for function, people in team.items():
        for person in people:
            house.heap.add(ProjectMember(project=project, person=person, function=function))
    about: dict[str, Any] = {"client": client, "project": project}
    for kind, value in (("permit", f"临售许字(演示)第2026-{n:04d}号"), ("phone", "000-0000-0021")):
        house.heap.add(BaseMaterial(**about, kind=kind, value=value))
    house.heap.add(ProjectFact(**about, kind="land", value="占地 42,300㎡", as_of=date(2026, 10, 10)))
    house.projects.append(project)
    house.teams[project.pk] = team
