"""The Jinja2 environment of the web pages: both languages, moments, money, icons."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static as static_address
from django.urls import reverse
from jinja2 import Environment
from markupsafe import Markup, escape

from aedesk.desk.artwork.queries import picture_says
from aedesk.desk.notices.queries import unread_count
from aedesk.desk.worklog.queries import running_timer
from aedesk.kit import clock
from aedesk.kit.text import language

from .choices import offered
from .current import csrf_field, current_request
from .links import address, end_links, field_links, link_to, mend_link

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
# Not strftime: its month and weekday names follow the server's locale.
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FACES = 6
MINUS = "\u2212"
TONES = {
    **dict.fromkeys(("done", "issued", "signed", "accepted", "approved", "kept", "closed"), "ok"),
    **dict.fromkeys(("submitted", "open", "proposed", "running", "in_work", "sent", "numbered"), "info"),
    **dict.fromkeys(("negotiating", "waiting", "stale", "due", "provisional", "paused", "on_hold"), "warn"),
    **dict.fromkeys(("late", "returned", "refused", "overdue", "rejected"), "late"),
    **dict.fromkeys(("blocked", "void", "cancelled", "stopped"), "block"),
}


def both(zh: Any, en: Any) -> Any:
    """The text of the current language."""
    return en if language() == "en" else zh


def day(value: date | datetime | None) -> str:
    """11月20日 周五 or Fri 20 Nov; with the year where it is not this one."""
    if value is None:
        return ""
    on = _local(value)
    other = on.year != clock.today().year
    zh = f"{on.year}年" * other + f"{on.month}月{on.day}日 {WEEKDAYS[on.weekday()]}"
    return str(both(zh, f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}" + f" {on.year}" * other))


def month(value: date | str | None) -> str:
    """2026年11月 or Nov 2026, from any day of it or from 2026-11."""
    if not value:
        return ""
    year, number = (int(part) for part in f"{value}".split("-")[:2])
    return str(both(f"{year}年{number}月", f"{MONTHS[number - 1]} {year}"))


def month_name(value: date) -> str:
    """11月 or Nov."""
    return str(both(f"{value.month}月", MONTHS[value.month - 1]))


def hm(value: datetime | time | None) -> str:
    """16:30"""
    if value is None:
        return ""
    return f"{_local(value):%H:%M}"


def dt(value: date | datetime | None) -> str:
    """11-20 16:30; with the year where it is not this one. A date has no time."""
    if value is None:
        return ""
    at = _local(value)
    year = f"{at.year}-" if at.year != clock.today().year else ""
    return f"{year}{at:%m-%d %H:%M}" if isinstance(at, datetime) else f"{year}{at:%m-%d}"


def near(value: datetime | None) -> str:
    """A moment as one says it today: 16:30, 昨天 16:30, 明天 10:00, 周五 12:00 within the week ahead, else 11-27 10:00."""
    if value is None:
        return ""
    on, today = _local(value).date(), clock.today()
    days = (on - today).days
    words = {-1: both("昨天", "yesterday"), 0: "", 1: both("明天", "tomorrow")}
    if days in words:
        return f"{words[days]} {hm(value)}".strip()
    return f"{both(WEEKDAYS, DAYS)[on.weekday()]} {hm(value)}" if 1 < days < 7 else dt(value)


def dur(minutes: float | timedelta | None) -> str:
    """1 小时 5 分 or 1 h 5 min, from minutes."""
    if minutes is None:
        return ""
    total = round(minutes.total_seconds() / 60 if isinstance(minutes, timedelta) else float(minutes))
    sign, (hours, rest) = MINUS * (total < 0), divmod(abs(total), 60)
    parts = [f"{hours} {both('小时', 'h')}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} {both('分', 'min')}")
    return sign + " ".join(parts)


def span(seconds: float) -> str:
    """A length of time as one reads it at a glance: whole days from two days on, else hours and minutes."""
    days = int(seconds // 86400)
    if days >= 2:
        return str(both(f"{days} 天", f"{days} days"))
    return dur(seconds // 60)


def ago(value: datetime | None) -> str:
    """How long since: 刚刚, 5 分前, 昨天 16:30, else the day."""
    if value is None:
        return ""
    seconds = (clock.now() - value).total_seconds()
    if seconds < 60:
        return str(both("刚刚", "just now"))
    if seconds < 86400:
        return str(both(f"{dur(seconds // 60)}前", f"{dur(seconds // 60)} ago"))
    if clock.shanghai(value).date() == clock.today() - timedelta(days=1):
        return str(both(f"昨天 {hm(value)}", f"yesterday {hm(value)}"))
    return dt(value)


def money(value: Decimal | int | str | None, sign: str = "¥") -> str:
    """¥128,000.00; a minus before the sign."""
    if value is None or value == "":
        return ""
    amount = Decimal(value)
    return f"{MINUS * (amount < 0)}{sign}{abs(amount):,.2f}"


def mm(value: Decimal | float | None) -> str:
    """A length in millimetres without idle zeros: 350, 12.5."""
    return "" if value is None or value == "" else _plain(Decimal(str(value)))


def as_input(value: Any, kind: str = "text") -> str:
    """A value as an <input> of that kind holds it; moments in Shanghai time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{clock.shanghai(value):%Y-%m-%dT%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list | tuple):
        return "\n".join(str(item) for item in value)
    return _plain(value) if isinstance(value, Decimal) else str(getattr(value, "pk", value))


