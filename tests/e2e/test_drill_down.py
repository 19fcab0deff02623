"""The drill in Chromium: from agency to risk to month to cases and back, by mouse and by keyboard; and no dead end."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.reading import Reader, Readers, settled

pytestmark = pytest.mark.browser

QUARTERS = "within_target_by_quarter"
MARK = "window.theSamePage = true"
IS_SAME = "window.theSamePage === true"


def way(reader: Reader) -> Locator:
    return reader.page.get_by_role("navigation", name="Where you are")


def table_of(reader: Reader, key: str) -> Locator:
    """The table of a panel, brought to the front."""
    panel = reader.page.locator(f".st-key-panel-{key}")
    panel.get_by_role("tab", name="Table").click()
    return panel.get_by_role("table")


def follow(reader: Reader, link: Locator, address: str) -> None:
    page = reader.page.get_by_role("main")
    before = page.inner_text()
    link.click()
    expect(reader.page).to_have_url(re.compile(address))
    expect(page).not_to_have_text(before, use_inner_text=True)  # the address changes before the page does
    settled(reader.page)


def test_a_manager_drills_from_agency_to_risk_to_month_to_cases_and_back(readers: Readers) -> None:
    reader = readers("manager").open("/referrals?period=fy-2018")
    reader.page.evaluate(MARK)
    follow(reader, table_of(reader, "referrals_by_agency").get_by_role("link").first, "agency=")
    follow(reader, table_of(reader, "referrals_by_risk").get_by_role("link", name="High"), "risk=HIGH")
    follow(reader, table_of(reader, "referrals_by_month").get_by_role("link").last, r"period=201\d-\d\d")
    expect(way(reader).get_by_role("listitem")).to_have_count(5)
    to_cases = way(reader).get_by_role("link", name=re.compile("^See the"))
    counted = to_cases.inner_text()
    follow(reader, to_cases, "/cases")
    rows = reader.page.get_by_role("table").get_by_role("rowheader")
    expect(rows).to_have_count(int((re.findall(r"\d+", counted) or ["1"])[0]))
    address = reader.page.url
    for gone in ("/cases", "period=20", "risk=", "agency="):
        reader.page.go_back()
        expect(reader.page).not_to_have_url(re.compile(gone) if gone != "period=20" else re.compile(r"period=201\d-"))
        settled(reader.page)
    expect(way(reader).get_by_role("listitem")).to_have_count(2)
    assert reader.page.evaluate(IS_SAME)
    reader.open(address.removeprefix(reader.site.address))
    expect(way(reader).get_by_role("listitem")).to_have_count(5)
    follow(reader, way(reader).get_by_role("link").nth(1), "/cases.*agency=")
    expect(way(reader).get_by_role("listitem")).to_have_count(3)


def test_back_undoes_a_facet_too(readers: Readers) -> None:
    reader = readers("manager").open("/referrals?period=fy-2018&pathway=MANAGED_UNIT")
    follow(reader, way(reader).get_by_role("link").first, "period=fy-2018$")
    expect(reader.button("Taken on by the unit")).to_have_count(0)
    reader.page.go_back()
    expect(reader.page).to_have_url(re.compile("pathway=MANAGED_UNIT"))
    expect(reader.button("Taken on by the unit")).to_be_visible()


def test_a_curve_and_a_quarter_are_opened_by_mouse_and_back_undoes_both(readers: Readers) -> None:
    reader = readers("manager").open("/assessment?period=first-ten-months")
    curves, quarters = (reader.page.locator(f".st-key-panel-{key}") for key in ("waiting_by_risk", QUARTERS))
    press(curves.locator(".scatterlayer .points path").nth(4))
    expect(reader.page).to_have_url(re.compile("period=first-ten-months&risk="))
    settled(reader.page)
    press(quarters.locator(".bars .point path").nth(1))
    expect(reader.page).to_have_url(re.compile(r"period=2018-09-01\.\.2018-11-30&risk="))
    expect(way(reader)).to_contain_text("Sep to Nov 2018")
    settled(reader.page)
    reader.page.go_back()
    expect(reader.page).to_have_url(re.compile("period=first-ten-months&risk="))
    settled(reader.page)
    reader.page.go_back()
    expect(reader.page).not_to_have_url(re.compile("risk="))
    expect(way(reader).get_by_role("listitem")).to_have_count(2)


def test_a_stream_that_cannot_be_clicked_is_opened_from_its_row_by_keyboard(readers: Readers) -> None:
    reader = readers("manager").open("/outcomes?period=first-ten-months")
    reader.page.locator(".st-key-panel-flow").get_by_role("tab", name="Chart").focus()
    reader.page.keyboard.press("ArrowRight")
    row = reader.page.locator(".st-key-panel-flow").get_by_role("row").filter(has=reader.page.get_by_role("link")).first
    counted = row.get_by_role("cell").last.inner_text()
    row.get_by_role("link").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page).to_have_url(re.compile("agency=.*risk="))
    expect(way(reader)).to_contain_text(f"See the {counted} cases" if counted != "1" else "See the one case")


def press(mark: Locator) -> None:
    """Click where a mark is; Plotly lays a sheet over its marks, so the mouse goes by place."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    mark.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_the_way_is_walked_by_keyboard_alone(readers: Readers) -> None:
    reader = readers("manager").open("/referrals?period=fy-2018")
    panel = reader.page.locator(".st-key-panel-referrals_by_risk")
    panel.get_by_role("tab", name="Chart").focus()
    reader.page.keyboard.press("ArrowRight")
    high = panel.get_by_role("link", name="High")
    expect(high).to_be_visible()
    high.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page).to_have_url(re.compile("risk=HIGH"))
    settled(reader.page)
    way(reader).get_by_role("link", name=re.compile("^See the")).focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page).to_have_url(re.compile("/cases"))
    expect(reader.page.get_by_role("rowheader").first).to_be_visible()
    way(reader).get_by_role("link").first.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page).to_have_url(re.compile("period=fy-2018$"))
    expect(way(reader)).to_contain_text("cases")


def test_a_commissioner_meets_no_dead_end(readers: Readers) -> None:
    reader = readers("commissioner").open("/referrals?period=first-ten-months")
    follow(reader, table_of(reader, "referrals_by_agency").get_by_role("link").first, "agency=")
    expect(reader.page.get_by_text("Under a filter you see what the tables without it say").first).to_be_visible()
    expect(way(reader).get_by_role("link", name="See the")).to_have_count(0)
    back = reader.page.get_by_role("link", name=re.compile("^Remove the .* filter and show all of"))
    follow(reader, back.first, "period=first-ten-months")
    expect(table_of(reader, "referrals_by_risk")).to_be_visible()
