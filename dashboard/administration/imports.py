"""Imports by an administrator: files are checked first; only what was checked can be loaded, once, by who checked it.

A process has one bench of such work. Each session has one place on it: the files it uploaded and what became of them.
"""

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.administration.import_site import Check, ImportSite, Load
from dashboard.administration.uploads import Deposit, Upload, keep
from dashboard.administration.work import Work
from dashboard.policy import Action, User, check_may
from data_access.audit import Witness
from data_access.errors import DatabaseUnavailable, ImportRejected
from data_access.importer.history import PastLoad
from data_access.importer.progress import Progress

LOADS_SHOWN = 50
SWEEP_EVERY_S = 60.0  # files of a session that ended lie about for so long at most

_log = logging.getLogger("unit.dashboard")


@dataclass(slots=True, kw_only=True)
class Place:
    """What one session has on the bench: its files, and the work on them."""

    deposit: Deposit
    as_at: date
    checking: Work[Check]
    loading: Work[Load] | None = None

    @property
    def work(self) -> Work[Check] | Work[Load]:
        """What is done, or was done last."""
        return self.loading or self.checking


class Bench:
    """Where imports are worked on.

    Parameters
    ----------
    live
        Says which sessions are open, by their public names; the files of all others are removed.
    demonstration
        Whether the site shows an invention. What is loaded counts as real, and a demonstration that holds anything real
        does not start again: whoever loads must say that they know.
    """

    def __init__(self, site: ImportSite, *, live: Callable[[], Collection[str]], demonstration: bool) -> None:
        self.demonstration = demonstration
        self._site = site
        self._live = live
        self._places: dict[str, Place] = {}
        self._changing = threading.RLock()
        self._sweeper: threading.Thread | None = None

    def start_empty(self) -> None:
        """Remove what an earlier process left; at the start of the server."""
        self._site.clear()

    def place_of(self, user: User) -> Place | None:
        """Return what this session has on the bench; raises `NotPermitted`."""
        check_may(user, Action.CHECK_IMPORT)
        return self._places.get(user.session_id)

    def check(
        self, user: User, *, registers: Sequence[Upload], mapping: Upload | None, as_at: date, witness: Witness
    ) -> None:
        """Keep files and start to check them; what the session had before goes.

        Raises `NotPermitted`, `ImportRejected` for files that are not taken, `DatabaseUnavailable` for a full disk.
        """
        check_may(user, Action.CHECK_IMPORT)
        with self._changing:
            self.clear(user)
            deposit = keep(self._site.var_dir, registers=registers, mapping=mapping)
            self._start(user, deposit, as_at=as_at, witness=witness)
            self._watch()

    def check_again(self, user: User, *, witness: Witness) -> None:
        """Start to check the same files again, where a check failed or no longer holds; raises as `check`."""
        check_may(user, Action.CHECK_IMPORT)
        with self._changing:
            place = self._idle(user)
            self._start(user, place.deposit, as_at=place.as_at, witness=witness)

    def load(self, user: User, *, accept_valid: bool, witness: Witness, ends_demonstration: bool = False) -> None:
        """Start to load what was checked; raises `NotPermitted`, and `ImportRejected` for what may not be loaded."""
        check_may(user, Action.LOAD_IMPORT)
        with self._changing:
            place = self._idle(user)
            check = place.checking.outcome
            if check is None or (place.loading is not None and place.loading.outcome is not None):
                raise _not_now("There is nothing that was checked and is not loaded yet.")
            if not (check.findings.clean or (accept_valid and check.findings.has_good_rows)):
                raise _not_now("The check found faults.")
            if self.demonstration and not ends_demonstration:
                raise _not_now("This is a demonstration, and what is loaded would count as real.")

            def act(progress: Progress) -> Load:
                return self._site.load(
                    place.deposit,
                    as_at=place.as_at,
                    check=check,
                    accept_valid=accept_valid,
                    witness=witness,
                    progress=progress,
                )

            place.loading = Work(act, name="import-load")

    def clear(self, user: User) -> None:
        """Remove what this session has on the bench; raises `ImportRejected` while it is worked on."""
        check_may(user, Action.CHECK_IMPORT)
        with self._changing:
            if user.session_id in self._places:
                self._idle(user).deposit.remove()
                del self._places[user.session_id]

    def history(self, user: User) -> tuple[PastLoad, ...]:
        """Return the newest loads and who made them; raises `NotPermitted`, `DatabaseUnavailable`."""
        check_may(user, Action.CHECK_IMPORT)
        return self._site.history(at_most=LOADS_SHOWN)

    def sweep(self) -> bool:
        """Remove the files of sessions that are over, and return whether any are left; work under way ends first."""
        if not self._places:
            return False
        live = self._live()
        with self._changing:
            for session_id, place in list(self._places.items()):
                if session_id not in live and not place.work.is_under_way:
                    place.deposit.remove()
                    del self._places[session_id]
            return bool(self._places)

    def _start(self, user: User, deposit: Deposit, *, as_at: date, witness: Witness) -> None:
        def act(progress: Progress) -> Check:
            return self._site.check(deposit, as_at=as_at, witness=witness, progress=progress)

        checking = Work(act, name="import-check")
        self._places[user.session_id] = Place(deposit=deposit, as_at=as_at, checking=checking)

    def _idle(self, user: User) -> Place:
        place = self._places.get(user.session_id)
        if place is None:
            raise _not_now("The files are no longer there.")
        if place.work.is_under_way:
            raise _not_now("The files are being worked on.")
        return place

    def _watch(self) -> None:
        """See to it that somebody sweeps as long as there are files."""
        if self._sweeper is None or not self._sweeper.is_alive():
            self._sweeper = threading.Thread(target=self._keep_swept, name="import-sweeper", daemon=True)
            self._sweeper.start()

    def _keep_swept(self) -> None:
        pause = threading.Event()
        while not pause.wait(SWEEP_EVERY_S):
            try:
                with self._changing:
                    if not self.sweep():
                        self._sweeper = None
                        return
            except DatabaseUnavailable as error:
                _log.warning("uploads could not be swept: %s", error.happened)


def _not_now(happened: str) -> ImportRejected:
    return ImportRejected(
        happened, unharmed="Nothing was changed.", remedy="See what the page shows now, and go on there."
    )
