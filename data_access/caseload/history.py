"""One case with all that was done on it, read at one moment: one question a table, each with the scope in it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from data_access import schema
from data_access.caseload.as_recorded import columns_of, record_of, value_of
from data_access.caseload.case_file import CaseFile, Head, LinkedCase, Mention
from data_access.caseload.case_records import (
    Advocacy,
    Assessment,
    Attendance,
    Contact,
    Crime,
    FollowUp,
    Intervention,
    Measure,
    Meeting,
    Wellbeing,
)
from data_access.caseload.needs import NEEDS, is_open
from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need
from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.schema import referral
from data_access.scope import Scope

MOST_LINKED = 20  # a person referred more often is known to the unit without a list
_RECORDS: dict[str, tuple[type[Any], sa.Table]] = {
    "assessments": (Assessment, schema.risk_assessment),
    "meetings": (Meeting, schema.meeting),
    "interventions": (Intervention, schema.intervention),
    "measures": (Measure, schema.legal_measure),
    "contacts": (Contact, schema.contact),
    "advocacy": (Advocacy, schema.advocacy),
    "crimes": (Crime, schema.crime_outcome),
    "follow_ups": (FollowUp, schema.follow_up),
    "wellbeing": (Wellbeing, schema.wellbeing),
}

Row = TypeVar("Row")


def read_case_file(
    engine: Cases, referral_id: str, *, scope: Scope, yardsticks: Iterable[Yardstick] = ()
) -> CaseFile | None:
    """Return one case of the scope, or None: another force's is as unknown as one that is not there.

    What it needs is told where the yardstick of its force is given. Raises `OutOfScope` and `DatabaseUnavailable`.
    """
    own = scoped(sa.select(referral.c.referral_id), scope).where(referral.c.referral_id == referral_id)
    if not referral_id.isprintable():  # no database holds it, and PostgreSQL would take it for a fault
        return None
    with plainly("The case could not be read"), _one_moment(engine) as connection:
        row = connection.execute(sa.select(*columns_of(Head, referral)).where(referral.c.referral_id.in_(own))).first()
        if row is None:
            return None
        head = record_of(Head, referral, row)
        return _file(
            _Reading(connection, own), head, scope, [each for each in yardsticks if each.force_code == head.force_code]
        )


@contextmanager
def _one_moment(engine: Cases) -> Iterator[sa.Connection]:
    """Open a connection whose every question sees the same state: a case is there whole or not at all."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")  # its driver begins by itself before a writing only
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def _file(reading: "_Reading", head: Head, scope: Scope, yardsticks: Iterable[Yardstick]) -> CaseFile:
    found = {name: reading.rows(record, table) for name, (record, table) in _RECORDS.items()}
    attendances = reading.attendances()
    linked = _linked(reading.connection, head.referral_id, scope)
    return CaseFile(
        head=head,
        owner_left=reading.has_left(head.owner_code, scope),
        needs=tuple(need for each in yardsticks for need in reading.needs(each)),
        absent=frozenset(reading.absent),
        linked=linked[:MOST_LINKED],
        more_linked=len(linked) > MOST_LINKED,
        attendances=attendances,
        **found,
    )


