"""When an embargo ends: a moment of London's clock, which once a year skips an hour and once a year has one twice."""

from datetime import UTC, datetime
from enum import StrEnum

from dashboard.wording import dates
from dashboard.wording.moments import time_of_day
from data_access.errors import UnitError
from data_access.moments import LONDON


class Hour(StrEnum):
    """Which of the two hours that carry the same name when the clocks go back."""

    FIRST = "FIRST"  # British Summer Time
    SECOND = "SECOND"  # Greenwich Mean Time


class EmbargoRefused(UnitError):
    """A moment that London's clock does not show, or shows twice."""


def embargo_moment(there: datetime, *, hour: Hour | None = None) -> datetime:
    """Return the moment (UTC, aware) at which London's clock shows a time.

    Parameters
    ----------
    there
        Day and time as the clock on the wall shows them, without a zone.
    hour
        Which, where the clock shows it twice; elsewhere it does not matter.

    Raises
    ------
    EmbargoRefused
        In the hour that is skipped; and in the one that comes twice, unless it is said which.
    ValueError
        For a time that brings its own zone.
    """
    if there.tzinfo is not None:
        message = "A time of London's clock brings no zone of its own."
        raise ValueError(message)
    first, second = (there.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    # The same zone: a time that the clock skips is told as it was typed.
    told = time_of_day(there.replace(tzinfo=LONDON))
    if first.astimezone(LONDON).replace(tzinfo=None) != there.replace(fold=0):
        raise _refused(
            f"On {dates.day(there.date())} the clocks go forward: there is no {told} in London.",
            remedy="Choose a time before 01:00 or from 02:00 on.",
        )
    if first == second:
        return first
    if hour is None:
        raise _refused(
            f"On {dates.day(there.date())} the clocks go back: London has {told} twice.",
            remedy="Say whether you mean the first (summer time) or the second (winter time), or choose another time.",
        )
    return first if hour is Hour.FIRST else second


def _refused(happened: str, *, remedy: str) -> EmbargoRefused:
    return EmbargoRefused(happened, unharmed="No embargo was set or changed.", remedy=remedy)
