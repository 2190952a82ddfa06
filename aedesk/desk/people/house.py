"""The agency itself: its first run, its hours and switches, its calendar, the figures of its rules."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from aedesk.kit import clock, hanzi
from aedesk.kit.text import T
from aedesk.kit.workdays import seed_from_chinesecalendar
from aedesk.rulebook import engine
from aedesk.rulebook.kinds import Figure

from ..action import Act, action
from ..duties import figures
from ..duties.models import RuleFigure
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..finding import index
from ..who import admin
from . import inputs
from .models import Agency, Person, Workday
from .staff import ADMIN_SAYS, checked_password, free_username

SEEDED = "chinesecalendar"
HOURS = tuple(field.name for field in inputs.HOURS)
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MOST = {"percent": 100, "minutes": 14_400, "hours": 720, "working_hours": 200, "days": 366, "working_days": 200}


def _check_hours(values: dict[str, Any]) -> None:
    times = [values[name] for name in HOURS]
    for before, after, name in zip(times, times[1:], HOURS[1:], strict=False):
        # The afternoon may begin the moment the morning ends; a span may not be empty.
        if after < before or (after == before and name != "afternoon_from"):
            raise InvalidInput({name: T("时间要一个比一个晚。", "Each time comes after the one before.")})


def nobody_yet(act: Any) -> bool:
    """Only where the database holds no agency and no person."""
    return not Agency.objects.exists() and not Person.objects.exists()


@action("agency.first_run", "开始使用", "Set up", who=nobody_yet, fields=inputs.FIRST)
def first_run(act: Act) -> Agency:
    """The agency, its calendar and its first person, who is the one acting from here on."""
    given = act.values
    _check_hours(given)
    me = Person(username=free_username(given["username"]), name=given["name"], role=given["role"])
    me.initials, me.joined_on = hanzi.initials(me.name)[:20], clock.today()
    me.set_password(checked_password(given["password"], me))
    me.save()
    act.person = me
    index(me)
    made = Agency.objects.create(name=given["agency"], **{name: given[name] for name in HOURS})
    for year in (clock.today().year, clock.today().year + 1):
        seed(year)
    figures.changed()
    act.says = T(f"{made.name} 开始使用", f"{made.name} is set up")
    return made


@action(
    "agency.edit", "改公司设置", "Edit the agency", who=admin, who_says=ADMIN_SAYS, on="Agency",
    fields=inputs.AGENCY, partial=True, versioned=True,
)  # fmt: skip
def edit(act: Act) -> Agency:
    it: Agency = act.target
    values = {name: value for name, value in act.values.items() if name != "reason"}
    _check_hours({name: values.get(name, getattr(it, name)) for name in HOURS})
    act.set(it, **values)
    figures.changed()
    act.says = T("改公司设置", "Agency settings changed")
    return it


@action("calendar.set_day", "定工作日", "Set a day", who=admin, who_says=ADMIN_SAYS, fields=inputs.DAY)
def set_day(act: Act) -> Workday:
    """A holiday or a make-up day by hand; deadlines counted from now on follow it."""
    given = act.values
    names = {"name_zh": given["name_zh"], "name_en": given["name_en"], "source": figures.BY_HAND}
    known = Workday.objects.filter(day=given["day"]).first()
    if known is None:
        known = Workday.objects.create(day=given["day"], is_workday=given["is_workday"], **names)
    else:
        if known.source == SEEDED:
            del names["source"]  # its year stays known
        act.set(known, is_workday=given["is_workday"], **names)
    figures.changed()
    word = T("上班", "worked") if known.is_workday else T("休息", "off")
    act.says = T(f"{known.day} {word.zh}", f"{known.day}: {word.en}")
    return known


@action(
    "calendar.clear_day", "清除一天", "Clear a day", who=admin, who_says=ADMIN_SAYS,
    fields=(Field("day", T("日期", "Day"), "date", True),),
)  # fmt: skip
def clear_day(act: Act) -> None:
    """The day is again what its weekday says."""
    gone, _ = Workday.objects.filter(day=act.values["day"]).delete()
    if not gone:
        raise WrongState(T("这一天没有特别安排。", "Nothing is set for this day."))
    figures.changed()
    act.says = T(f"清除 {act.values['day']}", f"{act.values['day']} cleared")


@action("calendar.seed", "取国务院安排", "Seed a year", who=admin, who_says=ADMIN_SAYS, fields=(inputs.YEAR,))
def seed_year(act: Act) -> None:
    """The public holidays of a year as announced; days set by hand stay."""
    year = act.values["year"]
    if not seed(year):
        raise WrongState(
            T(
                f"{year} 年的放假安排还没有公布，可以先逐日手工定。",
                f"The holidays of {year} are not announced; set days by hand.",
            )
        )
    figures.changed()
    act.says = T(f"取 {year} 年放假安排", f"Holidays of {year} seeded")


def seed(year: int) -> bool:
    """Write a year's announced days; False where they are not announced yet."""
    rows, unknown = seed_from_chinesecalendar([year])
    if year in unknown:
        return False
    by_hand = set(Workday.objects.filter(day__year=year, source=figures.BY_HAND).values_list("day", flat=True))
    for row in rows:
        if row.day not in by_hand:
            values = {"is_workday": row.is_workday, "name_zh": row.name.zh, "name_en": row.name.en, "source": SEEDED}
            Workday.objects.update_or_create(day=row.day, defaults=values)
    return True


@action("figure.set", "改规矩的数值", "Change a figure", who=admin, who_says=ADMIN_SAYS, fields=inputs.FIGURE)
def set_figure(act: Act) -> RuleFigure:
    """A rule's figure from a day on; duties that stand keep the figure of their own day."""
    given = act.values
    rule = engine.rules()[given["rule"]]
    figure = next((one for one in rule.figures if one.key == given["figure"]), None)
    if figure is None:
        raise InvalidInput({"figure": T("这条规矩没有这个数值。", "This rule has no such figure.")})
    value = _value(figure, given["value"])
    _from_today(given["from_on"])
    made = RuleFigure.objects.create(
        rule=rule.code, key=figure.key, value=value, from_on=given["from_on"], set_at=act.now, set_by=act.person
    )
    figures.changed()
    name, label, day = rule.name, figure.label, given["from_on"]
    act.says = T(
        f"“{name.zh}”{label.zh}改为 {value}，自 {day} 起", f"“{name.en}”, {label.en.lower()}: {value} from {day}"
    )
    return made


def _from_today(day: date) -> None:
    if day < clock.today():
        raise InvalidInput({"from_on": T("从今天或以后的一天起；过去的不变。", "From today or later; the past stays.")})


def _value(figure: Figure, text: str) -> str:
    """The value as it is kept. Raises InvalidInput where it is no clock or no whole number within reason."""
    text = text.strip().replace("：", ":")
    if figure.unit == "clock":
        if not CLOCK.fullmatch(text):
            raise InvalidInput({"value": T("时间写法如 09:30。", "Write it like 09:30.")})
        return text
    most = MOST.get(figure.unit, 10_000)
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 0 < int(text) <= most):
        raise InvalidInput({"value": T(f"填 1 到 {most} 的整数。", f"A whole number from 1 to {most}.")})
    return str(int(text))
