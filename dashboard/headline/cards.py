"""The four cards of the Headlines page, each with what it compares with and whether it is news."""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from dashboard.charts.chart import View
from dashboard.charts.months import Month
from dashboard.disclosure.disclose import disclose
from dashboard.headline import history
from dashboard.headline.asked import Asked
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
from dashboard.wording import card_contexts, numbers, sentences
from data_access.vocabulary import Risk, Status

DAYS_IN_A_MONTH = 365.25 / 12
A_MONTH = timedelta(days=30)
THIRTY_DAYS_AGO = "30 days ago, by today's level of risk"


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
    before = asked.earlier(REFERRALS_RECEIVED)
    is_long = now.counted is not None and asked.period.days >= A_MONTH.days
    a_month = now.counted / (asked.period.days / DAYS_IN_A_MONTH) if is_long and now.counted is not None else None
    compared = "" if asked.uncompared else sentences.comparison(now, before)
    context = card_contexts.received(a_month, compared)
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
    before = asked.earlier(TAKEN_ON_SHARE)
    moved = asked.moved(share_now, decided, before)
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
    before = asked.earlier(metric)
    moved = asked.moved(now.share, now.base, before)
    number = numbers.percent(now.counted, now.base) or numbers.share(now.counted, now.base)
    context = card_contexts.assessed(now.counted, now.base, _waiting(asked), moved, exact=asked.rule.exact)
    return _card(asked, metric, number=number, context=context, series=asked.by_month(metric))


def _high_risk(asked: Asked) -> Card:
    """Stand apart from the period: who is open now, whenever they were received."""
    until = asked.snapshot.as_at
    everyone = asked.rows(asked.dates.launched_on, until)
    high = everyone.filter(pl.col("risk") == Risk.HIGH.value)
    still, of_all = (
        disclose(measure(metric, everyone), asked.rule, exact_total=False).total
        for metric in (HIGH_RISK_OPEN, OPEN_CASELOAD)
    )
    now, then = (_open(asked, high, day) for day in (until, until - A_MONTH))
    uncompared = asked.change_since(until - A_MONTH, until, against=THIRTY_DAYS_AGO)
    compared = "" if uncompared else sentences.comparison(now, then, against=THIRTY_DAYS_AGO)
    return _card(
        asked,
        HIGH_RISK_OPEN,
        number=numbers.about(still.counted, exact=asked.rule.exact),
        context=card_contexts.open_now(of_all.counted, compared, exact=asked.rule.exact),
        series=history.open_at_month_ends(HIGH_RISK_OPEN, high, asked.now, asked.rule),
        seen=asked.now,
        uncompared=uncompared,
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
    return card_contexts.waiting(counted, longest, exact=asked.rule.exact)


def _card(
    asked: Asked,
    metric: Metric,
    *,
    number: str,
    context: str,
    series: tuple[Month, ...],
    seen: View | None = None,
    uncompared: str | None = None,
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
        uncompared=asked.uncompared if uncompared is None else uncompared,
    )
