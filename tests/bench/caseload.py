"""How long the caseload keeps a manager waiting: the strip and a page of a million referrals, on both databases."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

import psutil
import sqlalchemy as sa

from data_access.caseload.counting import count_cases, count_needs
from data_access.caseload.pages import caseload_page, every_row
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick, yardstick
from data_access.database import open_case
from data_access.demo import write_programme
from data_access.force_settings import ForceSettings
from data_access.schema import referral
from data_access.scope import Grain, Scope
from data_access.targets import Targets
from tests.bench.part import Measurement, Part, Setting, interleaved
from tests.databases import KINDS, fresh_url

NAME = "caseload"
ROWS, FORCES = 1_000_000, 43
AS_AT = date(2026, 6, 30)
MOST_MS = 100
MANY_OPEN = 10_000  # of one force: what no unit has, and none should be kept waiting by
STREAMED, MOST_MB = 10_000, 20
_BYTES_PER_MB = 1024**2


def waits(setting: Setting) -> Iterator[Measurement]:
    """Yield the milliseconds of the strip with its page for a usual force and for one with very many open cases."""
    for kind in KINDS:
        url = fresh_url(kind, setting.folder, "case")
        writing = open_case(url)
        write_programme(writing, referrals=ROWS, forces=FORCES, seed=1, as_at=AS_AT)
        forces = _by_open_cases(writing)
        usual, largest = forces[len(forces) // 2], forces[-1]
        _open_many(writing, largest)
        writing.dispose()
        reading = open_case(url, read_only=True)
        for force, who in ((usual, "a usual force"), (largest, f"{MANY_OPEN:,} open cases")):
            yield from _measured(reading, force, f"{kind}, {who}", setting.rounds)
        yield _memory(reading, largest, kind)
        reading.dispose()


def _measured(engine: sa.Engine, force: str, what: str, rounds: int) -> Iterator[Measurement]:
    scope, held = Scope(forces=(force,), grain=Grain.CASE), (_held_to(force),)
    question = CaseloadQuestion(yardsticks=held)
    rows = [row.referral_id for row in every_row(engine, scope=scope, question=question)]
    last = rows[-30]

    def strip() -> None:
        count_needs(engine, scope=scope, yardsticks=held)
        count_cases(engine, scope=scope, question=question)

    def first() -> None:
        caseload_page(engine, scope=scope, question=question)

    def late() -> None:
        caseload_page(engine, scope=scope, question=question, after=last)

    counted, page, last_page = interleaved(strip, first, late, rounds=rounds)
    whole = counted + page
    note = f"{ROWS:,} referrals, {FORCES} forces, {len(rows):,} open in this one"
    yield Measurement(
        part=NAME,
        what=f"{what}: strip and first page",
        value=whole,
        unit="ms",
        target=f"under {MOST_MS}",
        met=whole < MOST_MS,
        note=note,
    )
    yield Measurement(part=NAME, what=f"{what}: first page", value=page, unit="ms")
    yield Measurement(part=NAME, what=f"{what}: last page", value=last_page, unit="ms", note="found by key")


def _memory(engine: sa.Engine, force: str, kind: str) -> Measurement:
    """Return how much memory it takes to go through very many cases for a file."""
    scope, process = Scope(forces=(force,), grain=Grain.CASE), psutil.Process()
    rows = every_row(engine, scope=scope, question=CaseloadQuestion(yardsticks=(_held_to(force),)))
    next(rows)
    before = process.memory_info().rss
    went = sum(1 for _ in islice(rows, STREAMED))
    grown = (process.memory_info().rss - before) / _BYTES_PER_MB
    return Measurement(
        part=NAME,
        what=f"{kind}: memory while {went:,} cases are gone through",
        value=grown,
        unit="MB",
        target=f"under {MOST_MB}",
        met=grown < MOST_MB,
    )


def _held_to(force: str) -> Yardstick:
    targets = Targets(history=(), on=AS_AT, otherwise=14)
    return yardstick(force, as_at=AS_AT, targets=targets, settings=ForceSettings(held=()))


def _by_open_cases(engine: sa.Engine) -> list[str]:
    counted = sa.select(referral.c.force_code).where(referral.c.status != "CLOSED").group_by(referral.c.force_code)
    with engine.connect() as connection:
        return list(connection.scalars(counted.order_by(sa.func.count())))


def _open_many(engine: sa.Engine, force: str) -> None:
    """Reopen the newest cases of a force until very many are open; and let the database know its sizes."""
    newest = (
        sa.select(referral.c.referral_id)
        .where(referral.c.force_code == force)
        .order_by(referral.c.referral_datetime.desc())
        .limit(MANY_OPEN)
    )
    opened = referral.update().where(referral.c.referral_id.in_(newest), referral.c.status == "CLOSED")
    with engine.begin() as connection:
        connection.execute(opened.values(status="OPEN", closed_date=None, closure_outcome=None))
        connection.exec_driver_sql("ANALYZE")


CASELOAD = Part(name=NAME, run=waits)
