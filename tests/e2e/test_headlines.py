"""The commissioner's four minutes: sign in, read, quote; and the picture of it in the README."""

import os
import re

import pytest
from playwright.sync_api import Route, expect

from dashboard.wording.notices import SYNTHETIC
from tests.e2e.reading import HEADLINE, Readers, fill_in
from tests.e2e.serving import ROOT

pytestmark = pytest.mark.browser

PICTURE = ROOT / "docs" / "images" / "headlines.png"
DRAW_AGAIN = "DRAW_PICTURES"  # set it to have the picture made anew


def test_a_commissioner_signs_in_and_reads_the_figures_as_announced(readers: Readers) -> None:
    reader = readers().open()
    expect(reader.figures).to_have_count(0)
    fill_in(reader.page, reader.site, "commissioner")
    expect(reader.sentence).to_have_text(HEADLINE)
    main = reader.page.get_by_role("main")
    for name, number in (("Referrals received", "260"), ("Taken on by the unit", "83")):
        expect(main.get_by_role("heading", name=name, exact=True).locator("xpath=following::p[1]")).to_have_text(number)
    expect(main).to_contain_text("83 taken on by the unit")
    expect(main).to_contain_text("177 managed with partners")


def test_the_sentence_goes_to_the_clipboard_and_the_button_says_so(readers: Readers) -> None:
    reader = readers("commissioner").open()
    reader.button("Copy sentence").click()
    expect(reader.button("Copied")).to_be_visible()
    assert reader.page.evaluate("navigator.clipboard.readText()") == f"{HEADLINE} {SYNTHETIC}"
    expect(reader.button("Copy sentence")).to_be_visible()


def test_the_first_number_stands_before_any_chart_library_has_loaded(readers: Readers) -> None:
    reader, held = readers("commissioner"), list[Route]()
    reader.page.route(re.compile("lotly"), lambda route: held.append(route))
    reader.page.goto(reader.site.address)
    expect(reader.sentence).to_have_text(HEADLINE)
    expect(reader.page.get_by_role("heading", name="Referrals received", exact=True)).to_be_visible()
    reader.page.wait_for_timeout(300)
    assert held, "the page no longer asks for its charts late; hold back whatever it asks for now"
    assert reader.page.locator(".js-plotly-plot").count() == 0
    while held:
        held.pop().continue_()
    reader.page.unroute_all(behavior="wait")
    expect(reader.page.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)


def test_the_readme_shows_the_page_as_it_is(readers: Readers) -> None:
    """The picture is made when it is missing or asked for, so that everyday runs leave the tree as it was."""
    assert "docs/images/headlines.png" in (ROOT / "README.md").read_text(encoding="utf-8")
    if PICTURE.exists() and not os.environ.get(DRAW_AGAIN):
        return
    reader = readers("commissioner").open("/?period=first-ten-months")
    expect(reader.sentence).to_have_text(HEADLINE)
    expect(reader.page.locator(".js-plotly-plot")).to_have_count(2)
    PICTURE.parent.mkdir(exist_ok=True)
    reader.page.screenshot(path=PICTURE, scale="css")
