"""What the service says of itself: that it lives, how it is, and its figures to whoever watches it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from prometheus_client.parser import text_string_to_metric_families

from dashboard.edge.readiness import KEPT_SECONDS, Part, Readiness
from dashboard.identity.clock import moment
from data_access import condition, migrate
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, append
from data_access.condition import SignIns
from data_access.errors import DatabaseUnavailable
from data_access.schema import audit_head
from data_access.sessions import Lifetimes
from tests.doorway import BROWSER, WITNESS, session_of
from tests.edge_site import METRICS_TOKEN, Site, running_site
from tests.loops import awaited
from tests.wire import open_page

LABELS = ("route", "method", "status", "outcome")
BEARER = {"Authorization": f"Bearer {METRICS_TOKEN}"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site over a case database without referrals."""
    with running_site(tmp_path_factory.mktemp("condition")) as running:
        yield running


def figures(site: Site) -> dict[tuple[str, ...], float]:
    """Every figure of the service, by name and labels."""
    answer = site.nobody().get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    samples = [sample for family in families for sample in family.samples]
    return {(each.name, *(each.labels[name] for name in LABELS if name in each.labels)): each.value for each in samples}


def test_the_process_says_it_is_alive_and_nothing_else(site: Site) -> None:
    answer = site.nobody().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_a_site_without_referrals_serves_those_who_can_load_some(site: Site) -> None:
    answer = site.nobody().get("/readyz")
    words = answer.json()
    assert (answer.status_code, words.pop("status")) == (200, "degraded")
    assert words.pop("browser") in {"ok", "absent"}
    assert words == {"store": "ok", "audit": "ok", "figures": "empty"}


def reports(*parts: Part, ticks: tuple[float, ...] = (0.0,)) -> list[tuple[int, str, dict[str, str]]]:
    """Ask how the service is, once at each tick of the clock."""
    now = iter(ticks)
    at = [next(now)]

    async def ask() -> list[tuple[int, str, dict[str, str]]]:
        readiness = Readiness(parts, clock=lambda: at[0])
        told = []
        for tick in ticks:
            at[0] = tick
            report = await readiness.report()
            told.append((report.code, report.status, report.words))
        return told

    return awaited(ask())


def _lost() -> str:
    raise DatabaseUnavailable("postgresql://user:password@host", unharmed="", remedy="")


def _broken() -> str:
    raise ValueError("postgresql://user:password@host")


@pytest.mark.parametrize(
    ("condition_of_part", "is_vital", "told"),
    [
        (lambda: "ok", True, (200, "ready", "ok")),
        (lambda: "outdated", True, (503, "not ready", "outdated")),
        (_lost, True, (503, "not ready", "unreachable")),
        (_broken, True, (503, "not ready", "failed")),
        (lambda: "old", False, (200, "degraded", "old")),
        (_lost, False, (200, "degraded", "unreachable")),
    ],
)
def test_only_what_is_vital_turns_readers_away_and_each_part_says_one_word(condition_of_part, is_vital, told) -> None:
    code, status, words = reports(Part(name="part", condition=condition_of_part, is_vital=is_vital))[0]
    assert (code, status, words["part"]) == told


def test_a_flood_of_questions_costs_one_answer_in_two_seconds() -> None:
    asked: list[int] = []

    def counted() -> str:
        asked.append(1)
        return "ok"

    reports(Part(name="part", condition=counted), ticks=(0.0, 0.1, KEPT_SECONDS, KEPT_SECONDS + 0.1, KEPT_SECONDS + 1))
    assert len(asked) == 2


def test_a_store_of_an_older_release_or_without_an_audit_is_known(store_engine: sa.Engine) -> None:
    assert condition.is_current(store_engine)
    assert condition.has_audit(store_engine)
    migrate.downgrade(store_engine, "store", "-1")
    assert not condition.is_current(store_engine)


def test_sign_ins_are_counted_once_however_often_they_are_read(store_engine: sa.Engine) -> None:
    def happen(outcome: Outcome, *, event: Event = Event.SIGN_IN) -> None:
        append(store_engine, WITNESS, Entry(event=event, outcome=outcome), now=moment())

    happen(Outcome.DONE)
    happen(Outcome.REFUSED)
    happen(Outcome.REFUSED, event=Event.CASE_VIEW)
    known = condition.sign_ins(store_engine, known=SignIns())
    assert known.by_outcome == {Outcome.DONE: 1, Outcome.REFUSED: 1, Outcome.FAILED: 0}
    assert condition.sign_ins(store_engine, known=known) == known
    happen(Outcome.REFUSED)
    assert condition.sign_ins(store_engine, known=known).by_outcome[Outcome.REFUSED] == 2


def test_figures_of_the_service_count_requests_sessions_and_sign_ins(site: Site) -> None:
    client = site.nobody()
    before = figures(site)
    client.get("/definitions?name=somebody")
    client.get("/nobody-listed-this")
    client.request("BREW", "/healthz")
    token = session_of(site.gate, "manager")
    with open_page(client, token=token) as page:
        page.run()
        during = figures(site)
    site.gate.close(token, browser=BROWSER, now=moment())
    after = figures(site)

    def grown(*name: str) -> float:
        return after[name] - before.get(name, 0)

    assert grown("unit_requests_total", "/definitions", "GET", "200") == 1
    assert grown("unit_requests_total", "unlisted", "GET", "404") == 1
    assert grown("unit_requests_total", "/healthz", "OTHER", "405") == 1
    assert grown("unit_request_seconds_count", "/definitions") == 1
    assert during["unit_websockets_open",] - before["unit_websockets_open",] == 1
    assert during["unit_sessions_live",] - before["unit_sessions_live",] == 1
    assert after["unit_sessions_live",] == before["unit_sessions_live",]
    assert grown("unit_sign_ins_total", "DONE") == 1
    assert "unit_script_failures_total" in {name for name, *_ in after}
    assert "unit_figures_age_seconds" in {name for name, *_ in after}


def test_figures_of_the_service_name_no_person_place_or_address(site: Site) -> None:
    session_of(site.gate, "manager")
    site.nobody().get("/media/manager?force=E23000006")
    written = site.nobody().get("/metrics", headers=BEARER).text
    for telling in ("manager", "E23000006", "testclient", "192.0.2.7", METRICS_TOKEN):
        assert telling not in written


def test_sessions_that_lie_idle_are_not_live(site: Site) -> None:
    session_of(site.gate, "manager")
    lifetimes = Lifetimes(idle=timedelta(minutes=30), absolute=timedelta(hours=10))
    assert condition.live_sessions(site.gate.store, lifetimes=lifetimes, now=moment()) > 0
    later = moment() + timedelta(minutes=31)
    assert condition.live_sessions(site.gate.store, lifetimes=lifetimes, now=later) == 0


def test_a_lost_store_leaves_the_other_figures(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_arguments: object, **_named: object) -> sa.Connection:
        raise sa.exc.OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(sa.Engine, "connect", lost)
    told = figures(site)
    assert told["unit_sessions_live",] != told["unit_sessions_live",]  # not a number
    assert ("unit_websockets_open",) in told


def test_the_head_of_the_audit_is_missed(store_engine: sa.Engine) -> None:
    with store_engine.begin() as connection:
        try:
            with connection.begin_nested():
                connection.execute(audit_head.delete())
        except sa.exc.DBAPIError:  # the database itself refuses: then it cannot be lost
            return
    assert not condition.has_audit(store_engine)
