"""Which data a case database holds: cheap to ask, different whenever the figures may be."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from data_access import schema
from data_access.database import plainly
from data_access.reference import Reference
from data_access.snapshot.reference_reading import read_reference
from data_access.vocabulary import LoadKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One state of the case database.

    Attributes
    ----------
    version
        Differs whenever the figures may differ.
    as_at
        Last day covered as the newest load says; None without loads.
    synthetic
        Whether any load was of invented data.
    reference
        The names of forces, areas and agencies, and the dates that belong to them.
    """

    version: str
    as_at: date | None
    synthetic: bool
    reference: Reference


def data_version(engine: sa.Engine) -> str:
    """Return the data version of a case database; raises `DatabaseUnavailable`."""
    return read_edition(engine).version


def read_edition(engine: sa.Engine) -> Edition:
    """Return version, data-to date and whether data are invented; raises `DatabaseUnavailable`.

    Whatever we load leaves a row in `load`, so the newest row and their number say it all. Views over another
    system change without one (no load, or kind EXTERNAL): there the referrals are counted and their newest extract
    is asked for as well, which is a scan, made in the background and once per refresh. Reference data (weeks, breaks,
    names) may be edited by hand and leave no row either; there are few of them, so a digest of all is part of it.
    """
    load = schema.load
    kind = sa.type_coerce(load.c.kind, sa.Text)
    newest = sa.select(load.c.load_id, kind, load.c.loaded_at, load.c.as_at).order_by(load.c.load_id.desc()).limit(1)
    invented = sa.select(sa.func.count()).where(kind == LoadKind.DEMONSTRATION.value)
    with plainly("The case database could not be read"), engine.connect() as connection:
        last = connection.execute(newest).one_or_none()
        loads = connection.scalar(sa.select(sa.func.count()).select_from(load)) or 0
        synthetic = bool(connection.scalar(invented))
        parts: list[object] = [loads, *(last or ())]
        if last is None or last[1] == LoadKind.EXTERNAL.value:
            parts += _scanned(connection)
        reference = read_reference(connection)
        parts.append(_digest(reference))
    return Edition(version=_joined(parts), as_at=last.as_at if last else None, synthetic=synthetic, reference=reference)


def _scanned(connection: sa.Connection) -> list[object]:
    stamp = sa.column("extract_timestamp", sa.Text)
    scanned = sa.select(sa.func.count(), sa.func.max(stamp)).select_from(sa.table("referral"))
    return list(connection.execute(scanned).one())


def _digest(reference: Reference) -> str:
    return hashlib.sha256(repr(reference).encode()).hexdigest()[:12]


def _joined(parts: list[object]) -> str:
    return "/".join(part.isoformat() if isinstance(part, date | datetime) else str(part) for part in parts)
