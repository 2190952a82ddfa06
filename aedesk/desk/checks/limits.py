"""The agency's own limits: every figure of every kind of printing, from a day on, within its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.preflight.limits import MEASURES, crossed, said, wrong
from aedesk.preflight.limits import Measure as Measure
from aedesk.preflight.origins import BY_MANUAL, MANUAL
from aedesk.preflight.profiles import PROFILES, Limit, in_house

from ..action import Act, action
from ..duties import figures
from ..duties.models import RuleFigure
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..people.staff import ADMIN_SAYS
from ..who import admin

PRESS = Field(
    "press",
    T("印刷方式", "Kind of printing"),
    "choice",
    True,
    choices={code: one.name for code, one in PROFILES.items()},
)
FIGURE = Field(
    "figure", T("哪个限值", "Which limit"), "choice", True, choices={name: one.name for name, one in MEASURES.items()}
)
FROM_ON = Field(
    "from_on",
    T("从哪天起", "Counts from"),
    "date",
    help=T("留空从今天起；出品了的不变。", "Empty: from today; what is released stays."),
)
VALUE = Field(
    "value", T("改为", "New value"), required=True, longest=12, help=T("写数字，如 0.2。", "A number, such as 0.2.")
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One limit of a kind of printing as it stands: in force, by default, since when and what is set for a day to come."""

    name: str
    default: Limit
    value: float
    since: date | None
    coming: RuleFigure | None

    @property
    def measure(self) -> Measure:
        return MEASURES[self.name]

    @property
    def now(self) -> str:
        return said(self.value)

    @property
    def by_default(self) -> str:
        return said(self.default.value)


def code_of(press: str) -> str:
    """Under which code the figures of a kind of printing are kept."""
    return f"press.{press}"


def limits_of(press: str, day: date) -> tuple[dict[str, float], dict[str, str]]:
    """What is not the profile's own on a day, and where each comes from: the manual, or the agency since a day."""
    known = in_house(press)
    values = {
        name: one.value for name, one in known.items() if one.source == MANUAL and one != PROFILES[press].limits[name]
    }
    since = dict.fromkeys(values, BY_MANUAL)
    for name, (from_on, value) in figures.own(code_of(press), day).items():
        if value and name in known:
            values[name], since[name] = float(value), f"{from_on}"
    return values, since


def standing(press: str) -> dict[str, Standing]:
    """Every limit of a kind of printing by name, as it stands today."""
    today, known = clock.today(), in_house(press)
    own = {name: found for name, found in figures.own(code_of(press), today).items() if found[1]}
    rows = RuleFigure.objects.filter(rule=code_of(press), from_on__gt=today).order_by("-from_on", "-id")
    coming = {row.key: row for row in rows}  # the nearest day comes last and stays
    return {
        name: Standing(name, one, float(own[name][1]) if name in own else one.value, own[name][0] if name in own else None, coming.get(name))
        for name in MEASURES if (one := known.get(name)) is not None
    }  # fmt: skip


def history(press: str) -> list[RuleFigure]:
    """What was set for a kind of printing, the last first."""
    return list(
        RuleFigure.objects.filter(rule=code_of(press), key__in=MEASURES).select_related("set_by").order_by("-id")[:40]
    )


@action("limit.set", "改限值", "Set a limit", who=admin, who_says=ADMIN_SAYS, fields=(PRESS, FIGURE, VALUE, FROM_ON))
def set_limit(act: Act) -> RuleFigure:
    """A limit of a kind of printing from a day on; versions not yet released are judged anew when it comes (anew.py)."""
    press, name, day = _asked(act)
    value = _number(act.values["value"])
    if says := wrong(name, value):
        raise InvalidInput({"value": says})
    known = in_house(press)
    own, _ = limits_of(press, day)
    if says := crossed({one: limit.value for one, limit in known.items()} | own | {name: value}):
        raise InvalidInput({"value": says})
    made, one = _kept(act, press, name, f"{value:g}", day), MEASURES[name]
    act.says = T(
        f"{PROFILES[press].name.zh}“{one.name.zh}”改为 {value:g} {one.unit}，自 {day} 起",
        f"{PROFILES[press].name.en}, {one.name.en}: {value:g} {one.unit} from {day}",
    )
    return made


@action(
    "limit.reset", "恢复出厂", "Back to the default", who=admin, who_says=ADMIN_SAYS, fields=(PRESS, FIGURE, FROM_ON)
)
def reset(act: Act) -> RuleFigure:
    """The default counts again from a day on, and what was set for a later day is taken back."""
    press, name, day = _asked(act)
    rows = RuleFigure.objects.filter(rule=code_of(press), key=name)
    later = rows.filter(from_on__gt=day)
    if not figures.own(code_of(press), day).get(name, (day, ""))[1] and not later.exists():
        raise WrongState(T("现在就是出厂的限值。", "It stands at its default."))
    later.delete()
    made, one = _kept(act, press, name, "", day), MEASURES[name]
    act.says = T(
        f"{PROFILES[press].name.zh}“{one.name.zh}”恢复出厂，自 {day} 起",
        f"{PROFILES[press].name.en}, {one.name.en}: the default again from {day}",
    )
    return made


def _asked(act: Act) -> tuple[str, str, date]:
    """Press, limit and day. Raises InvalidInput where the press has no such limit or the day is past."""
    press, name, day = act.values["press"], act.values["figure"], act.values["from_on"] or clock.today()
    if name not in in_house(press):
        kind = PROFILES[press].name
        raise InvalidInput({"figure": T(f"{kind.zh}不查这一项。", f"{kind.en} is not judged by it.")})
    if day < clock.today():
        raise InvalidInput({"from_on": T("从今天或以后的一天起；过去的不变。", "From today or later; the past stays.")})
    if day > clock.today() + timedelta(days=366):
        raise InvalidInput({"from_on": T("最多提前一年定。", "A year ahead at most.")})
    return press, name, day


def _kept(act: Act, press: str, name: str, value: str, day: date) -> RuleFigure:
    made = RuleFigure.objects.create(
        rule=code_of(press), key=name, value=value, from_on=day, set_at=act.now, set_by=act.person
    )
    figures.changed()
    return made


def _number(text: str) -> float:
    """A figure as written: full-width digits and a decimal comma too. Raises InvalidInput where it is none."""
    try:
        value = Decimal(text.strip().replace("，", ".").replace(",", "."))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or -(value.as_tuple().exponent) > 3:  # type: ignore[operator]
        raise InvalidInput(
            {"value": T("写数字，最多三位小数，例如 0.25。", "A number with three decimals at most, such as 0.25.")}
        )
    return float(value)
