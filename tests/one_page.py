"""The whole site around one page of a test's own, so that nothing but what the page itself uses can refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from dashboard.identity.gate import Gate
from data_access.schema import user_account
from tests.components import look_once
from tests.doorway import site_gate

A_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage:
    """A browser before the site, its gate, and the page's script."""

    client: TestClient
    gate: Gate
    script: Path

    def trace(self, of: str) -> Path:
        """Return the file by which the page can show that it did something; it does not exist yet."""
        left = self.script.with_suffix(f".{of}")
        left.unlink(missing_ok=True)
        return left

    def send_everybody_away(self) -> None:
        """Remove every account, and so every session."""
        with self.gate.store.begin() as connection:
            connection.execute(user_account.delete())


@contextmanager
def one_page(folder: Path, page: str) -> Iterator[OnePage]:
    """Open a site whose only script is this page; the watch over open tabs sleeps, so that the page must refuse."""
    from dashboard.asgi import build
    from dashboard.edge import watch

    look_once()
    script = folder / "page.py"
    script.write_text(page)
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        site_gate(folder, monkeypatch) as gate,
        TestClient(build(script), base_url="https://testserver") as client,
    ):
        monkeypatch.setattr(watch, "ASKED_EVERY_S", A_DAY_S)
        yield OnePage(client=client, gate=gate, script=script)
    Runtime._instance = None  # Streamlit keeps one for the process, and would refuse the next site
