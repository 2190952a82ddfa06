"""The unified social credit code: 18 characters, the last a check digit (GB 32100-2015)."""

from __future__ import annotations

from aedesk.kit.text import T

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def tidy(text: str) -> str:
    """Upper case without spaces and dashes; full-width characters made plain."""
    plain = "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)
    return "".join(c for c in plain.upper() if c not in " -\u3000\t")


def check_digit(first: str) -> str:
    """The 18th character of a code's first 17. Raises ValueError for a character outside GB 32100."""
    total = sum(weight * ALPHABET.index(c) for weight, c in zip(WEIGHTS, first, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def problem(code: str) -> T | None:
    """What is wrong with a tidied code, or None."""
    if len(code) != 18:
        return T(
            f"统一社会信用代码应为 18 位，现在 {len(code)} 位。",
            f"A credit code has 18 characters; this has {len(code)}.",
        )
    if alien := [c for c in code if c not in ALPHABET]:
        return T(
            f"统一社会信用代码中不会出现“{alien[0]}”（不用 I、O、S、V、Z）。",
            f"A credit code never contains “{alien[0]}” (I, O, S, V and Z are not used).",
        )
    if code[17] != check_digit(code[:17]):
        return T(
            "统一社会信用代码的校验码（第 18 位）不对，请对照营业执照逐位核对。",
            "The credit code's check digit (18th) is wrong; compare it with the business licence.",
        )
    return None
