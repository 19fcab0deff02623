"""Series breaks on an axis of months: a dotted line, at its head a capital; the notes say what happened."""

from collections.abc import Sequence

from dashboard.charts import marks
from dashboard.charts.findings import LETTERS
from dashboard.charts.house_style import Layout, Palette
from dashboard.charts.months import MONTHS_A_YEAR
from dashboard.charts.process import Break


def lines(breaks: Sequence[Break], palette: Palette) -> list[Layout]:
    """Return the line before the first month after each break."""
    return [marks.upright(each.place - 0.5, palette) for each in breaks]


def letters(breaks: Sequence[Break], months: int, palette: Palette) -> list[Layout]:
    """Return the letter of each break at the head of its line, on an axis of so many months."""
    afters = [*(each.place for each in breaks[1:]), months + MONTHS_A_YEAR]
    return [
        marks.words_at(
            f"<b>{letter}</b>",
            palette=palette,
            x=each.place - 0.5,
            y=1,
            yref="paper",
            yanchor="top",
            # To the left where the next letter is so near that the two would meet on a phone.
            xanchor="right" if after - each.place < MONTHS_A_YEAR else "left",
        )
        for letter, each, after in zip(LETTERS, breaks, afters, strict=False)
    ]
