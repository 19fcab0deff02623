"""What a page works at: who reads, what they chose, and the one walk from facts to panel."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from dashboard.charts.chart import Theme, View
from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.rules import rule_for
from dashboard.periods import Period
from dashboard.policy import NotPermitted, PageEntry, User
from dashboard.selection import Offer, Selection
from dashboard.ui.question import Question
from data_access.filters import Filters
from data_access.scope import Grain
from data_access.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One reader's place for one run of one page; made by the entry script after every check.

    Attributes
    ----------
    user, entry
        Who reads which page.
    """

    user: User
    entry: PageEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Seat):
    """A seat with the figures before it.

    Attributes
    ----------
    snapshot
        The figures; one page reads one snapshot, so that its panels agree.
    offered, chosen, period, filters, view
        What may be chosen and what is.
    theme
        Light or dark ground.
    """

    snapshot: Snapshot
    offered: Offer
    chosen: Selection
    period: Period
    filters: Filters
    view: View
    theme: Theme

    @property
    def rule(self) -> Rule:
        """How small numbers are protected for this reader."""
        return rule_for(self.user.grant)

    def question(self, subject: str) -> Question:
        """Return the key under which an answer about a subject may be shared with readers of the same scope."""
        return Question(
            version=self.snapshot.version,
            scope=self.user.scope,
            rule=self.rule,
            filters=self.filters,
            subject=subject,
            theme=self.theme,
        )

    @property
    def sees_charts(self) -> bool:
        """Whether this reader's grain goes beyond the headline."""
        return self.user.grant.grain in {Grain.AGGREGATE, Grain.CASE}


_SEAT: ContextVar[Seat] = ContextVar("seat")


@contextmanager
def seated(seat: Seat) -> Iterator[None]:
    """Give the page that runs inside its seat, and take it away after."""
    token = _SEAT.set(seat)
    try:
        yield
    finally:
        _SEAT.reset(token)


def open_page() -> Desk:
    """Return the desk of this run; a page run on its own finds none and is refused with `NotPermitted`."""
    seat = open_office()
    if not isinstance(seat, Desk):
        raise _no_entry()
    return seat


def open_office() -> Seat:
    """Return the seat of this run, for a page without figures; raises `NotPermitted` where there is none."""
    seat = _SEAT.get(None)
    if seat is None:
        raise _no_entry()
    return seat


def _no_entry() -> NotPermitted:
    return NotPermitted(
        "This page opens only through the dashboard's own entry.",
        unharmed="Nothing was shown.",
        remedy="Start from the address of the dashboard and sign in.",
    )
