"""Laws of measuring, on any referrals: order does not matter, parts make the whole, a plain count agrees."""

from collections import Counter
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics import METRICS, REFERRALS_RECEIVED, assessed_within, measure, measure_all, reconcile
from dashboard.metrics.metric import Metric
from tests.referral_facts import SCHEMA, referrals

AS_AT = date(2020, 6, 1)
# Those of the practice facts and of the data-to date have worked examples of their own.
MEASURABLE = (*(each for each in METRICS if set(each.columns) <= set(SCHEMA.names())), assessed_within(as_at=AS_AT))
DIMENSIONS = ("force", "area", "month", "agency", "risk", "pathway", "status", "closure_outcome", "received_on")
groupings = st.lists(st.sampled_from(DIMENSIONS), max_size=2, unique=True).map(tuple)
metrics = st.sampled_from(MEASURABLE)


@given(referrals(), metrics, groupings, st.randoms(use_true_random=False))
def test_any_order_of_the_rows_measures_the_same(
    frame: pl.DataFrame, metric: Metric, by: tuple[str, ...], chance: st.DrawFn
) -> None:
    places = list(range(frame.height))
    chance.shuffle(places)
    shuffled = measure(metric, frame[places], by=by)
    assert shuffled.cells.equals(measure(metric, frame, by=by).cells)


@given(referrals(), metrics, groupings)
def test_parts_sum_to_the_whole(frame: pl.DataFrame, metric: Metric, by: tuple[str, ...]) -> None:
    measured = measure(metric, frame, by=by)
    sums = (measured.cells.get_column("counted").sum(), measured.cells.get_column("base").sum())
    assert sums == measured.total == measure(metric, frame).total


@given(referrals(), metrics, groupings)
def test_measuring_agrees_with_asking_every_row(frame: pl.DataFrame, metric: Metric, by: tuple[str, ...]) -> None:
    asked = frame.with_columns(base=metric.base, counted=metric.base & metric.counted).select(*by, "base", "counted")
    base, counted = Counter[tuple[object, ...]](), Counter[tuple[object, ...]]()
    for *group, of_base, is_counted in asked.rows():
        base[tuple(group)] += of_base is True
        counted[tuple(group)] += is_counted is True
    rows = measure(metric, frame, by=by).cells.rows()
    if by:
        assert {tuple(group): (one, all_) for *group, one, all_ in rows} == {
            group: (counted[group], base[group]) for group in base
        }
    else:
        assert rows == [(counted[()], base[()])]


@given(referrals(), metrics, groupings)
def test_nothing_is_counted_that_is_not_in_the_base(frame: pl.DataFrame, metric: Metric, by: tuple[str, ...]) -> None:
    cells = measure(metric, frame, by=by).cells
    assert (cells.get_column("counted") <= cells.get_column("base")).all()


@given(referrals(), groupings)
def test_measured_together_is_measured_apart(frame: pl.DataFrame, by: tuple[str, ...]) -> None:
    together = measure_all(MEASURABLE, frame, by=by)
    for metric, measured in zip(MEASURABLE, together, strict=True):
        assert measured.cells.equals(measure(metric, frame, by=by).cells)
        assert measured.total == measure(metric, frame, by=by).total


@pytest.mark.parametrize("dimension", ["force", "area", "month", "agency", "risk", "status"])
@given(frame=referrals())
def test_the_split_reconciles_at_every_drill(dimension: str, frame: pl.DataFrame) -> None:
    whole = reconcile(frame)
    parts = [reconcile(part) for part in frame.partition_by(dimension)]
    assert sum(part.received for part in parts) == whole.received == frame.height
    assert sum(part.taken_on for part in parts) == whole.taken_on


@given(referrals())
def test_the_plain_count_is_the_number_of_rows(frame: pl.DataFrame) -> None:
    assert measure(REFERRALS_RECEIVED, frame).total == (frame.height, frame.height)
