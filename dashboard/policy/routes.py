"""Every address the server answers, and who gets an answer; whatever is not listed here is not found."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dashboard.policy.actions import Action
from dashboard.policy.catalogue import PAGES


class Admission(StrEnum):
    """Who gets an answer at an address."""

    ANYBODY = "ANYBODY"
    SIGNED_IN = "SIGNED_IN"
    ACTION = "ACTION"  # whoever may do the entry's action
    TOKEN = "TOKEN"  # noqa: S105 - whoever holds the entry's own token


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteEntry:
    """One address, or everything beneath one.

    Attributes
    ----------
    path
        The address; if it ends in a slash, everything beneath it, else itself alone.
    methods
        What may be asked for; HEAD goes with GET. "WEBSOCKET" for a websocket.
    why
        Why these people and no fewer.
    action
        What one must be permitted to do, where the admission is ACTION.
    """

    path: str
    methods: frozenset[str]
    admission: Admission
    why: str
    action: Action | None = None


_GET = frozenset({"GET"})
_POST = frozenset({"POST"})

ROUTES = (
    *(
        RouteEntry(
            path="/" if entry is PAGES[0] else f"/{entry.key}",
            methods=_GET,
            admission=Admission.ANYBODY,
            why="the empty shell of Streamlit; what it shows is asked for over the websocket, page by page",
        )
        for entry in PAGES
    ),
    RouteEntry(
        path=f"/{PAGES[0].key}", methods=_GET, admission=Admission.ANYBODY, why="sent on to the root, where it opens"
    ),
    RouteEntry(path="/static/", methods=_GET, admission=Admission.ANYBODY, why="Streamlit's own scripts and styles"),
    RouteEntry(
        path="/favicon.png", methods=_GET, admission=Admission.ANYBODY, why="the shell names it as the icon of the tab"
    ),
    RouteEntry(
        path="/_stcore/stream",
        methods=frozenset({"WEBSOCKET"}),
        admission=Admission.ANYBODY,
        why="the sign-in form comes this way; every run asks for the session, and one that ends closes it",
    ),
    RouteEntry(path="/_stcore/health", methods=_GET, admission=Admission.ANYBODY, why="the shell asks before it opens"),
    RouteEntry(
        path="/_stcore/host-config", methods=_GET, admission=Admission.ANYBODY, why="the shell asks before it opens"
    ),
    RouteEntry(
        path="/_stcore/upload_file/",
        methods=frozenset({"PUT", "DELETE"}),
        admission=Admission.ACTION,
        action=Action.CHECK_IMPORT,
        why="a register to be checked; nobody else uploads anything",
    ),
    RouteEntry(
        path="/press-room/picture",
        methods=_POST,
        admission=Admission.ACTION,
        action=Action.EXPORT_RELEASE,
        why="a chart for the clipboard of whoever may export it; recorded before it is sent",
    ),
    RouteEntry(path="/media/", methods=_GET, admission=Admission.SIGNED_IN, why="pictures and prepared downloads"),
    RouteEntry(path="/auth/session", methods=frozenset({"GET", "POST"}), admission=Admission.ANYBODY, why="sign-in"),
    RouteEntry(path="/auth/sign-out", methods=_POST, admission=Admission.ANYBODY, why="sign-out"),
    RouteEntry(path="/auth/bridge.js", methods=_GET, admission=Admission.ANYBODY, why="our script of the sign-in"),
    RouteEntry(path="/auth/single-sign-on", methods=_GET, admission=Admission.ANYBODY, why="the way to the provider"),
    RouteEntry(
        path="/auth/single-sign-on/return", methods=_GET, admission=Admission.ANYBODY, why="the way back from it"
    ),
    RouteEntry(path="/assets/page.js", methods=_GET, admission=Admission.ANYBODY, why="our script of the pages"),
    RouteEntry(path="/published", methods=_GET, admission=Admission.ANYBODY, why="the way to the public pages"),
    RouteEntry(
        path="/published/",
        methods=_GET,
        admission=Admission.ANYBODY,
        why="releases that are out; what is not out is not among these files",
    ),
    RouteEntry(path="/healthz", methods=_GET, admission=Admission.ANYBODY, why="whoever keeps the process running"),
    RouteEntry(path="/readyz", methods=_GET, admission=Admission.ANYBODY, why="whoever balances the load"),
    RouteEntry(path="/metrics", methods=_GET, admission=Admission.TOKEN, why="whoever watches the service"),
)

LONGEST_PATH = 200  # ours have at most 120, of an upload
# What may follow a slash that ends an entry. No percent sign, no backslash, no letter beyond ASCII, no segment that is
# empty or of dots alone: each is a second way to write an address, and a check is only as good as its only spelling.
_BENEATH = re.compile(r"(?:(?!\.{1,2}(?:/|$))[A-Za-z0-9._-]+(?:/|$))+(?<!/)")


def entries_at(path: str) -> tuple[RouteEntry, ...]:
    """Return the entries for an address, one or more for its several methods; none where nothing is to be found."""
    if len(path) > LONGEST_PATH:
        return ()
    return _EXACT.get(path) or tuple(entry for entry in _BRANCHES if _is_beneath(path, entry.path))


def entry_for(path: str, method: str) -> RouteEntry | None:
    """Return the entry that says who may ask for an address in this way; None if nobody may."""
    asked = "GET" if method == "HEAD" else method
    return next((entry for entry in entries_at(path) if asked in entry.methods), None)


def _is_beneath(path: str, branch: str) -> bool:
    return path.startswith(branch) and _BENEATH.fullmatch(path, len(branch)) is not None


_BRANCHES = tuple(entry for entry in ROUTES if entry.path.endswith("/") and entry.path != "/")
_EXACT = {
    path: tuple(entry for entry in ROUTES if entry.path == path)
    for path in {entry.path for entry in ROUTES} - {entry.path for entry in _BRANCHES}
}
