"""Every page for every role, in both themes and on the narrowest screen: for everybody who reads otherwise."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from dashboard.policy import pages_for
from tests.e2e import reading
from tests.e2e.reading import PHONE, ZOOMED, Reader, settled
from tests.e2e.serving import Site
from tests.e2e.test_doors import ACCOUNTS
from tests.ordinary_days import first_of_each

pytestmark = pytest.mark.browser

# What Streamlit itself violates and we cannot mend: rule, selector, reason.
EXCUSED = (
    ("heading-order", "#sign-in", "streamlit-authenticator heads its form with a third-level heading"),
    ("presentation-role-conflict", 'section[aria-label="Registers"]', "Streamlit's drop zone for files can be focused"),
)
CONTRAST = {"runOnly": ["color-contrast"]}  # all that a theme changes


VISITS = first_of_each(
    (
        pytest.param((None, ""), id="nobody"),
        *(
            pytest.param((who, entry.key if place else ""), id=f"{who}-{entry.key}")
            for who, role in ACCOUNTS.items()
            for place, entry in enumerate(pages_for(role))
        ),
    ),
    by=lambda each: str(each.id).partition("-")[2],  # on an ordinary day each page for the first role that has it
)


@pytest.fixture(scope="module", params=VISITS)
def reader(
    request: pytest.FixtureRequest, site: Site, signed_in: reading.Browsers, browser: Browser
) -> Iterator[Reader]:
    """One page of one role, opened once and looked at in several ways."""
    who, key = request.param
    context = signed_in(who) if who else browser.new_context(**reading.SETTINGS)
    opened = Reader(context, site).open(f"/{key}")
    yield opened
    opened.page.close()
    if who is None:
        context.close()


@pytest.mark.parametrize(("theme", "rules"), [("light", None), ("dark", CONTRAST)], ids=["light", "dark"])
def test_a_page_breaks_no_rule_of_axe(reader: Reader, theme: Any, rules: Any) -> None:
    reader.page.emulate_media(color_scheme=theme)
    reader.page.wait_for_timeout(200)
    settled(reader.page)
    found = Axe().run(reader.page, options=rules).response["violations"]
    assert [
        f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"] if not excused(rule, node)
    ] == []


def excused(rule: dict[str, Any], node: dict[str, Any]) -> bool:
    return any(rule["id"] == name and selector in node["target"] for name, selector, _ in EXCUSED)


SCREENS = [pytest.param(PHONE, id="phone"), pytest.param(ZOOMED, id="zoomed", marks=pytest.mark.slow)]  # equally wide


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_fits_a_narrow_screen(reader: Reader, screen: Any) -> None:
    reader.page.emulate_media(color_scheme="light")
    reader.page.set_viewport_size(screen)
    settled(reader.page)
    reader.page.wait_for_timeout(200)
    wide = "[...document.querySelectorAll('html, [data-testid=stMain]')].map(each => each.scrollWidth)"
    assert max(reader.page.evaluate(wide)) <= screen["width"]
    for control in (reader.button("Sign out"), reader.sign_in_button, reader.button("Copy sentence")):
        if control.count():
            control.scroll_into_view_if_needed()
            expect(control).to_be_in_viewport()
