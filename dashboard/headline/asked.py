"""What a headline is about: whose referrals, which period, under which rule; and the figures asked of it."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from dashboard.almanac import Almanac
from dashboard.charts import months
from dashboard.charts.chart import View
from dashboard.charts.comparisons import change_between
from dashboard.charts.months import Month
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Figure, Rule
from dashboard.headline import history
from dashboard.metrics import Metric, measure
from dashboard.periods import Period, year_before
from dashboard.wording import numbers, sentences
from dashboard.wording.comparisons import not_compared
from dashboard.wording.sentences import SAME_PERIOD_LAST_YEAR, Split
from data_access.filters import Filters
from data_access.scope import Scope
from data_access.snapshot import Snapshot

FEWEST_ROUNDED = 100  # under it, rounding to 5 alone moves a share by more than two points


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the cards are about: whose referrals, which period, under which rule.

    Attributes
    ----------
    split
        The equation already disclosed, so that a card shows the same number as the sentence.
    target_days
        Days from referral to assessment that the unit aims for.
    """

    snapshot: Snapshot
    scope: Scope
    filters: Filters
    period: Period
    dates: Almanac
    rule: Rule
    split: Split
    view: View
    target_days: int

    def rows(self, since: date, until: date) -> pl.DataFrame:
        """Return the referrals of the reader's choice received in some days."""
        filters = replace(self.filters, since=since, until=until)
        return self.snapshot.referrals(scope=self.scope, filters=filters)

    @property
    def before(self) -> Period | None:
        """What the period compares with, if the unit was there for all of it."""
        earlier = year_before(self.period, self.dates)
        return earlier if earlier.since >= self.dates.launched_on else None

    @property
    def history(self) -> View:
        """The view with the months that say what is usual, as the chart of months has them."""
        return months.with_history(self.view)

    @property
    def now(self) -> View:
        """The view of this day, whatever the period, with the months that say what is usual."""
        today = replace(self.view.filters, since=self.snapshot.as_at, until=self.snapshot.as_at)
        return months.with_history(replace(self.view, filters=today))

    def by_month(self, metric: Metric) -> tuple[Month, ...]:
        """Return a metric by month, with the months that say what is usual."""
        view = self.history
        return history.monthly(metric, self.rows(view.filters.since, view.filters.until), view, self.rule)

    def moved(self, share: float | None, base: int | None, before: Figure | None) -> str:
        """Return how a share moved, where both bases are large enough for rounding and chance not to make it up."""
        fewest = numbers.SMALLEST_BASE if self.rule.exact else FEWEST_ROUNDED
        if before is None or before.share is None or min(base or 0, before.base or 0) < fewest:
            return ""
        return sentences.share_comparison(share, before.share)

    @property
    def uncompared(self) -> str:
        """Why the period is not compared with the one before although there is one, in words; "" where it is."""
        return "" if self.before is None else self.change_since(self.before.since)

    def change_since(self, since: date, until: date | None = None, *, against: str = SAME_PERIOD_LAST_YEAR) -> str:
        """Return what keeps figures of some days apart, in words, or ""; without an end, to that of the period."""
        changed = change_between(self.view, since, until or self.period.until)
        return not_compared(changed, against=against) if changed else ""

    def earlier(self, metric: Metric) -> Figure | None:
        """Return one metric over what the period compares with; None where there is none, or none that may be."""
        if self.before is None or self.uncompared:
            return None
        return self.figure(metric, self.before.since, self.before.until)

    def figure(self, metric: Metric, since: date, until: date) -> Figure:
        """Return one metric over some days under the rule."""
        return disclose(measure(metric, self.rows(since, until)), self.rule, exact_total=False).total
