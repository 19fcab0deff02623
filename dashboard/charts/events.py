"""Events that managers noted, on an axis of months: a dashed line, over it a lozenge with a letter; the notes say what.

A series break is dotted and has a capital: two lines may stand side by side and must not be taken for each other.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, product
from string import ascii_lowercase

from dashboard.charts import marks
from dashboard.charts.chart import View
from dashboard.charts.house_style import Layout, Palette
from dashboard.wording import events as words
from data_access.annotations import Annotation
from data_access.facts import month_number
from data_access.filters import Filters

LOZENGE = "\N{BLACK DIAMOND}"
_OVER: Layout = {"yref": "paper", "y": 1, "yanchor": "bottom", "xanchor": "center"}
_LINE = 20  # pixels of a row of letters over the plot
_ROOM_FOR = 14  # letters that stand side by side over a phone's plot; nearer ones share one place


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One event on an axis: its letter, and its place in months from the middle of the axis' first."""

    letter: str
    place: float
    event: Annotation


def events_in(events: Iterable[Annotation], filters: Filters) -> tuple[Annotation, ...]:
    """Return the events inside a period that touch the forces looked at."""
    return tuple(
        each
        for each in events
        if filters.since <= each.happened_on <= filters.until
        and (not filters.forces or each.force_code in filters.forces)
    )


def marked(view: View, axis: range) -> tuple[Marked, ...]:
    """Return the events of a view that fall on an axis, which has these months (counted from January 1970)."""
    return tuple(
        # One letter an event, whichever part of the period a chart of the page shows.
        Marked(letter=letter, place=_place(each, axis), event=each)
        for letter, each in zip(_letters(), view.events, strict=False)
        if month_number(each.happened_on) in axis
    )


def over(layout: Layout, view: View, axis: range, palette: Palette) -> Layout:
    """Return the layout of a figure over months with the events of its view on it; the same one where there is none.

    The letters have a row of their own over the plot; what stood there moves up by it.
    """
    shown = marked(view, axis)
    if not shown:
        return layout
    margin = layout["margin"]
    return {
        **layout,
        "shapes": [*layout.get("shapes", ()), *(marks.happening(each.place, palette) for each in shown)],
        "annotations": [*map(_raised, layout.get("annotations", ())), *_names(shown, len(axis), palette)],
        "margin": {**margin, "t": margin["t"] + _LINE},
    }


def notes(view: View, axis: range) -> tuple[str, ...]:
    """Return what happened, a sentence each; with the force where several are looked at."""
    names = {force.code: force.name for force in view.reference.forces}
    several = len(view.filters.forces) != 1
    return tuple(
        words.note(each.letter, each.event, place=names.get(each.event.force_code, "") if several else "")
        for each in marked(view, axis)
    )


def letters_in(view: View, axis: range, part: range) -> str:
    """Return the letters of the events in some months of an axis, for a label: "◆ a b", or ""."""
    inside = [each.letter for each in marked(view, axis) if month_number(each.event.happened_on) in part]
    return f"{LOZENGE} {' '.join(inside)}" if inside else ""


def _place(event: Annotation, axis: range) -> float:
    day = event.happened_on
    into_the_month = (day.day - 1) / monthrange(day.year, day.month)[1]
    return round(month_number(day) - axis[0] - 0.5 + into_the_month, 2)


def _letters() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def _names(shown: Iterable[Marked], months: int, palette: Palette) -> list[Layout]:
    """Return the letters over their lines; of several that would run into each other, the first to the last."""
    groups: list[list[Marked]] = []
    for each in shown:
        if groups and each.place - groups[-1][0].place < months / _ROOM_FOR:
            groups[-1].append(each)
        else:
            groups.append([each])
    return [marks.words_at(_name(group), palette=palette, x=group[0].place, **_OVER) for group in groups]


def _name(group: list[Marked]) -> str:
    first, last = group[0].letter, group[-1].letter
    return f"{LOZENGE}{first}" if first == last else f"{LOZENGE}{first}\N{EN DASH}{last}"


def _raised(annotation: Layout) -> Layout:
    """Move what stands over the plot up by a row."""
    is_over = annotation.get("yref") == "paper" and annotation.get("yanchor") == "bottom" and annotation.get("y") == 1
    return {**annotation, "yshift": annotation.get("yshift", 0) + _LINE} if is_over else annotation
