"""A real server, started by the same command as `make run`, and readers with a real Chromium before it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e import reading
from tests.e2e.reading import Reader, chromium, sign_in
from tests.e2e.serving import Site, running

expect.set_options(timeout=20_000)  # milliseconds; a page that comes late on a busy computer still comes


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Drive the system's Chromium: no browser is downloaded."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": chromium(), "args": flags}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The dashboard, started for the first time in an empty folder of its own; stopped at the end of the run."""
    with running(tmp_path_factory.mktemp("site"), "start") as started:
        yield started


@pytest.fixture(scope="session")
def signed_in(site: Site, browser: Browser) -> Iterator[reading.Browsers]:
    """The browser of each account, signed in when first asked for; tests share it as tabs, and so its cache."""
    opened: dict[str, BrowserContext] = {}

    def browser_of(who: str) -> BrowserContext:
        if who not in opened:
            opened[who] = browser.new_context(**reading.SETTINGS)
            with opened[who].new_page() as page:
                sign_in(page, site, who)
        return opened[who]

    yield browser_of
    for context in opened.values():
        context.close()


@pytest.fixture
def readers(site: Site, signed_in: reading.Browsers, browser: Browser) -> Iterator[reading.Readers]:
    """Opens a tab signed in as somebody, or a fresh browser for nobody; whatever went wrong in it fails the test."""
    opened: list[Reader] = []
    fresh: list[BrowserContext] = []

    def a_reader(who: str | None = None, *, at: Site = site) -> Reader:
        if who is None:
            fresh.append(browser.new_context(**reading.SETTINGS))
        opened.append(Reader(signed_in(who) if who else fresh[-1], at))
        return opened[-1]

    yield a_reader
    faults = [fault for reader in opened for fault in reader.faults]
    for reader in opened:
        reader.page.close()
    for context in fresh:
        context.close()
    assert not faults
