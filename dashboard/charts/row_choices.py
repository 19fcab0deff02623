"""Which row of a chart's table stands for which choice: what a mark opens, its row opens too."""

from collections.abc import Mapping

from dashboard.charts.chart import Choice, Drawn
from dashboard.wording import dates
from data_access.facts import month_start


def row_choices(drawn: Drawn) -> tuple[Choice | None, ...]:
    """Return the choice of each row of a chart's table, None where a row stands for none: a total, "other"."""
    by_words: Mapping[str, Choice] = {words: choice for choice in drawn.choices for words in _said(choice)}
    return tuple(by_words.get(row[0].partition(" (")[0]) or by_words.get(row[0]) for row in drawn.table.rows)


def _said(choice: Choice) -> tuple[str, ...]:
    """Return how a table may say a choice: as its label, or a month in short."""
    return choice.label, *((_short(choice.code),) if choice.dimension == "month" else ())


def _short(code: str) -> str:
    year, _, month = code[:7].partition("-")
    return dates.short_month(month_start((int(year) - 1970) * 12 + int(month) - 1)) if month.isdigit() else code
