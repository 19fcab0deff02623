"""A chart for the clipboard, asked for over HTTP: by whom, from where, recorded first, nothing where refused."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from dashboard.edge.copy_routes import PATH
from dashboard.identity.clock import moment
from dashboard.press import pictures
from dashboard.press.no_picture import NoBrowser
from data_access.access_vocabulary import Event, Outcome
from data_access.schema import audit_entry
from data_access.vocabulary import Role
from tests.edge_site import OURS, Site, running_site
from tests.press_desk import a_person, a_proposal, office

ANN = a_person("ann", Role.PRESS_OFFICER)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("copied")) as running:
        yield running


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    """The address of a chart of a draft."""
    kept = office(site.gate.store, ANN, now=moment()).draft(a_proposal())
    return f"{PATH}?release={kept.reference.text}&chart=agency&size=1x1&scale=2"


def exports(site: Site) -> list[tuple[str, str, str]]:
    asked = audit_entry.select().where(audit_entry.c.event == Event.EXPORT).order_by(audit_entry.c.sequence)
    with site.gate.store.connect() as connection:
        return [(row.username, row.outcome, row.subject) for row in connection.execute(asked)]


@pytest.mark.browser
def test_a_chart_is_recorded_and_then_sent(site: Site, address: str) -> None:
    answer = site.somebody(Role.PRESS_OFFICER).post(address, headers=OURS)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["cache-control"] == "no-store"
    username, outcome, subject = exports(site)[-1]
    assert (username, outcome) == ("press-officer", Outcome.DONE)
    assert subject.endswith("_agency_1x1.png")


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR], ids=str)
def test_who_may_export_no_release_gets_none(site: Site, address: str, role: Role | None) -> None:
    client = site.somebody(role) if role else site.nobody()
    before = exports(site)
    answer = client.post(address, headers=OURS)
    assert answer.status_code == (403 if role else 401)
    assert b"PNG" not in answer.content
    assert exports(site) == before


def test_a_draft_is_no_commissioner_s_to_copy(site: Site, address: str) -> None:
    before = exports(site)
    answer = site.somebody(Role.COMMISSIONER).post(address, headers=OURS)
    assert answer.status_code == 409
    assert b"ever frozen" in answer.content
    assert exports(site) == before


def test_a_page_of_another_site_copies_nothing(site: Site, address: str) -> None:
    client = site.somebody(Role.PRESS_OFFICER)
    for headers in ({}, {"Origin": "https://elsewhere.example"}, {**OURS, "Sec-Fetch-Site": "cross-site"}):
        assert client.post(address, headers=headers).status_code == 403
    assert client.get(address).status_code == 405


def test_without_a_browser_the_answer_says_so(site: Site, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures.stop()  # whoever draws already has no need to look for a browser
    monkeypatch.setenv("BROWSER_PATH", "no-browser-here")
    answer = site.somebody(Role.PRESS_OFFICER).post(address, headers=OURS)
    assert answer.status_code == 409
    assert NoBrowser().happened in answer.text


@pytest.mark.parametrize(
    "asked", ["", "?release=SR-2026-0001", "?release=%00&chart=x", "?release=SR-2026-0001&chart=x"]
)
def test_what_is_no_chart_of_a_release_is_refused_in_words(site: Site, asked: str) -> None:
    answer = site.somebody(Role.PRESS_OFFICER).post(f"{PATH}{asked}", headers=OURS)
    assert answer.status_code == 409
    assert "references" in answer.text or "frozen" in answer.text


def test_no_chart_leaves_that_cannot_be_recorded(site: Site, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = site.somebody(Role.PRESS_OFFICER)

    def lost(*_arguments: object, **_named: object) -> sa.Connection:
        raise sa.exc.OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(sa.Engine, "connect", lost)
    assert client.post(address, headers=OURS).status_code == 503
