"""How a file leaves: session and policy asked again, the record written, and only then the bytes.

Streamlit calls this in a thread without cookies or session state, so whose request it is was noted with the button.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event

from dashboard.administration.leaving import UNHARMED, Leaving, NotHandedOut
from dashboard.handout import Prepared
from dashboard.policy import Action, User
from dashboard.ui.media import belongs_to
from data_access.browsers import Browser
from data_access.errors import UnitError

# The page waits this long for its file to be ready or refused; a larger one arrives without its word.
PATIENCE_S = 20.0
ON_ITS_WAY = "The file is still being made; it will arrive by itself."
# A press is forgotten when the page is drawn anew at that moment: the offer it meant is no longer known to the server.
BEGIN_PATIENCE_S = 5.0
NOT_BEGUN = "No file has been begun: the page was drawn anew as you pressed, and nothing left. Press again."

_log = logging.getLogger("unit.downloads")


class Delivery:
    """What became of a file, told by the thread that makes it to the page that offered it."""

    def __init__(self) -> None:
        self._said: SimpleQueue[str] = SimpleQueue()
        self._begun = Event()

    def begin(self) -> None:
        """Note that the file is being made."""
        self._begun.set()

    def tell(self, sentence: str) -> None:
        """Say why there is no file, or nothing if it left."""
        self._said.put(sentence)

    def wait(self) -> str:
        """Return what was said, as soon as it is."""
        if not self._begun.wait(BEGIN_PATIENCE_S):
            return NOT_BEGUN
        try:
            said = self._said.get(timeout=PATIENCE_S)
        except Empty:
            said = ON_ITS_WAY
        self._begun.clear()
        return said

    def forget(self) -> None:
        """Drop what was said too late for its page."""
        while not self._said.empty():
            self._said.get_nowait()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One offered file: for whose session, under which action, and how it is made."""

    token: object = field(repr=False)
    browser: Browser
    action: Action
    file_name: str
    make: Callable[[User], Prepared]
    delivery: Delivery

    def __call__(self) -> bytes:
        """Return the bytes once their leaving is recorded; raises `NotHandedOut`, and tells the page why."""
        self.delivery.begin()
        try:
            content = self._handed_out()
        except UnitError as error:
            _log.warning("a download was refused", exc_info=error)
            refusal = str(error)
        except Exception:  # Streamlit would put any fault into its answer to the browser: only a reference may leave
            reference = self.browser.request_id or secrets.token_hex(4)
            _log.exception("a download failed, reference %s", reference)
            refusal = f"The file could not be made, and nothing left (reference {reference})."
        else:
            self.delivery.tell("")
            return content
        self.delivery.tell(refusal)
        raise NotHandedOut("No file left.", unharmed=UNHARMED, remedy="The page says why.")

    def _handed_out(self) -> bytes:
        leaving = Leaving(action=self.action, file_name=self.file_name, browser=self.browser, make=self.make)
        user, content = leaving.handed_out(self.token)
        belongs_to(user.session_id)
        return content
