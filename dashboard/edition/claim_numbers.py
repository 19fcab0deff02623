"""Whether the numbers of a title stand in its table, or are days, places and names that the table is about."""

import re
import unicodedata
from collections.abc import Iterator

from dashboard.edition import claim_words as lexicon
from dashboard.edition.claim import Claim
from dashboard.edition.plate import Plate
from dashboard.wording import claims as words
from dashboard.wording.numbers import count

_TYPED = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?=\b|%)(?P<share>\s?(?:%|per ?cent\b|percent\b))?", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*")
_YEAR = 4  # digits
_LONGEST = 12  # digits of a number that can be near to another


def typed_numbers(title: str, plate: Plate) -> Iterator[Claim]:
    """Yield the numbers of a title that its table does not show."""
    fractions = [found.span() for found in lexicon.ONE_IN.finditer(title)]
    counts = {_plain(str(figure.value)) for figure in plate.figures if figure.value is not None}
    percentages = {figure.percentage.removesuffix("%") for figure in plate.figures if figure.percentage}
    named = _numbers_named(plate)
    for found in _TYPED.finditer(title):
        if any(start <= found.start() < end for start, end in fractions):
            continue
        typed = _plain(found[0].removesuffix(found["share"] or ""))
        if typed not in (percentages if found["share"] else counts | named):
            nearest = _nearest(typed, percentages if found["share"] else counts)
            sign = "%" if found["share"] else ""
            yield Claim(phrase=found[0], says=words.not_shown(found[0], nearest=nearest and f"{nearest}{sign}"))


def _numbers_named(plate: Plate) -> set[str]:
    """Return the numbers of days, labels and names, years in their short form too: "2018-19"."""
    texts = (
        *(plate.period, plate.place, plate.measure, plate.filters, plate.data_to, plate.heading, plate.reference),
        *(row.label for row in plate.rows),
        *(column.heading for column in plate.columns),
    )
    numbers = {_plain(number) for text in texts for number in _DIGITS.findall(text)}
    return numbers | {number[2:] for number in numbers if len(number) == _YEAR}


def _plain(typed: str) -> str:
    """Return a number in digits that can be compared, whatever script it was typed in: "1,260" as "1260"."""
    digits = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in typed)
    return digits.replace(",", "").lstrip("0") or "0"


def _nearest(typed: str, shown: set[str]) -> str:
    numbers = sorted(int(each) for each in shown if each.isdecimal())
    if not numbers or len(typed) > _LONGEST:
        return ""
    return count(min(numbers, key=lambda each: abs(each - float(typed))))
