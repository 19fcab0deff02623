"""One check or load in a thread of its own: it says how far it is, ends once, and never ends without a word."""

import logging
import secrets
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from data_access.errors import DatabaseUnavailable, UnitError
from data_access.importer.progress import Progress

Outcome = TypeVar("Outcome")

_log = logging.getLogger("unit.dashboard")


class Work(Generic[Outcome]):
    """Work that goes on while its page is drawn again, closed or left.

    A page that is drawn again stops the run before it: a load in such a run would be cut short by any click.
    """

    def __init__(self, act: Callable[[Progress], Outcome], *, name: str) -> None:
        self.name = name
        self.step, self.share = "", 0.0
        self.outcome: Outcome | None = None
        self.trouble: UnitError | None = None
        self._act = act
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def is_under_way(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    def wait(self) -> None:
        """Wait for its end; for tests and shutdown."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self.outcome = self._act(self._tell)
        except UnitError as error:
            self.trouble = error
        except Exception as error:
            reference = secrets.token_hex(4)
            # Only the kind of error: its words and its frames could quote a row.
            _log.error("%s failed, reference %s: %s", self.name, reference, type(error).__name__)
            self.trouble = DatabaseUnavailable(
                f"Something went wrong that was not foreseen (reference {reference}).",
                unharmed="Nothing was loaded unless the list of loads says so.",
                remedy="Try again; if it happens again, give the reference to whoever runs the service.",
            )

    def _tell(self, step: str, share: float) -> None:
        self.step, self.share = step, share
