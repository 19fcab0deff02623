"""Measures metrics: from referral facts to exact counts, always in the same shape.

A metric's conditions are about the values of a row, so they hold alike for all rows with the same values: rows are
tallied by the columns that matter, and the conditions are asked once per combination of values.
"""

import polars as pl

from dashboard.metrics.metric import Measured, Metric
from dashboard.metrics.tally import REFERRALS, codings_of, tally, tally_by_hashing


def measure(metric: Metric, frame: pl.DataFrame, *, by: tuple[str, ...] = ()) -> Measured:
    """Return what a metric comes to over referral facts, for each group of `by` that occurs and in all.

    The order of the rows does not matter. Groups come in the order of their values, not recorded last. Raises
    `ValueError` when the facts lack a column that the metric needs.
    """
    return measure_all((metric,), frame, by=by)[0]


def measure_all(metrics: tuple[Metric, ...], frame: pl.DataFrame, *, by: tuple[str, ...] = ()) -> tuple[Measured, ...]:
    """Return what each metric comes to, as `measure` does, going through the rows once where they share columns."""
    needed = (*by, *sorted({name for metric in metrics for name in metric.columns} - set(by)))
    _check_columns(frame, needed, metrics)
    codings = codings_of(frame, needed)
    if codings is not None:
        combinations = tally(frame, codings)
        return tuple(_summed(metric, combinations, by) for metric in metrics)
    if len(metrics) > 1:
        return tuple(measure(metric, frame, by=by) for metric in metrics)
    return (_measured_by_row(metrics[0], frame, by),)


def _check_columns(frame: pl.DataFrame, needed: tuple[str, ...], metrics: tuple[Metric, ...]) -> None:
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        keys = ", ".join(metric.key for metric in metrics)
        message = f"These facts have no {', '.join(missing)}, which {keys} needs."
        raise ValueError(message)


def _measured_by_row(metric: Metric, frame: pl.DataFrame, by: tuple[str, ...]) -> Measured:
    """Measure a metric whose conditions look at too many values to tally (days, above all), or by too many groups."""
    answered = frame.select(*by, metric.counted.alias("is_counted"), metric.base.alias("is_base"))
    columns = (*by, "is_counted", "is_base")
    codings = codings_of(answered, columns)
    combinations = tally_by_hashing(answered, columns) if codings is None else tally(answered, codings)
    return _summed(metric, combinations, by, counted=pl.col("is_counted"), base=pl.col("is_base"))


def _summed(
    metric: Metric,
    combinations: pl.DataFrame,
    by: tuple[str, ...],
    *,
    counted: pl.Expr | None = None,
    base: pl.Expr | None = None,
) -> Measured:
    """Return counted and base over combinations of values; what is counted is always part of the base."""
    if metric.counts_every_referral and combinations.width == len(by) + 1 and by:
        return _of_every_referral(metric, combinations, by)
    counts = metric.counted if counted is None else counted
    belongs = metric.base if base is None else base
    cells = combinations.select(
        *by,
        pl.when(belongs & counts).then(REFERRALS).otherwise(0).alias("counted"),
        pl.when(belongs).then(REFERRALS).otherwise(0).alias("base"),
    )
    if combinations.width > len(by) + 1 and by:
        cells = cells.group_by(by, maintain_order=True).agg(pl.col("counted", "base").sum())
    total = (int(cells.get_column("counted").sum()), int(cells.get_column("base").sum()))
    if not by:
        cells = pl.DataFrame({"counted": total[:1], "base": total[1:]})
    return Measured(metric=metric, by=by, cells=cells, total=total)


def _of_every_referral(metric: Metric, combinations: pl.DataFrame, by: tuple[str, ...]) -> Measured:
    """Return the combinations as they are: each is a group, and all its rows are counted."""
    referrals = combinations.get_column(REFERRALS)
    groups = combinations.get_columns()[: len(by)]
    cells = pl.DataFrame([*groups, referrals.alias("counted"), referrals.alias("base")])
    return Measured(metric=metric, by=by, cells=cells, total=(int(referrals.sum()),) * 2)
