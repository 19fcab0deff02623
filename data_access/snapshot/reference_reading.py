"""Reads the reference data of a case database into frozen records, in the order they are shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa

from data_access import schema
from data_access.reference import Agency, Area, AwarenessWeek, Force, Reference, SeriesBreak
from data_access.vocabulary import AgencyGroup, SiteModel

Codes = TypeVar("Codes", bound=StrEnum)
Row = Mapping[str, Any]

_FORCES = (
    sa.select(
        schema.force.c.force_code.label("code"),
        schema.force.c.force_name.label("name"),
        sa.type_coerce(schema.force.c.site_model, sa.Text).label("site_model"),
        schema.force.c.unit_name,
        schema.force.c.referral_definition,
        schema.force.c.programme_start.label("launched_on"),
        schema.force.c.programme_end.label("ended_on"),
    )
    .order_by(schema.force.c.force_name)
    .order_by(schema.force.c.force_code)
)
_AREAS = (
    sa.select(schema.area.c.area_id, schema.area.c.force_code, schema.area.c.area_name.label("name"))
    .order_by(schema.area.c.force_code)
    .order_by(schema.area.c.area_name)
    .order_by(schema.area.c.area_id)
)
_AGENCIES = sa.select(
    schema.agency.c.agency_code.label("code"),
    schema.agency.c.agency_name.label("name"),
    sa.type_coerce(schema.agency.c.agency_group, sa.Text).label("group"),
)
_WEEKS = sa.select(
    schema.awareness_week.c.year,
    schema.awareness_week.c.starts_on,
    schema.awareness_week.c.ends_on,
    schema.awareness_week.c.theme,
).order_by(schema.awareness_week.c.year)
_BREAKS = (
    sa.select(
        schema.series_break.c.break_id,
        schema.series_break.c.force_code,
        schema.series_break.c.breaks_on,
        schema.series_break.c.title,
        schema.series_break.c.explanation,
    )
    .order_by(schema.series_break.c.breaks_on)
    .order_by(schema.series_break.c.break_id)
)


def read_reference(connection: sa.Connection) -> Reference:
    """Return all reference data; a code of another system that we do not know reads as unknown."""
    agencies = tuple(
        Agency(code=row["code"], name=row["name"], group=_known(AgencyGroup, row["group"]))
        for row in _rows(connection, _AGENCIES)
    )
    return Reference(
        forces=tuple(
            Force(**{**row, "site_model": _known(SiteModel, row["site_model"])}) for row in _rows(connection, _FORCES)
        ),
        areas=tuple(Area(**row) for row in _rows(connection, _AREAS)),
        agencies=tuple(sorted(agencies, key=_family_then_name)),
        awareness_weeks=tuple(AwarenessWeek(**row) for row in _rows(connection, _WEEKS)),
        series_breaks=tuple(SeriesBreak(**row) for row in _rows(connection, _BREAKS)),
    )


def _rows(connection: sa.Connection, statement: sa.Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(statement).mappings()]


def _known(codes: type[Codes], value: str | None) -> Codes:
    return codes(value) if value in set(codes) else codes("UNK")


def _family_then_name(agency: Agency) -> tuple[int, str]:
    return list(AgencyGroup).index(agency.group), agency.name
