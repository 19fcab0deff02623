"""Permanent references: "SR-2026-0417" names a release, "SR-2026-0417-month.2026-03-K" one figure of it.

The last letter is a check: with any one digit wrong, or two neighbouring ones swapped, another letter is due. It is no
secret; what makes a reference true is that its figure is found in the store.
"""

import re
from dataclasses import dataclass, replace
from functools import reduce
from typing import Self

from data_access.releases.refusal import ReferenceRefused
from data_access.schema.release import LAST_NUMBER

# A prime above ten: any two digits then differ, also after doubling. No I, O or U, which are misheard or misread.
CHECK_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"
LONGEST = 120
FIRST_YEAR = 2018  # when the first unit began
_SHAPE = re.compile(r"SR-([0-9]{4})-([0-9]{4})(?:-([a-z0-9_.-]+?))?(?:-([a-z]))?", re.IGNORECASE | re.ASCII)
_WORD = r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*"
_FIGURE = re.compile(rf"(?=[A-Za-z]){_WORD}(?:\.{_WORD})*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference of a release, or of one figure of it.

    Attributes
    ----------
    year, number
        London year of the draft, and its number in that year.
    figure
        Key of the figure, as the release spells it; "" for the release itself.

    Raises
    ------
    ReferenceRefused
        For numbers that no reference has.
    """

    year: int
    number: int
    figure: str = ""

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_NUMBER and 1 <= self.number <= LAST_NUMBER):
            raise _misread(f"SR-{self.year}-{self.number}")

    @property
    def release(self) -> Self:
        """The release that the figure is of."""
        return replace(self, figure="")

    @property
    def text(self) -> str:
        """The reference as it is printed; that of a figure ends in its check letter."""
        told = f"SR-{self.year}-{self.number:04}"
        return f"{told}-{self.figure}-{_check_letter(f'{told}-{self.figure}')}" if self.figure else told

    def of(self, figure: str) -> Self:
        """Return the reference of one figure; raises `ReferenceRefused` for a key that could not be read back."""
        made = replace(self, figure=figure)
        if not _FIGURE.fullmatch(figure) or parsed(made.text) != made:
            raise _misread(f"{self.release.text}-{figure}")
        return made


def parsed(text: str) -> Reference:
    """Return a reference that somebody typed or pasted; raises `ReferenceRefused` for what is none.

    Capitals and spaces around it do not matter. A figure may be asked for without its check letter; a wrong one is
    refused.
    """
    typed = text.strip()
    shape = _SHAPE.fullmatch(typed) if len(typed) <= LONGEST else None
    if shape is None:
        raise _misread(typed)
    year, number, figure, letter = shape.groups(default="")
    if figure and not _FIGURE.fullmatch(figure):
        raise _misread(typed)
    found = Reference(year=int(year), number=int(number), figure=figure)
    if letter and letter.upper() != found.text[-1]:
        raise _misread(typed)
    return found


def _check_letter(text: str) -> str:
    """Return the letter for a text: its letters and digits as one number in base two, to the prime, capitals alike."""
    size = len(CHECK_LETTERS)
    values = (int(sign, 36) for sign in text if sign.isalnum())
    return CHECK_LETTERS[reduce(lambda so_far, value: (so_far * 2 + value) % size, values, 0)]


def _misread(text: str) -> ReferenceRefused:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return ReferenceRefused(
        f"“{shown}” is not one of our references.",
        unharmed="Nothing was shown or changed.",
        remedy="A reference reads SR-2026-0417 or SR-2026-0417-total-K; its last letter shows most slips of the pen.",
    )
