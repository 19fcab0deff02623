"""The public pages in a browser: for anybody, in any light, on any screen and on paper; and nobody else is asked."""

import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from dashboard.identity.clock import moment
from data_access.database import open_store
from tests.e2e.reading import DESKTOP, PHONE, SETTINGS, ZOOMED
from tests.e2e.serving import Site
from tests.published import embargoed

pytestmark = pytest.mark.browser
PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def release(site: Site) -> str:
    """A release of the site's own store that went out an hour ago."""
    store = open_store(f"sqlite:///{site.folder / 'store.db'}")
    now = moment()
    kept = embargoed(store, now=now - timedelta(hours=2), until=now - timedelta(hours=1))
    store.dispose()
    return kept.reference.text


@pytest.fixture(scope="module")
def stranger(site: Site, browser: Browser, release: str) -> Iterator[Page]:
    """A browser that was never here, with the page of the release open and its charts drawn."""
    context = browser.new_context(**SETTINGS)
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    address = f"{site.address}/published/{release}/index.html"
    expect.set_options(timeout=PATIENCE_MS)
    while page.goto(address).status != 200 or page.get_by_role("img").count() < 2:  # drawn beside, within seconds
        page.wait_for_timeout(500)
        faults.clear()
    yield page
    assert [url for url in asked if not url.startswith(f"{site.address}/published/")] == []
    assert faults == []
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_public_page_breaks_no_rule_of_axe(stranger: Page, theme: str, screen: dict[str, int]) -> None:
    stranger.set_viewport_size(screen)
    stranger.emulate_media(color_scheme=theme)
    stranger.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(stranger) == []


@pytest.mark.parametrize("where", ["index.html", "card-total.html", "../index.html"])
def test_no_other_public_page_breaks_one_either(stranger: Page, site: Site, release: str, where: str) -> None:
    other = stranger.context.new_page()
    other.goto(f"{site.address}/published/{release}/{where}")
    assert violations(other) == []
    other.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("screen", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_a_public_page_fits_a_narrow_screen(stranger: Page, screen: dict[str, int]) -> None:
    stranger.set_viewport_size(screen)
    assert stranger.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    shown = stranger.get_by_role("img").first.evaluate("image => image.currentSrc")
    assert shown.endswith("plates/total-1x1.svg")  # the one with larger letters


def test_the_charts_are_there_with_their_words(stranger: Page) -> None:
    stranger.set_viewport_size(DESKTOP)
    for image in stranger.get_by_role("img").all():
        image.scroll_into_view_if_needed()
        expect(image).not_to_have_js_property("naturalWidth", 0)
        assert image.get_attribute("alt")


def test_a_figure_opens_by_its_reference(stranger: Page, site: Site, release: str) -> None:
    stranger.set_viewport_size(DESKTOP)
    stranger.goto(f"{site.address}/published/{release}/index.html#route.UNIT")
    expect(stranger.locator("td:target")).to_have_text("83")
    expect(stranger.locator("td:target")).to_be_in_viewport()


def test_the_first_key_leads_past_the_masthead(stranger: Page, site: Site, release: str) -> None:
    stranger.goto(f"{site.address}/published/{release}/index.html")
    stranger.keyboard.press("Tab")
    expect(stranger.get_by_role("link", name="Skip to the figures")).to_be_focused()


def test_on_paper_every_figure_has_its_reference(stranger: Page, release: str) -> None:
    stranger.emulate_media(media="print", color_scheme="light")
    expect(stranger.get_by_text(f"{release}-total-", exact=False).first).to_be_visible()
    expect(stranger.get_by_role("navigation")).to_be_hidden()
    stranger.emulate_media(media="screen")


@pytest.fixture
def news(site: Site, release: str) -> Iterator[str]:
    """Another site, whose page frames a card and a page of ours."""
    frames = "".join(
        f'<iframe title="{name}" src="{site.address}/published/{release}/{name}.html"></iframe>'
        for name in ("card-total", "index")
    )

    class News(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(frames.encode())

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), News) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_card_can_be_framed_by_another_site_and_a_page_cannot(browser: Browser, news: str) -> None:
    page = browser.new_page()
    page.goto(news)
    expect(page.frame_locator("[title=card-total]").get_by_role("heading", level=1)).to_have_count(1)
    expect(page.frame_locator("[title=index]").get_by_role("heading", level=1)).to_have_count(0)
    page.close()


def test_every_number_stands_in_its_chart_and_the_card_for_posts_has_the_size_it_says(
    stranger: Page, site: Site, release: str
) -> None:
    def fetched(name: str) -> bytes:
        return stranger.request.get(f"{site.address}/published/{release}/{name}").body()

    plates = json.loads(fetched("release.json"))["plates"]
    assert len(plates) == 2
    for plate in plates:
        figures = [figure for row in plate["rows"] for figure in row["figures"]]
        for name in (f"plates/{plate['key']}.svg", f"plates/{plate['key']}-1x1.svg"):
            drawn = " ".join(etree.fromstring(fetched(name)).itertext("{*}text", "{*}tspan"))
            assert all(figure["text"] in drawn for figure in figures)
            assert release in drawn
    assert Image.open(BytesIO(fetched("social.png"))).size == (1200, 675)
