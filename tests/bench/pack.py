"""How long the awareness-week pack of a demonstration release takes, with a warm Chromium, and the briefing alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from time import perf_counter

import psutil

from dashboard.almanac import almanac
from dashboard.edition import Edition
from dashboard.identity.demonstration import PROGRAMME_FORCES
from dashboard.periods import first_ten_months
from dashboard.press.briefing import commissioner_briefing
from dashboard.press.darkroom import Darkroom
from dashboard.press.pack import awareness_week_pack
from dashboard.press.pictures import drawn_by
from data_access.database import open_case
from data_access.snapshot import read_snapshot
from tests.bench.part import Measurement, Part, Setting
from tests.bench.release_audit import released
from tests.bench.servers import write_demonstration
from tests.built_editions import built
from tests.packs import files_of, manifest_of

NAME = "pack"
WITHIN_S = 15
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def packs(setting: Setting) -> Iterator[Measurement]:
    """Yield the seconds of a pack of the first unit's first ten months, and of its briefing."""
    edition = _edition(setting)
    room = Darkroom()
    room.warm()
    try:
        started, worked = perf_counter(), _worked()
        pack = awareness_week_pack(edition, now=NOW, draw=partial(drawn_by, room))
        took, worked = perf_counter() - started, _worked() - worked
    finally:
        room.stop()
    files = files_of(pack)
    whole = not manifest_of(files)["missing"]
    yield Measurement(
        part=NAME,
        what=f"pack of {len(edition.plates)} plates, Chromium warm",
        value=took,
        unit="s",
        target=f"whole, within {WITHIN_S} s",
        met=whole and took <= WITHIN_S,
        note=f"{len(files)} files, {len(pack) / 1e6:.0f} MB, {worked:.1f} s of work",
    )
    started = perf_counter()
    commissioner_briefing(edition, now=NOW)
    yield Measurement(part=NAME, what="briefing", value=perf_counter() - started, unit="s")


def _worked() -> float:
    """Return the seconds that this process and its Chromium have worked, however busy the machine was."""
    here = psutil.Process()
    times = [each.cpu_times() for each in (here, *here.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def _edition(setting: Setting) -> Edition:
    url = f"sqlite:///{setting.folder / 'packed.db'}"
    write_demonstration(url, referrals=None)
    snapshot = read_snapshot(open_case(url), now=datetime.fromisoformat("2026-01-01T06:00"))
    force = PROGRAMME_FORCES[0]
    dates = almanac(snapshot.reference, forces=(force,), data_to=snapshot.as_at)
    return built(released(snapshot, force, first_ten_months(dates), previous=None).rendered)


PACK = Part(name=NAME, run=packs)
