"""What a browser that was never here fetches for its first page: from us, and from a bare page of six charts."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from dashboard.identity.gate import COOKIE
from data_access.vocabulary import Role
from tests.bench.part import Measurement, Part, Setting
from tests.bench.servers import Server, floor_site, our_site

NAME = "first load"
SHARE_OF_PLOTLY = 0.35
PLOTLY = "/PlotlyChart."
PATIENCE_MS = 120_000
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
_KB = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Bytes over the network for one page, headers included: Plotly's script, and everything over HTTP."""

    plotly: float
    everything: float
    requests: int


def first_load(setting: Setting) -> Iterator[Measurement]:
    """Yield the bytes of both sites' first pages, and ours as a share of the other's."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    folder = setting.folder / "first-load"
    with (
        floor_site(setting.folder) as floor,
        our_site(folder, referrals=None) as ours,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=found, args=list(FLAGS)) as browser,
    ):
        bare = _fetch(browser, floor, "", charts=6)
        yield Measurement(part=NAME, what="bare page: Plotly", value=bare.plotly / _KB, unit="kB")
        yield _total("bare page", bare, bare)
        for page, charts in (("", 2), ("referrals", 6)):
            fetched = _fetch(browser, ours, page, charts=charts)
            name = page.title() or "Headlines"
            yield _plotly(name, fetched, bare)
            yield _total(name, fetched, bare)


def _fetch(browser: Browser, site: Server, page: str, *, charts: int) -> Fetched:
    """Open a page in a browser context without cache or cookies but the session's, until all charts stand."""
    address = f"http://localhost:{site.port}"
    context = browser.new_context()
    for token in (site.tokens[Role.MANAGER],) if site.tokens else ():
        context.add_cookies([{"name": COOKIE, "value": token, "url": address.replace("http", "https"), "secure": True}])
    tab = context.new_page()
    network = context.new_cdp_session(tab)
    addresses: dict[str, str] = {}
    sizes: dict[str, float] = {}

    def answered(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", finished)
    network.send("Network.enable")
    tab.goto(f"{address}/{page}")
    tab.locator(".js-plotly-plot").nth(charts - 1).wait_for(timeout=PATIENCE_MS)
    tab.wait_for_load_state("networkidle")
    context.close()
    plotly = sum(size for request, size in sizes.items() if PLOTLY in addresses.get(request, ""))
    return Fetched(plotly=plotly, everything=sum(sizes.values()), requests=len(sizes))


def _plotly(name: str, fetched: Fetched, bare: Fetched) -> Measurement:
    share = fetched.plotly / bare.plotly
    return Measurement(
        part=NAME,
        what=f"{name}: Plotly",
        value=fetched.plotly / _KB,
        unit="kB",
        target=f"at most {SHARE_OF_PLOTLY} of the bare page's",
        met=0 < share <= SHARE_OF_PLOTLY,
        note=f"{share:.2f}",
    )


def _total(name: str, fetched: Fetched, bare: Fetched) -> Measurement:
    note = f"{fetched.requests} requests, {fetched.everything / bare.everything:.2f} of the bare page's bytes"
    return Measurement(part=NAME, what=f"{name}: everything", value=fetched.everything / _KB, unit="kB", note=note)


FIRST_LOAD = Part(name=NAME, run=first_load)
