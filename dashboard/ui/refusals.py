"""Refusals are recorded: who asked for a page or an act of another role, but never more often than somebody reads."""

from datetime import datetime, timedelta
from threading import Lock

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.util import calc_hash

from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import ACTIONS, PAGES, Action, User
from dashboard.ui import visitor
from data_access import audit
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry

# A script that asks a thousand times a second must not bury what others did.
EVERY = timedelta(minutes=1)
REMEMBERED = 10_000  # about a megabyte; more people than a unit has


class Refusals:
    """What was recorded within the last minute in this process, so that it is not recorded again."""

    def __init__(self) -> None:
        self._recorded: dict[tuple[str, str], datetime] = {}
        self._lock = Lock()

    def is_new(self, username: str, page: str, *, now: datetime) -> bool:
        """Return whether this user's refusal on this page is to be recorded now, and take it as recorded."""
        with self._lock:
            last = self._recorded.get((username, page))
            if last is not None and now - last < EVERY:
                return False
            if len(self._recorded) >= REMEMBERED:
                self._recorded.clear()
            self._recorded[username, page] = now
            return True


REFUSALS = Refusals()


def note_page_asked_for(user: User) -> None:
    """Record if this run was asked for a page of another role, whatever opened instead."""
    run = get_script_run_ctx()
    if run is None:
        return
    by_hash, by_name = run.pages_manager.intended_page_script_hash, run.pages_manager.intended_page_name
    for entry in PAGES:
        if by_hash == calc_hash(entry.key) or by_name == entry.key:
            note_page(user, entry.key)


def note_page(user: User, page_key: str) -> None:
    """Record that somebody asked for a page of another role; one that only waits for a duty is not another's."""
    if any(entry.key == page_key and user.role not in entry.roles for entry in PAGES):
        _note(user, page=page_key, detail="Asked for a page of another role")


def note_action(user: User, action: Action) -> None:
    """Record that somebody tried an act of another role: no button offers it, so the message was forged or is old."""
    if user.role not in ACTIONS[action].roles:
        _note(user, page=ACTIONS[action].page, detail=f"Tried {action}, an act of another role")


def _note(user: User, *, page: str, detail: str) -> None:
    """Record one refusal, unless the last minute has one; raises `DatabaseUnavailable`."""
    now = moment()
    if REFUSALS.is_new(user.username, page, now=now):
        entry = Entry(event=Event.ACCESS, outcome=Outcome.REFUSED, page=page, detail=detail)
        audit.append(gate().store, visitor.witness(user), entry, now=now)
