"""The programme's reference data as small frozen records: forces, areas, agencies, weeks, breaks."""

from dataclasses import dataclass
from datetime import date

from data_access.vocabulary import AgencyGroup, SiteModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """One police force; `launched_on` is empty for a force without a unit."""

    code: str
    name: str
    site_model: SiteModel
    unit_name: str | None
    referral_definition: str | None
    launched_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One policing area of a force."""

    area_id: str
    force_code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One kind of agency."""

    code: str
    name: str
    group: AgencyGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class AwarenessWeek:
    """One National Stalking Awareness Week, both days included."""

    year: int
    starts_on: date
    ends_on: date
    theme: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBreak:
    """One change of definition or recording; `force_code` empty means everywhere."""

    break_id: str
    force_code: str | None
    breaks_on: date
    title: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All reference data of one snapshot, each tuple in the order it is shown."""

    forces: tuple[Force, ...]
    areas: tuple[Area, ...]
    agencies: tuple[Agency, ...]
    awareness_weeks: tuple[AwarenessWeek, ...]
    series_breaks: tuple[SeriesBreak, ...]
