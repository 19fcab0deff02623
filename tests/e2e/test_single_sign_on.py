"""Single sign-on in Chromium between two sites: the dashboard on localhost, the provider on 127.0.0.1."""

import re
from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.edge.single_sign_on_routes import COOKIE as WAY_COOKIE
from dashboard.identity.gate import BROWSER_COOKIE, COOKIE
from data_access.database import open_case, open_store
from data_access.migrate import upgrade
from tests.e2e.reading import PATIENCE_MS, SETTINGS, settled
from tests.e2e.serving import Site, free_port, running
from tests.providers import claims_of, mock_provider, settings_for

pytestmark = pytest.mark.browser

WAY, RETURN = "/auth/single-sign-on", "/auth/single-sign-on/return"
PEOPLE = (claims_of("0001"), claims_of("0002", preferred_username="ben", roles=[]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A dashboard without figures and accounts, which trusts the mock provider of another site."""
    folder, port = tmp_path_factory.mktemp("single-sign-on"), free_port()
    for engine, which in (
        (open_case(f"sqlite:///{folder / 'case.db'}"), "case"),
        (open_store(f"sqlite:///{folder / 'store.db'}"), "store"),
    ):
        upgrade(engine, which)  # type: ignore[arg-type] - one of the two it takes
        engine.dispose()
    with mock_provider(*PEOPLE) as issuer, pytest.MonkeyPatch.context() as environment:
        for name, value in settings_for(issuer, site=f"http://localhost:{port}").items():
            environment.setenv(name, value)
        with running(folder, "serve", port=port) as started:
            yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser."""
    opened = browser.new_context(**SETTINGS)
    yield opened
    opened.close()


def choose(page: Page, sub: str) -> None:
    """Say at the provider who one is."""
    expect(page).to_have_url(re.compile(r"^http://127\.0\.0\.1:"))
    page.get_by_role("button", name=sub).click()


def is_signed_in(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def asks_to_sign_in(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible(timeout=PATIENCE_MS)


def test_a_person_comes_back_from_another_site_signed_in_on_the_page_they_wanted(
    site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{site.address}/account")
    asks_to_sign_in(page)
    page.get_by_role("link", name="Sign in with your organisation's account").click()
    with page.expect_request(lambda request: RETURN in request.url) as back:
        choose(page, "0001")
    is_signed_in(page)
    expect(page).to_have_url(f"{site.address}/account")
    sent = back.value.all_headers()["cookie"]
    assert WAY_COOKIE in sent
    assert BROWSER_COOKIE not in sent, "a Strict cookie came from another site: is it one?"


def test_the_cookies_are_out_of_reach_of_scripts_and_plain_http_and_go_to_this_host_alone(
    site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{site.address}{WAY}")
    choose(page, "0001")
    is_signed_in(page)
    kept = {cookie["name"]: cookie for cookie in context.cookies(site.address)}
    for name in (COOKIE, WAY_COOKIE):
        rules = {what: kept[name][what] for what in ("secure", "httpOnly", "sameSite", "path", "domain")}  # type: ignore[literal-required]
        assert rules == {"secure": True, "httpOnly": True, "sameSite": "Lax", "path": "/", "domain": "localhost"}
    assert kept[COOKIE]["expires"] == -1
    within_reach = page.evaluate("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert [name for name in (COOKIE, WAY_COOKIE) if name in within_reach or kept[name]["value"] in within_reach] == []


def test_signing_out_ends_the_session_and_a_copy_of_its_cookie_opens_nothing(
    site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{site.address}{WAY}?next=/account")
    choose(page, "0001")
    is_signed_in(page)
    copied = context.cookies()
    page.get_by_role("button", name="Sign out", exact=True).click()
    asks_to_sign_in(page)
    context.add_cookies(copied)  # type: ignore[arg-type] - what one call gives, the other takes
    page.goto(f"{site.address}/account")
    asks_to_sign_in(page)


def test_somebody_without_a_role_reads_why_and_the_way_back(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.address}{WAY}")
    choose(page, "0002")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account was given no role on this dashboard.")
    expect(page.get_by_role("main")).to_contain_text("Reference:")
    page.get_by_role("link", name="start page").click()
    asks_to_sign_in(page)


def test_a_link_back_that_somebody_planted_signs_nobody_in(site: Site, context: BrowserContext) -> None:
    with httpx2.Client() as attacker:
        away = attacker.get(f"{site.address}{WAY}").headers["location"]
        planted = attacker.post(away, data={"sub": "0001"}).headers["location"]
    page = context.new_page()
    page.goto(planted)
    expect(page.get_by_role("heading", level=1)).to_contain_text("began in another browser")
    page.goto(site.address)
    asks_to_sign_in(page)
