"""The dates that the unit's periods hang on: launch, last day of the figures, awareness weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data_access.reference import AwarenessWeek, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Almanac:
    """The dates that named periods hang on.

    Attributes
    ----------
    launched_on
        First day of the unit, or of the earliest of several.
    units
        How many units are looked at; several have no first ten months in common.
    data_to
        Last day the figures cover.
    weeks
        Awareness weeks, oldest first.
    """

    launched_on: date
    data_to: date
    weeks: tuple[AwarenessWeek, ...]
    units: int = 1


def almanac(reference: Reference, *, forces: Iterable[str], data_to: date) -> Almanac:
    """Return the dates for some forces: the earliest launch among them, and the weeks that fall inside."""
    wanted = set(forces)
    launches = [force.launched_on for force in reference.forces if force.code in wanted and force.launched_on]
    launched_on = min(launches, default=data_to)
    weeks = tuple(
        week for week in reference.awareness_weeks if launched_on <= week.starts_on and week.ends_on <= data_to
    )
    return Almanac(launched_on=launched_on, data_to=data_to, weeks=weeks, units=max(len(launches), 1))
