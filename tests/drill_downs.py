"""All that a commissioner can be shown of one force by drilling down, and what whole numbers follow from it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from dashboard.almanac import almanac
from dashboard.charts.chart import Chart, Plot, View
from dashboard.charts.closed import closed_to, too_few_for_months, whole_months
from dashboard.charts.dimensions import OTHERS
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Disclosed
from dashboard.headline.granted import exact_periods
from dashboard.metrics import REFERRALS_RECEIVED, TAKEN_ON, WITH_PARTNERS, Metric, Unit, measure
from dashboard.metrics.metric import Measured
from dashboard.periods import Period, PeriodChoice, listed
from data_access.facts import month_start
from data_access.scope import Grain, Scope
from data_access.snapshot import Snapshot
from data_access.vocabulary import Pathway, Risk
from tests.disclosures import OFFICIAL, known_of, known_of_total
from tests.drawings import a_view
from tests.drill_told import Told
from tests.factories import CHESHIRE, a_referral, some_referrals

MERGE_BELOW = 20
AGENCIES, AREAS = ("POL_LPU", "PROB", "NHS_MH", "UNK"), ("CHE-WAR", "CHE-RUN", None)
PATHWAYS = (Pathway.TAKEN_ON, Pathway.PARTNER, Pathway.PENDING)
NARROWINGS: tuple[dict[str, str], ...] = (
    {},
    *({"agency": code} for code in AGENCIES),
    *({"risk": risk.value} for risk in Risk),
    *({"area": area} for area in AREAS if area),
)
_FIELDS = {"agency": "agencies", "risk": "risks", "area": "areas"}
Counts = npt.NDArray[np.int64]
_TOP = 2000  # more than an invented force has


class Drills:
    """Every view of one small force, from each listed period and each narrowing to one value."""

    def __init__(self, snapshot: Snapshot, plots: tuple[Plot, ...]) -> None:
        self.plots = plots
        dates = almanac(snapshot.reference, forces=(CHESHIRE,), data_to=snapshot.as_at)
        scope = Scope(forces=(CHESHIRE,), grain=Grain.AGGREGATE)
        self.snapshot, self.periods = snapshot, listed(dates, PeriodChoice.LISTED)
        self.exact = exact_periods(snapshot, scope=scope, force=CHESHIRE, choice=PeriodChoice.LISTED, rule=OFFICIAL)
        self.base = some_referrals(
            a_referral(received_on=day, agency=agency, risk=risk, area=area, pathway=pathway)
            for day, agency, risk, area, pathway in product(self._days(), AGENCIES, Risk, AREAS, PATHWAYS)
        ).with_row_index("cell")
        self.truth = self._true_counts()
        self.known_empty: set[int] = set()
        self._asked: dict[tuple[str, date, date], pl.DataFrame] = {}

    def _days(self) -> list[date]:
        """The first day of each stretch of days that some table tells apart."""
        _last, edges = (
            self.snapshot.as_at,
            {edge for period in self.periods for edge in (period.since, period.until + timedelta(days=1))},
        )
        first = min(edges)
        edges |= {
            month_start(number)
            for number in range(
                (first.year - 1970) * 12 + first.month,
                (self.snapshot.as_at.year - 1970) * 12 + self.snapshot.as_at.month,
            )
        }
        return sorted(edge for edge in edges if first <= edge <= self.snapshot.as_at)

    def _true_counts(self) -> Counts:
        starts = pl.Series(self._days(), dtype=pl.Date)
        place = starts.search_sorted(self.snapshot.referrals_all.get_column("received_on"), side="right") - 1
        keys = ["received_on", "agency", "risk", "area", "pathway"]
        rows = self.snapshot.referrals_all.with_columns(starts.gather(place).alias("received_on"))
        counts = rows.group_by(keys).len()
        joined = self.base.join(counts, on=keys, how="left", nulls_equal=True).sort("cell")
        return joined.get_column("len").fill_null(0).to_numpy().astype(np.int64)

    def told(self) -> Iterator[Told]:
        """Everything that follows directly from what is shown."""
        for period, narrowing in product(self.periods, NARROWINGS):
            view = self._view(period, narrowing)
            if closed_to(OFFICIAL, view):
                continue
            chosen = [pl.col(name).cast(pl.String) == code for name, code in narrowing.items()]
            rows, cells = (frame.filter(*chosen) for frame in (self.snapshot.referrals_all, self.base))
            yield from self._headline(view, period, rows, cells)
            for plot in self.plots:
                if plot.only_exact or (plot.only_whole and not view.exact_headline):
                    continue
                inside = pl.col("received_on").is_between(period.since, period.until)
                if too_few_for_months(plot, rows.filter(inside).height, view, OFFICIAL):
                    continue
                if seen := whole_months(plot, view, OFFICIAL):
                    yield from self._table(plot, seen, rows, cells)

    def _view(self, period: Period, narrowing: dict[str, str]) -> View:
        exact = {"exact_headline": period.key in self.exact and not narrowing}
        told = {"data_to": self.snapshot.as_at, "merge_below": MERGE_BELOW, **exact}
        view = a_view(period.since, period.until, **told)
        chosen: dict[str, Any] = {_FIELDS[name]: (code,) for name, code in narrowing.items()}
        return replace(view, filters=replace(view.filters, **chosen), narrowing=", ".join(narrowing.values()))

    def _headline(self, view: View, period: Period, rows: pl.DataFrame, cells: pl.DataFrame) -> Iterator[Told]:
        days = pl.col("received_on").is_between(period.since, period.until)
        for metric in (REFERRALS_RECEIVED, TAKEN_ON, WITH_PARTNERS):
            total = measure(metric, rows.filter(days)).total[0]
            members = _members(cells.filter(days & metric.base))
            exact = view.exact_headline and total >= OFFICIAL.hide_below
            low, high = (
                (total, total)
                if exact
                else known_of(
                    None if total < OFFICIAL.hide_below else max(5, (2 * total + 5) // 10 * 5),
                    total,
                    OFFICIAL,
                    top=_TOP,
                )
            )
            yield Told(members, low, high, is_target=True)

    def _table(self, plot: Plot, view: View, rows: pl.DataFrame, cells: pl.DataFrame) -> Iterator[Told]:
        metric = plot.metric
        if not isinstance(plot, Chart) or not _is_known(metric, plot):
            return
        since = view.filters.since - timedelta(days=plot.reaches_back)
        inside = pl.col("received_on").is_between(since, view.filters.until)
        measured = plot.gather(rows.filter(inside), view)
        shown = disclose(measured, OFFICIAL, exact_total=view.exact_headline and not plot.reaches_back)
        groups = self._groups(plot, view, cells.filter(inside), measured)
        yield from self._cells(metric, measured, shown, groups)

    def _groups(self, plot: Chart, view: View, cells: pl.DataFrame, measured: Measured) -> pl.DataFrame:
        """Base cells with the group of the table that each belongs to; those of none are left out."""
        (column,) = measured.by
        if column in {"month", "quarter"}:
            found = self._groups_of_days(plot, view, cells)
            return cells.join(found, on="received_on")
        named = set(measured.cells.get_column(column))
        code = pl.col(column).cast(pl.String).fill_null("")
        other = pl.when(code.is_in(list(named))).then(code)
        grouped = cells.with_columns((other.otherwise(pl.lit(OTHERS)) if OTHERS in named else other).alias("group"))
        left_out = grouped.filter(pl.col("group").is_null())
        self.known_empty |= set(left_out.get_column("cell"))  # "not recorded", which everybody sees is empty
        return grouped.drop_nulls("group")

    def _groups_of_days(self, plot: Chart, view: View, cells: pl.DataFrame) -> pl.DataFrame:
        """The groups that each day belongs to, found by asking the chart about that day alone; narrowing or not."""
        key = plot.key, view.filters.since, view.filters.until
        if key not in self._asked:
            one = cells.unique("received_on", keep="first").drop("cell")
            days, groups = [], []
            for day in one.iter_slices(1):
                found = plot.gather(
                    day.sort("received_on"),
                    replace(view, filters=replace(view.filters, agencies=(), risks=(), areas=())),
                )
                for group in found.cells.filter(pl.col("counted") + pl.col("base") > 0).get_column(plot.by[0]):
                    days.append(day.item(0, "received_on"))
                    groups.append(str(group))
            self._asked[key] = pl.DataFrame(
                {"received_on": days, "group": groups}, schema={"received_on": pl.Date, "group": pl.String}
            )
        return self._asked[key]

    def _cells(self, metric: Metric, measured: Measured, shown: Disclosed, groups: pl.DataFrame) -> Iterator[Told]:
        column = measured.by[0]
        counted, base = groups.filter(metric.base & metric.counted), groups.filter(metric.base)
        keys = measured.cells.get_column(column).cast(pl.String)
        exact = dict(zip(keys, measured.cells.select("counted", "base").rows(), strict=True))
        for key, part, of in shown.cells.select(pl.col(column).cast(pl.String), "counted", "base").iter_rows():
            true_part, true_of = exact[key]
            if metric.unit is Unit.SHARE and part is None:
                continue  # which of the three is small, nobody is told
            for members, number, true in ((counted, part, true_part), (base, of, true_of)):
                own = _members(members.filter(pl.col("group") == key))
                if shown.hidden_cells == shown.cells.height:  # hidden whole: nothing says which are small
                    yield Told(own, 0, _TOP, is_target=True)
                    continue
                yield Told(own, *known_of(number, true, OFFICIAL, top=_TOP), is_target=True)
        for members, number in ((counted, shown.total.counted), (base, shown.total.base)):
            if number is not None:
                low, high = known_of_total(number, exact=shown.total.exact, rule=OFFICIAL, top=_TOP)
                yield Told(_members(members), low, high)


def _members(cells: pl.DataFrame) -> frozenset[int]:
    return frozenset(cells.get_column("cell").to_list())


def _is_known(metric: Metric, plot: Chart) -> bool:
    return set(metric.columns) <= {"pathway"} and plot.by in {
        ("month",),
        ("quarter",),
        ("agency",),
        ("risk",),
        ("area",),
    }
