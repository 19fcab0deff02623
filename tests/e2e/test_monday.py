"""Monday morning in Chromium: from what needs action to exactly its cases, to one case and back, and out as a file."""

import csv
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.reading import PHONE, Reader, Readers, settled

pytestmark = pytest.mark.browser

MARK = "window.theSamePage = true"
IS_SAME = "window.theSamePage === true"
HEIGHT = "element => element.getBoundingClientRect().top"
NEAR = 40  # pixels: what stands above may have changed its height by a line


def tile(reader: Reader, name: str) -> Locator:
    return reader.page.get_by_role("navigation", name="What needs action").get_by_role("link", name=name)


def rows(reader: Reader) -> Locator:
    return reader.page.get_by_role("table").get_by_role("rowheader")


def counted(link: Locator) -> int:
    return int((re.match(r"[\d,]+", link.inner_text()) or ["0"])[0].replace(",", ""))


def test_a_manager_works_through_what_waits_past_its_target(readers: Readers) -> None:
    reader = readers("manager").open("/")  # where a manager's day begins
    page = reader.page
    page.evaluate(MARK)
    late = tile(reader, "Waiting past target")
    number = counted(late)
    late.click()
    expect(page.get_by_role("heading", name=re.compile(f"^{number} cases: waiting past target"))).to_be_visible()
    settled(page)
    expect(tile(reader, "Waiting past target")).to_have_attribute("aria-current", "true")
    expect(rows(reader)).to_have_count(number)

    page.get_by_role("link", name=re.compile("^Risk")).click()
    expect(page.get_by_role("columnheader", name=re.compile("^Risk"))).to_have_attribute("aria-sort", "ascending")
    settled(page)
    assert "High" in page.get_by_role("table").get_by_role("row").nth(1).inner_text()

    listed, address = rows(reader).all_inner_texts(), page.url
    rows(reader).nth(2).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/case\?ref="))
    expect(page.get_by_role("heading", level=1, name=listed[2])).to_be_visible()
    settled(page)
    page.go_back()
    expect(page).to_have_url(address)
    settled(page)
    expect(rows(reader)).to_have_text(listed)
    assert page.evaluate(IS_SAME)

    with page.expect_download() as handed:
        reader.button("Export as CSV").click()
    told = list(csv.reader(handed.value.path().read_bytes().decode("utf-8-sig").splitlines()))
    assert [row[0] for row in told[told.index([]) + 2 :]] == listed


def test_the_same_by_keyboard_alone(readers: Readers) -> None:
    reader = readers("manager").open("/caseload")
    page = reader.page
    due = tile(reader, "Assessment due soon")
    number = counted(due)
    due.focus()
    page.keyboard.press("Enter")
    expect(rows(reader)).to_have_count(number)
    settled(page)
    field = page.get_by_role("textbox", name=re.compile("^Find by the beginning"))
    first = rows(reader).first.inner_text()
    field.focus()
    page.keyboard.type(first.lower())
    page.keyboard.press("Enter")
    expect(rows(reader)).to_have_text([first])
    settled(page)
    chips = page.get_by_role("list", name="Chosen filters").get_by_role("link")
    expect(chips).to_have_text([re.compile("Assessment due soon"), re.compile("Reference beginning"), "Clear filters"])
    away = chips.nth(1)
    away.focus()
    page.keyboard.press("Enter")
    expect(rows(reader)).to_have_count(number)
    settled(page)
    rows(reader).first.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=first)).to_be_visible()


def test_a_long_list_is_turned_and_a_case_and_back_keeps_the_place(readers: Readers) -> None:
    reader = readers("manager").open("/caseload")
    page = reader.page
    first = rows(reader).first.inner_text()
    reader.button("Next page").click()
    expect(rows(reader).first).not_to_have_text(first)
    settled(page)
    second = rows(reader).all_inner_texts()
    followed = rows(reader).nth(20).get_by_role("link")
    followed.scroll_into_view_if_needed()
    height = followed.evaluate(HEIGHT)
    followed.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=second[20])).to_be_visible()
    settled(page)
    page.go_back()
    expect(page).not_to_have_url(re.compile(r"/case\?"))
    settled(page)
    expect(rows(reader)).to_have_text(second)
    expect(followed).to_be_focused()
    assert abs(followed.evaluate(HEIGHT) - height) < NEAR


def test_whoever_moves_on_is_not_called_back(readers: Readers) -> None:
    reader = readers("manager").open("/caseload")
    page = reader.page
    rows(reader).nth(20).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/case\?ref="))
    settled(page)
    page.go_back()
    page.mouse.move(600, 600)
    page.mouse.wheel(0, -5000)
    expect(page).not_to_have_url(re.compile(r"/case\?"))
    settled(page)
    page.mouse.wheel(0, -5000)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_on_the_narrowest_phone_nothing_runs_off_the_page(readers: Readers) -> None:
    reader = readers("manager")
    reader.page.set_viewport_size(PHONE)
    reader.open("/caseload?need=PAST_TARGET")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(tile(reader, "Waiting past target")).to_be_visible()
