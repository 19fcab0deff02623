"""The line under each headline number: what it is of, and what it compares with."""

from datetime import date

from dashboard.wording import dates, numbers


def received(a_month: float | None, compared: str) -> str:
    """Return "26 a month on average; no earlier period to compare"."""
    average = "" if a_month is None else f"about {numbers.average(a_month)} a month on average"
    return _joined(average, compared)


def taken_on(percent: str, moved: str) -> str:
    """Return "32% of those decided; up 4 points on the same period last year"."""
    return _joined(f"{percent} of those decided" if percent else "", moved)


def assessed(counted: int | None, base: int | None, waiting_for_it: str, moved: str, *, exact: bool) -> str:
    """Return "206 of 260; none still waiting; down 3 points ..."; says when it is too early for all of them."""
    if base == 0:
        return "too early to say for any referral of this period"
    known = counted is not None and base is not None
    of_base = f"{numbers.about(counted, exact=exact)} of {numbers.count(base)} referrals" if known else ""
    return _joined(of_base, waiting_for_it, moved)


def waiting(count: int | None, longest: int | None, *, exact: bool) -> str:
    """Return "6 still waiting, the longest for 19 days", "none still waiting", or "" where it may not be said."""
    if count is None:
        return ""
    if count == 0:
        return "none still waiting"
    return f"{numbers.about(count, exact=exact)} still waiting" + (
        f", the longest for {numbers.days(longest)}" if longest else ""
    )


def open_now(of_all: int | None, moved: str, *, exact: bool) -> str:
    """Return "of 61 open; 3 more than a month ago"."""
    return _joined("" if of_all is None else f"of {numbers.about(of_all, exact=exact)} open, whenever received", moved)


def data_to(day: date) -> str:
    """Return "Data to 22 Nov 2026"."""
    return f"Data to {dates.day(day)}"


def _joined(*clauses: str) -> str:
    return "; ".join(clause for clause in clauses if clause)
