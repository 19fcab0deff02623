"""An area may be written by its name: which area is meant, the row's force says."""

from collections.abc import Sequence

import sqlalchemy as sa

from data_access.importer.crosschecks import Waiting
from data_access.importer.spelling import fold
from data_access.schema import area

_GIVEN = ("force_code", "area_id")


def identify_areas(connection: sa.Connection, waiting: Sequence[Waiting]) -> None:
    """Replace names of areas by their ids where they mean one area of the force, stored or in these files."""
    for sheet in waiting:
        if sheet.plan.target.name != area.name and all(name in sheet.table.c for name in _GIVEN):
            _identify(connection, sheet.table, areas=_areas(connection, waiting))


def _areas(connection: sa.Connection, waiting: Sequence[Waiting]) -> set[tuple[str, str, str]]:
    """Return force, id and name of every area."""
    tables = [area, *(sheet.table for sheet in waiting if sheet.plan.target.name == area.name)]
    return {
        (row.force_code, row.area_id, row.area_name)
        for table in tables
        for row in connection.execute(sa.select(table.c.force_code, table.c.area_id, table.c.area_name))
    }


def _identify(connection: sa.Connection, rows: sa.Table, *, areas: set[tuple[str, str, str]]) -> None:
    ids = {area_id for _, area_id, _ in areas}
    meant: dict[tuple[str, str], set[str]] = {}
    for force_code, area_id, name in areas:
        meant.setdefault((force_code, fold(name)), set()).add(area_id)
    written = sa.select(rows.c.force_code, rows.c.area_id).where(rows.c.area_id.is_not(None)).distinct()
    found = [
        {"force": force_code, "text": text, "id": next(iter(answer))}
        for force_code, text in connection.execute(written)
        # A name that two areas share says nothing: the row is refused for want of its area.
        if text not in ids and len(answer := meant.get((force_code, fold(text)), set())) == 1
    ]
    if found:
        here = sa.and_(rows.c.force_code == sa.bindparam("force"), rows.c.area_id == sa.bindparam("text"))
        connection.execute(sa.update(rows).where(here).values(area_id=sa.bindparam("id")), found)
