"""The only formatter of numbers: counts, shares, changes and days, in British English.

Nothing here rounds a count or hides one: that has happened before. `None` is a number that may not be shown.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from dashboard.wording.symbols import HIDDEN, MINUS

SMALLEST_BASE = 20  # under this a percentage claims more than the cases can bear: "7 of 18"
DECIMAL_BASE = 1_000  # under this one decimal gives the exact count away
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FRACTIONS = {"a quarter": 1 / 4, "a third": 1 / 3, "half": 1 / 2, "two thirds": 2 / 3, "three quarters": 3 / 4}
_NEAR = 0.02  # a plain fraction may stand for a share this close to it
_EDGE = 0.05  # closer to nothing or to everything than this, tenths mislead
_TIE = 1e-9  # a half is both 5 in 10 and a half: prefer the plain word
_WHOLE_MEANS = 5  # from here the decimal of a mean is noise


class Number(Protocol):
    """A disclosed count, as `dashboard.disclosure` makes it: a value or nothing, exact or rounded."""

    @property
    def counted(self) -> int | None:
        """The count, or None where it may not be shown."""

    @property
    def exact(self) -> bool:
        """Whether the count is the true one."""


def count(value: int | None) -> str:
    """Return "1,260", or "[c]" where the number may not be shown."""
    if value is None:
        return HIDDEN
    return f"{MINUS if value < 0 else ''}{abs(value):,}"


def about(value: int | None, *, exact: bool) -> str:
    """Return "85" where exact and "about 85" where rounded."""
    return count(value) if exact or value is None else f"about {count(value)}"


def noun(value: int | None, singular: str, plural: str = "") -> str:
    """Return "1 referral", "260 referrals", "no referrals": a count with its noun."""
    if value == 1:
        return f"1 {singular}"
    return f"{'no' if value == 0 else count(value)} {plural or singular + 's'}"


def in_words(value: int) -> str:
    """Return small numbers as words ("three units"), larger ones as figures."""
    return _WORDS[value] if 0 <= value < len(_WORDS) else count(value)


def percent(part: int | None, base: int | None) -> str:
    """Return "32%", or "" where either number is hidden or the base is too small to bear a percentage."""
    if part is None or base is None or base < SMALLEST_BASE:
        return ""
    return f"{part / base:.1%}" if base >= DECIMAL_BASE else whole_percent(part, base)


def share(part: int | None, base: int | None) -> str:
    """Return "32% (83 of 260)", under a base of 20 "7 of 18", and "[c]" where either may not be shown."""
    if part is None or base is None:
        return HIDDEN
    of_base = f"{count(part)} of {count(base)}"
    return f"{percent(part, base)} ({of_base})" if percent(part, base) else of_base


def whole_percent(part: int | None, base: int | None) -> str:
    """Return "32%" whatever the base from 20 up, for labels and sentences; "" as `percent` does."""
    if part is None or base is None or base < SMALLEST_BASE:
        return ""
    whole = _whole(part, base)
    return "<1%" if part and not whole else f"{whole}%"


def with_percent(part: int | None, base: int | None) -> str:
    """Return "83 (32%)"; only the count where there is no percentage to give."""
    percentage = whole_percent(part, base)
    return f"{count(part)} ({percentage})" if percentage else count(part)


def share_in_cell(part: int | None, base: int | None) -> str:
    """Return "32%" for a cell of a table, "7 of 18" under a base of 20, "[c]" where hidden: never left to guess at."""
    return whole_percent(part, base) or share(part, base)


def share_range(lower: float, upper: float) -> str:
    """Return "27% to 38%", from fractions of 1: between what a share may lie."""
    return f"{lower:.0%} to {upper:.0%}"


def change(now: int, before: int) -> str:
    """Return "38 more", "12 fewer" or "no change"."""
    if now == before:
        return "no change"
    return f"{count(abs(now - before))} {'more' if now > before else 'fewer'}"


def percent_change(now: int, before: int) -> str:
    """Return "+17%" or a true minus sign and "9%"; "" where the earlier number is too small to bear it."""
    if before < SMALLEST_BASE or now == before:
        return ""
    return f"{'+' if now > before else MINUS}{_whole(abs(now - before), before)}%"


def points(now: float, before: float) -> str:
    """Return the change of a share: "up 4 points", "down 1 point", "no change"."""
    moved = int(_rounded(now, places=2) * 100 - _rounded(before, places=2) * 100)
    if moved == 0:
        return "no change"
    return f"{'up' if moved > 0 else 'down'} {noun(abs(moved), 'point')}"


def days(value: float | None) -> str:
    """Return whole days: "1 day", "14 days", "[c]" where hidden."""
    if value is None:
        return HIDDEN
    whole = int(_rounded(value))
    return f"{count(whole)} day{'' if whole == 1 else 's'}"


def average(value: float) -> str:
    """Return a mean as people say it: a whole number from 5, one decimal under it; halves go up."""
    return count(int(_rounded(value))) if value >= _WHOLE_MEANS else str(_rounded(value, places=1)).removesuffix(".0")


def decimal(value: float) -> str:
    """Return a mean or a limit with one decimal, for a table: "26.1"."""
    return f"{_rounded(value, places=1):,}"


def roughly(fraction: float) -> str:
    """Return a share as people say it: "a third", "4 in 10", "nearly all"."""
    if fraction < _EDGE:
        return "fewer than 1 in 20"
    if fraction > 1 - _EDGE:
        return "nearly all"
    tenths = round(fraction * 10)
    plain = min(_FRACTIONS, key=lambda words: abs(fraction - _FRACTIONS[words]))
    distance = abs(fraction - _FRACTIONS[plain])
    if distance < min(_NEAR, abs(fraction - tenths / 10) + _TIE):
        return plain
    return f"{max(1, min(9, tenths))} in 10"


def roughly_of(fraction: float, plural: str) -> str:
    """Return the beginning of a finding: "A third of referrals", "4 in 10 referrals"."""
    words = roughly(fraction)
    phrase = f"{words} of {plural}" if words in _FRACTIONS else f"{words} {plural}"
    return f"{phrase[0].upper()}{phrase[1:]}"


def _rounded(value: float, *, places: int = 0) -> Decimal:
    """Round a half away from zero, of the number as it is written: 0.25 to 0.3, where Python's own says 0.2."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _whole(part: int, base: int) -> int:
    """Round half up, as a reader with a calculator does; Python's own rounds half to even."""
    return (200 * part + base) // (2 * base)
