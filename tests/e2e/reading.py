"""A reader in a real browser: opens pages, waits as a person does, and notes whatever goes wrong on the way."""

import re
import shutil
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from tests.e2e.serving import Site

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}  # the narrowest phone there is
ZOOMED = {"width": 320, "height": 256}  # 1280 by 1024 at 400 %
PATIENCE_MS = 60_000
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testConnectionState === 'CONNECTED' && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale="true"],[data-testid="stSkeleton"]');
}"""
# Opened by a page's own address, Streamlit looks for its server beside that address before it looks at the root.
STREAMLIT_PROBES = ("/_stcore/health", "/_stcore/host-config")
STREAMLIT_REFUSES = "The page that you have requested does not seem to exist"
HEADLINE = (
    "The unit received 260 referrals in its first ten months. "
    "It took on 83 (32%) and worked with partners on the other 177."
)

SETTINGS: dict[str, Any] = {
    "viewport": DESKTOP,
    "locale": "en-GB",
    "reduced_motion": "reduce",
    "permissions": ["clipboard-read", "clipboard-write"],
}
Browsers = Callable[[str], BrowserContext]


class Readers(Protocol):
    """Opens a tab in somebody's browser, or a browser for nobody."""

    def __call__(self, who: str | None = None, *, at: Site = ...) -> "Reader": ...


class Reader:
    """One tab of one browser."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context = context
        self.site = site
        self.faults: list[str] = []
        self.page = context.new_page()
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script failed: {error}"))
        self.page.on("request", self._note_request)

    def open(self, path: str = "/") -> "Reader":
        """Open an address of the site and wait until it is drawn."""
        self.page.goto(f"{self.site.address}{path}")
        return self.wait()

    def wait(self) -> "Reader":
        """Wait for everything that Streamlit is going to draw."""
        expect(self.page.get_by_role("button", name="Sign out").or_(self.sign_in_button)).to_be_visible(
            timeout=PATIENCE_MS
        )
        settled(self.page)
        return self

    @property
    def sign_in_button(self) -> Locator:
        return self.page.get_by_role("button", name="Sign in", exact=True)

    @property
    def sentence(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def figures(self) -> Locator:
        """Every chart of the page, by its alternative text."""
        return self.page.get_by_role("figure")

    def told_by_figures(self) -> list[str]:
        return [figure.get_attribute("aria-label") or "" for figure in self.figures.all()]

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    def go(self, page_title: str) -> "Reader":
        """Follow the link to another page."""
        self.page.get_by_role("navigation").get_by_role("link", name=page_title).click()
        expect(self.page.get_by_role("link", name=page_title)).to_have_attribute("aria-current", "page")
        settled(self.page)
        return self

    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    def path(self) -> str:
        parts = urlsplit(self.page.url)
        return f"{parts.path}?{parts.query}"

    def _note_console(self, message: ConsoleMessage) -> None:
        expected = message.location["url"].endswith(STREAMLIT_PROBES) or message.text.startswith(STREAMLIT_REFUSES)
        if message.type == "error" and not expected:
            self.faults.append(f"console: {message.text} {message.location['url']}")

    def _note_request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.hostname != "localhost":
            self.faults.append(f"left this computer: {request.url}")


def settled(page: Page) -> None:
    """Wait until Streamlit has drawn everything it is going to draw."""
    page.wait_for_function(SETTLED, timeout=PATIENCE_MS)


def sign_in(page: Page, site: Site, who: str, path: str = "/") -> None:
    """Sign in through the form at an address, as a person does."""
    page.goto(f"{site.address}{path}")
    fill_in(page, site, who)


def fill_in(page: Page, site: Site, who: str) -> None:
    """Sign in through the form that is on the screen."""
    page.get_by_role("textbox", name="Username").fill(who)
    page.get_by_role("textbox", name="Password").fill(site.passwords[who])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def chromium() -> str:
    """Where the system's Chromium is; the one without windows first, which takes a quarter less of the processor."""
    return next(filter(None, map(shutil.which, CHROMIUMS)))
