"""What readers add, in a browser: an event on the charts and off again, a view shared by a link that signs in first."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.reading import Reader, Readers, fill_in, settled
from tests.e2e.serving import Site

pytestmark = pytest.mark.browser

SAID = "Event a, 3 Sep 2018: Second team started."
TRIES = 10
CHOICE = "force=E23000006&period=first-ten-months&risk=HIGH"


def fill_day(reader: Reader, name: str, day: str) -> None:
    """Type a day as a person does, part by part."""
    for part, digits in zip(("day", "month", "year"), day.split("/"), strict=True):
        reader.page.get_by_role("spinbutton", name=f"{part}, {name}").click()
        reader.page.keyboard.type(digits)


def choose(reader: Reader, label: str, option: str) -> None:
    """Choose from a list by its keyboard; one that opens while the page still moves is closed again by the scroll."""
    listed = reader.page.get_by_role("combobox", name=label)
    listed.scroll_into_view_if_needed()
    wanted = reader.page.get_by_role("option", name=option)
    for _ in range(TRIES):
        listed.focus()
        reader.page.keyboard.press("ArrowDown")
        reader.page.wait_for_timeout(500)
        if wanted.is_visible():
            break
    wanted.click()


def act(reader: Reader, button: str, said: str) -> None:
    reader.page.get_by_role("button", name=button).click()
    expect(reader.page.get_by_role("status").filter(has_text=said)).to_be_visible()
    settled(reader.page)


def test_an_event_comes_onto_the_charts_and_goes_from_them(readers: Readers) -> None:
    reader = readers("manager").open("/events")
    reader.page.get_by_text("Note an event", exact=True).click()
    reader.page.get_by_label("What happened").fill("Second team started")
    fill_day(reader, "On", "03/09/2018")
    act(reader, "Note this event", "The event is noted")
    expect(reader.page.get_by_label("What happened")).to_have_value("")
    charts = readers("commissioner").open("/referrals?period=first-ten-months")
    expect(charts.page.get_by_text(SAID).first).to_be_visible()
    expect(charts.page.locator(".annotation-text", has_text="◆a").first).to_be_visible()

    reader.page.get_by_text("Withdraw an event", exact=True).click()
    choose(reader, "Event", "3 Sep 2018: Second team started")
    reader.page.get_by_label("Why it no longer stands").fill("It began a year later")
    act(reader, "Withdraw this event", "The event is withdrawn")
    charts.open("/referrals?period=first-ten-months")
    expect(charts.page.get_by_text(SAID)).to_have_count(0)


def test_a_view_is_saved_its_link_copied_and_opened_by_somebody_who_signs_in_first(
    readers: Readers, site: Site
) -> None:
    owner = readers("manager").open(f"/referrals?{CHOICE}")
    owner.button("Views").click()
    owner.page.get_by_role("textbox", name="Name for what is shown now").fill("High risk")
    act(owner, "Save this view", "is saved")
    owner.button("Copy link").click()
    link = owner.page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{re.escape(site.address)}/\?view=[\w-]{{22}}", link)

    other = readers()
    other.open(link.removeprefix(site.address))
    fill_in(other.page, site, "commissioner")
    expect(other.page.get_by_role("heading", level=1)).to_have_text("Referrals")
    expect(other.page.get_by_text("Saved view “High risk”.")).to_be_visible()
    assert other.path() == f"/referrals?{CHOICE}"

    act(owner, "Forget", "is forgotten")
    other.open(link.removeprefix(site.address))
    expect(other.page.get_by_text("This link opens no saved view for you.")).to_be_visible()
