"""Whom and which months a title speaks of: the rows and columns of its table that it names."""

import re
from collections.abc import Sequence
from datetime import date

from dashboard.edition.findings import is_whole
from dashboard.edition.plate import Column, Plate, Row
from dashboard.release.tables import Route
from dashboard.wording import dates
from dashboard.wording.agencies import from_agency

_STEP = re.compile(r"(?P<year>[12]\d{3})-(?:Q[1-4]|(?P<month>0[1-9]|1[0-2]))", re.ASCII)
# Words of many labels, which name none of them.
_SAID_OF_ALL = {
    "agencies",
    "agency",
    "local",
    "other",
    "received",
    "referrals",
    "service",
    "team",
    "trust",
    "unit",
    "with",
}
_SHORTEST_TELLING = 4
_VERBS = {Route.UNIT.value: r"t(?:ook|akes?|aken) on", Route.PARTNER.value: "partners?"}


def rows_named(title: str, plate: Plate) -> tuple[Row, ...]:
    """Return the rows that a title names, by their label, its telling words, or the name of their month."""
    return tuple(row for row in plate.rows if row.code and _is_named(title, row.code, row.label))


def columns_named(title: str, plate: Plate) -> tuple[Column, ...]:
    """Return the columns that a title names; none of a table with one."""
    if len(plate.columns) == 1:
        return ()
    return tuple(column for column in plate.columns if _is_named(title, column.code, column.heading))


def without_names(title: str, plate: Plate) -> str:
    """Return a title with the names of rows and columns blanked, letter for letter: an agency's name claims nothing.

    As little does what it is called in our own sentences: "control rooms and daily crime screening".
    """
    names = [row.label for row in plate.rows] + [column.heading for column in plate.columns]
    names += [from_agency(row.code, row.label) for row in plate.rows]
    for name in sorted(filter(str.strip, names), key=len, reverse=True):
        title = re.sub(
            rf"(?<!\w){re.escape(name)}(?!\w)", lambda found: " " * len(found[0]), title, flags=re.IGNORECASE
        )
    return title


def month_of(code: str) -> date | None:
    """Return the first day of the month of a row's code ("2018-06"); None where it is no month."""
    found = _STEP.fullmatch(code)
    return date(int(found["year"]), int(found["month"]), 1) if found and found["month"] else None


def complete_steps(plate: Plate) -> tuple[Row, ...]:
    """Return the rows that are whole months or quarters; without first and last where the period cannot be read."""
    steps = tuple(row for row in plate.rows if _STEP.fullmatch(row.code))
    period = dates.read_period(plate.period)
    return steps[1:-1] if period is None else tuple(row for row in steps if is_whole(row.code, *period))


def _is_named(title: str, code: str, label: str) -> bool:
    return any(re.search(rf"(?<!\w)(?:{name})(?!\w)", title, re.IGNORECASE) for name in _names(code, label)) or (
        _all_words(title, _telling(label))
    )


def _names(code: str, label: str) -> Sequence[str]:
    names = [re.escape(label)] if label.strip() else []
    if code in _VERBS:
        names.append(_VERBS[code])
    month = month_of(code)
    return [*names, dates.month(month), dates.MONTHS[month.month - 1]] if month else names


def _telling(label: str) -> list[str]:
    words = re.findall(r"\w+", label.lower())
    return [
        word for word in words if len(word) >= _SHORTEST_TELLING and word not in _SAID_OF_ALL and not word.isdecimal()
    ]


def _all_words(title: str, telling: Sequence[str]) -> bool:
    return bool(telling) and all(re.search(rf"\b{re.escape(word)}s?\b", title, re.IGNORECASE) for word in telling)
