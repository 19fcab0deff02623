"""What became so since a day: cases received, and waits that passed their target."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

import sqlalchemy as sa

from data_access.caseload.needs import by_target, received_before
from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need

_DAY = timedelta(days=1)


def received_since(_measure: Yardstick, since: date) -> sa.ColumnElement[bool]:
    """Return the condition that a case was received after a day."""
    return ~received_before(since + _DAY)


def passed_since(measure: Yardstick, since: date) -> sa.ColumnElement[bool]:
    """Return the condition that the target of a case was not over at the end of a day."""
    return by_target(measure, lambda days: ~received_before(since - timedelta(days=days) + _DAY))


# By need, None for all open cases; of other needs nothing says since when a case has them.
LATELY: Mapping[Need | None, Callable[[Yardstick, date], sa.ColumnElement[bool]]] = MappingProxyType(
    {None: received_since, Need.PAST_TARGET: passed_since}
)
