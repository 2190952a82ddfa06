"""Money: exact amounts in yuan, the amount in capitals (大写金额), and the tax inside a price."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999999999.99")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("仟", "佰", "拾", "")


def cents(amount: Decimal) -> Decimal:
    """The amount rounded to the cent (分), half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def split_tax(gross: Decimal, rate: Decimal) -> tuple[Decimal, Decimal]:
    """Net and tax of a price that includes tax; they add up: 96,000 at 0.06 → 90,566.04 and 5,433.96."""
    net = cents(gross / (1 + rate))
    return net, cents(gross) - net


def in_capitals(amount: Decimal, prefix: str = "人民币") -> str:
    """The amount in capitals: 99680 → 人民币玖万玖仟陆佰捌拾元整.

    Written as 《支付结算办法》附一 has it: 整 after 元 and 角, none after 分; one 零 for zeros in between.
    Raises ValueError for fractions of a cent and for amounts too large to be named.
    """
    if not amount.is_finite() or abs(amount) > LARGEST or amount != amount.quantize(CENT):
        raise ValueError(f"not an amount in yuan and cents: {amount}")
    yuan, fen = divmod(int(abs(amount) * 100), 100)
    jiao, fen = divmod(fen, 10)
    words = ("负" if amount < 0 else "") + (f"{_count(yuan)}元" if yuan or not (jiao or fen) else "")
    if fen and yuan and not jiao:
        words += "零"
    words += f"{DIGITS[jiao]}角" if jiao else ""
    return prefix + words + (f"{DIGITS[fen]}分" if fen else "整")


def _count(number: int) -> str:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return f"{_count(high)}{name}{gap}{_count(low) if low else ''}"
    return _below_ten_thousand(number) or "零"


def _below_ten_thousand(number: int) -> str:
    words = ""
    for digit, place in zip(f"{number:04d}", PLACES, strict=True):
        if digit != "0":
            words += DIGITS[int(digit)] + place
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零")
