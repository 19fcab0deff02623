"""One page's data: five questions, filtered and not, through our own path and in DuckDB, in turns, in one run."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from dashboard.metrics import REFERRALS_RECEIVED, measure
from data_access.filters import Filters
from data_access.scope import Grain, Scope
from data_access.snapshot import Snapshot
from tests.bench.in_duckdb import DuckQuestions
from tests.bench.invented import AGENCIES, DAYS, FIRST_DAY, FORCES, invented_referrals
from tests.bench.part import Measurement, Part, Setting, interleaved
from tests.snapshots import a_snapshot

NAME = "page data"
SCOPE = Scope(forces=FORCES, grain=Grain.CASE)
EVERYTHING = Filters(since=FIRST_DAY, until=date.fromordinal(FIRST_DAY.toordinal() + DAYS))
NARROW = Filters(since=date(2020, 4, 1), until=date(2021, 3, 31), forces=FORCES[5:6], agencies=AGENCIES[2:4])
GROUPINGS = (("month", "pathway"), ("pathway",), ("agency", "risk"), ("days_to_assessment",))
# Target of the filtered page at ten million referrals.
FILTERED_MS, FILTERED_AT = 15, 10_000_000
# Small pages take well under a millisecond a question: more rounds make their median steady.
SMALL, ROUNDS_WHEN_SMALL = 200_000, 41


def five_answers(snapshot: Snapshot, filters: Filters) -> list[pl.DataFrame]:
    """Return one page's data as the dashboard gets it: narrowed by scope, then by filters, then measured."""
    referrals = snapshot.referrals(scope=SCOPE, filters=filters)
    cells = [measure(REFERRALS_RECEIVED, referrals, by=by).cells for by in GROUPINGS]
    monthly = measure(REFERRALS_RECEIVED, referrals, by=("month", "closure_outcome")).cells
    quarter = (pl.col("month") // 3).alias("quarter")
    return [*cells, monthly.group_by(quarter, "closure_outcome").agg(pl.col("counted").sum())]


def compare(setting: Setting) -> Iterator[Measurement]:
    """Yield our milliseconds and DuckDB's for each size, filtered and not."""
    for size in setting.sizes:
        snapshot = a_snapshot(invented_referrals(size, seed=1))
        yield _memory(snapshot, size)
        with DuckQuestions(snapshot.referrals_all) as duck:
            for filters, word in ((NARROW, "filtered"), (EVERYTHING, "all")):
                yield from _compared(snapshot, duck, filters, what=f"{size:,} {word}", rounds=_rounds(setting, size))


def _compared(
    snapshot: Snapshot, duck: DuckQuestions, filters: Filters, *, what: str, rounds: int
) -> Iterator[Measurement]:
    statements = duck.prepare(filters if filters is NARROW else None)
    _check_equal(five_answers(snapshot, filters), duck.answers(statements), what)
    ours, theirs = interleaved(lambda: five_answers(snapshot, filters), lambda: duck.answers(statements), rounds=rounds)
    late = what == f"{FILTERED_AT:,} filtered"
    target = f"ahead of DuckDB{f', under {FILTERED_MS} ms' if late else ''}"
    met = ours < theirs and (not late or ours < FILTERED_MS)
    yield Measurement(part=NAME, what=f"{what}: ours", value=ours, unit="ms", target=target, met=met)
    yield Measurement(part=NAME, what=f"{what}: DuckDB", value=theirs, unit="ms", note=f"{theirs / ours:.1f} of ours")


def _check_equal(ours: list[pl.DataFrame], theirs: list[list[tuple[object, ...]]], what: str) -> None:
    for place, (cells, rows) in enumerate(zip(ours, theirs, strict=True)):
        counted = {tuple(row) for row in cells.select(pl.exclude("base")).rows()}
        if counted != set(rows):
            message = f"{what}: question {place + 1} has two answers"
            raise ArithmeticError(message)


def _memory(snapshot: Snapshot, size: int) -> Measurement:
    used = snapshot.bytes_per_referral
    return Measurement(
        part=NAME, what=f"{size:,}: memory a referral", value=used, unit="bytes", target="at most 30", met=used <= 30
    )


def _rounds(setting: Setting, size: int) -> int:
    return max(setting.rounds, ROUNDS_WHEN_SMALL) if size <= SMALL else setting.rounds


PAGE_DATA = Part(name=NAME, run=compare)
