"""The whole site as one ASGI application: Streamlit in the middle, our routes and middleware around it.

Nothing here decides who may see what: routes and guards ask the gate, pages ask the policy.
"""

import asyncio
import gc
import logging
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config, file_util

from dashboard.edge.answers import on_unavailable
from dashboard.edge.assets import CompressedAssets, Shelf, first_load
from dashboard.edge.first_page import FirstPageAtTheRoot
from dashboard.edge.guards import ClosedPaths, MediaBehindSession
from dashboard.edge.headers import SecurityHeaders, content_security_policy
from dashboard.edge.health import HEALTH_ROUTES
from dashboard.edge.scripts import SCRIPT_ROUTES
from dashboard.edge.sign_in_routes import SIGN_IN_ROUTES
from dashboard.edge.visitor import BrowserCookie
from dashboard.identity.gate import gate
from dashboard.settings import dashboard_settings
from data_access.errors import DatabaseUnavailable, SettingRefused
from data_access.settings import ROOT

SCRIPT = ROOT / "dashboard" / "app.py"
CONFIGURATION = ROOT / ".streamlit" / "config.toml"


def build(script: Path = SCRIPT) -> st.App:
    """Return the site around a Streamlit script; raises `SettingRefused` first if a setting is wrong."""
    enforce_configuration()
    dashboard_settings()
    static = Path(file_util.get_static_dir())
    index_page = static / "index.html"
    shelf = Shelf(static)

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        _settle()
        warming = asyncio.create_task(shelf.warm(first_load(shelf, index_page)))
        yield
        warming.cancel()
        gate().store.dispose()

    return st.App(
        script,
        routes=[*HEALTH_ROUTES, *SCRIPT_ROUTES, *SIGN_IN_ROUTES],
        middleware=[
            Middleware(SecurityHeaders, policy=content_security_policy(index_page)),
            Middleware(BrowserCookie),
            Middleware(ClosedPaths),
            Middleware(MediaBehindSession),
            Middleware(FirstPageAtTheRoot),
            Middleware(CompressedAssets, shelf=shelf),
        ],
        lifespan=lifespan,
        exception_handlers={DatabaseUnavailable: on_unavailable},
    )


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
