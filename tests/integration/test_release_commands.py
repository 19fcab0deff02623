"""`python -m dashboard releases`: how each stands, and what a reference opens, which is recorded."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from dashboard.commands import application
from dashboard.identity.gate import gate
from dashboard.settings import dashboard_settings
from data_access.access_vocabulary import Event
from data_access.audit import Entry, append
from data_access.audit.reading import AuditQuery, search
from data_access.complaints import CANNOT_RUN
from data_access.settings import data_settings
from data_access.vocabulary import Role
from tests.frozen import NOW, acting
from tests.press_desk import a_person, a_proposal, office


@pytest.fixture
def store(store_engine: sa.Engine, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[sa.Engine]:
    monkeypatch.setenv("UNIT_STORE_URL", store_url)
    for kept in (data_settings, dashboard_settings, gate):
        kept.cache_clear()
    yield store_engine
    for kept in (data_settings, dashboard_settings, gate):
        kept.cache_clear()


def run(*words: str) -> Result:
    return CliRunner().invoke(application, ["releases", *words])


@pytest.mark.usefixtures("store")
def test_a_store_without_releases_says_so() -> None:
    assert run("list").stdout == "There is no release yet.\n"


def test_each_release_is_listed_with_how_it_stands(store: sa.Engine) -> None:
    office(store, a_person("ann", Role.PRESS_OFFICER), now=NOW).draft(a_proposal())
    assert "SR-2026-0001  Draft  E23000006  The first ten months" in run("list").stdout


def test_a_reference_is_shown_with_its_figure_steps_and_exporters_and_the_looking_is_recorded(store: sa.Engine) -> None:
    kept = office(store, a_person("ann", Role.PRESS_OFFICER), now=NOW).draft(a_proposal())
    taken_away = Entry(event=Event.EXPORT, subject="pack.zip", releases=(kept.reference.text,))
    append(store, acting("dan"), taken_away, now=NOW)
    shown = run("show", kept.reference.of("route.PARTNER").text).stdout
    assert "177: Referrals the unit received" in " ".join(shown.split())
    assert "Drafted by ann on 17 Apr 2026, 10:00" in shown
    assert "Exported by dan on 17 Apr 2026, 10:00: pack.zip" in shown
    (entry,) = search(store, AuditQuery(events=(Event.ACCESS,)), limit=5).entries
    assert (entry.subject, entry.detail) == (kept.reference.of("route.PARTNER").text, "looked up a release")


@pytest.mark.parametrize("text", ["SR-2026-0001-total-A", "SR-2026-0009", "SR-2026-0001-risk.HIGH", "nonsense"])
def test_a_forged_reference_is_refused_in_words(store: sa.Engine, text: str) -> None:
    office(store, a_person("ann", Role.PRESS_OFFICER), now=NOW).draft(a_proposal())
    refused = run("show", text)
    assert refused.exit_code == CANNOT_RUN
    assert "reference" in refused.output
