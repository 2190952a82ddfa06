"""The plan in a browser: bars moved by keys and by hand at the desk, dates picked on the phone, a chip carried in the calendar."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.sync_api import expect

from aedesk.desk.models import Extension, ScheduleLine
from tests.requirements.doing import fresh, local
from tests.requirements.schedules import accepted, plan

from .conftest import AtDesk, Look


def whole(house: SimpleNamespace) -> ScheduleLine:
    """A line with every date."""
    dates = {"feedback_at": "2026-11-27 18:00", "final_at": "2026-11-30 12:00", "output_at": "2026-12-01 17:30"}
    return plan(house, "开盘报纸版面", **dates)


def test_bars_are_moved_by_keys_saved_with_enter_taken_back_with_escape_and_undone(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    line = whole(house)
    accepted(house, "户外大牌", doer=house.jiang)
    page = at_desk(house.lin)
    page.goto("/plan/")
    look(page, "plan-bars")
    bar = page.locator(f"[data-line='{line.pk}']")
    bar.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#pending-says")).to_contain_text("往后 2 个工作日")
    page.keyboard.press("Escape")
    expect(page.locator("#pending")).to_be_hidden()
    assert local(fresh(line).due_at) == "11-25 18:00"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".pop")).to_contain_text("改约 11-26 18:00")
    moved = fresh(line)
    assert [local(at) for at in (moved.start_at, moved.due_at, moved.final_at)] == [
        "11-24 09:00",
        "11-26 18:00",
        "12-01 12:00",
    ]
    expect(bar).to_be_focused()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".pop").last).to_contain_text("已撤销")
    assert local(fresh(line).due_at) == "11-25 18:00"


def test_an_end_is_stretched_with_shift(house: SimpleNamespace, at_desk: AtDesk) -> None:
    line = whole(house)
    page = at_desk(house.lin)
    page.goto("/plan/")
    bar = page.locator(f"[data-line='{line.pk}']")
    bar.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#pending-says")).to_contain_text("结束往后 1 个工作日")
    page.keyboard.press("Enter")
    expect(page.locator("#pending")).to_be_hidden()
    assert (local(fresh(line).output_at), local(fresh(line).due_at)) == ("12-02 17:30", "11-25 18:00")


def test_an_accepted_bar_says_that_its_doer_is_asked_again_and_logs_the_time_won(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    whole(house)
    taken = accepted(house, "户外大牌", doer=house.jiang)
    page = at_desk(house.lin)
    page.goto("/plan/")
    other = page.locator(f"[data-line='{taken.pk}']")
    other.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#pending-says")).to_contain_text("蒋小满已接受，保存后会再问")
    page.locator("#pending-agreed").check()
    page.locator("#pending-reason").fill("客户要多看一天")
    look(page, "plan-moving", full=False)
    page.get_by_role("button", name="保存").click()
    expect(other).to_have_attribute("data-state", "proposed")
    assert Extension.objects.get().reason == "客户要多看一天"


def test_a_bar_is_dragged_and_a_short_first_draft_asks_for_a_reason_in_place(
    house: SimpleNamespace, at_desk: AtDesk
) -> None:
    line = plan(house, "开盘报纸版面")
    page = at_desk(house.lin)
    page.goto("/plan/")
    bar = page.locator(f"[data-line='{line.pk}']")
    box = bar.bounding_box()
    day = page.locator("[data-days] > span").first.bounding_box()
    assert box and day
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 - day["width"] * 4, box["y"] + 8, steps=4)
    page.mouse.up()
    expect(page.locator(".pop")).to_contain_text("改约 11-23 18:00")  # over the weekend: two working days
    assert local(fresh(line).start_at) == "11-19 09:00"
    expect(bar).to_have_attribute("data-column", "25")
    right = page.locator(f"[data-line='{line.pk}']").bounding_box()
    assert right
    page.mouse.move(right["x"] + right["width"] - 3, right["y"] + 8)
    page.mouse.down()
    page.mouse.move(right["x"] + right["width"] - 3 + day["width"] * 6, right["y"] + 8, steps=4)
    page.mouse.up()
    expect(page.locator("#pending-refusal")).to_contain_text("60%")
    page.locator("#pending-reason").fill("客户那几天都不在")
    page.keyboard.press("Enter")
    expect(page.locator("#pending")).to_be_hidden()
    assert local(fresh(line).client_at) == "11-30 18:00"


def test_in_the_calendar_a_date_is_carried_to_another_day_by_keys(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    line = plan(house, "开盘报纸版面")
    page = at_desk(house.lin)
    page.goto("/plan/?view=month")
    look(page, "plan-month")
    page.locator(f"[data-line='{line.pk}'][data-name=client_at]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#pending-says")).to_contain_text("2026-11-27")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#pending-says")).to_contain_text("2026-11-30")  # the weekend is stepped over
    page.locator("#pending-reason").fill("客户那几天都不在")
    page.keyboard.press("Enter")
    expect(page.locator("#pending")).to_be_hidden()
    expect(page.locator(f"[data-on='2026-11-30'] [data-line='{line.pk}']")).to_be_visible()
    assert local(fresh(line).client_at) == "11-30 18:00"


def test_in_the_calendar_a_date_is_moved_by_pressing_it_and_choosing_a_day(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    line = plan(house, "开盘报纸版面")
    page = at_desk(house.lin)
    page.goto("/plan/?view=month")
    page.locator(f"[data-line='{line.pk}'][data-name=due_at]").click()
    expect(page.locator("#pending-says")).to_contain_text("选另一天")
    later = page.get_by_role("button", name="后一个工作日")
    later.press("Enter")
    later.press("Enter")  # the focus stays on it, so nothing is saved by the second
    expect(page.locator("#pending-says")).to_contain_text("改到 2026-11-27")
    page.get_by_role("button", name="前一个工作日").click()
    expect(page.locator("#pending-says")).to_contain_text("改到 2026-11-26")
    look(page, "plan-month-pressed", full=False)
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#pending")).to_be_hidden()
    assert local(fresh(line).due_at) == "11-26 18:00"


def test_on_the_phone_a_day_of_the_calendar_opens_and_a_date_is_moved_by_touch(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    line = plan(house, "开盘报纸版面")
    page = at_desk(house.lin, 390)
    page.goto("/plan/?view=month")
    expect(page.locator("#day-2026-11-16 .wall-title")).to_be_visible()  # today is open
    page.locator("#day-2026-11-26 .wall-pick").tap()
    expect(page.locator("#day-2026-11-16 .wall-title")).to_be_hidden()
    chip = page.locator(f"#day-2026-11-26 [data-line='{line.pk}'][data-name=client_at]")
    expect(chip).to_contain_text("18:00")
    look(page, "plan-month-day")
    chip.tap()
    expect(page.locator("#pending-says")).to_contain_text("选另一天")
    page.locator("#day-2026-11-30 .wall-pick").tap()
    expect(page.locator("#pending-says")).to_contain_text("改到 2026-11-30")
    expect(page.locator("#day-2026-11-30")).to_contain_text("开盘报纸版面")
    look(page, "plan-month-moving", full=False)
    page.locator("#pending-reason").fill("客户那几天都不在")
    page.get_by_role("button", name="保存").tap()
    expect(page.locator("#pending")).to_be_hidden()
    expect(page.locator(f"[data-line='{line.pk}'][data-name=client_at]")).to_be_focused()
    assert local(fresh(line).client_at) == "11-30 18:00"


def test_on_the_phone_a_date_may_go_to_a_day_that_is_not_on_the_wall_and_be_taken_back(
    house: SimpleNamespace, at_desk: AtDesk
) -> None:
    line = plan(house, "开盘报纸版面")
    page = at_desk(house.lin, 390)
    page.goto("/plan/?view=month&day=2026-11-26")
    page.locator(f"[data-line='{line.pk}'][data-name=client_at]").tap()
    page.get_by_label("改到哪天").fill("2026-12-15")
    expect(page.locator("#pending-says")).to_contain_text("改到 2026-12-15")
    page.get_by_role("button", name="撤回").tap()
    expect(page.locator(f"#day-2026-11-26 [data-line='{line.pk}']")).to_be_visible()
    assert local(fresh(line).client_at) == "11-26 18:00"


def test_on_the_phone_the_calendar_is_planned_by_keys_too(house: SimpleNamespace, at_desk: AtDesk) -> None:
    line = plan(house, "开盘报纸版面")
    page = at_desk(house.lin, 390)
    page.goto("/plan/?view=month")
    page.locator("#day-2026-11-25 .wall-pick").press("Enter")
    chip = page.locator(f"[data-line='{line.pk}'][data-name=due_at]")
    page.keyboard.press("Tab")
    expect(chip).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#day-2026-11-26 .wall-pick")).to_have_attribute("aria-expanded", "true")
    expect(chip).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#day-2026-11-25 .wall-pick")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#pending")).to_be_hidden()
    assert local(fresh(line).due_at) == "11-26 18:00"


def test_what_the_fingers_press_in_the_calendar_is_large_enough(house: SimpleNamespace, at_desk: AtDesk) -> None:
    plan(house, "开盘报纸版面")
    page = at_desk(house.lin, 390)
    page.goto("/plan/?view=month&day=2026-11-26")
    page.locator("#day-2026-11-26 .dot-chip").first.tap()
    for wanted in (".wall-pick", "#day-2026-11-26 .dot-chip", "#pending button", "#pending-on", "#pending-see"):
        for one in page.locator(wanted).all():
            box = one.bounding_box()
            assert box and min(box["width"], box["height"]) >= 44, (wanted, box)
    wide = page.evaluate("document.querySelector('.wall').scrollWidth - document.querySelector('.wall').clientWidth")
    assert wide <= 0, "nothing is cut off"


def test_on_the_phone_one_plans_in_the_list_with_date_pickers(
    house: SimpleNamespace, at_desk: AtDesk, look: Look
) -> None:
    line = plan(house, "开盘报纸版面")
    page = at_desk(house.lin, 390)
    page.goto("/plan/")
    page.wait_for_url("**view=list**")
    look(page, "plan-list")
    page.get_by_text("改日期").click()
    page.get_by_label("初稿", exact=False).first.fill("2026-11-25T12:00")
    look(page, "plan-list-dates", full=False)
    page.get_by_role("button", name="保存").click()
    page.wait_for_load_state()
    assert local(ScheduleLine.objects.get(pk=line.pk).due_at) == "11-25 12:00"
    page.goto(f"/plan/{line.pk}/")
    look(page, "plan-line")
