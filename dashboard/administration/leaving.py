"""How bytes leave, whichever way they are asked for: session and policy asked again, recorded, and only then sent."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.handout import Prepared
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import ACTIONS, Action, NotPermitted, User, check_may
from data_access import audit
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry
from data_access.browsers import Browser
from data_access.errors import UnitError

UNHARMED = "No file was made."


class NotHandedOut(UnitError):
    """A file was asked for and did not leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One file asked for: under which action and name, by which browser, and how it is made."""

    action: Action
    file_name: str
    browser: Browser
    make: Callable[[User], Prepared]

    def handed_out(self, token: object) -> tuple[User, bytes]:
        """Return who takes the bytes, and the bytes, once their leaving is recorded.

        Raises `NotHandedOut` without a live session, `NotPermitted`, which is recorded too, whatever `make` raises, and
        `DatabaseUnavailable`: what cannot be recorded does not leave.
        """
        user = gate().user(token, now=moment())
        if user is None:
            raise NotHandedOut("Your session has ended.", unharmed=UNHARMED, remedy="Sign in again and ask once more.")
        try:
            check_may(user, self.action)
        except NotPermitted as refusal:
            self._record(user, Entry(event=Event.EXPORT, outcome=Outcome.REFUSED, detail=refusal.happened))
            raise
        prepared = self.make(user)
        digest = hashlib.sha256(prepared.content).hexdigest()
        self._record(user, replace(prepared.entry, content_sha256=digest))
        return user, prepared.content

    def _record(self, user: User, entry: Entry) -> None:
        whole = replace(entry, page=ACTIONS[self.action].page, subject=entry.subject or self.file_name)
        at_gate = gate()
        audit.append(at_gate.store, at_gate.witness(user, browser=self.browser), whole, now=moment())
