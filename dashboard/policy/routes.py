"""Every address the server answers, and who gets an answer; whatever is not listed here is not found."""

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
    RouteEntry(path="/favicon.png", methods=_GET, admission=Admission.ANYBODY, why="the browser asks by itself"),
    RouteEntry(path="/manifest.json", methods=_GET, admission=Admission.ANYBODY, why="the browser asks by itself"),
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
        methods=frozenset({"PUT", "DELETE", "OPTIONS"}),
        admission=Admission.ACTION,
        action=Action.CHECK_IMPORT,
        why="a register to be checked; nobody else uploads anything",
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
    RouteEntry(path="/healthz", methods=_GET, admission=Admission.ANYBODY, why="whoever keeps the process running"),
    RouteEntry(path="/readyz", methods=_GET, admission=Admission.ANYBODY, why="whoever balances the load"),
    RouteEntry(path="/metrics", methods=_GET, admission=Admission.TOKEN, why="whoever watches the service"),
)
