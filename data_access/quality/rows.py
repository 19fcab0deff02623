"""The cases behind a number of the Data quality page: the same condition as the number, a page of rows at a time."""

from datetime import date

from data_access.case_list import CasePage, Order, page_of_cases
from data_access.cases import Cases
from data_access.filters import Filters
from data_access.quality.subjects import Limits, subject_condition
from data_access.scope import Scope

# Whatever a record says of its day: a day that cannot be is one of the things to mend.
EVER = Filters(since=date(1, 1, 1), until=date(9999, 12, 30))


def page_to_mend(engine: Cases, *, scope: Scope, subject: str, limits: Limits, after: str | None = None) -> CasePage:
    """Return the first page of the cases of a subject, the newest first, or the one after a reference.

    Raises `OutOfScope`, `DatabaseUnavailable`, and `KeyError` for a subject that there is not.
    """
    condition = subject_condition(subject, limits)
    return page_of_cases(engine, scope=scope, filters=EVER, order=Order.NEWEST, after=after, also=(condition,))
