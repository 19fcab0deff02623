"""Whether "most", "a third" or "double" in a title is what the figures of its table come to."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from dashboard.edition import claim_words as lexicon
from dashboard.edition.claim import Claim
from dashboard.edition.claim_subjects import columns_named, complete_steps, rows_named
from dashboard.edition.plate import Plate, Printed, Row, Shape
from dashboard.wording import claims as words

_HALF = 0.5
_NEAR = 0.03  # a plain fraction may stand for a share this close to it
_NEAR_TENTH = 0.05 + 1e-9  # and so many in ten for one that rounds to it
_HEDGED = 0.07  # "nearly a third" may be this much less
_RATIO = 0.05  # "double" may be this much off, of itself

Share = tuple[float, str]


def shares(title: str, plate: Plate) -> Iterator[Claim]:
    """Yield what a title claims of shares and ratios, and the figures do not come to."""
    meant = _shares_meant(title, plate)
    for found in lexicon.MAJORITY.finditer(title):
        if not any(share > _HALF for share, _ in meant):
            told = max(meant)[1] if meant else ""
            yield Claim(
                phrase=found[0], says=words.no_majority(found[0], largest=told) if told else words.no_shares(found[0])
            )
    for found, share, near in _fractions(title):
        if not any(_fits(each, share, found["hedge"], near) for each, _ in meant):
            nearest = min(meant, key=lambda each: abs(each[0] - share))[1] if meant else ""
            says = words.no_such_share(found[0], nearest=nearest) if nearest else words.no_shares(found[0])
            yield Claim(phrase=found[0], says=says)
    for found in lexicon.TIMES.finditer(title):
        ratio = lexicon.RATIOS[found.lastgroup or "two"]
        if not any(abs(each - ratio) <= _RATIO * ratio for each in _ratios(title, plate, growing=ratio > 1)):
            yield Claim(phrase=found[0], says=words.no_such_ratio(found[0], change=_figures_told(title, plate)))


def share_of(figure: Printed, row: Row, plate: Plate) -> float | None:
    """Return the share that a figure is: as printed, or of all where the table has one column and hides nothing."""
    digits = figure.percentage.removesuffix("%")
    if digits.isdecimal():
        return int(digits) / 100
    if figure.percentage or figure.value is None or plate.hides or len(plate.columns) > 1 or not row.code:
        return 0.005 if figure.percentage else None  # "<1%"
    whole = sum(each.figures[0].value or 0 for each in plate.rows if each.code)
    return figure.value / whole if whole else None


def _shares_meant(title: str, plate: Plate) -> list[Share]:
    """Return the shares that a title can mean, with their figures in words: of what it names, or of all."""
    named, columns = rows_named(title, plate), columns_named(title, plate)
    return [
        (share, f"{row.label}, {figure.in_full}")
        for row in plate.rows
        if not named or row in named
        for column, figure in zip(plate.columns, row.figures, strict=True)
        if (not columns or column in columns) and (share := share_of(figure, row, plate)) is not None
    ]


def _fractions(title: str) -> Iterator[tuple[re.Match[str], float, float]]:
    for found in lexicon.FRACTIONS.finditer(title):
        name = next(filter(None, (found["half"], found["one"], found["more"]))).lower().replace("-", " ")
        yield found, lexicon.SHARES[name], _NEAR
    for found in lexicon.ONE_IN.finditer(title):
        part, whole = (_number(found[name]) for name in ("part", "whole"))
        if 0 < part < whole:
            yield found, part / whole, _NEAR_TENTH


def _number(text: str) -> int:
    return lexicon.COUNTED.get(text.lower()) or (int(text) if text.isdecimal() else 0)


def _fits(share: float, meant: float, hedge: str | None, near: float) -> bool:
    told = (hedge or "").strip().lower()
    if told in lexicon.ALMOST:
        return meant - _HEDGED <= share <= meant
    limits = {
        lexicon.OVER: share > meant,
        lexicon.AT_LEAST: share >= meant,
        lexicon.UNDER: share < meant,
        lexicon.AT_MOST: share <= meant,
    }
    return next((fits for hedges, fits in limits.items() if told in hedges), abs(share - meant) <= near)


def _ratios(title: str, plate: Plate, *, growing: bool) -> Iterator[float]:
    """Yield the ratios that a title can mean: later to earlier in time, else the larger to the smaller."""
    for before, after in _pairs(title, plate):
        if not before or not after:
            continue
        small, large = sorted((before, after))
        yield after / before if plate.shape is Shape.STEPS else large / small if growing else small / large


def _pairs(title: str, plate: Plate) -> Iterator[tuple[int, int]]:
    named = [row for row in rows_named(title, plate) if row.code]
    if plate.shape is Shape.STEPS:
        rows: Sequence[Row] = named if len(named) > 1 else complete_steps(plate) or plate.rows
        yield rows[0].figures[0].value or 0, rows[-1].figures[0].value or 0
        return
    chosen = [row for row in (named if len(named) > 1 else plate.rows) if row.code or len(plate.rows) == 1]
    for place in range(len(plate.columns)):
        yield from combinations([row.figures[place].value or 0 for row in chosen], 2)
    for row in chosen if len(named) < 2 else ():  # noqa: PLR2004 - two rows named are compared with each other
        yield from combinations([figure.value or 0 for figure in row.figures], 2)


def _figures_told(title: str, plate: Plate) -> str:
    """Return the figures that "double" could be about, in words: the ends of time, the rows named, or all."""
    if plate.shape is Shape.STEPS:
        rows = complete_steps(plate) or plate.rows
        ends = [(row.label, row.figures[0].value) for row in (*rows[:1], *rows[-1:])]
        told = [(label, value) for label, value in ends if value is not None]
        return words.from_to(*told[0], *told[1]) if len(told) == 2 else ""  # noqa: PLR2004 - both ends
    named = rows_named(title, plate) or tuple(row for row in plate.rows if row.code)
    return f"{'; '.join(f'{row.label}, {figure.in_full}' for row in named for figure in row.figures)}."
