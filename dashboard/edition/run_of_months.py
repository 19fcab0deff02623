"""What may be said of the months of a release: their range, and whether one of them stands out."""

from dashboard.edition.edition import Edition
from dashboard.edition.findings import is_whole
from dashboard.edition.plate import Row
from dashboard.methods import xmr
from dashboard.wording import badges, numbers

_FEWEST = 2  # a range needs two
_MOST_NAMED = 3  # of a sentence


def run_of_months(edition: Edition) -> str:
    """Return what the whole months say in a sentence or two; "" where fewer than two are shown."""
    plate = edition.plate("month")
    rows = [row for row in plate.rows if is_whole(row.code, edition.since, edition.until)] if plate else []
    shown = [row for row in rows if row.figures[0].value is not None]
    if len(shown) < _FEWEST:
        return ""
    return f"{_range(shown, of_all=len(shown) == len(rows))} {_verdict(rows, shown)}"


def _range(shown: list[Row], *, of_all: bool) -> str:
    least, most = min(shown, key=_count), max(shown, key=_count)
    which = "A whole month brought" if of_all else "The whole months shown brought"
    if _count(least) == _count(most):
        return f"{which} {_told(most)} referrals each time."
    return f"{which} between {_told(least)} ({least.label}) and {_told(most)} referrals ({most.label})."


def _verdict(rows: list[Row], shown: list[Row]) -> str:
    if len(shown) < len(rows) or not all(row.figures[0].exact for row in rows):
        return "Whether one stands out cannot be judged from what may be shown."
    if len(rows) < xmr.NEEDED:
        told = badges.too_early(months=len(rows), needed=xmr.NEEDED)
        return f"For a change it is {told}."
    reading = xmr.read([_count(row) for row in rows])
    unusual = [row.label for row, label in zip(rows, reading.labels, strict=True) if label is not None]
    if not unusual:
        return "No month stands out from the others by the rules of a control chart."
    named = ", ".join(unusual) if len(unusual) <= _MOST_NAMED else f"{len(unusual)} of {len(rows)} months"
    return f"Unusual by the rules of a control chart: {named}."


def _count(row: Row) -> int:
    return row.figures[0].value or 0


def _told(row: Row) -> str:
    return numbers.about(row.figures[0].value, exact=row.figures[0].exact)
