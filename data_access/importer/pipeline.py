"""Reads, checks and stages sheets in blocks: one block is checked while the one before it is being stored."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.importer.checking import Checked, check
from data_access.importer.crosschecks import Waiting
from data_access.importer.faults import file_fault, together
from data_access.importer.fingerprints import Fingerprints
from data_access.importer.progress import CHECKING, Progress, spans, within
from data_access.importer.recognising import Plan
from data_access.importer.rules import ROWS
from data_access.importer.sheets import Unreadable
from data_access.importer.spelling import Spellings
from data_access.importer.staging import Staging


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """The good rows of one sheet in their waiting table, and the faults of the others."""

    waiting: Waiting
    rows_read: int
    faults: pl.DataFrame


def stage(
    plans: Sequence[Plan], *, place: Staging, spellings: Spellings, today: date, progress: Progress
) -> list[Staged]:
    """Check every sheet and put its good rows in a waiting table of its own."""
    shares = spans([plan.sheet.bytes for plan in plans])
    return [
        _stage(
            plan,
            place=place,
            spellings=spellings,
            today=today,
            progress=within(within(progress, span=CHECKING), span=span),
        )
        for plan, span in zip(plans, shares, strict=True)
    ]


def _stage(plan: Plan, *, place: Staging, spellings: Spellings, today: date, progress: Progress) -> Staged:
    table, keys = place.table(plan), Fingerprints()
    rows_read, faults = 0, []
    storing: Future[None] | None = None
    # Leaving the block waits for the thread, so nothing is stored behind an error's back.
    with ThreadPoolExecutor(max_workers=1) as beside:
        try:
            for checked, part in _checked(plan, spellings=spellings, today=today):
                rows_read += checked.rows_read
                faults.append(checked.faults)
                keys.add(checked.good.select(plan.target.key))
                # One block may wait, no more: the memory stays bounded, and an error of the database ends the reading.
                if storing is not None:
                    storing.result()
                storing = beside.submit(place.append, table, checked.good)
                progress(f"checking {plan.sheet.place.file}", part)
        except Unreadable as refusal:
            broken = file_fault(plan.sheet.place, rule=refusal.rule, value=refusal.found, accepted=refusal.accepted)
            faults.append(broken)
        else:
            if rows_read == 0:
                faults.append(file_fault(plan.sheet.place, rule=ROWS, accepted="at least one row of values"))
        if storing is not None:
            storing.result()
    waiting = Waiting(plan=plan, table=table, keys=keys)
    return Staged(waiting=waiting, rows_read=rows_read, faults=together(faults))


def _checked(plan: Plan, *, spellings: Spellings, today: date) -> Iterator[tuple[Checked, float]]:
    for batch in plan.sheet.batches():
        yield check(batch, plan=plan, spellings=spellings, today=today), batch.part
