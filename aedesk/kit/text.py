"""Bilingual text: every label carries Chinese and English side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

_language: ContextVar[str] = ContextVar("language", default="zh")


@dataclass(frozen=True, slots=True)
class T:
    """A text in both languages; `str()` gives the one now spoken."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if _language.get() == "en" else self.zh

    def in_(self, lang: str) -> str:
        """The text in "zh" or "en"."""
        return self.en if lang == "en" else self.zh

    def format(self, **values: Any) -> T:
        """Fill placeholders in both languages; a T among the values speaks each one."""
        return T(self.zh.format(**_spoken(values, "zh")), self.en.format(**_spoken(values, "en")))

    def __add__(self, other: T | str) -> T:
        if isinstance(other, str):
            return T(self.zh + other, self.en + other)
        return T(self.zh + other.zh, self.en + other.en) if isinstance(other, T) else NotImplemented


LANGUAGES = {"zh": T("中文", "中文 (Chinese)"), "en": T("英文 (English)", "English")}


def language() -> str:
    """The language now spoken: "zh" or "en"."""
    return _language.get()


def set_language(lang: str) -> None:
    """Speak a language from here on in this context."""
    _language.set("en" if lang == "en" else "zh")


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language inside the block."""
    token = _language.set("en" if lang == "en" else "zh")
    try:
        yield
    finally:
        _language.reset(token)


def both(text: T) -> str:
    """Chinese first, English second."""
    return f"{text.zh} {text.en}"


def _spoken(values: dict[str, Any], lang: str) -> dict[str, Any]:
    return {key: value.in_(lang) if isinstance(value, T) else value for key, value in values.items()}
