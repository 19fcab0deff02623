"""Which row or column of a chart's table stands for which choice: what a mark opens, its row opens too."""

from collections.abc import Sequence

from dashboard.charts.chart import Choice, Drawn


def row_choices(drawn: Drawn) -> tuple[Choice | None, ...]:
    """Return the choice of each row of a chart's table, None where a row stands for none: a total, "other"."""
    return _choices(drawn, drawn.table.codes, len(drawn.table.rows))


def column_choices(drawn: Drawn) -> tuple[Choice | None, ...]:
    """Return the choice of each column of a chart's table, None where a column stands for none."""
    return _choices(drawn, drawn.table.heading_codes, len(drawn.table.headings))


def _choices(drawn: Drawn, codes: Sequence[str], length: int) -> tuple[Choice | None, ...]:
    """Return the choices of some marks: found by what the mark carries, whatever the words beside it."""
    by_mark = {choice.carried: choice for choice in drawn.choices}
    return tuple(by_mark.get(code) for code in codes or ("",) * length)
