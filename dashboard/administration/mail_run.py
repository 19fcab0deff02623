"""One run over all alerts and briefings: what is so now is counted, written and sent; each mail once a day at most.

Whoever set one must still be a manager of its force: what they may no longer see is not mailed in their name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.administration.briefings import Masthead
from dashboard.briefing.as_pdf import as_pdf
from dashboard.briefing.as_text import as_text
from dashboard.briefing.page import BriefingPage
from dashboard.caseload.watched import cases_of
from dashboard.mail import Enclosure, Letter, Undelivered, post
from dashboard.policy import GRANTS
from dashboard.settings import DashboardSettings
from data_access import accounts, force_settings, mailings, targets
from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.caseload.counting import count_cases, count_needs
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick, yardstick
from data_access.caseload_vocabulary import Delivery
from data_access.cases import Cases
from data_access.mailings import Cause, MailingRefused
from data_access.mailings.alerts import Watch
from data_access.mailings.refusal import checked_address
from data_access.moments import to_london
from data_access.scope import Grain, Scope
from data_access.sessions import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one mail that was due: to whom, of how many cases."""

    delivery: Delivery
    address: str
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRun:
    """One run, at one moment, over what the case database holds.

    Attributes
    ----------
    as_at, is_invented
        The day the records reach, and whether they are invented.
    force_names
        Name by code.
    site
        The address that readers type, to which links lead.
    """

    case_engine: Cases
    store: Store
    settings: DashboardSettings
    witness: Witness
    now: datetime
    as_at: date
    is_invented: bool
    force_names: dict[str, str]
    site: str

    def alerts(self) -> Iterator[Told]:
        """Yield what became of the mail of each alert that is so; raises `DatabaseUnavailable`."""
        today = to_london(self.now).date()
        for alert in mailings.standing_alerts(self.store):
            scope = self._scope(alert.set_by, alert.watch.force_code)
            if scope is None:
                continue
            counted = count_cases(self.case_engine, scope=scope, question=self._question(alert.watch))
            cause = Cause(alert_id=alert.alert_id)
            if counted >= alert.watch.at_least and self._is_ours(cause, today, counted):
                page = self._masthead(alert.watch.force_code).alert(alert.watch, counted)
                letter = Letter(to=alert.address, subject=page.headline, text=as_text(page))
                yield self._sent(cause, letter, due_on=today, counted=counted, force=alert.watch.force_code)

    def briefings(self) -> Iterator[Told]:
        """Yield what became of each briefing that is due; raises `DatabaseUnavailable`."""
        for briefing in mailings.standing_briefings(self.store):
            due_on = briefing.due_on(self.now)
            scope = self._scope(briefing.set_by, briefing.force_code)
            if due_on is None or scope is None:
                continue
            measure = self._measure(briefing.force_code)
            needs = count_needs(self.case_engine, scope=scope, yardsticks=(measure,))
            cause, counted = Cause(briefing_id=briefing.briefing_id), sum(needs.values())
            if self._is_ours(cause, due_on, counted):
                page = self._masthead(briefing.force_code).briefing(needs)
                letter = Letter(
                    to=briefing.address, subject=page.headline, text=as_text(page), enclosures=(self._sheet(page),)
                )
                yield self._sent(cause, letter, due_on=due_on, counted=counted, force=briefing.force_code)

    def _scope(self, username: str, force_code: str) -> Scope | None:
        """Return the one force as its manager may still see it, or None."""
        account = accounts.find(self.store, username=username)
        if account is None or not account.active or force_code not in account.forces:
            return None
        may_see = GRANTS[account.role].grain is Grain.CASE and force_code in self.force_names
        return Scope(forces=(force_code,), grain=Grain.CASE) if may_see else None

    def _measure(self, force_code: str) -> Yardstick:
        forces = (force_code,)
        return yardstick(
            force_code,
            as_at=self.as_at,
            targets=targets.read(self.store, forces=forces, on=self.as_at, otherwise=self.settings.target_days),
            settings=force_settings.read(self.store, forces=forces),
        )

    def _question(self, watch: Watch) -> CaseloadQuestion:
        """Return the cases an alert watches for: exactly those that the link of its mail opens."""
        return cases_of(watch).question((self._measure(watch.force_code),))

    def _is_ours(self, cause: Cause, due_on: date, counted: int) -> bool:
        return mailings.claim(self.store, cause, due_on=due_on, counted=counted, now=self.now)

    def _masthead(self, force_code: str) -> Masthead:
        return Masthead(
            unit=self.settings.unit_name,
            force=self.force_names[force_code],
            as_at=self.as_at,
            is_invented=self.is_invented,
            site=self.site,
        )

    def _sheet(self, page: BriefingPage) -> Enclosure:
        name = f"briefing-{page.as_at.isoformat()}.pdf"
        return Enclosure(file_name=name, kind=("application", "pdf"), content=as_pdf(page, now=self.now))

    def _sent(self, cause: Cause, letter: Letter, *, due_on: date, counted: int, force: str) -> Told:
        """Send a letter that is ours to send, and keep what became of it."""
        why = self._fault(letter)
        told = Entry(
            event=Event.MAIL_SEND,
            subject=force,
            filters=letter.subject,
            rows=counted,
            detail=f"to {letter.to}{f': {why}' if why else ''}",
        )
        mailings.settle(self.store, cause, due_on=due_on, sent=not why, told=told, witness=self.witness, now=self.now)
        delivery = Delivery.FAILED if why else Delivery.SENT
        return Told(delivery=delivery, address=letter.to, counted=counted)

    def _fault(self, letter: Letter) -> str:
        """Return why a letter did not leave, or "" if it did; the domains may have changed since it was asked for."""
        try:
            checked_address(letter.to, domains=self.settings.mail_domains)
            post(letter, settings=self.settings, sender_name=self.settings.unit_name)
        except (Undelivered, MailingRefused) as error:
            return error.happened
        return ""
