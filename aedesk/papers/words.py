"""The words of a paper in Chinese, English or both, and what every paper carries: logo, code, who printed it when."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import segno
from django.conf import settings

from aedesk.desk.duties.figures import agency
from aedesk.kit import clock, filename
from aedesk.kit.text import T

LANGUAGES = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
WEEKDAYS = tuple(
    map(T, ("周一", "周二", "周三", "周四", "周五", "周六", "周日"), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
)
MOTTO = "没有工作单，没有工作 · NO JOB SHEET, NO WORK"
LOGOS = ("logo.svg", "logo.png")


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper ready to hand out: its file name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a paper: "zh", "en", or "both" with Chinese first."""

    lang: str

    def say(self, text: T) -> list[str]:
        """A text as the paper sets it: the main line, and with both languages the second one."""
        return list(dict.fromkeys(text.in_(one) for one in LANGUAGES[self.lang]))

    def line(self, text: T) -> str:
        """A text on one line."""
        return " ".join(self.say(text))

    def listed(self, texts: Iterable[T]) -> str:
        """Several texts one after the other."""
        return ("; " if self.lang == "en" else "；").join(self.line(text) for text in texts)

    def day(self, value: date | datetime) -> str:
        """2026-11-19 周四"""
        on = clock.shanghai(value) if isinstance(value, datetime) else value
        return f"{on:%Y-%m-%d} {self.line(WEEKDAYS[on.weekday()])}"

    def moment(self, value: datetime | None) -> str:
        """2026-11-19 周四 12:00; empty for none."""
        return f"{self.day(value)} {clock.shanghai(value):%H:%M}" if value else ""

    def stamp(self, value: datetime | None) -> str:
        """2026-11-19 12:00, beside a name."""
        return f"{clock.shanghai(value):%Y-%m-%d %H:%M}" if value else ""


def tongue(lang: str) -> Tongue:
    """The language asked for; anything unknown is both."""
    return Tongue(lang if lang in LANGUAGES else "both")


def qr(address: str) -> str:
    """An address as a QR code, in SVG without a border."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=0, dark="#1e1c19")
    return out.getvalue().decode()


def furniture(speech: Tongue, path: str, person: Any, title: T) -> dict[str, Any]:
    """What stands on every paper: the agency with its logo, the code that leads to the page, the foot."""
    return bare(speech, title, agency(), qr(settings.BASE_URL.rstrip("/") + path), person.name)


def bare(speech: Tongue, title: T, us: Any = None, code: str = "", by: str = "") -> dict[str, Any]:
    """The same where there may be no agency, page or person: a check run on the command line."""
    name = T(us.name, us.name_en or us.name) if us else T("AE 工作台", "AE Desk")
    printed = T("打印", "Printed")
    return {
        "lang": "en" if speech.lang == "en" else "zh",
        "title": speech.say(title),
        "motto": MOTTO,
        "agency": speech.say(name),
        "initial": speech.say(name)[0][:1],
        "logo": logo(),
        "qr": code,
        "printed": f"{speech.line(printed)} {clock.shanghai(clock.now()):%Y-%m-%d %H:%M} {by}".rstrip(),
        "empty": speech.say(T("未填", "not given")),
    }


def logo() -> dict[str, str] | None:
    """The agency's logo, where whoever runs the desk put logo.svg or logo.png into its data folder."""
    for name in LOGOS:
        path = settings.DATA / name
        if path.exists():
            return {"format": path.suffix[1:], "bytes": path.read_bytes().hex()}
    return None


def file_name(title: str, kind: T, lang: str) -> str:
    """261118开盘报纸_工作单.pdf: the day of printing and the name (FIL-04)."""
    words = kind.in_("en" if lang == "en" else "zh")
    return filename.offer(f"{title.replace('/', '-')}_{words}.pdf", clock.today(), title)


def text_of(value: Any) -> str:
    """A stored value as one reads it: numbers without idle zeros, nothing for none."""
    if value is None:
        return ""
    text = f"{value:f}" if hasattr(value, "quantize") else str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").lstrip("-").isdigit() else text
