"""Every limit of every kind of printing is the agency's to set, from a day on; findings and their sources follow."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from aedesk.desk.action import do
from aedesk.desk.checks import limits, running
from aedesk.desk.duties import figures
from aedesk.desk.errors import InvalidInput, NotAllowed, WrongState
from aedesk.desk.models import ArtworkCheck, RuleFigure
from aedesk.kit import clock
from aedesk.preflight.limits import MEASURES
from aedesk.preflight.profiles import PROFILES, in_house
from tests.preflight.press import FILLED, line
from tests.requirements.doing import page
from tests.requirements.test_art import newspaper, uploaded

THIN = FILLED + "0 0 0 1 K " + line(20, 20, 30, 0.15)


@pytest.fixture(autouse=True)
def folders(tmp_path: Any, settings: Any) -> None:
    settings.FILES, settings.PREVIEWS = tmp_path / "files", tmp_path / "previews"


def set_to(house: SimpleNamespace, value: str, figure: str = "line_warning_mm", **more: Any) -> RuleFigure:
    given = {"press": "newspaper", "figure": figure, "value": value, "from_on": f"{clock.today()}"}
    made: RuleFigure = do("limit.set", house.ding, None, given | more).result
    return made


def found(house: SimpleNamespace, sheet: Any, rule: str = "line_width") -> dict[str, Any] | None:
    """The finding of a rule about a file with a line of 0.15 mm, checked now."""
    uploaded(house, sheet, THIN, name=f"2611{10 + ArtworkCheck.objects.count()}开盘报纸.pdf")
    running.check_artwork()
    check = ArtworkCheck.objects.latest("pk")
    return next((one for one in check.findings if one["rule"] == rule), None)


def test_a_finding_comes_and_goes_with_the_agencys_limit_and_names_it_as_its_source(house: SimpleNamespace) -> None:
    sheet = newspaper(house)
    before = found(house, sheet)
    assert before is not None and before["limit"] == "≥0.200 mm" and before["source"]["zh"] == "手册 P3§2-8"
    set_to(house, "0.15")
    assert found(house, sheet) is None
    set_to(house, "0.3")
    after = found(house, sheet)
    assert after is not None and after["limit"] == "≥0.300 mm"
    assert after["source"] == {"zh": "本公司，2026-11-16 起", "en": "agency, since 2026-11-16"}
    do("limit.reset", house.ding, None, {"press": "newspaper", "figure": "line_warning_mm"})
    again = found(house, sheet)
    assert again is not None and again["source"]["zh"] == "手册 P3§2-8"


def test_a_limit_counts_from_its_day_and_for_its_own_kind_of_printing(
    house: SimpleNamespace, still: clock.Frozen
) -> None:
    set_to(house, "0.15", from_on="2026-11-20")
    assert limits.standing("newspaper")["line_warning_mm"].now == "0.2"
    still.set("2026-11-20 09:00")
    assert limits.standing("newspaper")["line_warning_mm"].now == "0.15"
    assert limits.standing("magazine")["line_warning_mm"].now == "0.2"


@pytest.mark.parametrize("press", PROFILES)
def test_every_limit_of_every_kind_of_printing_can_be_set(house: SimpleNamespace, press: str) -> None:
    for name, one in in_house(press).items():
        set_to(house, limits.said(one.value), name, press=press)
        assert limits.standing(press)[name].since == clock.today(), name
    assert set(limits.limits_of(press, clock.today())[0]) == set(in_house(press)) <= set(MEASURES)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("abc", "写数字，最多三位小数"), ("0.0001", "写数字，最多三位小数"), ("nan", "写数字"), ("9", "“线条：细于就警告”要在 0–5 mm 之间。"),
        ("0.01", "“线条：细于就是错误”0.088 不能高过“线条：细于就警告”0.01。"),
    ],
)  # fmt: skip
def test_a_figure_out_of_its_bounds_is_refused_by_name(house: SimpleNamespace, value: str, says: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        set_to(house, value)
    assert says in wrong.value.fields["value"].zh and not RuleFigure.objects.exists()


def test_a_limit_that_a_kind_of_printing_lacks_cannot_be_set_for_it(house: SimpleNamespace) -> None:
    with pytest.raises(InvalidInput) as wrong:
        set_to(house, "30", "area_small_ppi")
    assert "报纸不查这一项" in wrong.value.fields["figure"].zh
    with pytest.raises(InvalidInput) as wrong:
        set_to(house, "0.3", from_on="2026-11-15")
    assert "from_on" in wrong.value.fields
    with pytest.raises(WrongState):
        do("limit.reset", house.ding, None, {"press": "newspaper", "figure": "safe_mm"})


def test_only_the_administrator_and_the_general_manager_set_limits(house: SimpleNamespace) -> None:
    given = {"press": "newspaper", "figure": "safe_mm", "value": "5"}
    with pytest.raises(NotAllowed):
        do("limit.set", house.lin, None, given)
    assert (
        do("limit.set", house.gu, None, given).says.en
        == "Newspaper, Safe zone: a warning if closer: 5 mm from 2026-11-16"
    )


def test_a_reset_takes_back_what_was_set_for_a_later_day(house: SimpleNamespace, still: clock.Frozen) -> None:
    set_to(house, "0.3", from_on="2026-11-20")
    do("limit.reset", house.ding, None, {"press": "newspaper", "figure": "line_warning_mm"})
    still.set("2026-11-21 09:00")
    assert limits.standing("newspaper")["line_warning_mm"].since is None


def test_the_page_tells_now_default_source_and_what_is_coming(house: SimpleNamespace) -> None:
    set_to(house, "0.15")
    set_to(house, "5", "safe_mm", from_on="2026-11-20")
    shown = page(house.ding, "/settings/limits/?press=newspaper&figure=safe_mm")
    assert "本公司，11月16日 周一 起" in shown and "11月20日 周五 起：5 mm" in shown and "/do/limit.set/" in shown
    shown = page(house.lin, "/settings/limits/?press=newspaper", language="en")
    assert "agency, since" in shown and "GWG 2022 R0026" in shown and "/do/limit.set/" not in shown


def test_figures_set_before_live_on_as_limits(house: SimpleNamespace) -> None:
    moving = import_module("aedesk.desk.migrations.0023_limits")
    for key, value in (("line", "15"), ("newspaper_ppi", "180"), ("print_ppi", "250")):
        RuleFigure.objects.create(rule="no_errors", key=key, value=value, from_on=clock.today(), set_by=house.ding)
    moving.move(apps, None)
    figures.changed()
    assert limits.limits_of("newspaper", clock.today())[0] == {"image_warning_ppi": 179.0, "line_warning_mm": 0.15}
    assert limits.limits_of("large", clock.today())[0] == {"line_warning_mm": 0.15}
    assert limits.limits_of("magazine", clock.today())[0]["image_warning_ppi"] == 249.0
    assert not RuleFigure.objects.filter(rule="no_errors").exists()


def test_every_limit_judges_some_kind_of_printing() -> None:
    assert {name for press in PROFILES for name in in_house(press)} == set(MEASURES)
