"""What a manager asks to be mailed: alerts as soon as something is so, and a briefing every week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.policy import Action, User, check_may
from data_access import mailings
from data_access.audit import Witness
from data_access.mailings import Alert, Briefing, Cause
from data_access.mailings.alerts import Watch
from data_access.mailings.deliveries import Mailed
from data_access.sessions import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingOffice:
    """One manager at work on what their forces are mailed, at one moment.

    `domains` are those that mail may leave for. Every method raises `NotPermitted` for whoever may not do this,
    `OutOfScope` for a force that is not theirs, `MailingRefused` for what cannot be set, and `DatabaseUnavailable`
    when the store or its audit cannot be read or written; nothing is changed then.
    """

    user: User
    store: Store
    witness: Witness
    now: datetime
    domains: frozenset[str]

    def alerts(self) -> tuple[Alert, ...]:
        """Return the standing alerts of the reader's forces."""
        check_may(self.user, Action.SET_MAILINGS)
        return mailings.standing_alerts(self.store, forces=self.user.scope.forces)

    def briefings(self) -> tuple[Briefing, ...]:
        """Return the standing briefings of the reader's forces."""
        check_may(self.user, Action.SET_MAILINGS)
        return mailings.standing_briefings(self.store, forces=self.user.scope.forces)

    def last(self, causes: tuple[Cause, ...]) -> Mapping[Cause, Mailed]:
        """Return the last mail of each alert or briefing that has one."""
        check_may(self.user, Action.SET_MAILINGS)
        return mailings.last_deliveries(self.store, causes)

    def watch(self, watch: Watch, *, address: str) -> None:
        """Set an alert."""
        check_may(self.user, Action.SET_MAILINGS)
        mailings.set_alert(
            self.store,
            watch,
            address=address,
            domains=self.domains,
            scope=self.user.scope,
            witness=self.witness,
            now=self.now,
        )

    def schedule(self, force_code: str, *, weekday: int, hour: int, address: str) -> None:
        """Schedule a weekly briefing."""
        check_may(self.user, Action.SET_MAILINGS)
        mailings.set_briefing(
            self.store,
            force_code=force_code,
            weekday=weekday,
            hour=hour,
            address=address,
            domains=self.domains,
            scope=self.user.scope,
            witness=self.witness,
            now=self.now,
        )

    def end(self, cause: Cause) -> None:
        """End an alert or a briefing."""
        check_may(self.user, Action.SET_MAILINGS)
        if cause.alert_id is not None:
            mailings.end_alert(
                self.store, alert_id=cause.alert_id, scope=self.user.scope, witness=self.witness, now=self.now
            )
        if cause.briefing_id is not None:
            mailings.end_briefing(
                self.store, briefing_id=cause.briefing_id, scope=self.user.scope, witness=self.witness, now=self.now
            )
