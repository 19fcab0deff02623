"""A plate: one table of a release as it is printed, with everything that must be said beside it.

A plate holds only what the release shows. What is hidden has no number here, so no file, picture or page can leak one.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Shape(StrEnum):
    """How the rows of a plate lie: which chart fits them."""

    SPLIT = "SPLIT"  # one bar of a few parts: the headline
    STEPS = "STEPS"  # rows follow one another in time: columns
    GROUPS = "GROUPS"  # rows are groups: horizontal bars
    PARTS = "PARTS"  # rows are groups, each divided into parts: horizontal bars of parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One figure as it is printed.

    Attributes
    ----------
    value
        Referrals; None where hidden.
    text
        The same in print: "1,260", "[c]".
    percentage
        Its printed share of the whole, or of its row where there are parts: "32%", or "".
    reference
        What names it for ever: "SR-2026-0417-month.2018-06-K".
    exact
        Whether it is the true count and not rounded.
    held
        Of an older figure that stands on: "as at 31 Mar 2026", else "".
    """

    value: int | None
    text: str
    percentage: str
    reference: str
    exact: bool
    held: str = ""

    @property
    def in_full(self) -> str:
        """The figure with its percentage and what must be said of it: "83 (32%)", "260, as at 31 Mar 2026"."""
        shown = f"{self.text} ({self.percentage})" if self.percentage else self.text
        return f"{shown}, {self.held}" if self.held else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of figures: its code ("UNIT"; "" where rows are not divided) and its heading in words."""

    code: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its code ("2018-06", "HIGH"), its label in words, and a figure for each column."""

    code: str
    label: str
    figures: tuple[Printed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One table of a release, ready to print.

    Attributes
    ----------
    key
        Key of the table on the closed list ("agency-route").
    shape
        Which chart fits.
    title
        The finding, 15 words at most; a press officer may write another, which is checked against the numbers.
    measure, place, period, filters
        What is counted, where, when, and narrowed to what, in words; `subtitle` joins them.
    heading, columns, rows
        The table: heading of the labels, columns of figures, rows in the order to show.
    source, data_to
        "Source: ...", and "19 Jun 2018 to 18 Apr 2019" last day told as "Data to 18 Apr 2019".
    reference
        Of the release, "SR-2026-0417"; each figure has its own.
    definition
        What a figure counts, as it was frozen.
    footnotes
        What a careful reader must know, hidden and rounded cells included; each a sentence.
    mark
        "DRAFT" or "EMBARGOED until ...", to stand inside every file until it is out; "WITHDRAWN" or "CORRECTED by ..."
        after; "" while it stands.
    sentence, alt_text
        The finding as a sentence to quote, with period and place; and what a picture shows, for who cannot see it.
    """

    key: str
    shape: Shape
    title: str
    measure: str
    place: str
    period: str
    filters: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str
    data_to: str
    reference: str
    definition: str
    footnotes: tuple[str, ...]
    mark: str
    sentence: str
    alt_text: str

    @property
    def subtitle(self) -> str:
        """Measure, place and period: "Referrals received by month, Cheshire, 19 Jun 2018 to 18 Apr 2019"."""
        return f"{self.measure}, {self.place}, {self.period}"

    @property
    def caption(self) -> str:
        """What stands under a picture: source, data-to and reference in one line."""
        return f"{self.source}. {self.data_to}. Reference {self.reference}."

    @property
    def figures(self) -> tuple[Printed, ...]:
        """Every figure, row by row."""
        return tuple(figure for row in self.rows for figure in row.figures)

    @property
    def hides(self) -> bool:
        """Whether a figure is hidden."""
        return any(figure.value is None for figure in self.figures)

    def titled(self, title: str) -> Self:
        """Return the plate under another title, which its alternative text says too."""
        return replace(self, title=title, alt_text=self.alt_text.replace(self.title, title.rstrip(".!?"), 1))
