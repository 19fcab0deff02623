"""Bars of a share by quarter, those too recent to be judged on a grey ground and in words."""

from collections.abc import Sequence

from dashboard.charts import bars, events, marks, months
from dashboard.charts.chart import Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, Layout, Palette, figure
from dashboard.charts.parts import per_cent
from dashboard.charts.stretches import Stretch
from dashboard.wording import numbers

EARLY = "too early to say"
PART_EARLY = "part too early to say"


def axis(view: View) -> range:
    """Return the months that the bars stand for."""
    return months.numbers_between(months.covered(view))


def figure_of(
    stretches: Sequence[Stretch], young: Sequence[str], view: View, theme: Theme, *, codes: Sequence[str]
) -> type_of_figure:
    """Return a bar for each quarter; those too recent to be judged stand on a grey ground."""
    palette = PALETTES[theme]
    lengths = [
        None if stretch.taken_on is None or youth == EARLY else per_cent(stretch.taken_on, stretch.decided)
        for stretch, youth in zip(stretches, young, strict=True)
    ]
    ends = [_words(stretch, youth) for stretch, youth in zip(stretches, young, strict=True)]
    words = [_row_label(stretch, events.letters_in(view, axis(view), stretch.months)) for stretch in stretches]
    hidden = [place for place, stretch in enumerate(stretches) if stretch.decided is None]
    drawn = bars.bars(
        lengths,
        ends,
        codes=codes,
        hover=[f"{stretch.words}: {end}" for stretch, end in zip(stretches, ends, strict=True)],
        colours=[palette.context if youth else palette.main for youth in young],
        palette=palette,
    )
    layout = {
        **bars.bar_axes(words, palette, longest=max(length or 0 for length in lengths)),
        "shapes": [_shade(place, palette) for place, youth in enumerate(young) if youth],
        "annotations": [_said(place, palette) for place, youth in enumerate(young) if youth == EARLY],
    }
    traces = [drawn, *([bars.hidden_beside(hidden, palette)] if hidden else [])]
    return figure(traces, layout, height=bars.bars_height(words), theme=theme)


def _words(stretch: Stretch, youth: str) -> str:
    if youth == EARLY:
        return ""
    share = numbers.share(stretch.taken_on, stretch.decided)
    return f"{share}, {PART_EARLY}" if youth else share


def _shade(place: int, palette: Palette) -> Layout:
    """Return the ground behind a quarter that is too recent."""
    across = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": place - 0.48, "y1": place + 0.48}
    return {**across, "fillcolor": palette.grid, "line": {"width": 0}, "layer": "below"}


def _said(place: int, palette: Palette) -> Layout:
    return marks.words_at(EARLY, palette=palette, xref="paper", x=0.02, xanchor="left", y=place)


def _row_label(stretch: Stretch, happened: str) -> str:
    """Return when, and the letters of what happened: "Dec 2018 to / Feb 2019 / ◆ a"."""
    words = stretch.words.replace(" to ", " to<br>") if len(stretch.words) > bars.WRAP_AT else stretch.words
    return "<br>".join(filter(None, (words, happened)))
