"""How many records broke each rule on each day the data reached: counted when they are new, kept in the store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from data_access.database import plainly
from data_access.quality.subjects import SILENT_MONTH, Limits
from data_access.quality.survey import count_subjects, months_received, silent_months
from data_access.schema import force, quality_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """How many records of a force broke a rule, on a day that the data reached."""

    force_code: str
    rule: str
    counted_on: date
    counted: int


def forces_of(case: sa.Engine) -> tuple[str, ...]:
    """Return the codes of every force there is; raises `DatabaseUnavailable`."""
    with plainly("The forces could not be read"), case.connect() as connection:
        return tuple(connection.scalars(sa.select(force.c.force_code).order_by(force.c.force_code)))


def record_counts(case: sa.Engine, store: sa.Engine, *, limits: Limits) -> int:
    """Count every rule for every force and keep it under the day of the limits; returns how many counts are kept.

    Counted again for the same day, the newer counts hold: a register that was corrected and loaded again. Raises
    `DatabaseUnavailable`; then nothing was written.
    """
    with plainly("The records could not be counted"), case.connect() as connection:
        counts = count_subjects(connection, limits)
        for code, months in months_received(connection).items():
            counts[code, SILENT_MONTH] = len(silent_months(months, until=limits.as_at))
    return keep_counts(store, counts, on=limits.as_at)


def keep_counts(store: sa.Engine, counts: Mapping[tuple[str, str], int], *, on: date) -> int:
    """Keep numbers, by force and rule, under a day and return how many; the newer ones hold.

    Raises `DatabaseUnavailable`; then nothing was written.
    """
    if not counts:
        return 0
    rows = [
        {"force_code": code, "rule": rule, "counted_on": on, "counted": counted}
        for (code, rule), counted in sorted(counts.items())
    ]
    with plainly("The counts could not be kept"), store.begin() as connection:
        adding = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(quality_count)
        keys = list(quality_count.primary_key.columns)
        kept = adding.on_conflict_do_update(index_elements=keys, set_={"counted": adding.excluded.counted})
        connection.execute(kept, rows)
    return len(rows)


def recorded_counts(store: sa.Engine, *, forces: Iterable[str]) -> tuple[Recorded, ...]:
    """Return what was kept of some forces, earliest day first; raises `DatabaseUnavailable`."""
    theirs = quality_count.select().where(quality_count.c.force_code.in_(sorted(set(forces))))
    with plainly("The counts of earlier days could not be read"), store.connect() as connection:
        rows = connection.execute(theirs.order_by(quality_count.c.counted_on, quality_count.c.force_code))
        return tuple(Recorded(**row._mapping) for row in rows)
