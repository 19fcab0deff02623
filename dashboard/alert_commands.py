"""`python -m dashboard alerts`: mail what is due. Meant for a timer: `*/15 * * * *` of cron, or a systemd timer."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from dashboard.administration.mail_run import MailRun
from dashboard.administration.quality import record_quality
from dashboard.command_line import opened_store, say
from dashboard.identity.clock import moment
from dashboard.settings import dashboard_settings
from dashboard.wording import mailings as words
from data_access.audit.operator import operator
from data_access.caseload_vocabulary import Delivery
from data_access.complaints import CANNOT_RUN, spoken
from data_access.database import open_case
from data_access.errors import SettingRefused
from data_access.moments import to_london
from data_access.settings import data_settings
from data_access.snapshot import read_edition

alerts = typer.Typer(no_args_is_help=True, help="Alerts and briefings by mail.")
THIS_COMPUTER = "http://localhost:8501"


@alerts.command()
@spoken()
def run() -> None:
    """Count what alerts watch for and what is to be mended, and mail what is due; exit 2 if a mail did not leave."""
    _check_can_send()
    with _run() as due:
        # Counted whether or not anybody opens a page that day, so that its history has no holes.
        record_quality(due.case_engine, due.store, as_at=due.as_at, target_days=due.settings.target_days)
        told = [*due.alerts(), *due.briefings()]
    for each in told:
        say(words.delivery_told(each.delivery, each.address))
    if not told:
        say(words.NOTHING_DUE)
    if any(each.delivery is Delivery.FAILED for each in told):
        raise typer.Exit(CANNOT_RUN)


def _check_can_send() -> None:
    """Refuse before anything is claimed: a mail that cannot leave is not tried."""
    if dashboard_settings().mail_host is None:
        raise SettingRefused(
            "No mail server is set.",
            unharmed="No mail was tried; what is due stays due.",
            remedy="Set UNIT_MAIL_HOST and UNIT_MAIL_DOMAINS, then run this again.",
        )


@contextmanager
def _run() -> Iterator[MailRun]:
    settings, now = dashboard_settings(), moment()
    cases = open_case(data_settings().case_url.get_secret_value(), read_only=True)
    try:
        with opened_store() as store:
            edition = read_edition(cases)
            yield MailRun(
                case_engine=cases,
                store=store,
                settings=settings,
                witness=operator(),
                now=now,
                as_at=edition.as_at or to_london(now).date(),
                is_invented=edition.synthetic,
                force_names={force.code: force.name for force in edition.reference.forces},
                site=settings.public_url or THIS_COMPUTER,
            )
    finally:
        cases.dispose()