class _Reading:
    """The tables beside the referral, any of which a site's own database may lack: that hides no other."""

    def __init__(self, connection: sa.Connection, own: sa.Select[Any]) -> None:
        self.connection = connection
        self._own = own
        self.absent: set[str] = set()

    def rows(self, record: type[Row], table: sa.Table) -> tuple[Row, ...]:
        """Return the rows of a table that belong to the case, in the order of their keys."""
        asked = sa.select(*columns_of(record, table)).where(table.c.referral_id.in_(self._own))
        answer = self._answer(table, asked.order_by(*table.primary_key.columns))
        return tuple(record_of(record, table, row) for row in answer)

    def attendances(self) -> tuple[Attendance, ...]:
        """Return who took part in the meetings of the case."""
        table, meetings = schema.meeting_attendance, schema.meeting
        held = sa.select(meetings.c.meeting_id).where(meetings.c.referral_id.in_(self._own))
        asked = sa.select(*columns_of(Attendance, table)).where(table.c.meeting_id.in_(held))
        answer = self._answer(table, asked.order_by(*table.primary_key.columns), through=meetings)
        return tuple(record_of(Attendance, table, row) for row in answer)

    def needs(self, measure: Yardstick) -> tuple[Need, ...]:
        """Return why the case needs action: nothing once it is closed, or where the tables that say so are absent."""
        told = (sa.case((condition(measure), 1), else_=0) for condition in NEEDS.values())
        asked = sa.select(*told).select_from(referral).where(referral.c.referral_id.in_(self._own), is_open())
        answers = self._answer(schema.contact, asked, through=schema.legal_measure)
        return tuple(need for answer in answers for need, holds in zip(NEEDS, answer, strict=True) if holds)

    def has_left(self, owner_code: str | None, scope: Scope) -> bool | None:
        """Return whether the owner of the case no longer works there; None where nobody says."""
        if owner_code is None:
            return None
        table = schema.worker
        asked = sa.select(sa.type_coerce(table.c.active, sa.types.NullType()).label("active")).where(
            table.c.worker_code == owner_code, table.c.force_code.in_(scope.forces)
        )
        said = [value_of(table.c.active, row.active) for row in self._answer(table, asked)]
        return None if not said or said[0] is None else not said[0]

    def _answer(
        self, table: sa.Table, asked: sa.Select[Any], *, through: sa.Table | None = None
    ) -> Iterable[sa.Row[Any]]:
        try:
            with self.connection.begin_nested():
                return self.connection.execute(asked).all()
        except DBAPIError as error:
            asked_of = [each for each in (table, through) if each is not None]
            if error.connection_invalidated or not any(map(self._is_lacking, asked_of)):
                raise
            self.absent.add(table.name)
            return ()

    def _is_lacking(self, table: sa.Table) -> bool:
        """Return whether a table or one of its columns is not there: asked only after a question failed."""
        inspector = sa.inspect(self.connection)
        if not inspector.has_table(table.name):  # views and foreign tables count
            return True
        return not {column.name for column in table.columns} <= {
            column["name"] for column in inspector.get_columns(table.name)
        }


def _linked(connection: sa.Connection, referral_id: str, scope: Scope) -> tuple[LinkedCase, ...]:
    """Return the other referrals of the scope of the same people, or before or after it; of other forces, nothing."""
    column, this = referral.c, referral.alias("this")

    def of_this(name: str) -> sa.ScalarSelect[Any]:
        return sa.select(sa.func.nullif(this.c[name], "")).where(this.c.referral_id == referral_id).scalar_subquery()

    ways = {
        "same_perpetrator": column.perpetrator_pid == of_this("perpetrator_pid"),
        "same_victim": column.victim_pid == of_this("victim_pid"),
        "is_previous": column.referral_id == of_this("previous_referral_id"),
        "is_next": column.previous_referral_id == referral_id,
    }
    # A union, so that each way is found by its own index.
    found = sa.union(*(scoped(sa.select(column.referral_id), scope).where(way) for way in ways.values()))
    told: list[sa.ColumnElement[Any]] = [sa.case((way, 1), else_=0).label(name) for name, way in ways.items()]
    asked: sa.Select[Any] = sa.select(*columns_of(Mention, referral), *told).where(column.referral_id.in_(found))
    newest_first = (column.referral_datetime.desc(), column.referral_id.desc())
    others = scoped(asked, scope).where(column.referral_id != referral_id).order_by(*newest_first)
    return tuple(
        LinkedCase(mention=record_of(Mention, referral, row), **{way: bool(row._mapping[way]) for way in ways})
        for row in connection.execute(others.limit(MOST_LINKED + 1))
    )
