"""Visits without a browser: the whole application over real databases, and all that a page tells its reader.

Nothing of our own is replaced. The one stand-in is the cookie, which an app test has no browser to hold.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.identity.gate import BROWSER_COOKIE, COOKIE, Gate, gate
from dashboard.policy import PAGES, pages_for
from dashboard.settings import dashboard_settings
from dashboard.ui import cache
from data_access.settings import ROOT, data_settings
from data_access.vocabulary import Role
from tests.app.reading import ShownTable, chart_numbers, counts_in, tables_in
from tests.doorway import BROWSER

APP = ROOT / "dashboard" / "app.py"
HEADLINE = (
    "The unit received 260 referrals in its first ten months. "
    "It took on 83 (32%) and worked with partners on the other 177."
)
PATIENCE_S = 30  # for a busy machine: nothing here takes a second on a quiet one


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the databases and working files of one application are."""

    case_url: str
    store_url: str
    var_dir: Path


class Site:
    """One application in this process, at an address, with a live session for each role."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, address: Address, tokens: Mapping[Role, str]) -> None:
        self._monkeypatch = monkeypatch
        self._tokens = tokens
        self.folder = address.var_dir
        monkeypatch.setenv("UNIT_CASE_URL", address.case_url)
        monkeypatch.setenv("UNIT_STORE_URL", address.store_url)
        monkeypatch.setenv("UNIT_VAR_DIR", str(address.var_dir))
        monkeypatch.setenv("UNIT_REFRESH_EVERY", "PT0S")  # every visit asks whether the database has changed
        monkeypatch.setenv("UNIT_FRESHNESS_LIMIT", "P36500D")  # the programme of the tests ended years ago
        forget()

    @property
    def gate(self) -> Gate:
        return gate()

    def hold(self, role: Role | None) -> None:
        """Let the browser hold the session cookie of a role, or none."""
        held = {BROWSER_COOKIE: BROWSER.cookie} | ({COOKIE: self._tokens[role]} if role else {})
        self._monkeypatch.setattr(ContextProxy, "cookies", property(lambda _self: held))

    def lend(self, role: Role, token: str) -> None:
        """Let another session stand for a role from now on."""
        self._tokens = {**self._tokens, role: token}

    def visit(self, role: Role | None, page: str = "", **query: str | list[str]) -> "Visit":
        """Open a new tab at a page, with or without link parameters; without a page at the first one with figures."""
        self.hold(role)
        app = AppTest.from_file(APP, default_timeout=PATIENCE_S)
        app.query_params = dict(query)
        wanted = page or (PAGES[0].key if role in PAGES[0].roles else "")
        if wanted:
            app._page_hash = page_hash(wanted, role)
        return Visit(app.run())

    def settle(self) -> None:
        """Wait until the refresh that a visit started is over."""
        cache.keeper().settle()


def page_hash(key: str, role: Role | None) -> str:
    """By what name a browser asks for a page: none for a role's first one, which has no address of its own."""
    first = PAGES[0] if role is None else pages_for(role)[0]
    return "" if key == first.key else calc_hash(key)


def forget() -> None:
    """Forget settings, engines and figures, as a new process would."""
    if gate.cache_info().currsize:
        gate().store.dispose()
    gate.cache_clear()
    data_settings.cache_clear()
    dashboard_settings.cache_clear()
    st.cache_resource.clear()


class Visit:
    """One open tab, read as its reader's browser gets it."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def go(self, page: str) -> "Visit":
        """Switch to another page by its link; `ValueError` if this reader has none to it."""
        self.app.switch_page(f"../pages/{page}.py").run()
        return self

    def choose(self, label: str, option: str) -> "Visit":
        """Choose an option of a filter by the words that stand beside it."""
        widget = next(each for each in [*self.app.radio, *self.app.selectbox] if each.label == label)
        widget.set_value(option).run()
        return self

    def press(self, label: str) -> "Visit":
        """Press a button by its words."""
        next(each for each in self.app.button if each.label == label).click().run()
        return self

    @property
    def html(self) -> list[str]:
        return [str(piece.proto.body) for piece in self.app.get("html")]

    @property
    def text(self) -> str:
        """Everything in words, without tags and the style sheet."""
        return self._words(self.html)

    def _words(self, pieces: Iterable[str]) -> str:
        said = [*pieces, *(each.value for each in self.app.markdown), *(each.value for each in self.app.title)]
        said += [each.value for each in self.app.error]
        return unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", " ".join(said), flags=re.DOTALL))

    @property
    def headings(self) -> list[str]:
        """The first headings: one a page, or it has lost its way."""
        own = re.findall(r"<h1[^>]*>(.*?)</h1>", " ".join(self.html))
        return [unescape(each) for each in own] + [each.value for each in self.app.title]

    @property
    def charts(self) -> list[Any]:
        return [element.proto for element in self.app.get("plotly_chart")]

    @property
    def filters(self) -> list[str]:
        return sorted(key for key in _keys(self.app) if key.startswith("filter-"))

    @property
    def query(self) -> dict[str, list[str]]:
        return {key: [value] if isinstance(value, str) else value for key, value in self.app.query_params.items()}

    @property
    def tables(self) -> list[ShownTable]:
        return [table for piece in self.html for table in tables_in(piece)]

    def table(self, first_column: str) -> ShownTable:
        """The first table whose rows are months, agencies, ..."""
        return next(each for each in self.tables if each.headings[0] == first_column)

    def counts(self, *, besides: str = "") -> set[float]:
        """Every count of people this page tells: in words, tables, charts, hovers, and what the marks carry.

        A piece of the page that says `besides` is of other things than people.
        """
        pieces = (piece for piece in self.html if not besides or besides not in piece)
        return counts_in(self._words(pieces)) | {number for chart in self.charts for number in chart_numbers(chart)}


def _keys(app: AppTest) -> Iterator[str]:
    for kind in (app.radio, app.selectbox, app.multiselect, app.date_input, app.button, app.button_group):
        yield from (each.key for each in kind if each.key)
