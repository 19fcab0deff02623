"""The words for browsers that are signed in: a person sees their own, an administrator anybody's."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from dashboard.wording import moments
from dashboard.wording.browsers import browser_in_words
from data_access.open_sessions import OpenSession

HEADINGS = ("Browser", "Address", "Signed in", "Last used")
THIS_ONE = "this one"


def session_row(each: OpenSession, *, now: datetime, this_one: str | None = None) -> tuple[str, ...]:
    """Return the cells under `HEADINGS`; the session whose id is `this_one` says that it is the reader's own."""
    name = browser_in_words(each.agent)
    return (
        f"{name} ({THIS_ONE})" if each.session_id == this_one else name,
        each.address,
        moments.recent(each.opened_at, now=now),
        moments.recent(each.seen_at, now=now),
    )


def endings(sessions: Sequence[OpenSession], *, now: datetime) -> tuple[str, ...]:
    """Return the words of the button that ends each session: its browser, and since when if that alone means two."""
    names = [browser_in_words(each.agent) for each in sessions]
    how_often = Counter(names)
    since = [f", signed in {moments.recent(each.opened_at, now=now)}" for each in sessions]
    return tuple(
        f"Sign out {name}{when if how_often[name] > 1 else ''}" for name, when in zip(names, since, strict=True)
    )
