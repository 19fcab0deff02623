"""What came of referrals within a fixed time of receipt, cohort by cohort, with what is not yet known in sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard.charts import bars, captions, ripeness
from dashboard.charts.chart import Chart, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import LABEL_SIZE, PALETTES, Layout, Palette, Trace, figure
from dashboard.charts.outcome_groups import GROUP, colour_of
from dashboard.charts.ripeness import QUARTER, Cohort
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured
from dashboard.metrics.outcomes import FOLLOW_UP_DAYS, GROUP_NAMES, OUTCOME_AFTER, OutcomeGroup, group_after
from dashboard.wording import numbers
from dashboard.wording.symbols import HIDDEN, TOO_EARLY

SHOWN_TO_ALL = 90  # days; the time protected readers see: several times of one cohort would differ by small numbers
ONLY_EXACT = (
    "Two times of one cohort would differ by few, so one time is shown, to protect people. Look at what came of "
    "referrals within 90 days instead."
)
_ROOM = 0.12  # of a bar: less, and "12%" does not fit on a phone; the table has it all the same

Row = Mapping[OutcomeGroup, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesWithin:
    """The chart of one fixed time, in days."""

    days: int

    @property
    def key(self) -> str:
        """Key of the chart."""
        return f"outcomes_within_{self.days}"

    @property
    def measured_as(self) -> str:
        """What is shown, for the subtitle."""
        return f"Referrals by what they came to within {self.days} days of receipt, by when they were received"

    def chart(self) -> Chart:
        """Return the entry for the registry of charts."""
        return Chart(
            key=self.key,
            question=f"What came of referrals within {self.days} days?",
            metric=OUTCOME_AFTER,
            by=(QUARTER, GROUP),
            dimension="period",
            only_whole=True,
            only_exact="" if self.days == SHOWN_TO_ALL else ONLY_EXACT,
            gather=self.gather,
            paint=self.paint,
        )

    def gather(self, referrals: pl.DataFrame, view: View) -> Measured:
        """Return referrals by cohort and group, of the ripe cohorts, with a nought for every pair without any."""
        grouped = ripeness.ripe(referrals, view, days=self.days).with_columns(group_after(self.days).alias(GROUP))
        measured = measure(OUTCOME_AFTER, grouped, by=(QUARTER, GROUP))
        firsts = [cohort.first for cohort in ripeness.cohorts(view, days=self.days) if not cohort.early]
        pairs = pl.DataFrame({QUARTER: firsts}, schema={QUARTER: pl.Int16}).join(
            pl.DataFrame({GROUP: pl.Series(list(OutcomeGroup), dtype=grouped.schema[GROUP])}), how="cross"
        )
        cells = pairs.join(measured.cells, on=[QUARTER, GROUP], how="left").with_columns(
            pl.col("counted", "base").fill_null(0)
        )
        return replace(measured, cells=cells)

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the stacked bars with everything said about them."""
        shown = ripeness.cohorts(view, days=self.days)
        rows = _rows(disclosed)
        table = _table(shown, rows, view)
        early = ripeness.all_too_early(shown, view, days=self.days)
        drawn = [cohort for cohort in shown if _received(rows.get(cohort.first))]
        if early or not drawn:
            return captions.untold(
                key=self.key, measure=self.measured_as, disclosed=disclosed, view=view, table=table, why=early
            )
        largest = max(drawn, key=lambda cohort: _received(rows[cohort.first]) or 0)
        return captions.told(
            key=self.key,
            measure=self.measured_as,
            title=self._title(rows),
            disclosed=disclosed,
            view=view,
            figure=_figure(shown, rows, view, theme),
            table=table,
            kind="Bar chart of five parts",
            largest=_in_full(largest, rows[largest.first]),
            notes=ripeness.notes(shown, view, days=self.days),
            choices=ripeness.choices(shown, view),
        )

    def _title(self, rows: Mapping[int, Row]) -> str:
        known = [row for row in rows.values() if _received(row) is not None]
        received = sum(_received(row) or 0 for row in known)
        if len(known) < len(rows) or received < numbers.SMALLEST_BASE:
            return f"What referrals came to within {self.days} days"
        closed = received - sum(row[OutcomeGroup.NOT_YET] or 0 for row in known)
        return f"{numbers.roughly_of(closed / received, 'referrals')} are closed within {self.days} days"


