"""A demonstration programme in memory: the frames that would be written, without a database."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

import polars as pl

from data_access.demo.block import Making, blocks_of, fill
from data_access.demo.depth import FULL, Depth
from data_access.demo.plan import plan


def programme(
    *,
    seed: int = 2018,
    as_at: date = date(2020, 6, 30),
    referrals: int | None = None,
    forces: int | None = None,
    depth: Depth = FULL,
) -> dict[str, pl.DataFrame]:
    """Return every table's rows of a programme."""
    extracted = datetime.combine(as_at + timedelta(days=1), time(5, 30))
    making = Making(seed=seed, as_at=as_at, load_id=1, extracted=extracted, depth=depth)
    parts: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for share in plan(referrals=referrals, forces=forces, as_at=as_at):
        for number, (block, planted) in enumerate(blocks_of(share, making=making)):
            for name, frame in fill(block, number=number, planted=planted, making=making).items():
                parts[name].append(frame)
    return {name: pl.concat(frames) for name, frames in parts.items()}
