"""Who does what in the house: roles, their discipline, and which of them work for every client."""

from __future__ import annotations

from dataclasses import dataclass

from aedesk.kit.text import T


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its discipline, whether it heads it (ROL-10), sees every client, and may see money."""

    code: str
    name: T
    discipline: str
    heads: bool = False
    agency_wide: bool = False
    money: bool = False


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("general_manager", T("总经理", "General manager"), "management", True, True, True),
        Role("account_director", T("客户总监", "Account director"), "account", True, True, True),
        Role("account_manager", T("客户经理", "Account manager"), "account", False, True, True),
        Role("ae", T("客户执行", "Account executive"), "account", False, False, True),
        Role("ae_assistant", T("AE助理", "Account assistant"), "account"),
        Role("strategy_director", T("策略总监", "Strategy director"), "strategy", True, True),
        Role("strategist", T("策略", "Strategist"), "strategy"),
        Role("creative_director", T("创意总监", "Creative director"), "creative", True, True),
        Role("copy_head", T("文案指导", "Head of copy"), "copy"),
        Role("copywriter", T("文案", "Copywriter"), "copy"),
        Role("art_director", T("美术指导", "Art director"), "design"),
        Role("designer", T("设计", "Designer"), "design"),
        Role("finished_artist", T("完稿", "Finished artist"), "design"),
        Role("production_manager", T("制作经理", "Production manager"), "production", True, True, True),
        Role("media_manager", T("媒介经理", "Media manager"), "media", True, True, True),
        Role("media_executive", T("媒介执行", "Media executive"), "media"),
        Role("traffic", T("流程", "Traffic"), "traffic", True, True),
        Role("videographer", T("短视频", "Videographer"), "design"),
        Role("finance_manager", T("财务经理", "Finance manager"), "finance", True, True, True),
        Role("accountant", T("会计", "Accountant"), "finance", False, True, True),
        Role("admin", T("行政", "Office administrator"), "admin", True, True),
        Role("office", T("行政/司机", "Office and driver"), "admin"),
    )
}

CREATIVE = frozenset({"creative", "copy", "design"})
FUNCTIONS: dict[str, T] = {
    "ae": T("客户执行", "Account executive"),
    "account": T("客户总监", "Account director"),
    "strategy": T("策略", "Strategy"),
    "creative": T("创意", "Creative"),
    "copy": T("文案", "Copy"),
    "design": T("设计", "Design"),
    "media": T("媒介", "Media"),
    "research": T("调研", "Research"),
    "production": T("制作", "Production"),
    "finance": T("财务", "Finance"),
    "traffic": T("流程", "Traffic"),
}
COMPULSORY_FUNCTIONS = ("creative", "finance")  # ROL-02


def with_role(*codes: str) -> frozenset[str]:
    """Check role codes at import. Raises KeyError for a role the house does not have."""
    return frozenset(ROLES[code].code for code in codes)
