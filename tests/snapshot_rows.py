"""Rows for tests of the snapshot: referrals in a real case database, believable but for what a test says."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data_access import schema
from data_access.filters import Filters
from data_access.scope import Grain, Scope

CHESHIRE, HAMPSHIRE, MET = "E23000006", "E23000030", "E23000001"
LOADED_AT = datetime.fromisoformat("2019-04-19T06:00")  # the contract's moments are civil times of London
WIDE = Filters(since=date(2000, 1, 1), until=date(2030, 1, 1))


def scope_of(*forces: str) -> Scope:
    return Scope(forces=forces, grain=Grain.CASE)


def a_load(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "DEMONSTRATION",
        "loaded_at": LOADED_AT,
        "as_at": date(2019, 4, 18),
        "source": "a test",
        "rows_added": 0,
        "rows_updated": 0,
        "rows_unchanged": 0,
        "rows_rejected": 0,
    } | changed


def a_referral(number: int, **changed: Any) -> dict[str, Any]:
    return {
        "referral_id": f"R{number:07}",
        "force_code": CHESHIRE,
        "referral_datetime": datetime.fromisoformat("2018-07-02T09:30"),
        "referring_agency_code": "POL_LPU",
        "referral_reason": "NEW",
        "stalking_type": "UNK",
        "relationship": "UNK",
        "perpetrator_status": "UNK",
        "perp_sex": "UNK",
        "perp_age_band": "UNK",
        "victim_sex": "UNK",
        "victim_age_band": "UNK",
        "perp_mh_contact": "UNK",
        "pathway": "PENDING",
        "current_risk": "UNK",
        "status": "AWAITING_TRIAGE",
        "extract_timestamp": LOADED_AT,
        "load_id": 1,
    } | changed


def fill(engine: sa.Engine, *referrals: dict[str, Any], load: dict[str, Any] | None = None) -> None:
    """Add a load and its referrals."""
    with engine.begin() as connection:
        connection.execute(sa.insert(schema.load), [a_load(**(load or {}))])
        for referral in referrals:
            connection.execute(sa.insert(schema.referral), [referral])


def views_over_another_system(engine: sa.Engine, *rows: dict[str, Any]) -> None:
    """Put a table of text without any check in place of `referral`, as a site's own system might offer it."""
    names = [column.name for column in schema.referral.columns]
    loose = sa.Table("referral", sa.MetaData(), *(sa.Column(name, sa.Text) for name in names))
    with engine.begin() as connection:
        for table in reversed(schema.CASE.sorted_tables):
            if table.name == "referral" or any(key.column.table.name == "referral" for key in table.foreign_keys):
                cascade = " CASCADE" if engine.dialect.name == "postgresql" else ""
                connection.exec_driver_sql(f"DROP TABLE {table.name}{cascade}")
        loose.create(connection)
        for row in rows:
            connection.execute(sa.insert(loose), [{key: _text(value) for key, value in row.items()}])


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def leave_no_copy(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
