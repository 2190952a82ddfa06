"""Who may sign in to the demo. Apart from the demo itself, which a running desk need not have in memory."""

from __future__ import annotations

from collections.abc import Iterator

from aedesk.desk.people.models import Person

PASSWORD = "qingyu-demo"  # nosec B105: shown on the demo's own sign-in page
ROLES = (
    "ae", "account_manager", "account_director", "copy_head", "art_director", "designer", "creative_director",
    "strategy_director", "traffic", "finance_manager", "production_manager", "admin", "general_manager",
)  # fmt: skip


def sign_ins() -> Iterator[str]:
    """A user name for each role of the demo, and the one password for all."""
    if not Person.objects.filter(username="linxiaolan").exists():
        return
    yield f"密码 · password: {PASSWORD}"
    for role in ROLES:
        person = Person.objects.filter(role=role, is_active=True).order_by("id").first()
        if person is not None:
            role_name = person.role_of.name
            yield f"  {person.username:<14} {person.name} · {role_name.zh} · {role_name.en}"
