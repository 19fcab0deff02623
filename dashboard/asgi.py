"""The whole site as one ASGI application: Streamlit in the middle, our routes and middleware around it.

Nothing here decides who may see what: routes and guards ask the gate, pages ask the policy.
"""

import asyncio
import gc
import logging
import tomllib
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from streamlit import config, file_util, logger

from dashboard.administration.public_site import PublicSite, public_site
from dashboard.edge.answers import on_unavailable
from dashboard.edge.assets import CompressedAssets, Shelf, first_load
from dashboard.edge.doors import Doors
from dashboard.edge.envelope import Envelope
from dashboard.edge.faults import PlainFaults
from dashboard.edge.first_page import FirstPageAtTheRoot
from dashboard.edge.frames import ExpectedFrames
from dashboard.edge.headers import SecurityHeaders, content_security_policy
from dashboard.edge.inventory import check_pages, check_routes
from dashboard.edge.media import MediaOfItsReader
from dashboard.edge.own_routes import own_routes
from dashboard.edge.proxies import BehindProxies, OwnAddressOnly
from dashboard.edge.published import FOLDER, PublishedPages, tended
from dashboard.edge.readiness import Part, Readiness, audit_condition, browser_condition, store_condition
from dashboard.edge.telemetry import TELEMETRY
from dashboard.edge.visitor import BrowserCookie
from dashboard.edge.watch import WatchedTabs
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.logs import pass_on, recorded
from dashboard.press import pictures
from dashboard.safety import check_start
from dashboard.setting_record import record_settings_in_force
from dashboard.settings import DashboardSettings, dashboard_settings
from dashboard.ui import cache
from dashboard.ui.condition import figures_age, figures_condition
from dashboard.ui.incoming import is_expected, same_page
from dashboard.ui.media import own_media
from dashboard.ui.messages import tell
from data_access.errors import DatabaseUnavailable, SettingRefused
from data_access.service_secret import service_secret
from data_access.settings import ROOT, data_settings

SCRIPT = ROOT / "dashboard" / "app.py"
CONFIGURATION = ROOT / ".streamlit" / "config.toml"
PAGE_FILES = ROOT / "pages"
COOKIES = "cookies of Streamlit"
BYTES_IN_MEGABYTE = 1_048_576  # as Streamlit counts them

TELEMETRY.asks("unit_figures_age_seconds", "Age of the newest load of figures.", figures_age)
# Streamlit gives each of its loggers a handler of its own, which would print what an error says; also later ones.
logger.setup_formatter = pass_on


def build(script: Path = SCRIPT, *, pages: Path = PAGE_FILES, more_routes: Sequence[BaseRoute] = ()) -> st.App:
    """Return the site around a Streamlit script; raises `SettingRefused` first if anything is wrong.

    Parameters
    ----------
    pages
        The folder of the pages, each of which the policy must know.
    more_routes
        Routes beside our own, each of which the policy must know.
    """
    enforce_configuration()
    settings = dashboard_settings()
    routes = [*_our_routes(), *more_routes]
    check_routes(routes)
    check_pages(pages)
    static = Path(file_util.get_static_dir())
    index_page = static / "index.html"
    shelf = Shelf(static)
    address = f"{settings.public_url}{FOLDER}" if settings.public_url else ""
    published = public_site(lambda: gate().store, address=address)
    own_media()

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        check_start()
        record_settings_in_force(now=moment())
        _share_cookie_secret()
        with recorded(settings.log_format):
            _settle()
            cache.bench().start_empty()
            warming = asyncio.create_task(shelf.warm(first_load(shelf, index_page)))
            async with tended(published):
                yield
            warming.cancel()
            pictures.stop()
            gate().store.dispose()

    return st.App(
        script,
        routes=routes,
        middleware=_middleware(settings, index_page, shelf, published),
        lifespan=lifespan,
        exception_handlers={DatabaseUnavailable: on_unavailable},
        on_script_error=tell,
    )


def _middleware(settings: DashboardSettings, index_page: Path, shelf: Shelf, published: PublicSite) -> list[Middleware]:
    """Return what stands around every route, from the outside in."""
    return [
        Middleware(BehindProxies, trusted=settings.trusted_proxies),
        Middleware(PublishedPages, site=published, public_url=settings.public_url, telemetry=TELEMETRY),
        Middleware(Envelope, telemetry=TELEMETRY),
        Middleware(SecurityHeaders, policy=content_security_policy(index_page)),
        Middleware(PlainFaults),
        Middleware(OwnAddressOnly, public_url=settings.public_url),
        Middleware(Doors, metrics_token=settings.metrics_token, largest_upload=_largest_upload()),
        Middleware(BrowserCookie),
        Middleware(MediaOfItsReader),
        Middleware(ExpectedFrames, is_expected=is_expected),
        Middleware(WatchedTabs, same_page=same_page),
        Middleware(FirstPageAtTheRoot),
        Middleware(CompressedAssets, shelf=shelf),
    ]


def _our_routes() -> list[BaseRoute]:
    readiness = Readiness(
        (
            Part(name="store", condition=store_condition),
            Part(name="audit", condition=audit_condition),
            Part(name="figures", condition=figures_condition, is_vital=False),
            Part(name="browser", condition=browser_condition, is_vital=False),
        )
    )
    return own_routes(readiness, TELEMETRY)


def _largest_upload() -> int:
    return int(config.get_option("server.maxUploadSize")) * BYTES_IN_MEGABYTE


def _share_cookie_secret() -> None:
    """Sign Streamlit's own cookies with a key of the service, the same in every process and after every start."""
    key = service_secret(data_settings()).derived(COOKIES).hex()
    config.set_option("server.cookieSecret", key)


def _settle() -> None:
    """Load what every visit needs and take it out of garbage collection for good.

    Streamlit collects garbage after every run of a page. To walk through 200,000 objects of libraries that never go
    took twice as long as the page itself.
    """
    logging.disable(logging.WARNING)  # Streamlit warns that nobody visits yet; that is the point
    import_module("dashboard.ui.shell")
    logging.disable(logging.NOTSET)
    gc.collect()
    gc.freeze()


def enforce_configuration(file: Path = CONFIGURATION) -> None:
    """Put our own configuration file in force, whatever the folder, home or environment says.

    Streamlit looks for its file in the folder the server was started from and, finding none, says nothing: telemetry
    and tracebacks in the browser would be on. Raises `SettingRefused` if a setting does not hold.
    """
    wanted = dict(_options(tomllib.loads(file.read_text(encoding="utf-8"))))
    options = config.get_config_options(force_reparse=True, options_from_flags=wanted)
    ignored = [name for name, value in wanted.items() if name not in options or options[name].value != value]
    if ignored:
        raise SettingRefused(
            f"Streamlit does not keep to {', '.join(ignored)} of {file.name}.",
            unharmed="Nothing was started.",
            remedy="Start from a fresh checkout with the pinned requirements.",
        )


def _options(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the dotted name and value of every setting of a TOML table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _options(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


app = build()
