"""A chart, once: one object that yields figure, table, title, caption and alt text together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from dashboard.charts.choice import Choice as Choice
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.metric import Measured, Metric
from data_access.annotations import Annotation
from data_access.filters import Filters
from data_access.reference import Reference, SeriesBreak
from data_access.targets import Targets

type_of_figure = Any  # plotly ships no types; a plotly.graph_objects.Figure


class Theme(StrEnum):
    """Ground the figure is drawn on; exports are always light."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the reader looks at, as a chart needs to know it.

    Attributes
    ----------
    filters
        The filters in force.
    place, period
        In words, for subtitles: "Cheshire", "19 Jun 2018 to 18 Apr 2019".
    narrowing
        The other filters in words, or "" ("high risk, from Probation Service").
    data_to
        Last day the figures cover.
    synthetic
        Whether the figures are invented.
    breaks, events
        Series breaks, and events that managers noted, inside the period and for the forces looked at, earliest first.
    reference
        Names and order of forces, areas and agencies.
    merge_below
        Agencies and areas with fewer referrals are added up into "other" before anything is hidden; 0 merges none.
    exact_headline
        Whether what was received, taken on and managed with partners in the whole period may be told exactly.
    targets
        How soon each force aims to assess each level of risk; None where only the setting is known.
    misdated, early_orders
        Errors among the referrals looked at: assessments dated before receipt, read as none; applications for stalking
        protection orders dated before there were any.
    """

    filters: Filters
    place: str
    period: str
    narrowing: str
    data_to: date
    synthetic: bool
    breaks: tuple[SeriesBreak, ...]
    reference: Reference
    merge_below: int = 0
    exact_headline: bool = False
    events: tuple[Annotation, ...] = ()
    targets: Targets | None = None
    misdated: int = 0
    early_orders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A chart's numbers as text.

    Attributes
    ----------
    headings, rows, numeric
        Headings, cells, and which columns are numbers (right-aligned).
    codes, heading_codes
        What the mark of each row, or of each column, carries, "" for one without a mark; empty where none has one.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    codes: tuple[str, ...] = ()
    heading_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart ready to show: everything said from the same disclosed numbers.

    Attributes
    ----------
    key, title, subtitle
        Title states the finding; subtitle the measure, place and period.
    figure
        The Plotly figure; None when there is nothing to draw, and then `empty` says why in words.
    table
        The same numbers as text.
    alt_text
        The finding and the largest value shown, from the numbers drawn.
    source
        "Source: ..., data to ..." and, where so, that the data are invented.
    notes
        What a careful reader must know: hidden cells, part months, breaks, method.
    definition
        The metric.
    choices
        What can be drilled to, in the order drawn; each point's `customdata` is the choice's code.
    empty
        Why there is no figure, or "".
    """

    key: str
    title: str
    subtitle: str
    figure: type_of_figure | None
    table: Table
    alt_text: str
    source: str
    notes: tuple[str, ...]
    definition: Metric
    choices: tuple[Choice, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plot:
    """One entry of the registry of charts, whatever it is drawn from.

    Attributes
    ----------
    key, question
        Stable key; the question it answers, as a section heading.
    metric
        What is counted.
    by
        The grouping columns of the facts.
    dimension
        What a click drills to ("month", "agency", "risk", "area", or a facet's key), or "" for nothing.
    reaches_back
        Days before the period that `gather` also needs (same period last year: 366); 0 for most.
    also
        Columns of the practice facts that `gather` needs beside the referral facts.
    only_exact
        Why readers whose figures are protected do not see it, and what they may look at instead; "" where all may.
    only_whole
        Whether readers whose figures are protected see it only where the headline is exact: for finished periods
        without other filters. Elsewhere rounded parts here and there would add up to what neither shows.
    """

    key: str
    question: str
    metric: Metric
    by: tuple[str, ...]
    dimension: str
    reaches_back: int = 0
    also: tuple[str, ...] = ()
    only_exact: str = ""
    only_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chart(Plot):
    """A chart of one table.

    Attributes
    ----------
    gather
        From referral facts (already narrowed by scope and filters) and view to the measured table.
    paint
        From the disclosed table, view and theme to the drawn chart.
    """

    gather: Callable[[pl.DataFrame, View], Measured]
    paint: Callable[[Disclosed, View, Theme], Drawn] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Composite(Plot):
    """A chart of several tables, each protected on its own: parts that do not add up to one whole.

    Attributes
    ----------
    gather
        From referral facts and view to the measured tables, always as many and in the same order.
    paint
        From the disclosed tables, view and theme to the drawn chart.
    """

    gather: Callable[[pl.DataFrame, View], tuple[Measured, ...]]
    paint: Callable[[tuple[Disclosed, ...], View, Theme], Drawn] = field(repr=False)
