"""Choosing: by mouse and by keyboard, kept in the address, followed from page to page, drilled into and let go."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.reading import Reader, Readers, settled, sign_in

pytestmark = pytest.mark.browser

LAST_YEAR = re.compile("period=last-12-months")
HIGH_RISK = re.compile("risk=HIGH")
MOST_STOPS = 80

TRIES = 10


def choose_period(reader: Reader, now: str, wanted: str) -> None:
    """Open the chip of the period and take another."""
    reader.button(now).click()
    reader.page.get_by_role("radiogroup", name="Period").get_by_text(wanted, exact=True).click()
    settled(reader.page)
    reader.page.keyboard.press("Escape")


def tab_to(reader: Reader, wanted: Locator) -> None:
    """Press Tab until something has the focus: what Streamlit opens over a page comes last in the order."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        reader.page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def click_largest_bar(chart: Locator) -> None:
    """Click where the largest bar is; Plotly lays a sheet over its marks, so the mouse goes by place."""
    boxes = [box for bar in chart.locator(".bars .point path").all() if (box := bar.bounding_box())]
    largest = max(boxes, key=lambda box: box["width"] * box["height"])
    chart.page.mouse.click(largest["x"] + largest["width"] / 2, largest["y"] + largest["height"] / 2)


def chart_of(reader: Reader, subject: str) -> Locator:
    return reader.page.get_by_role("figure", name=re.compile(f"Referrals received by {subject}"))


def test_a_period_is_chosen_by_mouse(readers: Readers) -> None:
    reader = readers("commissioner").open()
    choose_period(reader, "First ten months", "Last 12 months")
    expect(reader.page).to_have_url(LAST_YEAR)
    expect(reader.sentence).to_contain_text("in the 12 months to")


def test_a_period_is_chosen_by_keyboard(readers: Readers) -> None:
    reader = readers("commissioner").open()
    reader.button("First ten months").focus()
    reader.page.keyboard.press("Enter")
    chosen = reader.page.get_by_role("radio", name="First ten months")
    expect(chosen).to_be_visible()
    tab_to(reader, chosen)
    reader.page.keyboard.press("ArrowDown")
    expect(reader.page).to_have_url(LAST_YEAR)
    expect(reader.sentence).to_contain_text("in the 12 months to")


def test_a_link_gives_the_same_view_after_a_reload_and_to_another_reader(readers: Readers) -> None:
    reader = readers("manager").open("/referrals?period=fy-2018&risk=HIGH&agency=PROB")
    told, asked = reader.told_by_figures(), reader.query()
    assert told
    reader.page.reload()
    reader.wait()
    assert (reader.told_by_figures(), reader.query()) == (told, asked)
    colleague = readers()
    sign_in(colleague.page, colleague.site, "manager", reader.path())
    expect(colleague.figures).to_have_count(len(told))
    assert (colleague.told_by_figures(), colleague.query()) == (told, asked)


def test_choices_follow_from_page_to_page_and_back(readers: Readers) -> None:
    reader = readers("manager").open("/headlines?period=fy-2018&risk=HIGH")
    sentence, asked = reader.sentence.inner_text(), reader.query()
    for title in ("Referrals", "Definitions", "Headlines"):
        reader.go(title)
        assert reader.query() == asked
    expect(reader.sentence).to_have_text(sentence)
    reader.page.go_back()
    settled(reader.page)
    expect(reader.page).to_have_url(HIGH_RISK)


def test_a_click_on_a_bar_narrows_every_panel_and_its_chip_undoes_it(readers: Readers) -> None:
    reader = readers("commissioner").open("/referrals")
    before = set(reader.told_by_figures())
    chart = chart_of(reader, "level of risk")
    chart.scroll_into_view_if_needed()
    click_largest_bar(chart)
    chip = reader.button(re.compile("(High|Medium|Low) risk"))
    expect(chip).to_be_visible()
    expect(reader.page).to_have_url(re.compile("risk=(HIGH|MEDIUM|LOW)"))
    settled(reader.page)
    assert not before & set(reader.told_by_figures())
    chip.click()
    expect(chip).to_have_count(0)
    settled(reader.page)
    assert set(reader.told_by_figures()) == before


def test_the_list_beside_a_chart_does_what_a_click_does(readers: Readers) -> None:
    reader = readers("commissioner").open("/referrals")
    listed = reader.page.get_by_role("combobox", name="Narrow to one level of risk")
    listed.scroll_into_view_if_needed()
    option = reader.page.get_by_role("option", name="High")
    for _ in range(TRIES):  # a list that opens while charts are still moving the page is closed again by the scroll
        listed.focus()
        reader.page.keyboard.press("ArrowDown")
        reader.page.wait_for_timeout(500)
        if option.is_visible():
            break
    expect(option).to_be_visible()
    reader.page.keyboard.type("High")
    reader.page.keyboard.press("Enter")
    expect(reader.page).to_have_url(HIGH_RISK)
    expect(reader.button("High risk")).to_be_visible()


def test_a_manager_opens_one_month(readers: Readers) -> None:
    reader = readers("manager").open("/referrals?period=fy-2018")
    click_largest_bar(reader.page.get_by_role("figure", name=re.compile("Referrals received each month")).first)
    expect(reader.page).to_have_url(re.compile(r"period=201\d-\d\d\b"))


def test_the_table_says_what_the_chart_shows(readers: Readers) -> None:
    reader = readers("commissioner").open("/referrals?period=first-ten-months")
    shown = chart_of(reader, "level of risk")
    largest = re.search(r"Largest: (\w+), (\d+)", shown.get_attribute("aria-label") or "")
    assert largest is not None
    panel = reader.page.locator("[class*=st-key-panel]", has=shown)
    panel.get_by_role("tab", name="Table").click()
    table = reader.page.get_by_role("table", name=re.compile("Referrals received by level of risk"))
    row = table.get_by_role("row", name=re.compile(f"^{largest[1]}"))
    expect(row.get_by_role("cell").first).to_have_text(largest[2])
