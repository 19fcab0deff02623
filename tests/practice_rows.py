"""Rows of the work done on referrals, believable but for what a test says, and a way to put them into a database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from data_access import schema
from tests.snapshot_rows import a_referral, fill

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

ASSESSED_ON = date(2018, 7, 20)
_DEFAULTS: dict[str, dict[str, Any]] = {
    "risk_assessment": {
        "assessed_at": datetime.fromisoformat("2018-07-05T14:00"),
        "tool": "SRP",
        "occasion": "INITIAL",
        "raw_level": "MODERATE",
        "harmonised_level": "MEDIUM",
        "assessor_discipline": "PSYCHOLOGY",
    },
    "meeting": {"meeting_date": date(2018, 7, 10), "meeting_type": "WEEKLY_CASE"},
    "meeting_attendance": {"agency_code": "POL_LPU", "contributed": "ATTENDED"},
    "intervention": {"category": "LEGAL", "type": "UNK", "subject": "PERPETRATOR", "status": "RECOMMENDED"},
    "legal_measure": {"measure": "SPO_FULL", "applied_date": date(2018, 8, 1), "decision": "PENDING"},
    "contact": {
        "contact_at": datetime.fromisoformat("2018-07-03T10:00"),
        "party": "VICTIM",
        "mode": "PHONE",
        "successful": True,
    },
    "advocacy": {"accepted": "YES", "service": "ISAC"},
    "crime_outcome": {"offence_code": "8/65", "recorded_date": date(2018, 6, 1), "outcome_group": "NOT_YET_ASSIGNED"},
    "follow_up": {"months": 6, "followed_up": True, "source": "PNC"},
    "wellbeing": {
        "measure": "CORE10",
        "subject": "VICTIM",
        "occasion": "START",
        "measured_on": date(2018, 7, 5),
        "score": 20,
        "lowest_valid": 0,
        "highest_valid": 40,
    },
}
_IDENTIFIERS = {
    "risk_assessment": "assessment_id",
    "meeting": "meeting_id",
    "intervention": "intervention_id",
    "legal_measure": "measure_id",
    "contact": "contact_id",
    "advocacy": "advocacy_id",
    "crime_outcome": "crime_outcome_id",
    "wellbeing": "wellbeing_id",
}


def record(engine: sa.Engine, work: Rows, *referrals: dict[str, Any]) -> None:
    """Add referrals (one, received 2 July 2018 and assessed 20 July, unless told) and rows of work done on R0000001."""
    fill(engine, *(referrals or (a_referral(1, multi_agency_assessment_date=ASSESSED_ON),)))
    with engine.begin() as connection:
        for name, rows in work.items():
            table = schema.CASE.tables[name]
            for number, row in enumerate(rows):
                connection.execute(sa.insert(table), [a_row(name, number, row)])


def a_row(table: str, number: int, told: Mapping[str, Any]) -> dict[str, Any]:
    """One row of a table, on referral R0000001 unless told."""
    identified = {_IDENTIFIERS[table]: f"{table}-{number}"} if table in _IDENTIFIERS else {}
    whose = {} if table == "meeting_attendance" else {"referral_id": "R0000001"}
    return {**_DEFAULTS[table], **identified, **whose, **told}


def over_another_system(engine: sa.Engine, table: str, *rows: Mapping[str, Any], without: str = "") -> None:
    """Put a table of text without any check in the place of one, as a site's own system might offer it."""
    names = [column.name for column in schema.CASE.tables[table].columns if column.name != without]
    loose = sa.Table(table, sa.MetaData(), *(sa.Column(name, sa.Text) for name in names))
    with engine.begin() as connection:
        drop(connection, table)
        loose.create(connection)
        for row in rows:
            texts = {key: None if value is None else str(value) for key, value in row.items() if key != without}
            connection.execute(sa.insert(loose), [texts])


def drop(connection: sa.Connection, table: str) -> None:
    """Remove a table with what refers to it."""
    if table == "meeting":
        drop(connection, "meeting_attendance")
    connection.exec_driver_sql(f"DROP TABLE {table}")
