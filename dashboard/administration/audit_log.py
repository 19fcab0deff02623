"""What an administrator does with the audit: read it, and walk along its chain; both are recorded in it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.policy import Action, User, check_may
from dashboard.wording import audit_words as words
from data_access import audit
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, Witness
from data_access.audit import reading as ledger
from data_access.audit.reading import AuditPage, AuditQuery, Recorded
from data_access.audit.verdict import Verdict
from data_access.audit.verifying import verify
from data_access.errors import DatabaseUnavailable
from data_access.sessions import Store

LONDON = ZoneInfo("Europe/London")
PAGE = "audit"
ENTRIES_A_PAGE = 50
# Beyond this the exact number helps nobody, and counting it would hold up the page.
COUNTED = 1_000
READ = "Read the audit"

_log = logging.getLogger("unit.administration")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of the audit, as it is chosen on the page or typed with a command; days are civil days in London.

    Attributes
    ----------
    group, outcome
        A name of `audit_words.GROUPS` and a code of `Outcome`; empty for all.
    """

    since: date | None = None
    until: date | None = None
    group: str = ""
    outcome: str = ""
    username: str = ""
    text: str = ""

    @property
    def query(self) -> AuditQuery:
        """The same as a question to the store."""
        return AuditQuery(
            since=_midnight(self.since) if self.since else None,
            until=_midnight(self.until + timedelta(days=1)) if self.until else None,
            username=self.username,
            events=words.GROUPS.get(self.group, ()),
            outcomes=(Outcome(self.outcome),) if self.outcome else (),
            text=self.text,
        )

    @property
    def in_words(self) -> str:
        """The same in words."""
        return words.filters(
            since=self.since,
            until=self.until,
            group=self.group,
            outcome=words.OUTCOMES[self.outcome] if self.outcome else "",
            username=self.username,
            text=self.text,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOffice:
    """One administrator at work on the audit of a store, at one moment.

    Every method raises `NotPermitted` for whoever may not read the audit, and `DatabaseUnavailable` when it cannot be
    read, or when the reading cannot be recorded; nothing is shown then.
    """

    user: User
    store: Store
    witness: Witness
    now: datetime

    def note_reading(self, asked: Asked) -> None:
        """Record that the audit is read, and what for; before anything of it is shown."""
        check_may(self.user, Action.READ_AUDIT)
        self._record(Entry(event=Event.ACCESS, page=PAGE, filters=asked.in_words, detail=READ))

    def page(self, asked: Asked, *, before: Recorded | None = None) -> AuditPage:
        """Return the newest entries that match, from after an entry on."""
        check_may(self.user, Action.READ_AUDIT)
        return ledger.search(self.store, asked.query, before=before, limit=ENTRIES_A_PAGE)

    def matching(self, asked: Asked) -> int:
        """Return how many entries match; one more than `COUNTED` if there are more than that."""
        check_may(self.user, Action.READ_AUDIT)
        return ledger.count(self.store, asked.query, at_most=COUNTED + 1)

    def around(self, sequence: int) -> tuple[Recorded, ...]:
        """Return the entries before, at and after a number, as far as they are there, newest first."""
        check_may(self.user, Action.READ_AUDIT)
        near = (ledger.entry_at(self.store, number) for number in (sequence + 1, sequence, sequence - 1))
        return tuple(entry for entry in near if entry is not None)

    def verified(self, *, expected_hash: str | None, progress: Callable[[int, int], None]) -> Verdict:
        """Walk along the whole chain, and record what was found.

        A broken chain may be one that takes no entry any more: that it is broken is said all the same.
        """
        check_may(self.user, Action.READ_AUDIT)
        found = verify(self.store, self.witness.key, expected_hash=expected_hash, progress=progress)
        said = f"Verified the audit. {words.verdict(found)}"
        if found.fault is None:
            self._record(Entry(event=Event.ACCESS, page=PAGE, detail=said))
            return found
        try:
            self._record(Entry(event=Event.ACCESS, outcome=Outcome.FAILED, page=PAGE, detail=said))
        except DatabaseUnavailable as error:
            _log.warning("a broken audit was found and could not be recorded", exc_info=error)
        return found

    def _record(self, entry: Entry) -> None:
        audit.append(self.store, self.witness, entry, now=self.now)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)
