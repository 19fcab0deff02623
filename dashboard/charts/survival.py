"""The share still waiting by days since receipt: Kaplan-Meier curves by risk and by agency, at most four."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.charts import aims, captions, curves, day_axis
from dashboard.charts.chart import Chart, Choice, Drawn, Table, Theme, View
from dashboard.charts.curves import Line
from dashboard.charts.day_axis import DAYS, NOT_REACHED, by_day, per_cent
from dashboard.charts.dimensions import AGENCY, MISSING, OTHERS, RISK, Dimension
from dashboard.disclosure.disclosed import Disclosed
from dashboard.methods.day_counts import Table as DayTable
from dashboard.methods.survival import Curve, Step, kaplan_meier
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured
from dashboard.metrics.timeliness import WAIT_ENDED
from dashboard.metrics.volumes import REFERRALS_RECEIVED
from dashboard.metrics.waits import followed
from dashboard.wording import numbers

MOST_LINES = 4
ONLY_EXACT = f"Curves are not shown, to protect people: each step is one person's day. {aims.INSTEAD}."
BAND = "Shaded: what chance alone would make believable, in 95 of 100 cases (log-log interval)."
BOTH_END = "A wait ends with the assessment, or with closure before it; “What ends the wait?” tells the two apart."
SMALL = f"Fewer than {numbers.SMALLEST_BASE} referrals draw no curve; they are in the table."
UNREACHED = f"{NOT_REACHED}: not reached, more than half still wait as far as the figures go."


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Curves by one dimension, and the group that the title speaks of: its code, and how a sentence calls it."""

    key: str
    dimension: Dimension
    speaks_of: tuple[str, str] = ("", "")

    def gather(self, referrals: pl.DataFrame, view: View) -> Measured:
        """Return waits ended, of waits that lasted so long, by group and day; the smallest groups added up."""
        kept = self._kept(referrals)
        column = self.dimension.column
        code = pl.col(column).cast(pl.String).fill_null(MISSING)
        group = pl.when(code.is_in(kept)).then(code).otherwise(pl.lit(OTHERS))
        waits = followed(aims.ending(referrals, view)).filter(pl.col("waited").is_not_null())
        measured = measure(WAIT_ENDED, waits, by=(column, "waited"))
        cells = measured.cells.with_columns(group.alias(column))
        added = cells.group_by(column, "waited", maintain_order=True).agg(pl.col("counted", "base").sum())
        return Measured(metric=WAIT_ENDED, by=measured.by, cells=added, total=measured.total)

    def _kept(self, referrals: pl.DataFrame) -> list[str]:
        """Return the codes that keep a line of their own: those of most referrals, not recorded last."""
        sizes = measure(REFERRALS_RECEIVED, referrals, by=(self.dimension.column,)).cells
        ranked = sorted(
            ((str(code or MISSING), base) for code, _, base in sizes.iter_rows() if base),
            key=lambda each: (each[0] == self.dimension.unrecorded and len(sizes) > MOST_LINES, -each[1]),
        )
        codes = [code for code, _ in ranked]
        return codes if len(codes) <= MOST_LINES else codes[: MOST_LINES - 1]

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the curves with everything said about them."""
        measured_as = f"Share still waiting by days since receipt, by {self.dimension.words}"
        tables = by_day(disclosed)
        lines = self._lines(tables, view)
        whole = kaplan_meier(day_axis.together(tables.values()))
        people = sum(line.people for line in lines)
        table = _table(lines, whole)
        if not people:
            return captions.untold(key=self.key, measure=measured_as, disclosed=disclosed, view=view, table=table)
        is_unreached = any(None in {line.curve.median, line.curve.median_upper} for line in lines)
        return captions.told(
            key=self.key,
            measure=measured_as,
            title=self._title(lines, whole),
            disclosed=disclosed,
            view=view,
            figure=curves.figure_of([line for line in lines if not line.is_small], theme),
            table=table,
            kind="Stepped line chart",
            largest=f"0 days, {numbers.count(people)} followed",
            notes=(
                BOTH_END,
                BAND,
                *((UNREACHED,) if is_unreached else ()),
                *((SMALL,) if any(line.is_small for line in lines) else ()),
                aims.SAME_DAY,
            ),
            choices=[
                Choice(dimension=self.dimension.drilled, code=line.code, label=line.name)
                for line in lines
                if line.code not in {OTHERS, MISSING}
            ],
        )

    def _lines(self, tables: Mapping[str, DayTable], view: View) -> list[Line]:
        names = {**self.dimension.labels(view), OTHERS: "All others"}
        order = [code for code in names if code in tables]
        return [
            Line(
                code=code,
                name=names[code],
                place=place,
                curve=kaplan_meier(tables[code]),
                people=day_axis.people(tables[code]),
            )
            for place, code in enumerate(order)
        ]

    def _title(self, lines: Sequence[Line], whole: Curve) -> str:
        """Return the finding: of the group that matters most where it is large enough, else of all."""
        code, phrase = self.speaks_of
        told = next((line.curve for line in lines if line.code == code and not line.is_small), None)
        median, people = (whole.median, "referrals") if told is None else (told.median, phrase)
        if median is None:
            return f"More than half of {people} still wait"
        return f"Half of {people} wait {numbers.days(median)} or fewer"

    def chart(self) -> Chart:
        """Return the entry for the registry of charts."""
        return Chart(
            key=self.key,
            question=f"How long do people wait, by {self.dimension.words}?",
            metric=WAIT_ENDED,
            by=(self.dimension.column, "waited"),
            dimension=self.dimension.drilled,
            gather=self.gather,
            paint=self.paint,
            only_exact=ONLY_EXACT,
        )


def _table(lines: Sequence[Line], whole: Curve) -> Table:
    """Return the sizes, the middle waits with their intervals, and then each day told."""
    people = sum(line.people for line in lines)
    rows = [
        ("Referrals", numbers.count(people), *(numbers.count(line.people) for line in lines)),
        ("Median wait in days", _middle(whole), *(_median(line.curve) for line in lines)),
    ]
    for day in DAYS:
        step = whole.at(day)
        followed_so_long = numbers.count(step.at_risk) if step else numbers.count(0)
        rows.append((day_axis.day_in_words(day), followed_so_long, *(_share(line.at(day)) for line in lines)))
    headings = ("Days since receipt", "Followed so long", *(f"{line.name}, still waiting" for line in lines))
    codes = ("", "", *(line.code for line in lines))
    return Table(
        headings=headings, rows=tuple(rows), numeric=(False, *(True for _ in headings[1:])), heading_codes=codes
    )


def _middle(curve: Curve) -> str:
    return NOT_REACHED if curve.median is None else numbers.count(curve.median)


def _median(curve: Curve) -> str:
    """Return "9 (7 to 12)", with "[x]" for what is not reached."""
    ends = (NOT_REACHED if end is None else numbers.count(end) for end in (curve.median_lower, curve.median_upper))
    return f"{_middle(curve)} ({' to '.join(ends)})"


def _share(step: Step | None) -> str:
    if step is None:
        return NOT_REACHED
    share = f"{per_cent(step.surviving)}%"
    if step.lower is None or step.upper is None:
        return share
    return f"{share} ({per_cent(step.lower)}% to {per_cent(step.upper)}%)"


WAITING_BY_RISK = Curves(
    key="waiting_by_risk",
    dimension=RISK,
    speaks_of=("HIGH", "high-risk referrals"),
).chart()
WAITING_BY_AGENCY = Curves(key="waiting_by_agency", dimension=AGENCY).chart()
