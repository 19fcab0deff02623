"""What stays closed: to nobody in particular, to other roles, and after signing out."""

import pytest
from playwright.sync_api import expect

from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE
from dashboard.policy import PAGES
from data_access.database import open_store
from data_access.moments import to_utc
from data_access.schema import user_session
from data_access.tickets import hashed
from data_access.vocabulary import Role
from tests.e2e.reading import Reader, Readers, fill_in, settled
from tests.e2e.serving import Site, running
from tests.ordinary_days import first_of_each

pytestmark = pytest.mark.browser

ACCOUNTS = {
    "commissioner": Role.COMMISSIONER,
    "manager": Role.MANAGER,
    "press": Role.PRESS_OFFICER,
    "administrator": Role.ADMINISTRATOR,
}


CLOSED = first_of_each(
    (
        pytest.param(who, page.key, page.question, id=f"{who}-{page.key}")
        for who, role in ACCOUNTS.items()
        for page in PAGES
        if role not in page.roles
    ),
    by=lambda each: each.values[0],
)


def shows_only_the_sign_in_form(reader: Reader) -> None:
    expect(reader.sign_in_button).to_be_visible()
    settled(reader.page)
    expect(reader.figures).to_have_count(0)
    expect(reader.page.get_by_role("main")).not_to_contain_text("260")
    expect(reader.page.get_by_role("table")).to_have_count(0)


def test_a_link_opened_first_thing_after_a_start_asks_to_sign_in_and_then_opens(site: Site, readers: Readers) -> None:
    with running(site.folder, "serve") as fresh:
        reader = readers(at=fresh).open("/referrals?period=fy-2018&risk=HIGH")
        shows_only_the_sign_in_form(reader)
        fill_in(reader.page, site, "manager")
        expect(reader.button("High risk")).to_be_visible()
        assert reader.path().startswith("/referrals?")
        assert (reader.query()["period"], reader.query()["risk"]) == (["fy-2018"], ["HIGH"])
        expect(reader.figures.first).to_be_visible()
        reader.page.close()


def test_without_a_session_every_address_opens_the_sign_in_form_alone(readers: Readers) -> None:
    reader = readers()
    for path in ("/", "/referrals", "/definitions", "/referrals?period=first-ten-months"):
        shows_only_the_sign_in_form(reader.open(path))


@pytest.mark.parametrize(("who", "key", "_question"), CLOSED)
def test_a_page_of_other_roles_stays_closed_at_its_address(
    readers: Readers, who: str, key: str, _question: str
) -> None:
    reader = readers(who).open(f"/{key}?period=first-ten-months")
    # Whoever has figures of their own is back on their own first page, which shows some.
    if ACCOUNTS[who] not in {Role.MANAGER, Role.COMMISSIONER}:
        expect(reader.figures).to_have_count(0)
    expect(reader.page.get_by_role("main")).not_to_contain_text(_question)
    if who == "administrator":
        expect(reader.page.get_by_role("main")).not_to_contain_text("260")


def test_signing_out_leaves_nothing_to_go_back_to_and_no_use_in_a_copied_cookie(readers: Readers) -> None:
    reader = readers().open("/referrals")
    fill_in(reader.page, reader.site, "commissioner")
    copied = reader.context.cookies()
    reader.go("Headlines")
    reader.button("Sign out").click()
    shows_only_the_sign_in_form(reader)
    reader.page.go_back()
    shows_only_the_sign_in_form(reader)
    thief = readers()
    thief.context.add_cookies(copied)  # type: ignore[arg-type] - what one call gives, the other takes
    shows_only_the_sign_in_form(thief.open("/referrals"))


def end_session_of(reader: Reader, site: Site) -> None:
    """End the session as another process would: in the store."""
    token = next(each["value"] for each in reader.context.cookies() if each["name"] == COOKIE)
    store = open_store(f"sqlite:///{site.folder / 'store.db'}")
    with store.begin() as connection:
        mine = user_session.c.token_sha256 == hashed(token)
        connection.execute(user_session.update().where(mine).values(revoked_at=to_utc(moment())))
    store.dispose()


def test_an_open_tab_is_emptied_when_its_session_is_ended_elsewhere(readers: Readers, site: Site) -> None:
    reader = readers().open("/referrals?period=first-ten-months")
    fill_in(reader.page, site, "manager")
    expect(reader.figures.first).to_be_visible()
    behind = reader.context.new_page()
    behind.goto(f"{site.address}/referrals")
    settled(behind)
    with reader.page.expect_websocket():  # a tab is emptied over its old connection, and given a new one to sign in by
        end_session_of(reader, site)
        for tab in (reader.page, behind):
            expect(tab.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
            expect(tab.get_by_role("main")).to_contain_text("Your session has ended")
            expect(tab.get_by_role("table")).to_have_count(0)
            expect(tab.locator(".js-plotly-plot")).to_have_count(0)
    settled(reader.page)
    assert reader.path().startswith("/referrals?")
    behind.close()
    fill_in(reader.page, site, "manager")
    expect(reader.figures.first).to_be_visible()
    assert reader.path().startswith("/referrals?")
