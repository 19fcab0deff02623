"""The four cards of the Headlines page, each with what it compares with and whether it is news."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from dashboard.charts import months
from dashboard.charts.chart import View
from dashboard.charts.months import Month
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Figure, Rule
from dashboard.headline import history
from dashboard.headline.card import Card
from dashboard.headline.news import news_of
from dashboard.headline.split import Part
from dashboard.metrics import (
    HIGH_RISK_OPEN,
    OPEN_CASELOAD,
    REFERRALS_RECEIVED,
    TAKEN_ON,
    TAKEN_ON_SHARE,
    Metric,
    assessed_within,
    measure,
)
from dashboard.periods import Almanac, Period, year_before
from dashboard.wording import card_contexts, numbers, sentences
from dashboard.wording.sentences import Split
from data_access.filters import Filters
from data_access.scope import Scope
from data_access.snapshot import Snapshot
from data_access.vocabulary import Risk, Status

DAYS_IN_A_MONTH = 365.25 / 12
A_MONTH = timedelta(days=30)


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
        """The same days a year earlier, if the unit was there for all of them."""
        earlier = year_before(self.period)
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

    def figure(self, metric: Metric, since: date, until: date) -> Figure:
        """Return one metric over some days under the rule."""
        return disclose(measure(metric, self.rows(since, until)), self.rule, exact_total=False).total


def cards_of(asked: Asked) -> tuple[Card, ...]:
    """Return the four cards in the order they are read."""
    return tuple(_cards(asked))


def _cards(asked: Asked) -> Iterator[Card]:
    yield _received(asked)
    yield _taken_on(asked)
    yield _assessed(asked)
    yield _high_risk(asked)


def _received(asked: Asked) -> Card:
    now = asked.split.received
    before = asked.before and asked.figure(REFERRALS_RECEIVED, asked.before.since, asked.before.until)
    a_month = None if now.counted is None else now.counted / (asked.period.days / DAYS_IN_A_MONTH)
    context = card_contexts.received(a_month, sentences.comparison(now, before or None))
    return _card(
        asked,
        REFERRALS_RECEIVED,
        number=numbers.about(now.counted, exact=now.exact),
        context=context,
        series=asked.by_month(REFERRALS_RECEIVED),
    )


def _taken_on(asked: Asked) -> Card:
    now, decided = asked.split.taken_on, asked.split.decided
    share_now = None if now.counted is None or not decided else now.counted / decided
    before = asked.before and asked.figure(TAKEN_ON_SHARE, asked.before.since, asked.before.until)
    moved = sentences.share_comparison(share_now, before.share) if before and before.share is not None else ""
    context = card_contexts.taken_on(numbers.percent(now.counted, decided), moved)
    return _card(
        asked,
        TAKEN_ON,
        number=numbers.about(now.counted, exact=now.exact),
        context=context,
        series=asked.by_month(TAKEN_ON),
    )


def _assessed(asked: Asked) -> Card:
    metric = assessed_within(target_days=asked.target_days, as_at=asked.snapshot.as_at)
    now = asked.figure(metric, asked.period.since, asked.period.until)
    before = asked.before and asked.figure(metric, asked.before.since, asked.before.until)
    moved = sentences.share_comparison(now.share, before.share) if before and before.share is not None else ""
    number = numbers.percent(now.counted, now.base) or numbers.share(now.counted, now.base)
    context = card_contexts.assessed(now.counted, now.base, _waiting(asked), moved)
    return _card(asked, metric, number=number, context=context, series=asked.by_month(metric))


def _high_risk(asked: Asked) -> Card:
    """Stand apart from the period: who is open now, whenever they were received."""
    until = asked.snapshot.as_at
    everyone = asked.rows(asked.dates.launched_on, until)
    high = everyone.filter(pl.col("risk") == Risk.HIGH.value)
    of_all = disclose(measure(OPEN_CASELOAD, everyone), asked.rule, exact_total=False).total
    now, then = (_open(asked, high, day) for day in (until, until - A_MONTH))
    return _card(
        asked,
        HIGH_RISK_OPEN,
        number=numbers.count(disclose(measure(HIGH_RISK_OPEN, everyone), asked.rule, exact_total=False).total.counted),
        context=card_contexts.open_now(of_all.counted, sentences.comparison(now, then, against="30 days ago")),
        series=history.open_at_month_ends(HIGH_RISK_OPEN, high, asked.now, asked.rule),
        seen=asked.now,
    )


def _open(asked: Asked, referrals: pl.DataFrame, day: date) -> Part:
    counted = history.alone(HIGH_RISK_OPEN, history.open_on(referrals, day), asked.rule)
    return Part(counted=counted, exact=asked.rule.exact)


def _waiting(asked: Asked) -> str:
    """Say who still waits; the longest wait is one person's, so only exact readers learn it."""
    waits = asked.rows(asked.period.since, asked.period.until).filter(
        pl.col("days_to_assessment").is_null(), pl.col("status") != Status.CLOSED.value
    )
    counted = history.alone(REFERRALS_RECEIVED, waits.height, asked.rule)
    first = waits.get_column("received_on").min()
    longest = (asked.snapshot.as_at - first).days if asked.rule.exact and isinstance(first, date) else None
    return card_contexts.waiting(counted, longest)


def _card(
    asked: Asked, metric: Metric, *, number: str, context: str, series: tuple[Month, ...], seen: View | None = None
) -> Card:
    news = news_of(series, seen or asked.history)
    return Card(
        metric=metric,
        number=number,
        context=context,
        badge=news.words,
        why=news.why,
        unusual=news.unusual,
        data_to=card_contexts.data_to(asked.snapshot.as_at),
    )
