"""One person's account from the first sign-in on, in real browsers: password, second step, sessions."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.identity.clock import moment
from tests.e2e import reading
from tests.e2e.reading import PATIENCE_MS, settled
from tests.e2e.serving import ROOT, Site, own_databases

pytestmark = pytest.mark.browser

USERNAME, HANDED_OVER, OWN = "a.jones", "otter-velvet-tram-9-quince", "gravel tandem oboe plinth"

AS_A_MANAGER = ("--role", "manager", "--name", "Ann Jones", "--force", "E23000006")


@pytest.fixture
def newcomer(site: Site) -> str:
    """Somebody whose account was made by somebody else."""
    subprocess.run(
        [sys.executable, "-m", "dashboard", "users", "add", USERNAME, *AS_A_MANAGER, "--password-stdin"],
        input=HANDED_OVER,
        text=True,
        cwd=ROOT,
        env={**os.environ, **own_databases(site.folder)},
        check=True,
        capture_output=True,
    )
    return USERNAME


@pytest.fixture
def tabs(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """A tab in each of two browsers."""
    contexts = [browser.new_context(**reading.SETTINGS) for _ in range(2)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def give_password(page: Page, password: str) -> None:
    expect(page.get_by_role("textbox", name="Username")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    page.get_by_role("textbox", name="Username").fill(USERNAME)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def give_code(page: Page, code: str) -> None:
    settled(page)
    page.get_by_role("textbox", name="Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()


def breaks_no_rule(page: Page) -> None:
    settled(page)
    found = Axe().run(page).response["violations"]
    nodes = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    assert [f"{rule}: {node['html'][:150]}" for rule, node in nodes if "#sign-in" not in node["target"]] == []


def choose_a_password(page: Page) -> None:
    page.get_by_role("textbox", name="Current password").fill(HANDED_OVER)
    page.get_by_role("textbox", name="New password", exact=True).fill(OWN)
    page.get_by_role("textbox", name="The new password again").fill(OWN)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Your password is changed. Sign in with the new one.")).to_be_visible(timeout=PATIENCE_MS)
    page.reload()  # the connection of an ended session is cut and made anew: what is typed meanwhile would be lost


def set_up_an_app(page: Page) -> pyotp.TOTP:
    page.get_by_role("textbox", name="Your password").fill(OWN)
    page.get_by_role("button", name="Set up an app").click()
    expect(page.get_by_role("img", name=re.compile("Picture of the key"))).to_be_visible(timeout=PATIENCE_MS)
    breaks_no_rule(page)
    app = pyotp.TOTP(page.locator("code").first.inner_text().replace(" ", ""))
    page.get_by_role("textbox", name="Code from the app").fill(app.at(moment()))
    page.get_by_role("button", name="Turn the second step on").click()
    expect(page.get_by_role("listitem")).to_have_count(10, timeout=PATIENCE_MS)
    breaks_no_rule(page)
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes are left")).to_be_visible(timeout=PATIENCE_MS)
    return app


@pytest.mark.usefixtures("newcomer")
def test_a_newcomer_makes_their_account_their_own(site: Site, tabs: tuple[Page, Page]) -> None:
    page, other = tabs
    page.goto(f"{site.address}/referrals")
    give_password(page, HANDED_OVER)
    expect(page.get_by_text("First choose a password of your own")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("figure")).to_have_count(0)
    breaks_no_rule(page)
    choose_a_password(page)
    give_password(page, OWN)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible(timeout=PATIENCE_MS)
    page.goto(f"{site.address}/account")
    app = set_up_an_app(page)
    page.get_by_role("button", name="Sign out", exact=True).click()
    give_password(page, OWN)
    expect(page.get_by_text("Type the six digits")).to_be_visible(timeout=PATIENCE_MS)
    breaks_no_rule(page)
    give_code(page, "000000")
    expect(page.get_by_role("alert")).to_contain_text("wrong or was used before", timeout=PATIENCE_MS)
    # The next code: the one that set the app up is used. A clock half a minute ahead is allowed.
    give_code(page, app.generate_otp(app.timecode(moment()) + 1))
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible(timeout=PATIENCE_MS)
    signs_out_the_other(page, other, site)


def signs_out_the_other(page: Page, other: Page, site: Site) -> None:
    """Remove the second step, so that no third code must be waited for, sign in elsewhere, and end that."""
    page.get_by_role("textbox", name="Your password").fill(OWN)
    page.get_by_role("button", name="Remove the second step").click()
    expect(page.get_by_text("The second step is off")).to_be_visible(timeout=PATIENCE_MS)
    other.goto(f"{site.address}/referrals")
    give_password(other, OWN)
    expect(other.get_by_role("figure").first).to_be_visible(timeout=PATIENCE_MS)
    page.reload()
    page.get_by_role("button", name="Sign out Chrome on Linux").click()
    expect(page.get_by_text("You are signed in here only.")).to_be_visible(timeout=PATIENCE_MS)
    other.reload()
    expect(other.get_by_role("button", name="Sign in", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    expect(other.get_by_role("figure")).to_have_count(0)
