"""Alerts, briefings and what became of each mail, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access.audit import Entry
from data_access.caseload_vocabulary import AlertRule, Delivery, Need
from data_access.errors import OutOfScope
from data_access.mailings import (
    Cause,
    MailingRefused,
    claim,
    end_alert,
    end_briefing,
    last_deliveries,
    set_alert,
    set_briefing,
    settle,
    standing_alerts,
    standing_briefings,
)
from data_access.mailings.alerts import Watch
from data_access.mailings.deliveries import TRIED_AGAIN_AFTER
from data_access.mailings.refusal import MOST, checked_address
from data_access.schema import audit_entry
from data_access.scope import Grain, Scope
from data_access.vocabulary import Risk
from tests.doorway import WITNESS
from tests.factories import CHESHIRE, HAMPSHIRE

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # a Monday, half past eight in London
TODAY = date(2026, 11, 23)
DOMAINS = frozenset({"cheshire.police.uk", "cwp.nhs.uk"})
DESK = "desk@cheshire.police.uk"
SCOPE = Scope(forces=(CHESHIRE,), grain=Grain.CASE)
ELSEWHERE = Scope(forces=(HAMPSHIRE,), grain=Grain.CASE)
HIGH_RISK = Watch(force_code=CHESHIRE, rule=AlertRule.UNASSESSED_AFTER, risk=Risk.HIGH, days=3)


def alerted(engine: sa.Engine, watch: Watch = HIGH_RISK, *, address: str = DESK, scope: Scope = SCOPE) -> None:
    set_alert(engine, watch, address=address, domains=DOMAINS, scope=scope, witness=WITNESS, now=NOW)


def scheduled(engine: sa.Engine, *, weekday: int = 0, hour: int = 8, scope: Scope = SCOPE) -> None:
    set_briefing(
        engine,
        force_code=CHESHIRE,
        weekday=weekday,
        hour=hour,
        address=DESK,
        domains=DOMAINS,
        scope=scope,
        witness=WITNESS,
        now=NOW,
    )


def recorded(engine: sa.Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()
    return [(row.event, row.outcome) for row in rows]


def test_an_alert_is_set_read_and_ended_each_time_on_record(store_engine: sa.Engine) -> None:
    alerted(store_engine)
    (standing,) = standing_alerts(store_engine, forces=(CHESHIRE,))
    assert (standing.watch, standing.address, standing.set_at) == (HIGH_RISK, DESK, NOW)
    assert standing_alerts(store_engine) == (standing,)
    assert standing_alerts(store_engine, forces=(HAMPSHIRE,)) == ()
    end_alert(store_engine, alert_id=standing.alert_id, scope=SCOPE, witness=WITNESS, now=NOW)
    assert standing_alerts(store_engine) == ()
    assert recorded(store_engine) == [("ALERT_SET", "DONE"), ("ALERT_END", "DONE")]


def test_a_briefing_is_scheduled_and_ended(store_engine: sa.Engine) -> None:
    scheduled(store_engine)
    (standing,) = standing_briefings(store_engine, forces=(CHESHIRE,))
    assert (standing.weekday, standing.hour, standing.address) == (0, 8, DESK)
    end_briefing(store_engine, briefing_id=standing.briefing_id, scope=SCOPE, witness=WITNESS, now=NOW)
    assert standing_briefings(store_engine) == ()


def test_nobody_sets_or_ends_what_is_another_forces(store_engine: sa.Engine) -> None:
    alerted(store_engine)
    scheduled(store_engine)
    (alert,), (briefing,) = standing_alerts(store_engine), standing_briefings(store_engine)
    with pytest.raises(OutOfScope):
        alerted(store_engine, scope=ELSEWHERE)
    with pytest.raises(OutOfScope):
        scheduled(store_engine, scope=ELSEWHERE)
    with pytest.raises(MailingRefused):
        end_alert(store_engine, alert_id=alert.alert_id, scope=ELSEWHERE, witness=WITNESS, now=NOW)
    with pytest.raises(MailingRefused):
        end_briefing(store_engine, briefing_id=briefing.briefing_id, scope=ELSEWHERE, witness=WITNESS, now=NOW)
    assert len(standing_alerts(store_engine)) == len(standing_briefings(store_engine)) == 1


@pytest.mark.parametrize(
    "watch",
    [
        Watch(force_code=CHESHIRE, rule=AlertRule.UNASSESSED_AFTER),
        Watch(force_code=CHESHIRE, rule=AlertRule.UNASSESSED_AFTER, days=-1),
        Watch(force_code=CHESHIRE, rule=AlertRule.UNASSESSED_AFTER, days=366),
        Watch(force_code=CHESHIRE, rule=AlertRule.NEEDS),
        Watch(force_code=CHESHIRE, rule=AlertRule.NEEDS, need=Need.TO_MEND, at_least=0),
    ],
)
def test_an_alert_that_watches_for_nothing_is_refused(store_engine: sa.Engine, watch: Watch) -> None:
    with pytest.raises(MailingRefused):
        alerted(store_engine, watch)
    assert recorded(store_engine) == []


def test_a_force_has_at_most_so_many_alerts(store_engine: sa.Engine) -> None:
    for _ in range(MOST):
        alerted(store_engine)
    with pytest.raises(MailingRefused, match="at most"):
        alerted(store_engine)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "desk",
        "desk@",
        "@cheshire.police.uk",
        "desk@evil.example",
        "desk@cheshire.police.uk.evil.example",
        "desk@evil.example, desk@cheshire.police.uk",
        "desk@cheshire.police.uk\nBcc: a@evil.example",
        "a b@cheshire.police.uk",
        "desk@evil.example@cheshire.police.uk",
        '"desk"@cheshire.police.uk',
        "désk@cheshire.police.uk",
        "de..sk@cheshire.police.uk",
        f"{'a' * 300}@cheshire.police.uk",
    ],
)
def test_mail_leaves_for_addresses_of_the_site_alone(store_engine: sa.Engine, address: str) -> None:
    with pytest.raises(MailingRefused):
        alerted(store_engine, address=address)


def test_an_address_is_kept_with_its_domain_in_small_letters() -> None:
    assert checked_address(" A.Jones+duty@Cheshire.Police.UK ", domains=DOMAINS) == "A.Jones+duty@cheshire.police.uk"
    with pytest.raises(MailingRefused, match="own organisations"):
        checked_address(DESK, domains=())


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), TODAY),
        (datetime(2026, 11, 23, 23, 59, tzinfo=UTC), TODAY),  # a machine that was off in the morning
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), None),
        (datetime(2026, 7, 6, 7, 0, tzinfo=UTC), date(2026, 7, 6)),  # eight o'clock of a London summer
        (datetime(2026, 7, 5, 23, 30, tzinfo=UTC), None),  # Monday there, but half past midnight
    ],
)
def test_a_briefing_is_due_from_its_hour_of_london(store_engine: sa.Engine, moment: datetime, due: date | None) -> None:
    scheduled(store_engine)
    (standing,) = standing_briefings(store_engine)
    assert standing.due_on(moment) == due


def test_a_mail_is_claimed_once_and_again_only_after_it_failed(store_engine: sa.Engine) -> None:
    alerted(store_engine)
    (alert,) = standing_alerts(store_engine)
    cause, told = Cause(alert_id=alert.alert_id), Entry(event="MAIL_SEND", subject=CHESHIRE)
    assert claim(store_engine, cause, due_on=TODAY, counted=2, now=NOW)
    assert not claim(store_engine, cause, due_on=TODAY, counted=2, now=NOW)
    settle(store_engine, cause, due_on=TODAY, sent=False, told=told, witness=WITNESS, now=NOW)
    assert not claim(store_engine, cause, due_on=TODAY, counted=2, now=NOW + TRIED_AGAIN_AFTER)
    later = NOW + TRIED_AGAIN_AFTER + timedelta(seconds=1)
    assert claim(store_engine, cause, due_on=TODAY, counted=3, now=later)
    settle(store_engine, cause, due_on=TODAY, sent=True, told=told, witness=WITNESS, now=later)
    assert not claim(store_engine, cause, due_on=TODAY, counted=3, now=later + TRIED_AGAIN_AFTER * 2)
    assert claim(store_engine, cause, due_on=TODAY + timedelta(days=1), counted=3, now=later)
    assert recorded(store_engine)[1:] == [("MAIL_SEND", "FAILED"), ("MAIL_SEND", "DONE")]
    last = last_deliveries(store_engine, (cause,))[cause]
    assert (last.due_on, last.delivery) == (TODAY + timedelta(days=1), Delivery.FAILED)


def test_of_many_runs_at_once_one_sends(store_engine: sa.Engine) -> None:
    alerted(store_engine)
    (alert,) = standing_alerts(store_engine)
    cause = Cause(alert_id=alert.alert_id)

    def at_once(_: int) -> bool:
        return claim(store_engine, cause, due_on=TODAY, counted=1, now=NOW)

    with ThreadPoolExecutor(max_workers=6) as workers:
        assert sum(workers.map(at_once, range(12))) == 1
