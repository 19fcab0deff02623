"""Days since receipt: on which of them a curve is told, how an axis names them, and what is counted on each."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from dashboard.charts.house_style import LABEL_SIZE, Layout
from dashboard.disclosure.disclosed import Disclosed
from dashboard.methods.day_counts import Table as DayTable
from dashboard.metrics.waits import FOLLOWED
from dashboard.wording import numbers

WEEK = 7
DAILY = 28  # every day of the first four weeks, then every week: what happens later happens slowly
DAYS = (*range(DAILY + 1), *range(DAILY + WEEK, FOLLOWED + 1, WEEK))
HEIGHT = 320
TOUCH = 16  # pixels across, of a point that a finger can hit
_TICKS = (0, 14, 28, 42, 56, 70, 84)
NOT_REACHED = "[x]"  # "not available" in the Analysis Function's shorthand: nobody was followed that long
WHOLE = 100  # per cent
KINDS = 3  # a day, those with the event on it, those last seen on it


def by_day(disclosed: Disclosed) -> Mapping[str, DayTable]:
    """Return for each group the table of day, events and censored, from cells by group and day."""
    column, _ = disclosed.by
    found: dict[str, list[tuple[int, int, int]]] = {}
    rows = disclosed.cells.select(column, "waited", "counted", "base").drop_nulls("waited").iter_rows()
    for code, day, counted, left in rows:
        if left:
            found.setdefault(str(code or ""), []).append((day, counted, left - counted))
    return {code: np.array(table, dtype=np.int64).reshape(-1, KINDS) for code, table in found.items()}


def together(tables: Iterable[DayTable]) -> DayTable:
    """Return the tables of several groups as one; the same day may come more than once."""
    return np.vstack([np.zeros((0, KINDS), dtype=np.int64), *tables])


def people(table: DayTable) -> int:
    """Return how many are counted in a table of days."""
    return int(table[:, 1:].sum())


def per_cent(share: float | None) -> int | None:
    """Return a share as whole hundredths, as the table tells it; None where it is not known."""
    return None if share is None else round(WHOLE * share)


def corners(points: Sequence[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """Return the points where a stepped line turns: where its height changes, its first and its last."""
    known = [(day, height) for day, height in points if height is not None]
    return [
        point for place, point in enumerate(known) if place in {0, len(known) - 1} or point[1] != known[place - 1][1]
    ]


def axes(*, room: int, top: int = 8) -> Layout:
    """Return axes of days and per cent, with so many pixels beside them, and over them, for names."""
    return {
        "xaxis": {
            "range": [0, FOLLOWED],
            "tickvals": list(_TICKS),
            "ticktext": [str(day) for day in _TICKS],
            "title": {"text": "Days since receipt", "standoff": 6, "font": {"size": LABEL_SIZE}},
        },
        "yaxis": {
            "range": [0, WHOLE + 2],
            "tick0": 0,
            "dtick": 25,
            "ticksuffix": "%",
            "showgrid": True,
        },
        "margin": {"l": 0, "r": room, "t": top, "b": 4},
    }


def day_in_words(day: int) -> str:
    """Return "14 days" for the first column of a table."""
    return numbers.days(day)
