"""What is known of a unit when a release is drafted, frozen with it: names, period, events, and whether it is invented.

A release opens for ever under the words of its day, whatever an agency is called later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from data_access.annotations import Annotation
from data_access.reference import Reference, SeriesBreak

NAMES, ABOUT, EVENTS = "names", "about", "events"  # beside the keys of tables in the definitions of a release
_YES = "yes"
Happening = tuple[date, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything beside the figures that a release says and that may change later.

    Attributes
    ----------
    unit, place
        Names of the unit and of its force.
    period_key
        Key of the period (`dashboard.periods`), so that "its first ten months" can be said.
    agencies
        Name of each agency by its code.
    happenings
        Dated events and changes of recording inside the period, earliest first.
    is_invented
        Whether the figures are of a demonstration.
    """

    unit: str
    place: str
    period_key: str = ""
    agencies: Mapping[str, str] = field(default_factory=dict)
    happenings: tuple[Happening, ...] = ()
    is_invented: bool = False

    def as_definitions(self) -> dict[str, dict[str, str]]:
        """Return it as it stands among the definitions of a release; `of_definitions` reads it back."""
        about = {"unit": self.unit, "place": self.place, "period": self.period_key}
        told = {f"{number:03}.{day.isoformat()}": text for number, (day, text) in enumerate(self.happenings)}
        return {
            NAMES: dict(self.agencies),
            ABOUT: {**about, "invented": _YES if self.is_invented else ""},
            EVENTS: told,
        }

    @classmethod
    def of_definitions(cls, definitions: Mapping[str, Mapping[str, str]]) -> Self:
        """Return what was frozen; blank where nothing was."""
        about = definitions.get(ABOUT, {})
        events = sorted(definitions.get(EVENTS, {}).items())
        return cls(
            unit=about.get("unit", ""),
            place=about.get("place", ""),
            period_key=about.get("period", ""),
            agencies=dict(definitions.get(NAMES, {})),
            happenings=tuple((date.fromisoformat(key.partition(".")[2]), text) for key, text in events),
            is_invented=about.get("invented") == _YES,
        )


def circumstances_of(
    force_code: str,
    *,
    reference: Reference,
    unit: str,
    period: tuple[str, date, date],
    events: Iterable[Annotation],
    is_invented: bool,
) -> Circumstances:
    """Return the circumstances of a force's release.

    Parameters
    ----------
    unit
        The name of the unit, where the reference data have none.
    period
        Key, first and last day of the period.
    events
        Events that managers noted, of any force and day; changes of recording come from the reference data.
    """
    key, since, until = period
    force = next(each for each in reference.forces if each.code == force_code)
    noted = [(each.happened_on, each.title) for each in events if each.force_code == force_code]
    broken = [(each.breaks_on, each.title) for each in reference.series_breaks if _touches(each, force_code)]
    return Circumstances(
        unit=force.unit_name or unit,
        place=force.name,
        period_key=key,
        agencies={agency.code: agency.name for agency in reference.agencies},
        happenings=tuple(sorted((day, text) for day, text in (*noted, *broken) if since <= day <= until)),
        is_invented=is_invented,
    )


def _touches(series_break: SeriesBreak, force_code: str) -> bool:
    return series_break.force_code in (None, force_code)
