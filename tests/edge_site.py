"""The whole site over HTTP without a network: its gate, its browser, and what it writes to its log."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from dashboard.identity.gate import BROWSER_COOKIE, COOKIE, Gate
from dashboard.ui import cache
from data_access.vocabulary import Role
from tests import databases
from tests.components import look_once
from tests.doorway import BROWSER, add_person, session_of, site_gate

ADDRESS = "https://testserver"
OURS = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}
METRICS_TOKEN = "the token of whoever watches the service"
ONE_LINE = "import streamlit as st\nst.write('Hello')\n"


@dataclass(frozen=True)
class Site:
    """One running site.

    Attributes
    ----------
    log
        Gathers what the site writes to its standard error.
    """

    client: TestClient
    gate: Gate
    log: io.StringIO

    def nobody(self) -> TestClient:
        """A browser that holds nothing but its own name."""
        self.client.cookies.clear()
        self.client.cookies.set(BROWSER_COOKIE, BROWSER.cookie)
        return self.client

    def somebody(self, role: Role = Role.MANAGER) -> TestClient:
        """A browser signed in with a role."""
        client = self.nobody()
        client.cookies.set(COOKIE, session_of(self.gate, role.value.lower().replace("_", "-")))
        return client


@contextmanager
def running_site(
    folder: Path,
    *,
    script: str | Path = ONE_LINE,
    routes: Callable[[], list[Route]] = list,
    settings: dict[str, str] | None = None,
) -> Iterator[Site]:
    """Run the site around a script, with one person of each role."""
    from dashboard.asgi import build

    look_once()
    page = script if isinstance(script, Path) else folder / "page.py"
    if isinstance(script, str):
        page.write_text(script)
    log = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNIT_CASE_URL", databases.fresh_url("sqlite", folder, "case"))
        patch.setenv("UNIT_METRICS_TOKEN", METRICS_TOKEN)
        patch.setenv("UNIT_LOG_FORMAT", "json")
        for name, value in (settings or {}).items():
            patch.setenv(name, value)
        patch.setattr(sys, "stderr", log)
        cache.keeper.clear()
        with site_gate(folder, patch) as gate:
            for role in Role:
                add_person(gate, role.value.lower().replace("_", "-"), role=role)
            site = build(page, more_routes=routes())
            with TestClient(site, base_url=ADDRESS, raise_server_exceptions=False) as client:
                yield Site(client=client, gate=gate, log=log)
    cache.keeper.clear()
    Runtime._instance = None  # Streamlit keeps one for the process, and would refuse the next site
