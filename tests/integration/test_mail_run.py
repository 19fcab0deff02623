"""A run over alerts and briefings, with real databases and a real mail server: counts and a link, never a case."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from dashboard.administration.mail_run import MailRun, Told
from dashboard.caseload.reading import read_choice
from dashboard.mail_settings import MailSettings
from dashboard.settings import DashboardSettings
from data_access import accounts
from data_access.caseload.counting import count_cases
from data_access.caseload_vocabulary import AlertRule, Delivery, Need
from data_access.database import open_case
from data_access.mailings import set_alert, set_briefing, standing_alerts
from data_access.mailings.alerts import Watch
from data_access.mailings.deliveries import TRIED_AGAIN_AFTER
from data_access.schema import audit_entry
from data_access.scope import Grain, Scope
from data_access.vocabulary import Risk, Role
from tests.doors import add
from tests.doorway import ACTOR, WITNESS
from tests.postbox import Postbox, listening
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, a_referral, fill
from tests.snapshots import NO_REFERENCE

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # a Monday
AS_AT = date(2026, 11, 22)
DOMAIN, DESK = "cheshire.police.uk", "desk@cheshire.police.uk"
SCOPE = Scope(forces=(CHESHIRE, HAMPSHIRE), grain=Grain.CASE)
NAMES = {CHESHIRE: "Cheshire", HAMPSHIRE: "Hampshire"}
AFTER_THREE_DAYS = Watch(force_code=CHESHIRE, rule=AlertRule.UNASSESSED_AFTER, risk=Risk.HIGH, days=3)


def waiting(number: int, days: int, **told: object) -> dict[str, object]:
    received = datetime.combine(AS_AT, datetime.min.time()) - timedelta(days=days) + timedelta(hours=9)
    return a_referral(number, referral_datetime=received, status="AWAITING_ASSESSMENT", owner_code=None, **told)


@pytest.fixture
def cases(case_url: str) -> Iterator[sa.Engine]:
    """Two of high risk past three days, one on its second, one of low risk, and many of another force."""
    writing = open_case(case_url)
    fill(
        writing,
        waiting(1, 3, current_risk="HIGH"),
        waiting(2, 40, current_risk="HIGH"),
        waiting(3, 2, current_risk="HIGH"),
        waiting(4, 30, current_risk="LOW"),
        *(waiting(number, 50, current_risk="HIGH", force_code=HAMPSHIRE) for number in range(10, 17)),
    )
    writing.dispose()
    reading = open_case(case_url, read_only=True)
    yield reading
    reading.dispose()


@pytest.fixture
def post() -> Iterator[tuple[Postbox, MailSettings]]:
    """A mail server."""
    with listening() as found:
        yield found


@pytest.fixture
def store(store_engine: sa.Engine) -> sa.Engine:
    """A store with a manager of Cheshire and Hampshire."""
    add(store_engine, username=ACTOR.username, role=Role.MANAGER, forces=(CHESHIRE, HAMPSHIRE))
    return store_engine


def run_of(cases: sa.Engine, store: sa.Engine, mail: MailSettings, *, now: datetime = NOW) -> MailRun:
    settings = DashboardSettings(**mail.model_dump() | {"mail_domains": frozenset({DOMAIN})})
    return MailRun(
        case_engine=cases,
        store=store,
        settings=settings,
        witness=WITNESS,
        now=now,
        as_at=AS_AT,
        is_invented=False,
        force_names=NAMES,
        site="https://figures.example",
    )


def alerted(store: sa.Engine, watch: Watch = AFTER_THREE_DAYS) -> None:
    set_alert(store, watch, address=DESK, domains={DOMAIN}, scope=SCOPE, witness=WITNESS, now=NOW)


def scheduled(store: sa.Engine) -> None:
    asked = {"force_code": CHESHIRE, "weekday": 0, "hour": 8, "address": DESK, "domains": {DOMAIN}, "scope": SCOPE}
    set_briefing(store, **asked, witness=WITNESS, now=NOW)  # type: ignore[arg-type]


def text_of(post: tuple[Postbox, MailSettings], place: int = 0) -> str:
    body = post[0].received[place][1].get_body()
    assert body is not None
    return str(body.get_content())


def test_an_alert_that_is_so_is_mailed_once_a_day(
    cases: sa.Engine, store: sa.Engine, post: tuple[Postbox, MailSettings]
) -> None:
    alerted(store)
    assert list(run_of(cases, store, post[1]).alerts()) == [Told(delivery=Delivery.SENT, address=DESK, counted=2)]
    assert list(run_of(cases, store, post[1], now=NOW + timedelta(hours=3)).alerts()) == []
    assert len(list(run_of(cases, store, post[1], now=NOW + timedelta(days=1)).alerts())) == 1
    (recipients, message), _ = post[0].received
    assert recipients == [DESK]
    assert message["Subject"] == "2 high risk cases still unassessed after 3 days"
    assert "https://figures.example/caseload?force=E23000006&risk=HIGH&unassessed=3" in text_of(post)


@pytest.mark.parametrize(
    ("watch", "counted"),
    [
        (replace(AFTER_THREE_DAYS, days=2), 3),
        (replace(AFTER_THREE_DAYS, days=41), 0),
        (replace(AFTER_THREE_DAYS, risk=None, days=30), 2),
        (replace(AFTER_THREE_DAYS, at_least=3), 0),
        (Watch(force_code=CHESHIRE, rule=AlertRule.NEEDS, need=Need.PAST_TARGET), 2),
        (Watch(force_code=CHESHIRE, rule=AlertRule.NEEDS, need=Need.PAST_TARGET, risk=Risk.HIGH), 1),
        (Watch(force_code=CHESHIRE, rule=AlertRule.NEEDS, need=Need.ORDER_EXPIRING), 0),
        (Watch(force_code=HAMPSHIRE, rule=AlertRule.NEEDS, need=Need.PAST_TARGET), 7),
    ],
)
def test_an_alert_counts_the_cases_of_its_own_force(
    cases: sa.Engine, store: sa.Engine, post: tuple[Postbox, MailSettings], watch: Watch, counted: int
) -> None:
    alerted(store, watch)
    run = run_of(cases, store, post[1])
    assert [each.counted for each in run.alerts()] == ([counted] if counted else [])
    if counted:
        assert opened_by_link(cases, run, text_of(post)) == counted


def opened_by_link(cases: sa.Engine, run: MailRun, text: str) -> int:
    """How many cases the link of a mail opens on the page Caseload."""
    (link,) = re.findall(r"https://figures.example/caseload\S*", text)
    choice, in_vain = read_choice(parse_qs(urlsplit(link).query), forces=NAMES, reference=NO_REFERENCE)
    assert not in_vain
    held = [run._measure(force) for force in NAMES]
    return count_cases(cases, scope=SCOPE, question=choice.question(held))


def test_a_briefing_leaves_on_its_day_with_counts_as_text_and_pdf(
    cases: sa.Engine, store: sa.Engine, post: tuple[Postbox, MailSettings]
) -> None:
    scheduled(store)
    assert list(run_of(cases, store, post[1], now=NOW - timedelta(hours=2)).briefings()) == []
    assert [each.delivery for each in run_of(cases, store, post[1]).briefings()] == [Delivery.SENT]
    assert list(run_of(cases, store, post[1]).briefings()) == []
    text = text_of(post)
    assert "2 cases wait past the target" in text
    assert "2  waiting past target" in text
    (sheet,) = post[0].received[0][1].iter_attachments()
    assert sheet.get_filename() == "briefing-2026-11-22.pdf"
    words = PdfReader(BytesIO(sheet.get_content())).pages[0].extract_text()
    assert all(f"{counted} {need}" in words for counted, need in ((2, "waiting past target"), (4, "record to mend")))


def test_no_mail_holds_a_case(cases: sa.Engine, store: sa.Engine, post: tuple[Postbox, MailSettings]) -> None:
    alerted(store)
    scheduled(store)
    run = run_of(cases, store, post[1])
    assert len([*run.alerts(), *run.briefings()]) == 2
    for _, message in post[0].received:
        assert "R00000" not in message.as_string()
        for sheet in message.iter_attachments():
            assert "R00000" not in PdfReader(BytesIO(sheet.get_content())).pages[0].extract_text()


@pytest.mark.parametrize(
    "changed",
    [{"active": False}, {"role": Role.COMMISSIONER}, {"forces": (HAMPSHIRE,), "home_force": HAMPSHIRE}],
)
def test_nothing_is_mailed_in_the_name_of_who_may_no_longer_see_it(
    cases: sa.Engine, store: sa.Engine, post: tuple[Postbox, MailSettings], changed: dict[str, object]
) -> None:
    alerted(store)
    scheduled(store)
    account = accounts.find(store, username=ACTOR.username)
    assert account is not None
    if "active" in changed:
        accounts.disable(store, username=account.username, witness=WITNESS, now=NOW)
    else:
        wanted = replace(account, **changed)
        accounts.change(
            store,
            username=wanted.username,
            display_name=wanted.display_name,
            role=wanted.role,
            forces=wanted.forces,
            home_force=wanted.home_force,
            witness=WITNESS,
            now=NOW,
        )
    run = run_of(cases, store, post[1])
    assert [*run.alerts(), *run.briefings()] == []
    assert post[0].received == []


def test_a_mail_that_does_not_leave_is_recorded_and_tried_again(
    cases: sa.Engine, store: sa.Engine, post: tuple[Postbox, MailSettings]
) -> None:
    alerted(store)
    gone = post[1].model_copy(update={"mail_port": 1})
    assert [each.delivery for each in run_of(cases, store, gone).alerts()] == [Delivery.FAILED]
    later = NOW + TRIED_AGAIN_AFTER + timedelta(minutes=1)
    assert [each.delivery for each in run_of(cases, store, post[1], now=later).alerts()] == [Delivery.SENT]
    with store.connect() as connection:
        sent = connection.execute(audit_entry.select().where(audit_entry.c.event == "MAIL_SEND")).all()
    assert [(row.outcome, row.subject) for row in sent] == [("FAILED", CHESHIRE), ("DONE", CHESHIRE)]


def test_a_domain_that_the_site_took_back_gets_no_mail(
    cases: sa.Engine, store: sa.Engine, post: tuple[Postbox, MailSettings]
) -> None:
    alerted(store)
    run = run_of(cases, store, post[1])
    narrowed = replace(run, settings=run.settings.model_copy(update={"mail_domains": frozenset({"cwp.nhs.uk"})}))
    assert [each.delivery for each in narrowed.alerts()] == [Delivery.FAILED]
    assert post[0].received == []
    assert len(standing_alerts(store)) == 1
