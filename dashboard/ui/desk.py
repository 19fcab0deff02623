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
from dashboard.ui.cache import Question
from data_access.filters import Filters
from data_access.scope import Grain
from data_access.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One reader's place for one run of one page; made by the entry script after every check.

    Attributes
    ----------
    user, entry
        Who reads which page.
    snapshot
        The figures; one page reads one snapshot, so that its panels agree.
    offered, chosen, period, filters, view
        What may be chosen and what is.
    theme
        Light or dark ground.
    """

    user: User
    entry: PageEntry
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


_DESK: ContextVar[Desk] = ContextVar("desk")


@contextmanager
def seated(desk: Desk) -> Iterator[None]:
    """Give the page that runs inside its desk, and take it away after."""
    token = _DESK.set(desk)
    try:
        yield
    finally:
        _DESK.reset(token)


def open_page() -> Desk:
    """Return the desk of this run; a page run on its own finds none and is refused with `NotPermitted`."""
    desk = _DESK.get(None)
    if desk is None:
        raise NotPermitted(
            "This page opens only through the dashboard's own entry.",
            unharmed="Nothing was shown.",
            remedy="Start from the address of the dashboard and sign in.",
        )
    return desk
