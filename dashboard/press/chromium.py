"""Which Chromium draws pictures, and how it is started: the system's own, without a network."""

import os
import shutil
from collections.abc import Sequence

from choreographer.browsers.chromium import Chromium

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_PATH = "BROWSER_PATH"  # kaleido's own word for a browser that is not on the path
_ALONE = (
    # What a figure says could name an address, and nothing here may ask for one.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-default-apps",
    "--disable-extensions",
    "--no-pings",
)


def found() -> str | None:
    """Return the path of the Chromium of this machine; None where there is none."""
    named = os.environ.get(BROWSER_PATH)
    candidates = (named,) if named else NAMES
    return next((path for name in candidates if (path := shutil.which(name))), None)


class Alone(Chromium):
    """Chromium that asks no address of any network."""

    def get_cli(self) -> Sequence[str]:
        """Return the command that starts it."""
        return [*super().get_cli(), *_ALONE]
