"""Imports for tests: a register in a few words, an import with everything fixed but what matters."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data_access.importer import ImportReport, import_files
from data_access.schema import CASE, load, referral

AS_AT = date(2026, 6, 29)
NOW = datetime(2026, 6, 30, 9, 0)  # noqa: DTZ001

MINIMUM = {
    "referral_id": "A-1",
    "force": "Cheshire",
    "referral_date": "19/06/2018",
    "agency": "POL_LPU",
    "pathway": "PENDING",
}


def silent(_step: str, _share: float) -> None:
    """Say nothing."""


def run(engine: sa.Engine, *paths: Path, **given: Any) -> ImportReport:
    """Import files, with the options given."""
    options = {
        "mapping": None,
        "dry_run": False,
        "accept_valid": False,
        "as_at": AS_AT,
        "now": NOW,
        "reject_to": None,
        "progress": silent,
    }
    return import_files(engine, list(paths), **(options | given))


def a_csv(path: Path, *rows: Mapping[str, str], encoding: str = "utf-8") -> Path:
    """Write rows under the headings of the first."""
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def a_register(path: Path, *rows: Mapping[str, str]) -> Path:
    """Write referrals; each row says only how it differs from the plainest."""
    extra = dict.fromkeys(key for row in rows for key in row if key not in MINIMUM)
    return a_csv(path, *(MINIMUM | dict.fromkeys(extra, "") | dict(row) for row in rows))


def faults(report: ImportReport) -> list[tuple[int | None, str]]:
    """Return row and rule of every fault."""
    return [(row["row"], row["rule"]) for row in report.faults.iter_rows(named=True)]


def content(engine: sa.Engine) -> dict[str, Sequence[Any]]:
    """Return every table's rows but the loads', and the referrals without the load they came by."""
    with engine.connect() as connection:
        return {
            table.name: connection.execute(
                sa.select(*(column for column in table.columns if column.name != "load_id")).order_by(
                    *table.primary_key
                )
            ).all()
            for table in CASE.sorted_tables
            if table is not load
        }


def referral_ids(engine: sa.Engine) -> list[str]:
    """Return the ids of all referrals, in order."""
    with engine.connect() as connection:
        return list(connection.execute(sa.select(referral.c.referral_id).order_by(referral.c.referral_id)).scalars())


def loads(engine: sa.Engine) -> list[Any]:
    """Return the rows of `load`, oldest first."""
    with engine.connect() as connection:
        return list(connection.execute(sa.select(load).order_by(load.c.load_id)))
