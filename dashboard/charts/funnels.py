"""Funnel plots: a share by agency and force against that of all, and where each lies, judged by the counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard.charts import captions
from dashboard.charts.chart import Chart, Choice, Drawn, Table, Theme, View
from dashboard.charts.dimensions import MISSING, OTHERS
from dashboard.charts.funnel_picture import SMALLEST, Point, picture
from dashboard.disclosure.disclosed import Disclosed
from dashboard.methods.funnel import Place, place
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured, Metric
from dashboard.metrics.pathways import TAKEN_ON_SHARE
from dashboard.metrics.timeliness import ASSESSED_WITHIN_TARGET, TARGET_DAYS, assessed_within
from dashboard.wording import funnels as words
from dashboard.wording import numbers
from dashboard.wording.symbols import NOT_RECORDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """One share to draw as a funnel.

    Attributes
    ----------
    key
        Key of its chart.
    metric
        From the view to the share: one target for all, so that like stands by like.
    counted
        "Taken on", over the column of what is counted.
    """

    key: str
    metric: Callable[[View], Metric]
    counted: str

    def gather(self, referrals: pl.DataFrame, view: View) -> Measured:
        """Return the share by agency and force, agencies of few referrals added up within their force."""
        measured = measure(self.metric(view), referrals, by=("agency", "force"))
        small = (pl.col("base") < SMALLEST) & pl.col("agency").is_not_null()
        named = pl.col("agency").cast(pl.String).fill_null("")
        cells = (
            measured.cells.with_columns(pl.when(small).then(pl.lit(OTHERS)).otherwise(named).alias("agency"))
            .group_by("agency", "force", maintain_order=True)
            .agg(pl.col("counted", "base").sum())
        )
        return replace(measured, cells=cells)

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the funnel with everything said about it."""
        points = _points(disclosed, view)
        drawn = [point for point in points if point.base >= SMALLEST]
        table = _table(self.counted, points, disclosed)
        measured_as = f"{disclosed.metric.name}, by referring agency and force"
        if not drawn:
            why = _why_empty(points)
            return captions.untold(
                key=self.key, measure=measured_as, disclosed=disclosed, view=view, table=table, why=why
            )
        largest = max(drawn, key=lambda point: point.base)
        return captions.told(
            key=self.key,
            measure=measured_as,
            title=words.title(sum(point.place is Place.BEYOND_OUTER for point in drawn)),
            disclosed=disclosed,
            view=view,
            figure=picture(drawn, disclosed.total, theme),
            table=table,
            kind="Funnel plot",
            largest=f"{largest.label}, {numbers.share(largest.counted, largest.base)}",
            notes=(words.MEANING, words.METHOD, words.MERGED),
            choices=_choices(drawn, view),
        )


def _why_empty(points: Sequence[Point]) -> str:
    return words.NOWHERE_ENOUGH if points else ""


def _points(disclosed: Disclosed, view: View) -> tuple[Point, ...]:
    """Return the points by agency, in the order of agencies, then by force in that of the alphabet: no rank."""
    names = {agency.code: agency.name for agency in view.reference.agencies}
    names |= {OTHERS: words.OTHERS, MISSING: NOT_RECORDED.capitalize()}
    forces = {force.code: force.name for force in view.reference.forces}
    rows = [row for row in disclosed.cells.iter_rows(named=True) if row["base"]]
    several = len({row["force"] for row in rows}) > 1
    average = disclosed.total.share
    order = list(names)
    rows.sort(key=lambda row: (order.index(row["agency"]), forces[row["force"]]))
    return tuple(
        Point(
            agency=row["agency"],
            label=f"{names[row['agency']]}, {forces[row['force']]}" if several else names[row["agency"]],
            counted=row["counted"],
            base=row["base"],
            place=_placed(row["counted"], row["base"], average=average),
        )
        for row in rows
    )


def _placed(counted: int, base: int, *, average: float | None) -> Place:
    """Return where a share lies; around a share of nobody or of everybody nothing varies."""
    return place(counted, base, target=average) if average is not None and 0 < average < 1 else Place.USUAL


def _choices(drawn: Sequence[Point], view: View) -> list[Choice]:
    names = {agency.code: agency.name for agency in view.reference.agencies}
    codes = dict.fromkeys(point.agency for point in drawn if point.agency in names)
    return [Choice(dimension="agency", code=code, label=names[code]) for code in codes]


def _table(counted: str, points: Sequence[Point], disclosed: Disclosed) -> Table:
    rows = [_row(point.label, point.counted, point.base, where=_where(point)) for point in points]
    total = disclosed.total
    return Table(
        headings=("Agency", "Referrals", counted, "Share", "Against the limits"),
        rows=(*rows, _row("All", total.counted, total.base, where=words.LIMITS_AT)),
        numeric=(False, True, True, True, False),
        codes=(*(point.agency for point in points), ""),
    )


def _row(label: str, counted: int | None, base: int | None, *, where: str) -> tuple[str, ...]:
    return label, numbers.count(base), numbers.count(counted), numbers.share_in_cell(counted, base), where


def _where(point: Point) -> str:
    if point.base < SMALLEST:
        return words.TOO_FEW
    return {
        Place.USUAL: words.WITHIN,
        Place.BEYOND_INNER: words.BETWEEN,
        Place.BEYOND_OUTER: words.BEYOND,
    }[point.place]


def _assessed(view: View) -> Metric:
    """Return the share assessed within one target for all forces: each force's own would not be like for like."""
    found = view.targets.alike(view.filters.forces, view.filters.risks) if view.targets else None
    otherwise = view.targets.otherwise if view.targets else TARGET_DAYS
    return assessed_within(target_days=found or otherwise, as_at=view.data_to)


_TAKEN_ON = Funnel(
    key="taken_on_funnel",
    metric=lambda _: TAKEN_ON_SHARE,
    counted="Taken on",
)
_IN_TARGET = Funnel(
    key="assessed_funnel",
    metric=_assessed,
    counted="Assessed in target",
)

TAKEN_ON_FUNNEL = Chart(
    key=_TAKEN_ON.key,
    question="Where is the share taken on further from the average than chance explains?",
    metric=TAKEN_ON_SHARE,
    by=("agency", "force"),
    dimension="agency",
    gather=_TAKEN_ON.gather,
    paint=_TAKEN_ON.paint,
    only_exact=words.ONLY_EXACT,
)
ASSESSED_FUNNEL = Chart(
    key=_IN_TARGET.key,
    question="Where is the share assessed in target further from the average than chance explains?",
    metric=ASSESSED_WITHIN_TARGET,
    by=("agency", "force"),
    dimension="agency",
    gather=_IN_TARGET.gather,
    paint=_IN_TARGET.paint,
    only_exact=words.ONLY_EXACT,
)

PROGRAMME_CHARTS = (TAKEN_ON_FUNNEL, ASSESSED_FUNNEL)