Tone = tuple[str, str]


def due_state(at: datetime, warn_at: datetime | None = None, done_at: datetime | None = None) -> Tone:
    """A deadline's tone (calm, warn, late, done, done-late) and words; clock.js goes on from here."""
    if done_at is not None:
        late = (done_at - at).total_seconds()
        if late > 0:
            return "done-late", str(both(f"迟 {span(late)}完成", f"done {span(late)} late"))
        return "done", str(both("按时完成", "done in time"))
    left = (at - clock.now()).total_seconds()
    if left < 0:
        return "late", str(both(f"已迟 {span(-left)}", f"{span(-left)} late"))
    tone = "warn" if warn_at is not None and warn_at <= clock.now() else "calm"
    return tone, str(both(f"还剩 {span(left)}", f"{span(left)} left"))


def face(name: str) -> str:
    """What stands in a person's circle: the family name's character, or two initials."""
    words = name.split()
    return name[:1] if not name.isascii() or not words else "".join(word[0] for word in words[:2]).upper()


def tint(name: str) -> int:
    """A person's colour: the same on every page."""
    return zlib.crc32(name.encode()) % FACES


def dates_json(dates: dict[str, datetime]) -> str:
    """The dates of a line for the page's own script, as inputs hold them."""
    return json.dumps({name: as_input(at) for name, at in dates.items()})


def lit(text: Any, words: Iterable[str]) -> Markup:
    """A text with the asked words marked in it."""
    wanted = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    parts = re.split(f"({wanted})", str(text), flags=re.IGNORECASE) if wanted else [str(text)]
    return Markup("").join(Markup("<mark>{}</mark>").format(p) if n % 2 else escape(p) for n, p in enumerate(parts))


def tone(state: Any) -> str:
    """The badge tone of a state code."""
    return TONES.get(str(state), "neutral")


@lru_cache(maxsize=256)
def static(name: str) -> str:
    """The address of a style, script or picture; the same as long as the program runs."""
    return str(static_address(name))


@lru_cache(maxsize=512)
def icon(name: str, css: str = "") -> Markup:
    """An icon of the sprite, hidden from screen readers: the words beside it say what it means."""
    look = f"icon {css}" if css else "icon"
    drawn = Markup('<svg class="{}" aria-hidden="true"><use href="{}#i-{}"></use></svg>')
    return drawn.format(look, static("vendor/icons.svg"), name)


def query(request: Any, **changes: Any) -> str:
    """The page's query string with some values changed; None takes one out."""
    values = request.GET.copy()
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None:
            values[name] = value
    return "?" + values.urlencode()


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a named page."""
    return reverse(name, args=args, kwargs=kwargs)


def server_now_ms() -> int:
    """The desk's clock in milliseconds, for the page's own clock to follow."""
    return int(clock.now().timestamp() * 1000)


def flashes(request: Any) -> Any:
    """The messages left for this person by the last act."""
    return get_messages(request) if request is not None else ()


def timer_of(person: Any) -> Any:
    """The person's running timer, as the top bar shows it on every page."""
    return running_timer(person)


def _local(value: Any) -> Any:
    return clock.shanghai(value) if isinstance(value, datetime) else value


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


FILTERS: tuple[Callable[..., Any], ...] = (
    day, month, month_name, hm, dt, near, dur, span, ago, money, mm, as_input, face, tint, tone, lit, dates_json,
)  # fmt: skip
GLOBALS: tuple[Callable[..., Any], ...] = (
    timer_of, static, url, icon, query, due_state, server_now_ms, flashes, address, link_to, mend_link, field_links, end_links, unread_count,
    picture_says, current_request, csrf_field,
)  # fmt: skip
PARTS = {"ui": "parts/ui.html", "files_ui": "parts/ui/files.html"}


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend asks for."""
    options.pop("autoescape", None)  # never off, whatever the settings say
    made = Environment(autoescape=True, **{"trim_blocks": True, "lstrip_blocks": True, **options})
    made.add_extension("jinja2.ext.do")
    made.globals.update({"_": both, "clock_now": clock.now, "choices_for": offered})
    made.globals.update({each.__name__: each for each in GLOBALS})
    made.filters.update({each.__name__: each for each in FILTERS})
    # Read once and not by each of a page's twenty pieces.
    made.globals.update({name: made.get_template(path).module for name, path in PARTS.items()})
    return made
