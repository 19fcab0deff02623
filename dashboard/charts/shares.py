"""One share by category, as horizontal bars with what chance alone would make believable: by agency, risk, area, lead.

Categories stand in their own order or by how many referrals they have, never by their share: this is no league table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts import bars, marks
from dashboard.charts.cells import Cell
from dashboard.charts.chart import Table, Theme, type_of_figure
from dashboard.charts.dimensions import Names
from dashboard.charts.divisions import Bars, Division, bar_code
from dashboard.charts.house_style import CLEAR, LABEL_SIZE, PALETTES, Layout, Palette, Trace, figure
from dashboard.charts.part_bars import interval, per_cent
from dashboard.disclosure.disclosed import Disclosed, Figure
from dashboard.methods.proportions import wilson
from dashboard.wording import numbers
from dashboard.wording.symbols import HIDDEN

LINE = "Line under each bar: what chance alone would make believable, in 95 of 100 cases (Wilson)."
OUTLINED = f"Outlined bars rest on fewer than {numbers.SMALLEST_BASE} referrals: too few for a percentage."
WHOLE = 100  # per cent
_ROW = 66  # pixels: a label of two or three lines, or numbers over a bar that a finger can hit, and a line under it
_BAR = 0.36  # of a row: how thick a bar is
_OVER, _MIDDLE, _UNDER = -0.27, 0.14, 0.41  # of a row: where the numbers, the bar and the line stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares(Division):
    """One share by category; `metric` is the share.

    Attributes
    ----------
    counts
        Headings over what the share is of, and over what it counts: "Decided", "Taken on".
    """

    counts: tuple[str, str]

    def _said(self, bar: Cell, _total: Figure) -> str:
        return numbers.share(bar.counted, bar.base)

    def _notes(self, drawn: Bars, disclosed: Disclosed) -> tuple[str, ...]:
        outlined = (OUTLINED,) if any(_is_small(bar) for bar in drawn) else ()
        return (*((LINE,) if disclosed.rule.exact else ()), *outlined)

    def _table(self, drawn: Bars, labels: Names, disclosed: Disclosed) -> Table:
        exact, total = disclosed.rule.exact, disclosed.total
        cells = [*((labels[bar_code(bar)], bar.counted, bar.base) for bar in drawn), ("All", total.counted, total.base)]
        headings = (self.dimension.heading, *self.counts, "Share", *(("Between",) if exact else ()))
        return Table(
            headings=headings,
            rows=tuple(
                (
                    name,
                    numbers.count(base),
                    numbers.count(counted),
                    numbers.share_in_cell(counted, base),
                    *((interval(counted, base),) if exact else ()),
                )
                for name, counted, base in cells
            ),
            numeric=(False, *(True for _ in headings[1:])),
            codes=(*map(bar_code, drawn), ""),
        )

    def _figure(self, drawn: Bars, labels: Names, disclosed: Disclosed, theme: Theme) -> type_of_figure:
        palette = PALETTES[theme]
        words = [bars.wrapped(labels[bar_code(bar)]) for bar in drawn]
        ends = [self._said(bar, disclosed.total) for bar in drawn]
        lengths = [None if bar.counted is None else per_cent(bar.counted, bar.base) for bar in drawn]
        lines = _lines(drawn) if disclosed.rule.exact else []
        whole = _whole(disclosed.total) if len(drawn) > 1 else None
        trace = {
            "type": "bar",
            "orientation": "h",
            "x": lengths,
            "width": _BAR,
            "offset": _MIDDLE - _BAR / 2,
            "customdata": [bar_code(bar) for bar in drawn],
            "hovertext": [f"{labels[bar_code(bar)]}: {end}" for bar, end in zip(drawn, ends, strict=True)],
            "hoverinfo": "text",
            "marker": self._filling(drawn, palette),
        }
        longest = max(*(length or 0 for length in lengths), *(upper for _, upper, _ in lines), 0)
        layout = {
            **bars.bar_axes(words, palette, longest=longest),
            "shapes": [_upright(whole, palette)] if whole is not None else [],
            "annotations": [_name(whole, disclosed.total, palette)] if whole is not None else [],
            "margin": {"l": 0, "r": 4, "t": 26, "b": 4},
        }
        chance = [marks.levels(lines, colour=palette.ink)] if lines else []
        return figure([trace, _numbers(ends, palette), *chance], layout, height=len(drawn) * _ROW + 34, theme=theme)

    def _filling(self, drawn: Bars, palette: Palette) -> Layout:
        """Return the colours of the bars: an outline only where there are too few referrals for a percentage."""
        shades = [self.dimension.shade(palette, bar_code(bar)) for bar in drawn]
        filled = [CLEAR if _is_small(bar) else shade for bar, shade in zip(drawn, shades, strict=True)]
        return {"color": filled, "line": {"color": palette.main, "width": 1}}


def spread(drawn: Bars) -> tuple[str, str] | None:
    """Return the least and the greatest share, "12%" and "58%", of those with enough referrals to speak of shares.

    None where there are not two of them, or both read alike.
    """
    known = [bar for bar in drawn if bar.counted is not None and bar.base and bar.base >= numbers.SMALLEST_BASE]
    known.sort(key=lambda bar: (bar.counted or 0) / (bar.base or 1))
    if not known:
        return None
    least, most = (numbers.whole_percent(bar.counted, bar.base) for bar in (known[0], known[-1]))
    return None if least == most else (least, most)


def _is_small(bar: Cell) -> bool:
    return bar.base is not None and bar.base < numbers.SMALLEST_BASE


def _lines(drawn: Bars) -> list[tuple[float, float, float]]:
    """Return the interval of each share as a line under its bar, in whole hundredths as the table says it."""
    found = [(place, wilson(bar.counted or 0, bar.base or 0)) for place, bar in enumerate(drawn)]
    return [(round(WHOLE * each.lower), round(WHOLE * each.upper), place + _UNDER) for place, each in found if each]


def _numbers(ends: Sequence[str], palette: Palette) -> Trace:
    """Return the numbers over each bar, "[c]" where they are hidden."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(ends),
        "y": [place + _OVER for place in range(len(ends))],
        "text": [f" {end}" if end == HIDDEN else end for end in ends],
        "textposition": "middle right",
        "textfont": {"color": palette.ink, "size": LABEL_SIZE, "shadow": marks.halo(palette)},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _whole(total: Figure) -> float | None:
    """Return the share of all, where there are enough to speak of one."""
    if total.counted is None or total.base is None or total.base < numbers.SMALLEST_BASE:
        return None
    return per_cent(total.counted, total.base)


def _upright(place: float, palette: Palette) -> Layout:
    return {**marks.upright(place, palette), "layer": "below"}


def _name(place: float, total: Figure, palette: Palette) -> Layout:
    """Return the words over the line of all, to the side where there is room."""
    words = f"All: {numbers.whole_percent(total.counted, total.base)}"
    side = "left" if place < WHOLE / 2 else "right"
    return marks.words_at(words, palette=palette, x=place, xanchor=side, yref="paper", y=1, yanchor="bottom")
