"""The words of the contact log, and the coach cards beside the phone."""

from aedesk.kit.text import T
from aedesk.rulebook import guide

QUESTION_KINDS = {
    "open": T("开放式", "Open"),
    "closed": T("封闭式", "Closed"),
    "probing": T("追问式", "Probing"),
}
SEVEN = ("aim", "learn", "tell", "discuss", "wanted_action", "their_aim", "planned_at")
DIRECTORS = frozenset(
    {"account_manager", "account_director", "general_manager", "creative_director", "strategy_director"}
)


def cards(agency: str, greeting: str = "") -> list[tuple[T, tuple[T, ...]]]:
    """The coach cards beside the phone (TEL-01, 02, 11, 12), greeting in the agency's own name and words."""
    hello = guide.greeting(agency, greeting)
    return [(card.title, guide.tips(card, hello)) for card in guide.CARDS if card.code in guide.BESIDE_THE_PHONE]