def _rows(disclosed: Disclosed) -> Mapping[int, Row]:
    """Return the counts of each cohort by group."""
    rows: dict[int, dict[OutcomeGroup, int | None]] = {}
    for first, group, counted in disclosed.cells.select(QUARTER, GROUP, "counted").iter_rows():
        rows.setdefault(first, {})[OutcomeGroup(group)] = counted
    return rows


def _received(row: Row | None) -> int | None:
    """Return how many a cohort has in all; None where a part is hidden: the rest would give it away."""
    if row is None or any(count is None for count in row.values()):
        return None
    return sum(count or 0 for count in row.values())


def _figure(shown: Sequence[Cohort], rows: Mapping[int, Row], view: View, theme: Theme) -> type_of_figure:
    palette = PALETTES[theme]
    whole = [rows.get(cohort.first) if _received(rows.get(cohort.first)) else None for cohort in shown]
    codes = ripeness.codes(shown, view)
    traces = [_part(group, whole, codes, palette) for group in OutcomeGroup]
    words = ripeness.labels(shown, view)
    hidden = [place for place, each in enumerate(shown) if not each.early and _received(rows.get(each.first)) is None]
    traces += [{**bars.hidden_beside(hidden, palette), "showlegend": False}] if hidden else []
    layout = {
        **bars.bar_axes(words, palette, longest=100),
        **ripeness.shaded(shown, palette),
        "xaxis": {"visible": False, "range": [0, 100]},
        "barmode": "stack",
        "barnorm": "percent",
        "showlegend": True,
        "legend": _legend(palette),
    }
    return figure(traces, layout, height=bars.bars_height(words) + 90, theme=theme)


def _part(group: OutcomeGroup, whole: Sequence[Row | None], codes: Sequence[str], palette: Palette) -> Trace:
    colour = colour_of(group, palette)
    values = [row[group] if row else None for row in whole]
    texts = [_percent(value, _received(row)) for value, row in zip(values, whole, strict=True)]
    hover = [numbers.with_percent(row[group], _received(row)) if row else "" for row in whole]
    trace = bars.stacked(values, texts=texts, codes=codes, hover=hover, side="middle", colour=colour)
    return {
        **trace,
        "name": GROUP_NAMES[group],
        "hoverinfo": "text+name",
        "hoverlabel": {"namelength": -1},
        # Shades that stand side by side are told apart by a line in the colour of words.
        "marker": {"color": colour, "line": {"color": palette.quiet, "width": 1}},
    }


def _legend(palette: Palette) -> Layout:
    font = {"color": palette.ink, "size": LABEL_SIZE}
    still = {"itemclick": False, "itemdoubleclick": False}  # a part left out would change what the others mean
    return {"orientation": "h", "traceorder": "normal", "x": 0, "y": 1, "yanchor": "bottom", "font": font, **still}


def _percent(part: int | None, whole: int | None) -> str:
    if not part or not whole or part < _ROOM * whole:
        return ""
    return numbers.whole_percent(part, whole) or numbers.count(part)


def _in_full(cohort: Cohort, row: Row) -> str:
    received = _received(row)
    parts = [f"{GROUP_NAMES[group].lower()} {numbers.with_percent(row[group], received)}" for group in OutcomeGroup]
    return f"{cohort.words}: {numbers.noun(received, 'referral')}; {', '.join(parts)}"


def _table(shown: Sequence[Cohort], rows: Mapping[int, Row], view: View) -> Table:
    return Table(
        headings=("Received", "Referrals", *GROUP_NAMES.values()),
        rows=tuple((cohort.words, *_cells(cohort, rows.get(cohort.first))) for cohort in shown),
        numeric=(False, *(True for _ in (None, *GROUP_NAMES))),
        codes=ripeness.codes(shown, view),
    )


def _cells(cohort: Cohort, row: Row | None) -> tuple[str, ...]:
    if row is None:
        return tuple(TOO_EARLY if cohort.early else HIDDEN for _ in (None, *GROUP_NAMES))
    received = _received(row)
    return (numbers.count(received), *(numbers.with_percent(row[group], received) for group in OutcomeGroup))


OUTCOMES_WITHIN = {days: OutcomesWithin(days=days).chart() for days in FOLLOW_UP_DAYS}
