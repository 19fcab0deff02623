"""The plates of a briefing as its template draws them: which fit where, how many rows, and what is said of each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from dashboard.charts.plate_colours import colour_of
from dashboard.edition import Edition, Plate, Printed, Row, Shape
from dashboard.edition.parts import reconciles
from dashboard.press.plain_text import shortened
from dashboard.wording import release_briefing as words
from dashboard.wording.symbols import HIDDEN_MEANING

Told = dict[str, Any]
MOST_COLUMNS, MOST_BARS = 26, 14  # rows that can be read, side by side and one below the other
LONGEST_TITLE, LONGEST_LABEL = 160, 70  # letters
_LONG_WORD = re.compile(r"[^\s-]{24}(?=[^\s-])")
# What a commissioner is asked for first. Where a release lacks one the next of its place is taken.
_TIMES = _ACROSS = ("month", "quarter")
_LEFT = ("agency", "outcome", "risk")
_RIGHT = ("risk-route", "risk", "quarter-route", "quarter-risk", "outcome-route", "agency-route", "outcome")
_OVERLEAF = ("outcome", "quarter-route", "risk", "outcome-route", "agency-route", "quarter-risk", "agency", "quarter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which plates a briefing shows where; None for a place that stays empty, and `others` for the rest."""

    split: Plate | None
    across: Plate | None
    left: Plate | None
    right: Plate | None
    overleaf: Plate | None
    others: tuple[Plate, ...]

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Choose from the plates of an edition: each is shown once."""
        split = next((plate for plate in edition.plates if plate.shape is Shape.SPLIT), None)
        left_over = [plate for plate in edition.plates if plate is not split]
        shown = {
            place: _taken(left_over, keys)
            for place, keys in (("across", _ACROSS), ("left", _LEFT), ("right", _RIGHT), ("overleaf", _OVERLEAF))
        }
        return cls(split=split, **shown, others=tuple(left_over))

    @property
    def shown(self) -> tuple[Plate, ...]:
        """The plates shown, in the order of the pages."""
        places = (self.split, self.across, self.left, self.right, self.overleaf)
        return tuple(plate for plate in places if plate is not None)


def split_told(plate: Plate, *, shared_notes: Iterable[str] = ()) -> Told:
    """Return the headline as a bar and an equation."""
    whole, *parts = plate.rows
    adds_up = reconciles(plate.rows)
    joints = (words.EQUALS, words.PLUS) if adds_up else (words.OF_WHICH, words.AND)
    return {
        "alt": plate.alt_text,
        "whole": {**_figure(whole.figures[0]), "label": whole.label},
        # A bar of parts that do not make up the whole would show a wrong share.
        "is_drawn": adds_up,
        "parts": [
            {
                **_figure(row.figures[0], largest=whole.figures[0].value or 0),
                "label": fitting(row.label, LONGEST_LABEL),
                "joint": joints[min(place, 1)],
                "colour": colour_of(row.code),
            }
            for place, row in enumerate(parts)
        ],
        "notes": notes_of(plate, shared=shared_notes),
    }


def plate_told(plate: Plate, *, shared_notes: Iterable[str] = ()) -> Told:
    """Return a plate as values of the template: finding, what is counted, rows with colours and lengths, notes."""
    rows, left_out = _rows(plate)
    largest = max((_length(plate, row) for row in rows), default=0)
    return {
        "shape": plate.shape.value,
        "title": fitting(plate.title, LONGEST_TITLE),
        "subtitle": plate.subtitle if plate.title != plate.measure else f"{plate.place}, {plate.period}",
        "alt": plate.alt_text,
        "heading": fitting(plate.heading, LONGEST_LABEL),
        "columns": [
            {"heading": fitting(column.heading, LONGEST_LABEL), "colour": colour_of(column.code)}
            for column in plate.columns
        ],
        "rows": [
            {
                "label": fitting(row.label, LONGEST_LABEL),
                "figures": [_figure(figure, largest=largest) for figure in row.figures],
            }
            for row in rows
        ],
        "notes": [*left_out, *notes_of(plate, shared=shared_notes)],
    }


def notes_of(plate: Plate, *, shared: Iterable[str] = ()) -> list[str]:
    """Return the footnotes of a plate that are not told once for all, and always what "[c]" is."""
    told = frozenset(shared)
    own = [note for note in plate.footnotes if note not in told]
    is_told = any(note.startswith(HIDDEN_MEANING[:3]) for note in own)
    return [*([f"{HIDDEN_MEANING}."] if plate.hides and not is_told else []), *own]


def fitting(text: str, longest: int) -> str:
    """Return a text cut to a length, with an ellipsis, and with places to break a word that no line holds."""
    return _LONG_WORD.sub("\\g<0>\N{SOFT HYPHEN}", shortened(text, longest=longest))


def _taken(left_over: list[Plate], keys: Sequence[str]) -> Plate | None:
    """Take the first plate of some keys that can be read whole and has a finding; failing that the first at all."""
    found = [plate for key in keys for plate in left_over if plate.key == key]
    best = next((plate for plate in found if _is_read_whole(plate) and plate.title != plate.measure), None)
    taken = best or next(iter(found), None)
    if taken is not None:
        left_over.remove(taken)
    return taken


def _is_read_whole(plate: Plate) -> bool:
    return len(plate.rows) <= _most_rows(plate)


def _most_rows(plate: Plate) -> int:
    return MOST_COLUMNS if plate.shape is Shape.STEPS else MOST_BARS


def _rows(plate: Plate) -> tuple[tuple[Row, ...], list[str]]:
    """Return the rows that can be read, and what is said where some are left out."""
    if _is_read_whole(plate):
        return plate.rows, []
    most = _most_rows(plate)
    latest = plate.key.startswith(_TIMES)
    kept = plate.rows[-most:] if latest else plate.rows[:most]
    return kept, [words.left_out(most, len(plate.rows), latest=latest)]


def _length(plate: Plate, row: Row) -> int:
    counts = [figure.value or 0 for figure in row.figures]
    return sum(counts) if plate.shape is Shape.PARTS else max(counts, default=0)


def _figure(figure: Printed, *, largest: int = 0) -> Told:
    """Return a figure as the template draws it; a hidden one has no length."""
    told: Told = {"text": figure.text, "percentage": figure.percentage, "held": figure.held}
    if figure.value is not None and largest:
        told["length"] = figure.value / largest
    return told
