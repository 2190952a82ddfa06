"""The coach cards: short, in our own words, opened from the call pages; nothing is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from aedesk.desk.duties.figures import agency
from aedesk.desk.errors import Unknown
from aedesk.kit.text import T
from aedesk.rulebook import guide

from ...screen import screen, show


def _hello() -> T:
    us = agency()
    return guide.greeting(us.name, us.greeting) if us else guide.greeting("")


@screen("guide/", "guide")
def guide_list(request: HttpRequest) -> HttpResponse:
    """Every card by topic, found by any of its words."""
    asked = request.GET
    topic = asked.get("topic", "") if asked.get("topic", "") in guide.TOPICS else ""
    found = guide.find(asked.get("q", ""), topic)
    return show(
        request, "guide/list.html", nav="rules", cards=found, topic=topic, topics=guide.TOPICS, asked=asked,
        hello=_hello(), tips=guide.tips,
    )  # fmt: skip


@screen("guide/<str:code>/", "guide_card")
def guide_card(request: HttpRequest, code: str) -> HttpResponse:
    """One card, large enough to read while the telephone rings."""
    card = next((one for one in guide.CARDS if one.code == code), None)
    if card is None:
        raise Unknown
    others = [one for one in guide.find(topic=card.topic) if one is not card]
    return show(
        request, "guide/page.html", nav="rules", card=card, others=others, topics=guide.TOPICS,
        tips=guide.tips(card, _hello()),
    )  # fmt: skip
