"""How well the forecast of the page Team and flow did on the weeks before, and how long it takes to say so."""

from collections.abc import Iterator
from datetime import date, datetime

import polars as pl

from dashboard.identity.demonstration import PROGRAMME_FORCES
from dashboard.metrics.breaches import Tested, back_test, forecast
from data_access.database import open_case
from data_access.snapshot import read_snapshot
from tests.bench.invented import DAYS, FIRST_DAY, FORCES, invented_referrals
from tests.bench.part import Measurement, Part, Setting, interleaved
from tests.bench.servers import write_demonstration

NAME = "forecast"
ROWS = 1_000_000
HELD = 0.7  # of the weeks: the range is meant for eight in ten, and half a year is few weeks
MOST_MS = 400


def forecasts(setting: Setting) -> Iterator[Measurement]:
    """Yield the share of weeks that the range held for each force of the demonstration, and the milliseconds."""
    url = f"sqlite:///{setting.folder / 'forecast.db'}"
    write_demonstration(url, referrals=None)
    snapshot = read_snapshot(open_case(url), now=datetime.fromisoformat("2026-01-01T06:00"))
    for force in PROGRAMME_FORCES:
        tested = back_test(snapshot.referrals_all.filter(force=force), as_at=snapshot.as_at, target_of=_a_fortnight)
        yield _held(force, tested)
    yield _time(setting.rounds)


def _held(force: str, tested: tuple[Tested, ...]) -> Measurement:
    share = sum(each.is_within for each in tested) / max(len(tested), 1)
    return Measurement(
        part=NAME,
        what=f"{force}: weeks that the range held",
        value=share,
        unit="share",
        target=f"at least {HELD}",
        met=share >= HELD,
        note=f"of {len(tested)} weeks before",
    )


def _time(rounds: int) -> Measurement:
    """Return how long forecast and test take for one of the forces that a million referrals are of."""
    own = invented_referrals(ROWS, seed=3).filter(pl.col("force") == FORCES[0])
    as_at = date.fromordinal(FIRST_DAY.toordinal() + DAYS - 1)

    def asked() -> None:
        forecast(own, on=as_at, target_of=_a_fortnight)
        back_test(own, as_at=as_at, target_of=_a_fortnight)

    (took,) = interleaved(asked, rounds=rounds)
    note = f"{own.height:,} referrals of one force of {ROWS:,}, 26 weeks"
    target = f"under {MOST_MS}"
    return Measurement(
        part=NAME, what="forecast and test", value=took, unit="ms", target=target, met=took < MOST_MS, note=note
    )


def _a_fortnight(_force: str, _risk: str) -> int:
    return 14


FORECAST = Part(name=NAME, run=forecasts)
