"""`python -m dashboard alerts run` as a timer starts it: mails what is due, keeps the counts, and says what it did."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from typer.testing import CliRunner, Result

from dashboard.commands import application
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.settings import dashboard_settings
from data_access.caseload_vocabulary import AlertRule
from data_access.complaints import CANNOT_RUN
from data_access.database import open_case
from data_access.mailings import set_alert
from data_access.mailings.alerts import Watch
from data_access.quality.history import recorded_counts
from data_access.scope import Grain, Scope
from data_access.settings import data_settings
from data_access.vocabulary import Risk
from tests.doorway import WITNESS, add_person
from tests.postbox import Postbox, listening
from tests.snapshot_rows import CHESHIRE, a_referral, fill

DESK = "desk@cheshire.police.uk"
Run = Callable[[], Result]


def forget() -> None:
    for kept in (data_settings, dashboard_settings, gate):
        kept.cache_clear()


@pytest.fixture
def post() -> Iterator[tuple[Postbox, int]]:
    with listening() as (box, settings):
        yield box, settings.mail_port


@pytest.fixture
def run(case_url: str, store_url: str, monkeypatch: pytest.MonkeyPatch, post: tuple[Postbox, int]) -> Iterator[Run]:
    """The command over a case that waits, and an alert that watches for it."""
    monkeypatch.setenv("UNIT_CASE_URL", case_url)
    monkeypatch.setenv("UNIT_STORE_URL", store_url)
    for name, value in {
        "HOST": "127.0.0.1",
        "PORT": str(post[1]),
        "SECURITY": "none",
        "DOMAINS": "cheshire.police.uk",
    }.items():
        monkeypatch.setenv(f"UNIT_MAIL_{name}", value)
    forget()
    writing = open_case(case_url)
    fill(writing, a_referral(1, current_risk="HIGH", status="AWAITING_ASSESSMENT"))
    writing.dispose()
    add_person(gate(), WITNESS.actor.username)
    scope = Scope(forces=(CHESHIRE,), grain=Grain.CASE)
    watch = Watch(force_code=CHESHIRE, rule=AlertRule.UNASSESSED_AFTER, risk=Risk.HIGH, days=3)
    domains = frozenset({"cheshire.police.uk"})
    set_alert(gate().store, watch, address=DESK, scope=scope, domains=domains, witness=WITNESS, now=moment())
    yield lambda: CliRunner().invoke(application, ["alerts", "run"], env={"COLUMNS": "200"})
    gate().store.dispose()
    forget()


def test_what_is_due_is_mailed_once_and_the_counts_of_the_day_are_kept(run: Run, post: tuple[Postbox, int]) -> None:
    done = run()
    assert done.exit_code == 0, done.output
    assert DESK in done.output
    ((to, letter),) = post[0].received
    assert to == [DESK]
    assert "R0000001" not in str(letter)
    counted = {each.rule: each.counted for each in recorded_counts(gate().store, forces=(CHESHIRE,))}
    assert {each.counted_on for each in recorded_counts(gate().store, forces=(CHESHIRE,))} == {date(2019, 4, 18)}
    assert counted["high_risk_not_assessed"] == 1
    again = run()
    assert (again.exit_code, len(post[0].received)) == (0, 1)
    assert "No mail is due" in again.output


def test_without_a_mail_server_nothing_is_tried_and_it_says_what_to_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNIT_MAIL_HOST")
    dashboard_settings.cache_clear()
    refused = run()
    assert refused.exit_code == CANNOT_RUN
    assert "UNIT_MAIL_HOST" in refused.output
