"""Stretches of months for the chart of decisions: quarters, or financial years where there are many."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dashboard.charts import months
from dashboard.charts.cells import cells_of
from dashboard.charts.chart import Choice, View
from dashboard.disclosure.disclosed import Disclosed
from dashboard.periods import days_key
from dashboard.wording import dates
from data_access.facts import month_number, month_start

QUARTER, YEAR = 3, 12  # months
MOST_QUARTERS = 8  # two years; a longer period is told by financial year
_APRIL = 3  # months after January


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One bar: the months it covers, in words too, the referrals decided and those taken on, None where hidden."""

    words: str
    taken_on: int | None
    decided: int | None
    months: range = range(0)

    @property
    def partners(self) -> int | None:
        """Decided referrals that the unit did not take on."""
        if self.taken_on is None or self.decided is None:
            return None
        return self.decided - self.taken_on


def stretch_of(month: int, firsts: Sequence[int]) -> int:
    """Return the first month of the stretch that a month belongs to."""
    return firsts[max(0, bisect_right(firsts, month) - 1)]


def firsts_in(view: View) -> list[int]:
    """Return the first month of each quarter counted from the first month, or of each financial year."""
    since, until = (month_number(day) for day in months.covered(view))
    if until - since < QUARTER * MOST_QUARTERS:
        return list(range(since, until + 1, QUARTER))
    first_april = since + (_APRIL - since) % YEAR
    return sorted({since, *range(first_april, until + 1, YEAR)})


def stretches_in(disclosed: Disclosed, view: View) -> tuple[Stretch, ...]:
    """Return the bars to draw, oldest first, from the cells of their first months."""
    cells = {cell.code: cell for cell in cells_of(disclosed)}
    firsts = firsts_in(view)
    last = month_number(months.covered(view)[1])
    ends = [*(first - 1 for first in firsts[1:]), last]
    return tuple(
        Stretch(
            words=dates.months_span(month_start(first), month_start(end + 1) - timedelta(days=1)),
            taken_on=cells[first].counted,
            decided=cells[first].base,
            months=range(first, end + 1),
        )
        for first, end in zip(firsts, ends, strict=True)
    )


def days_of(these: range, view: View) -> str:
    """Return the key of the days of some months that have figures: what a mark of a stretch carries."""
    since, until = months.covered(view)
    first, last = month_start(these[0]), month_start(these[-1] + 1) - timedelta(days=1)
    return days_key(max(first, since), min(last, until))


def period_choices(shown: Iterable[tuple[str, range]], view: View) -> tuple[Choice, ...]:
    """Return the stretches a reader may open, from their words and months; the whole period is no choice."""
    everything = days_key(*months.covered(view))
    found = [Choice(dimension="period", code=days_of(these, view), label=words) for words, these in shown]
    return tuple(choice for choice in found if choice.code != everything)
