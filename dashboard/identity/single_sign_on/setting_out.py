"""How a journey to the provider begins: fresh secrets, and a page of this very site to come back to."""

import re
import secrets
from urllib.parse import urlsplit

from dashboard.policy import PAGES
from data_access.journeys import Journey

SECRET_BYTES = 32  # 256 bits each
LONGEST_ADDRESS = 2_000  # as long as links with every filter in them get
# What browsers read as more than it looks: a backslash is a slash to them, and line ends are overlooked.
PRINTABLE = re.compile(r"[!-\[\]-~]+")
PATHS = frozenset({"/", *(f"/{page.key}" for page in PAGES)})
FRONT = "/"


def new_journey(*, wanted: str) -> Journey:
    """Return a journey with secrets of its own, back to the page that was wanted if it is one of ours."""
    return Journey(
        state=secrets.token_urlsafe(SECRET_BYTES),
        nonce=secrets.token_urlsafe(SECRET_BYTES),
        code_verifier=secrets.token_urlsafe(SECRET_BYTES),
        return_to=safe_return(wanted),
    )


def safe_return(wanted: str) -> str:
    """Return the path and query of a page of this site, or the front page for any other address."""
    if len(wanted) > LONGEST_ADDRESS or not PRINTABLE.fullmatch(wanted):
        return FRONT
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return FRONT
    if parts.scheme or parts.netloc or parts.path not in PATHS:
        return FRONT
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
