"""A commissioner's four minutes and a manager's Monday, each by keyboard alone, from signing in to the end."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.reading import HEADLINE, PATIENCE_MS, Reader, Readers, settled
from tests.e2e.serving import MAILED

pytestmark = pytest.mark.browser

HAND_HELD = {"width": 390, "height": 844}
MOST_STOPS = 250
TRIES = 10
HERE = "element => element === document.activeElement"
ASKED = "/referrals?period=first-ten-months"


def reach(reader: Reader, wanted: Locator) -> None:
    """Press Tab until something has the focus; nothing else moves it."""
    expect(wanted).to_be_visible(timeout=PATIENCE_MS)
    for _ in range(MOST_STOPS):
        if wanted.evaluate(HERE):
            return
        reader.page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def press(reader: Reader, wanted: Locator, key: str = "Enter") -> None:
    """Walk to a control and press a key on it."""
    reach(reader, wanted)
    reader.page.keyboard.press(key)


def fill(reader: Reader, field: Locator, text: str) -> None:
    reach(reader, field)
    reader.page.keyboard.type(text)


def sign_in(reader: Reader, who: str, path: str) -> None:
    page = reader.open(path).page
    fill(reader, page.get_by_role("textbox", name="Username"), who)
    fill(reader, page.get_by_role("textbox", name="Password"), reader.site.passwords[who])
    page.keyboard.press("Enter")
    expect(reader.button("Sign out")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def turn_to(reader: Reader, title: str) -> None:
    """Follow the menu to another page; a page is what its first heading says."""
    press(reader, reader.page.get_by_role("navigation").get_by_role("link", name=title))
    expect(reader.page.get_by_role("link", name=title)).to_have_attribute("aria-current", "page")
    settled(reader.page)


def read_table(reader: Reader, key: str) -> Locator:
    """Bring the table of a panel to the front."""
    panel = reader.page.locator(f".st-key-panel-{key}")
    press(reader, panel.get_by_role("tab", name="Chart"), "ArrowRight")
    table = panel.get_by_role("table")
    expect(table).to_be_visible()
    return table


def choose(reader: Reader, listed: Locator, wanted: str) -> None:
    """Take an option of a list; one that opens while charts still move the page is closed again by the scroll."""
    option = reader.page.get_by_role("option", name=wanted)
    for _ in range(TRIES):
        press(reader, listed, "ArrowDown")
        reader.page.wait_for_timeout(500)
        if option.first.is_visible():
            break
    reader.page.keyboard.type(wanted)
    reader.page.keyboard.press("Enter")
    settled(reader.page)


def said(reader: Reader, words: str) -> None:
    expect(reader.page.get_by_role("status").filter(has_text=words)).to_be_visible(timeout=PATIENCE_MS)
    settled(reader.page)


def chosen(reader: Reader) -> Locator:
    return reader.page.get_by_role("navigation", name="Where you are")


def test_a_commissioner_reads_asks_which_agencies_and_forwards_the_link(readers: Readers) -> None:
    reader = readers()
    page = reader.page
    page.set_viewport_size(HAND_HELD)
    sign_in(reader, "commissioner", "/?period=first-ten-months")
    expect(reader.sentence).to_have_text(HEADLINE)
    cards = page.locator(".u-card")
    assert 1 <= cards.count() <= 4
    for card in cards.all():
        expect(card).to_contain_text(re.compile("usual|unusual|too early|not judged"))
        expect(card).to_contain_text("Data to")
    press(reader, reader.button("Copy sentence"))
    expect(reader.button("Copied")).to_be_visible()
    press(reader, cards.first.locator("summary"))
    expect(cards.first).to_contain_text("Worked out as")

    reader.open(ASKED)
    agencies = read_table(reader, "referrals_by_agency")
    expect(agencies.get_by_role("rowheader", name="Other agencies")).to_be_visible()
    press(reader, agencies.get_by_role("link").first)
    expect(page).to_have_url(re.compile("agency="))
    settled(page)
    expect(chosen(reader)).to_contain_text("Local policing unit")
    expect(page.get_by_text("to protect people in small groups").first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("See the"))).to_have_count(0)

    forwarded = reader.path()
    staff = readers("manager").open(forwarded)
    assert staff.path() == forwarded
    expect(chosen(staff).get_by_role("link", name=re.compile("See the"))).to_be_visible()  # with their own permissions
    press(reader, page.get_by_role("link", name=re.compile("^Remove the agency filter")))
    expect(page).not_to_have_url(re.compile("agency="))


@pytest.mark.slow  # its steps are watched one by one elsewhere; this is the whole way
def test_a_manager_works_through_monday(readers: Readers) -> None:
    reader = readers()
    sign_in(reader, "manager", "/")
    work_the_list(reader)
    kept = find_who_waits(reader)
    keep_the_view(reader, "Monday meeting")
    note_and_schedule(reader)
    come_back(reader, "Monday meeting", kept)


def work_the_list(reader: Reader) -> None:
    """From what needs action to exactly its cases, the gravest first, to one case, and on to who carries what."""
    page = reader.page
    late = page.get_by_role("navigation", name="What needs action").get_by_role("link", name="Waiting past target")
    number = int((re.match(r"[\d,]+", late.inner_text()) or ["0"])[0].replace(",", ""))
    press(reader, late)
    cases = page.get_by_role("table").get_by_role("rowheader")
    expect(cases).to_have_count(number)
    settled(page)
    press(reader, page.get_by_role("link", name=re.compile("^Risk")))
    expect(page.get_by_role("columnheader", name=re.compile("^Risk"))).to_have_attribute("aria-sort", "ascending")
    settled(page)
    first = cases.first.inner_text()
    press(reader, cases.first.get_by_role("link"))
    expect(page.get_by_role("heading", level=1, name=first)).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    turn_to(reader, "Team and flow")
    expect(page.get_by_role("table").first).to_be_visible()


def find_who_waits(reader: Reader) -> dict[str, list[str]]:
    """Open one stretch of months, then one agency of it; returns what was chosen, which every page keeps."""
    page = reader.page
    turn_to(reader, "Time to assessment")
    press(reader, page.locator(".st-key-panel-within_target_by_quarter").get_by_role("combobox"), "ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"period=20\d\d-\d\d-\d\d\.\."))
    settled(page)
    press(reader, read_table(reader, "within_target_by_agency").get_by_role("link", name="Probation Service"))
    expect(chosen(reader)).to_contain_text("Probation Service")
    settled(page)
    kept = reader.query()
    turn_to(reader, "Pathways")
    assert reader.query() == kept
    return kept


def keep_the_view(reader: Reader, name: str) -> None:
    press(reader, reader.button("Views"))
    fill(reader, reader.page.get_by_role("textbox", name="Name for what is shown now"), name)
    reader.page.keyboard.press("Enter")
    said(reader, "is saved")
    reader.page.keyboard.press("Escape")


def note_and_schedule(reader: Reader) -> None:
    """Note what explains the figures, and let the rest come by mail."""
    page = reader.page
    turn_to(reader, "Events and targets")
    press(reader, page.locator("summary", has_text="Note an event"))
    fill(reader, page.get_by_label("What happened"), "Probation vacancy")
    for part, digits in (("day", "03"), ("month", "03"), ("year", "2026")):
        fill(reader, page.get_by_role("spinbutton", name=f"{part}, On"), digits)
    press(reader, reader.button("Note this event"))
    said(reader, "The event is noted")
    turn_to(reader, "Alerts and briefings")
    for box, button, words in (
        ("Set an alert", "Set this alert", "The alert is set"),
        ("Schedule a briefing", "Schedule this briefing", "The briefing is scheduled"),
    ):
        opened = page.get_by_test_id("stExpander").filter(has_text=box)
        press(reader, opened.locator("summary"))
        fill(reader, opened.get_by_role("textbox", name="Mail to"), f"team@{MAILED}")
        press(reader, reader.button(button))
        said(reader, words)


def come_back(reader: Reader, view: str, kept: dict[str, list[str]]) -> None:
    """Another day: the view opens again, the event stands on the charts, and faults lead to their records."""
    page = reader.page
    reader.open("/headlines")
    press(reader, reader.button("Views"))
    choose(reader, page.get_by_role("combobox", name="Your views"), view)
    press(reader, page.locator(".st-key-open-view").get_by_role("button"))
    said(reader, view)
    assert reader.query() == kept
    reader.open("/referrals?period=since-launch")
    expect(page.get_by_text("3 Mar 2026: Probation vacancy.").first).to_be_visible()
    turn_to(reader, "Data quality")
    press(reader, page.get_by_role("table").first.get_by_role("rowheader").get_by_role("link").first)
    settled(page)
    expect(page.get_by_role("table").first).to_be_visible()
