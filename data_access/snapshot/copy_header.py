"""What the copy of a snapshot says about itself: everything but the rows, as text in the schema's metadata."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import polars as pl

from data_access.reference import Agency, Area, AwarenessWeek, Force, Reference, SeriesBreak
from data_access.snapshot.reading import facts_schema, practice_facts_schema
from data_access.snapshot.snapshot import Snapshot
from data_access.vocabulary import AgencyGroup, SiteModel

_RECORDS: dict[str, Callable[..., object]] = {
    "forces": Force,
    "areas": Area,
    "agencies": Agency,
    "awareness_weeks": AwarenessWeek,
    "series_breaks": SeriesBreak,
}
_READERS: dict[str, Callable[[str], object]] = {
    "site_model": SiteModel,
    "group": AgencyGroup,
    **dict.fromkeys(("launched_on", "ended_on", "starts_on", "ends_on", "breaks_on"), date.fromisoformat),
}


def header_of(snapshot: Snapshot) -> dict[str, str]:
    """Return the header of a snapshot; inverse of `snapshot_from`."""
    return {
        "version": snapshot.version,
        "as_at": snapshot.as_at.isoformat(),
        "loaded_at": snapshot.loaded_at.isoformat(),
        "synthetic": json.dumps(snapshot.synthetic),
        "faults": json.dumps(dict(snapshot.faults)),
        "reference": json.dumps(asdict(snapshot.reference), default=date.isoformat),
    }


def snapshot_from(header: Mapping[str, str], columns: pl.DataFrame) -> Snapshot:
    """Return the snapshot of a header and its rows; raises `KeyError`, `TypeError`, `ValueError` or a Polars error."""
    reference = _reference(json.loads(header["reference"]))
    return Snapshot(
        version=header["version"],
        as_at=date.fromisoformat(header["as_at"]),
        loaded_at=datetime.fromisoformat(header["loaded_at"]),
        synthetic=bool(json.loads(header["synthetic"])),
        reference=reference,
        referrals_all=_coded(columns, facts_schema(reference)),
        practice_all=_coded(columns, practice_facts_schema(reference)),
        faults=MappingProxyType(json.loads(header["faults"])),
    )


def _coded(columns: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the facts: numbers become the codes they stand for."""
    return columns.select(
        pl.col(name).cat.to(kind) if isinstance(kind, pl.Enum) else pl.col(name).cast(kind)
        for name, kind in schema.items()
    )


def _reference(stored: dict[str, list[dict[str, Any]]]) -> Reference:
    records: dict[str, Any] = {
        name: tuple(_record(kind, row) for row in stored[name]) for name, kind in _RECORDS.items()
    }
    return Reference(**records)


def _record(kind: Callable[..., object], row: dict[str, Any]) -> object:
    return kind(**{key: _read(key, value) for key, value in row.items()})


def _read(key: str, value: str | int | None) -> object:
    reader = _READERS.get(key)
    return value if reader is None or value is None else reader(str(value))
