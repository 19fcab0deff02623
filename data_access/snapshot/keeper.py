"""Keeps the current snapshot: loaded once, refreshed behind the readers' backs, served on when the database is gone."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from data_access.errors import UnitError
from data_access.snapshot.arrow_copy import read_copy, write_copy
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.source import Source
from data_access.snapshot.version import data_version

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What readers get now.

    Attributes
    ----------
    snapshot
        The newest figures that could be read.
    trouble
        Why they may not be the newest there are, in words; None when all is well.
    since
        Since when the trouble lasts.
    """

    snapshot: Snapshot
    trouble: str | None = None
    since: datetime | None = None


class SnapshotKeeper:
    """One per process: gives every reader the same snapshot and renews it without making anybody wait.

    Parameters
    ----------
    engine
        The case database, or a function that opens it (called again after a failure).
    var_dir
        Folder of the Arrow copy.
    refresh_every
        How often, at most, the database is asked for its version.
    clock
        Says what time it is.
    after_renewal
        What else is to be done, behind the readers' backs, once new figures are served; it may fail alone.
    """

    def __init__(
        self,
        engine: sa.Engine | Callable[[], sa.Engine],
        *,
        var_dir: Path,
        refresh_every: timedelta,
        clock: Callable[[], datetime],
        after_renewal: Callable[[sa.Engine, Snapshot], object] | None = None,
    ) -> None:
        self._source = Source(engine)
        self._var_dir = var_dir
        self._refresh_every = refresh_every
        self._clock = clock
        self._after_renewal = after_renewal
        self._served: Served | None = None
        self._copied = False
        self._asked_at = clock()
        self._first = threading.Lock()
        self._refreshing = threading.Lock()
        self._worker: threading.Thread | None = None

    def current(self) -> Served:
        """Return what to show now; raises `DatabaseUnavailable` when there is neither database nor copy.

        Only the first call of a process waits. When the database is due to be asked again, one thread does it in the
        background while everybody goes on reading what there is.
        """
        served = self._served
        if served is None:
            with self._first:
                if self._served is None:
                    self._served = self._first_served()
                    self._asked_at = self._clock()
                return self._served
        if self._clock() - self._asked_at >= self._refresh_every and self._refreshing.acquire(blocking=False):
            self._asked_at = self._clock()
            self._worker = threading.Thread(target=self._refresh, name="snapshot-refresh", daemon=True)
            self._worker.start()
        return served

    def ask_soon(self) -> None:
        """Let the next call ask the database, however lately it was asked: after a load."""
        self._asked_at -= self._refresh_every

    def settle(self) -> None:
        """Wait for a refresh under way, if there is one; for shutdown and tests."""
        if self._worker is not None:
            self._worker.join()

    def _first_served(self) -> Served:
        copy = read_copy(self._var_dir)
        try:
            engine = self._source.engine()
            if copy is not None and data_version(engine) == copy.version:
                self._copied = True
                return Served(snapshot=copy)
            return self._kept(read_snapshot(engine, now=self._clock()))
        except UnitError as error:
            if copy is None:
                raise
            return self._in_trouble(Served(snapshot=copy), error.happened)

    def _refresh(self) -> None:
        """Renew the snapshot; whatever goes wrong, the old one stays and says so."""
        old = self._served
        try:
            if old is not None:
                self._served = self._renewed(old)
                self._follow_up(old)
        except UnitError as error:
            self._served = self._in_trouble(old, error.happened) if old else None
        except Exception:  # it ends in a thread that nobody waits for: unnoticed, the figures would just grow old
            _LOG.exception("The snapshot could not be refreshed")
            self._served = self._in_trouble(old, "The figures could not be refreshed.") if old else None
        finally:
            self._refreshing.release()

    def _follow_up(self, old: Served) -> None:
        """Do what else new figures ask for; that it failed is logged, and the figures stand."""
        new = self._served
        if self._after_renewal is None or new is None or new.snapshot.version == old.snapshot.version:
            return
        try:
            self._after_renewal(self._source.engine(), new.snapshot)
        except Exception:  # in a thread that nobody waits for, and the figures are right without it
            _LOG.exception("What follows new figures could not be done")

    def _renewed(self, old: Served) -> Served:
        engine = self._source.engine()
        if data_version(engine) == old.snapshot.version:
            return Served(snapshot=old.snapshot) if self._copied else self._kept(old.snapshot)
        return self._kept(read_snapshot(engine, now=self._clock()))

    def _kept(self, snapshot: Snapshot) -> Served:
        """Serve a new snapshot and write its copy; without the copy the figures are right, a restart is slower."""
        self._copied = False
        try:
            write_copy(snapshot, self._var_dir)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return self._in_trouble(Served(snapshot=snapshot), f"The copy for restarts could not be written: {reason}.")
        self._copied = True
        return Served(snapshot=snapshot)

    def _in_trouble(self, served: Served, trouble: str) -> Served:
        return replace(served, trouble=trouble, since=served.since or self._clock())
