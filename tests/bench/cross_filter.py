"""What a click on a bar takes until the last pixel that it changes, in Chromium, over a million referrals."""

import shutil
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page, ViewportSize, sync_playwright

from dashboard.identity.gate import COOKIE
from data_access.vocabulary import Role
from tests.bench.first_load import FLAGS, PATIENCE_MS
from tests.bench.part import Measurement, Part, Setting
from tests.bench.servers import Server, our_site

NAME = "cross-filter"
REFERRALS = 1_000_000
TARGET_MS = 300
FEWEST_CLICKS = 12
# Page, and the panel whose bars are clicked.
CLICKED = {"referrals": "referrals_by_agency"}
SCREEN = ViewportSize(width=1280, height=2400)  # all of a page, so that every panel is drawn
DIFFERENT_BARS = 6  # the largest ones, wide enough to hit
QUIET_MS = 500  # a page that has not changed for so long is done; the time counted ends at its last change

_WATCH = """
() => {
  window.__changed = performance.now();
  new MutationObserver(() => { window.__changed = performance.now(); })
    .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  document.addEventListener('pointerdown', () => { window.__pressed = performance.now(); }, { capture: true });
}
"""
_DONE = f"() => performance.now() - window.__changed > {QUIET_MS} && window.__changed > window.__pressed"


def cross_filter(setting: Setting) -> Iterator[Measurement]:
    """Yield the median milliseconds from pressing a bar to the last change of the page, choices never made before."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with (
        our_site(setting.folder / "cross-filter", referrals=REFERRALS) as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=found, args=list(FLAGS)) as browser,
    ):
        for page, panel in CLICKED.items():
            tab = browser.new_page(viewport=SCREEN)
            _sign_in(tab, site)
            tab.goto(f"http://localhost:{site.port}/{page}?period=since-launch")
            tab.locator(f".st-key-panel-{panel} .js-plotly-plot").wait_for(timeout=PATIENCE_MS)
            tab.wait_for_timeout(2 * QUIET_MS)
            tab.evaluate(_WATCH)
            taken = list(_clicks(tab, panel, rounds=max(setting.rounds, FEWEST_CLICKS)))
            p50 = median(taken)
            yield Measurement(
                part=NAME,
                what=f"{page}, {REFERRALS:,}: p50 of {len(taken)}",
                value=p50,
                unit="ms",
                target=f"under {TARGET_MS} ms",
                met=p50 < TARGET_MS,
                note=f"slowest {max(taken):.0f} ms",
            )


def _clicks(tab: Page, panel: str, *, rounds: int) -> Iterator[float]:
    """Press one bar after another; after each, let go of it by its chip, which is timed as well."""
    chart = tab.locator(f".st-key-panel-{panel} .js-plotly-plot")
    chips = tab.locator("[class*=st-key-chip-] button")
    for place in range(rounds):
        # Plotly lays a sheet over its marks, so the mouse goes by place.
        boxes = [box for bar in chart.locator(".bars .point path").all() if (box := bar.bounding_box())]
        bar = boxes[place % min(len(boxes), DIFFERENT_BARS)]
        tab.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
        yield _taken(tab)
        chips.first.click()
        yield _taken(tab)


def _taken(tab: Page) -> float:
    tab.wait_for_function(_DONE, timeout=PATIENCE_MS, polling=50)
    return float(tab.evaluate("() => window.__changed - window.__pressed"))


def _sign_in(tab: Page, site: Server) -> None:
    address = f"https://localhost:{site.port}"
    cookie = {"name": COOKIE, "value": site.tokens[Role.MANAGER], "url": address, "secure": True}
    tab.context.add_cookies([cookie])  # type: ignore[list-item]


CROSS_FILTER = Part(name=NAME, run=cross_filter)
