"""Money: capitals that a bank takes, and tax that adds up."""

from __future__ import annotations

import warnings
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis.strategies import decimals, sampled_from

from aedesk.kit.money import CENT, LARGEST, cents, in_capitals, split_tax

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import cn2an


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("99680.00", "人民币玖万玖仟陆佰捌拾元整"),
        ("68000", "人民币陆万捌仟元整"),
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("0.55", "人民币伍角伍分"),
        ("10", "人民币壹拾元整"),
        ("10.05", "人民币壹拾元零伍分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("1005", "人民币壹仟零伍元整"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("20000.50", "人民币贰万元伍角整"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("100005", "人民币壹拾万零伍元整"),
        ("1000000", "人民币壹佰万元整"),
        ("10010001", "人民币壹仟零壹万零壹元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("-3", "人民币负叁元整"),
    ],
)
def test_amounts_in_capitals(amount: str, capitals: str) -> None:
    assert in_capitals(Decimal(amount)) == capitals


@given(decimals(0, Decimal("999999999999.99"), places=2))
def test_capitals_agree_with_another_library_but_for_the_closing_word(amount: Decimal) -> None:
    theirs = cn2an.an2cn(str(amount), "rmb")
    assert in_capitals(amount, prefix="").removesuffix("整") == theirs.removesuffix("整")


@given(decimals(0, Decimal("99999999.99"), places=2))
def test_only_an_amount_without_fen_closes_with_the_closing_word(amount: Decimal) -> None:
    assert in_capitals(amount).endswith("整") is (int(amount * 100) % 10 == 0)
    assert "零零" not in in_capitals(amount)


@pytest.mark.parametrize("amount", ["0.001", "12.345", "NaN", "Infinity", "10000000000000000"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError):
        in_capitals(Decimal(amount))


def test_the_largest_amount_has_a_name() -> None:
    assert in_capitals(LARGEST).startswith("人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿")


@pytest.mark.parametrize(
    ("gross", "net", "tax"),
    [
        ("96000", "90566.04", "5433.96"), ("128000", "120754.72", "7245.28"),
        ("212000", "200000.00", "12000.00"), ("68000", "64150.94", "3849.06"),
    ],
)  # fmt: skip
def test_the_sample_agencys_invoices_split_at_six_percent(gross: str, net: str, tax: str) -> None:
    assert split_tax(Decimal(gross), Decimal("0.06")) == (Decimal(net), Decimal(tax))


@given(
    decimals(0, 10**9, places=2),
    sampled_from([Decimal(r) for r in ("0", "0.01", "0.03", "0.06", "0.09", "0.13")]),
)
def test_net_and_tax_always_add_up_to_the_cent(gross: Decimal, rate: Decimal) -> None:
    net, tax = split_tax(gross, rate)
    assert net + tax == gross
    assert abs(tax - net * rate) <= CENT


def test_half_a_cent_goes_up() -> None:
    assert (cents(Decimal("1.005")), cents(Decimal("1.004"))) == (Decimal("1.01"), Decimal("1.00"))
