"""The finding of each plate, from its printed figures alone: a title that claims no more than they show.

A hidden figure never shapes a finding: where what is shown cannot bear one, the title says what is counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.civil_dates import months_later
from dashboard.edition.plate import Column, Printed, Row
from dashboard.metrics.outcomes import OutcomeGroup
from dashboard.release.tables import OTHER_AGENCIES, Route
from dashboard.wording import agencies, numbers
from data_access.vocabulary import Risk

_MOST_WORDS = 15  # of a title (ONS service manual)
_MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a finding is made from: the set table, its measure, the heading of its labels, and the days it covers."""

    measure: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    since: date
    until: date

    @property
    def whole_rows(self) -> tuple[Row, ...]:
        """The rows whose months or quarters lie in the period whole."""
        return tuple(row for row in self.rows if is_whole(row.code, self.since, self.until))

    def column(self, code: str) -> int | None:
        """Return the place of a column, or None where there is none."""
        return next((place for place, column in enumerate(self.columns) if column.code == code), None)


def is_whole(code: str, since: date, until: date) -> bool:
    """Return whether a month ("2018-06") or a quarter ("2018-Q2") lies in the days from `since` to `until` whole."""
    year, _, rest = code.partition("-")
    months = _MONTHS_IN_QUARTER if rest.startswith("Q") else 1
    month = (int(rest[1:]) - 1) * months + 1 if rest.startswith("Q") else int(rest)
    first = date(int(year), month, 1)
    return since <= first and months_later(first, months) - timedelta(days=1) <= until


def finding_of(key: str, content: Content) -> str:
    """Return the finding of a plate, 15 words at most; the measure where the figures shown bear none."""
    found = _FINDINGS[key](content)
    return found if found and len(found.split()) <= _MOST_WORDS else content.measure


def _headline(content: Content) -> str:
    received, *parts = content.rows
    taken_on = _figure_at(parts, Route.UNIT)
    if received.figures[0].value is None:
        return ""
    told = numbers.about(received.figures[0].value, exact=received.figures[0].exact)
    if taken_on is None or not taken_on.percentage or taken_on.value is None:
        return f"The unit received {told} referrals"
    return f"The unit took on {taken_on.percentage} of {told} referrals"


def _by_time(each: str) -> Callable[[Content], str]:
    def finding(content: Content) -> str:
        counts = [row.figures[0].value for row in content.whole_rows]
        shown = [count for count in counts if count is not None]
        if len(shown) < 2:  # noqa: PLR2004 - a range needs two
            return ""
        exact = all(row.figures[0].exact for row in content.whole_rows)
        least, most = (numbers.about(count, exact=exact) for count in (min(shown), max(shown)))
        if len(shown) < len(counts):
            return f"Up to {most} referrals came in a {each}"
        if least == most:
            return f"Every {each} brought {most} referrals"
        return f"Between {least} and {numbers.count(max(shown))} referrals came in a {each}"

    return finding


def _by_agency(content: Content) -> str:
    named = [row for row in content.rows if row.code != OTHER_AGENCIES]
    top = _largest(named)
    if top is None:
        return ""
    # "Refer most" is read as "most referrals", which would claim more than half.
    opening = f"{agencies.refers_most(top.code, top.label).removesuffix(' most')} more than any other"
    percentage = top.figures[0].percentage
    return f"{opening}: {percentage} of referrals" if percentage else opening


def _by_risk(content: Content) -> str:
    high = _figure_at(content.rows, Risk.HIGH)
    if high is not None and high.percentage:
        return f"{high.percentage} of referrals are at high risk"
    top = _largest(content.rows)
    return f"Most often the level of risk is {top.label.lower()}" if top else ""


def _by_outcome(content: Content) -> str:
    waiting = _figure_at(content.rows, OutcomeGroup.NOT_YET)
    if waiting is not None and waiting.percentage:
        return f"For {waiting.percentage} of referrals the outcome is not yet known"
    eased = _figure_at(content.rows, OutcomeGroup.EASED)
    if eased is not None and eased.percentage:
        return f"So far {eased.percentage} of referrals ended with less risk or no more stalking"
    return ""


def _taken_on_by(group: str) -> Callable[[Content], str]:
    def finding(content: Content) -> str:
        low, high = _range_of(content, Route.UNIT)
        return f"The unit took on {_between(low, high)} of referrals, depending on {group}" if high else ""

    return finding


def _taken_on_at_high_risk(content: Content) -> str:
    place = content.column(Route.UNIT)
    row = next((row for row in content.rows if row.code == Risk.HIGH), None)
    if place is None or row is None or not row.figures[place].percentage:
        return ""
    return f"The unit takes on {row.figures[place].percentage} of referrals at high risk"


def _high_risk_each_quarter(content: Content) -> str:
    low, high = _range_of(content, Risk.HIGH)
    return f"{_sentence_case(_between(low, high))} of referrals in a quarter were at high risk" if high else ""


def _each_quarter(content: Content) -> str:
    low, high = _range_of(content, Route.UNIT)
    return f"The unit took on {_between(low, high)} of referrals in a quarter" if high else ""


def _no_finding(_content: Content) -> str:
    return ""


_FINDINGS: Mapping[str, Callable[[Content], str]] = {
    "total": _headline,
    "route": _no_finding,  # stands with the total
    "month": _by_time("month"),
    "quarter": _by_time("quarter"),
    "agency": _by_agency,
    "risk": _by_risk,
    "outcome": _by_outcome,
    "agency-route": _taken_on_by("agency"),
    "risk-route": _taken_on_at_high_risk,
    "quarter-route": _each_quarter,
    "quarter-risk": _high_risk_each_quarter,
    "outcome-route": _no_finding,
}


def _figure_at(rows: Sequence[Row], code: str) -> Printed | None:
    return next((row.figures[0] for row in rows if row.code == code), None)


def _largest(rows: Sequence[Row]) -> Row | None:
    """Return the one row with the largest count; None where none is shown, or two are alike."""
    shown = sorted(
        ((row.figures[0].value, place) for place, row in enumerate(rows) if row.figures[0].value is not None)
    )
    if not shown or (len(shown) > 1 and shown[-1][0] == shown[-2][0]):
        return None
    return rows[shown[-1][1]]


def _range_of(content: Content, code: str) -> tuple[str, str]:
    """Return the least and the greatest percentage of a column, of two rows or more; "" twice for fewer."""
    place = content.column(code)
    if place is None:
        return "", ""
    told = {row.figures[place].percentage for row in content.rows} - {""}
    ordered = sorted(told, key=lambda text: 0 if text.startswith("<") else int(text.rstrip("%")))
    return (ordered[0], ordered[-1]) if ordered else ("", "")


def _between(low: str, high: str) -> str:
    return high if low == high else f"{low} to {high}"


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
