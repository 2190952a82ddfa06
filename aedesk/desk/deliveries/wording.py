"""What the client reads: the cover note with our recommendation, the files, the link and who sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aedesk.kit.text import T

from ..duties.figures import agency
from .models import Delivery

RECOMMENDED = T("我们推荐：{name}。{why}", "We recommend {name}. {why}")
ENCLOSED, LINKED = (
    T("附件：", "Enclosed:"),
    T("文件（请从下面的地址下载）：", "Files (please fetch them from the address below):"),
)
LINK = T("下载：", "Download: ")
FOR = T("{name}：{address}", "{name}: {address}")


def cover_text(it: Delivery) -> str:
    """The note as it is pasted into a chat: our words, then what we recommend and why (SUB-16), then the link."""
    language, parts = language_of(it), [it.cover_note.strip()]
    if it.has_options and it.recommended_id and it.recommended_why:
        parts.append(RECOMMENDED.format(name=_name(it), why=it.recommended_why.strip()).in_(language))
    if it.link:
        parts.append(LINK.in_(language) + it.link)
    return "\n\n".join(part for part in parts if part)


def _name(it: Delivery) -> str:
    found = next((row.name for row in it.files.all() if row.attachment_id == it.recommended_id), "")
    return found.rpartition(".")[0] or found


def language_of(it: Delivery) -> str:
    """What it is written in: English where everybody it goes to reads English, else Chinese."""
    spoken = {row.contact.language for row in it.recipients.all()}
    return "en" if spoken == {"en"} else "zh"


def mail_text(it: Delivery, person: Any, *, with_files: bool, links: Sequence[tuple[str, str]] = ()) -> str:
    """The body of the mail, in the language of those who get it; `links`: whose, and from where the files are fetched."""
    language, us = language_of(it), agency()
    files = [f"  {row.name}" for row in it.files.all()]
    fetched = [FOR.format(name=name, address=address).in_(language) for name, address in links]
    listed = [(ENCLOSED if with_files else LINKED).in_(language), *files, *fetched] if files else []
    signed = [person.name_en if language == "en" and person.name_en else person.name]
    house = (us.name_en if language == "en" and us.name_en else us.name) if us else ""
    signed += [part for part in (house, person.phone) if part]
    return "\n\n".join(part for part in (cover_text(it), "\n".join(listed), "\n".join(signed)) if part) + "\n"
