"""Writes a demonstration programme into a case database: refuse, describe the forces, fill, seal; all or nothing."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from types import MappingProxyType

import sqlalchemy as sa

from data_access.database import plainly
from data_access.demo.block import Making, blocks_of, fill
from data_access.demo.bulk import Bulk, loading
from data_access.demo.depth import depth_for
from data_access.demo.faults import Frames
from data_access.demo.plan import Share, plan
from data_access.demo.setting import clear, describe, open_load
from data_access.errors import SettingRefused
from data_access.reference_data import seed_reference
from data_access.schema import CASE, load, referral
from data_access.vocabulary import LoadKind

Progress = Callable[[str, float], None]

# The nightly extract of the day after.
_EXTRACTED_AT = time_of_day(5, 30)
_FILLED = (
    "referral", "risk_assessment", "meeting", "meeting_attendance", "intervention", "legal_measure", "contact",
    "advocacy", "crime_outcome", "follow_up", "wellbeing",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a run wrote: rows of each table, the load they belong to, and how long it took."""

    rows: Mapping[str, int]
    load_id: int
    seconds: float


def write_programme(
    engine: sa.Engine,
    *,
    referrals: int | None,
    forces: int | None,
    seed: int,
    as_at: date,
    replace: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write an invented programme up to a day; the same arguments write the same rows on every database.

    Parameters
    ----------
    engine
        A migrated case database, with no connection of this process in use.
    referrals, forces
        Size; None for the three forces and volumes of the demonstration.
    seed
        Names the programme among all possible ones.
    as_at
        Its last day.
    replace
        Whether an earlier demonstration may be written over.
    progress
        Told what is being done and how much of the whole is done, from 0 to 1.

    Returns
    -------
    Written
        Rows per table.

    Raises
    ------
    SettingRefused
        The database holds referrals already, or the size or date makes no programme.
    DatabaseUnavailable
        The database cannot be written; nothing was.
    """
    started = time.perf_counter()
    tell = progress or _silence
    shares = plan(referrals=referrals, forces=forces, as_at=as_at)
    total = sum(share.received for share in shares)
    extracted = datetime.combine(as_at + timedelta(days=1), _EXTRACTED_AT)
    with plainly("The demonstration programme could not be written"), engine.begin() as connection:
        _refuse(connection, replace=replace)
        seed_reference(connection)
    rows: Counter[str] = Counter()
    with loading(engine, tables=tuple(CASE.tables[name] for name in _FILLED)) as bulk:
        tell("Describing the forces", 0.0)
        load_id = open_load(bulk, as_at=as_at, loaded_at=extracted, referrals=total, seed=seed)
        if replace:
            clear(bulk, keep_load=load_id)
        rows.update(describe(bulk, shares, as_at=as_at))
        making = Making(seed=seed, as_at=as_at, load_id=load_id, extracted=extracted, depth=depth_for(total))
        for force_name, frames in _one_ahead(_filled(shares, making)):
            rows.update(_append(bulk, frames))
            tell(f"Writing {force_name}", rows["referral"] / total)
        tell("Indexing", 1.0)
    return Written(rows=MappingProxyType(dict(rows)), load_id=load_id, seconds=time.perf_counter() - started)


def _refuse(connection: sa.Connection, *, replace: bool) -> None:
    """Refuse to write over referrals: over real ones always, over demonstration ones unless told to."""
    real = sa.select(load.c.load_id).where(load.c.kind != LoadKind.DEMONSTRATION).limit(1)
    if connection.scalar(real) is not None:
        raise SettingRefused(
            "This database holds records that were not made up.",
            unharmed="Nothing was changed.",
            remedy="Write the demonstration into a database of its own: set UNIT_CASE_URL.",
        )
    if not replace and connection.scalar(sa.select(referral.c.referral_id).limit(1)) is not None:
        raise SettingRefused(
            "This database already holds referrals.",
            unharmed="Nothing was changed.",
            remedy="Add --replace to write a new demonstration over the old one.",
        )


def _filled(shares: tuple[Share, ...], making: Making) -> Iterator[tuple[str, Frames]]:
    for share in shares:
        for number, (block, planted) in enumerate(blocks_of(share, making=making)):
            yield share.site.unit_name, fill(block, number=number, planted=planted, making=making)


def _one_ahead(batches: Iterator[tuple[str, Frames]]) -> Iterator[tuple[str, Frames]]:
    """Yield each batch while the next is being made on another core."""
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = maker.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = maker.submit(next, batches, None)
            yield batch


def _append(bulk: Bulk, frames: Frames) -> dict[str, int]:
    return {name: bulk.append(CASE.tables[name], frame) for name, frame in frames.items()}


def _silence(_doing: str, _part: float) -> None:
    pass
