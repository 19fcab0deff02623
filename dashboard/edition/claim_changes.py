"""Whether a title's rise or fall is in the months of its table: direction, and what is more than chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.edition import claim_words as lexicon
from dashboard.edition.claim import Claim
from dashboard.edition.claim_subjects import complete_steps, month_of, rows_named
from dashboard.edition.plate import Plate, Row, Shape
from dashboard.methods.xmr import NEEDED, Label, Reading, read
from dashboard.wording import claims as words

_UPWARDS = frozenset({Label.ABOVE, Label.RISING, Label.NEAR_UPPER, Label.HIGH_RUN})
# A run on one side of the mean is news at the end only: one month far out puts all the others on the other side.
_PLAIN = frozenset({Label.ABOVE, Label.BELOW, Label.RISING, Label.FALLING})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """Words of change in a title: the phrase, and whether it goes up."""

    phrase: str
    up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """Whole months or quarters with their counts, all of them shown."""

    rows: tuple[Row, ...]
    counts: tuple[int, ...]

    @property
    def step(self) -> str:
        """What a row is: "month", "quarter"."""
        return "month" if month_of(self.rows[0].code) else "quarter"

    @property
    def told(self) -> str:
        """From the first to the last, in words."""
        return words.from_to(self.rows[0].label, self.counts[0], self.rows[-1].label, self.counts[-1])


def changes(title: str, plate: Plate) -> Iterator[Claim]:
    """Yield what a title claims of change and the months do not show."""
    found = [
        (_Change(phrase=match[0], up=up), is_strong)
        for pattern, up, is_strong in (
            (lexicon.SURGES, True, True),
            (lexicon.PLUNGES, False, True),
            (lexicon.RISES, True, False),
            (lexicon.FALLS, False, False),
        )
        for match in pattern.finditer(title)
    ]
    for change, is_strong in found:
        says = _fault(change, title, plate, is_strong=is_strong)
        if says:
            yield Claim(phrase=change.phrase, says=says)


def _fault(change: _Change, title: str, plate: Plate, *, is_strong: bool) -> str:
    if plate.shape is not Shape.STEPS:
        return words.no_months(change.phrase)
    rows = complete_steps(plate)
    counts = [row.figures[0].value for row in rows]
    shown = tuple(count for count in counts if count is not None)
    if len(shown) < len(counts):
        return words.hidden_months(change.phrase)
    if len(shown) < 2:  # noqa: PLR2004 - a change has two ends
        return words.one_month(change.phrase)
    return _against(change, _Series(rows=tuple(rows), counts=shown), title, plate, is_strong=is_strong)


def _against(change: _Change, series: _Series, title: str, plate: Plate, *, is_strong: bool) -> str:
    named = [row for row in rows_named(title, plate) if row in series.rows]
    ends = _ends(series, named)
    if not is_strong and (ends.counts[-1] > ends.counts[0]) is not change.up:
        return words.other_way(change.phrase, change=ends.told)
    if not is_strong and _gives_both(title, ends):
        return ""
    if len(series.counts) < NEEDED:
        return words.too_few_months(
            change.phrase, steps=len(series.counts), step=series.step, needed=NEEDED, change=ends.told
        )
    return _beyond_chance(change, series, named, ends)


def _ends(series: _Series, named: Sequence[Row]) -> _Series:
    """Return between which months a title tells of a change: those it names, the one before the only one, or all."""
    places = [series.rows.index(row) for row in (*named[:1], *named[1:][-1:])]
    if len(places) == 1 and places[0]:
        places = [places[0] - 1, places[0]]
    if len(places) < 2:  # noqa: PLR2004 - a change has two ends
        return series
    return _Series(
        rows=tuple(series.rows[each] for each in places), counts=tuple(series.counts[each] for each in places)
    )


def _gives_both(title: str, ends: _Series) -> bool:
    """Return whether a title gives the numbers themselves, "from 18 to 31": then it claims no more than they do."""
    return all(text in title.replace(",", "") for text in (str(ends.counts[0]), str(ends.counts[-1])))


def _beyond_chance(change: _Change, series: _Series, named: Sequence[Row], ends: _Series) -> str:
    reading: Reading = read(series.counts)
    if not any(reading.labels):
        return words.usual(
            change.phrase,
            steps=len(series.counts),
            step=series.step,
            lower=reading.lower,
            upper=reading.upper,
            change=ends.told,
        )
    if any(label is not None and (label in _UPWARDS) is change.up for label in _spoken_of(reading, series, named)):
        return ""
    return words.unusual_elsewhere(change.phrase, change=ends.told)


def _spoken_of(reading: Reading, series: _Series, named: Sequence[Row]) -> list[Label | None]:
    """Return what stands out of the months that a title names; of none named, the last and what is plain to see."""
    if named:
        return [label for row, label in zip(series.rows, reading.labels, strict=True) if row in named]
    return [reading.labels[-1], *(label for label in reading.labels if label in _PLAIN)]
