"""How long the demonstration programme's releases take to compose and to audit, the first and the next of each unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter

from dashboard.almanac import Almanac, almanac
from dashboard.civil_dates import last_complete_month_end
from dashboard.disclosure.rules import rule_for
from dashboard.identity.demonstration import PROGRAMME_FORCES
from dashboard.periods import Period, first_ten_months, since_launch
from dashboard.policy import GRANTS
from dashboard.release.adversaries import Scene
from dashboard.release.audit import Audit, audit
from dashboard.release.cells import Rendered
from dashboard.release.compose import compose
from data_access.database import open_case
from data_access.snapshot import Snapshot, read_snapshot
from data_access.vocabulary import Role
from tests.bench.part import Measurement, Part, Setting
from tests.bench.servers import write_demonstration

NAME = "release-audit"
AUDIT_SECONDS = 30
RULE = rule_for(GRANTS[Role.PRESS_OFFICER])


@dataclass(frozen=True, kw_only=True)
class Timed:
    """A release, its second audit, and the seconds of both."""

    rendered: Rendered
    audit: Audit
    composed_in: float
    audited_in: float


def audits(setting: Setting) -> Iterator[Measurement]:
    """Yield, for each unit of the demonstration, the seconds of its first release and of one a month later."""
    url = f"sqlite:///{setting.folder / 'demonstration.db'}"
    write_demonstration(url, referrals=None)
    snapshot = read_snapshot(open_case(url), now=datetime.fromisoformat("2026-01-01T06:00"))
    for force in PROGRAMME_FORCES:
        dates = almanac(snapshot.reference, forces=(force,), data_to=snapshot.as_at)
        previous = None
        for period in _periods(dates):
            timed = released(snapshot, force, period, previous=previous)
            yield from _rows(f"{force}, {period.key}", timed)
            previous = timed.rendered


def released(snapshot: Snapshot, force: str, period: Period, *, previous: Rendered | None) -> Timed:
    """Return a release of one unit, composed, and audited once more by itself."""
    referrals = snapshot.referrals_all.filter(force=force)
    started = perf_counter()
    as_at = min(snapshot.as_at, period.until + timedelta(days=14))
    composed = compose(referrals, period=period, as_at=as_at, rule=RULE, previous=previous)
    half_way = perf_counter()
    again = audit(Scene(rendered=composed.rendered, referrals=referrals, previous=previous))
    return Timed(
        rendered=composed.rendered,
        audit=again,
        composed_in=half_way - started,
        audited_in=perf_counter() - half_way,
    )


def _periods(dates: Almanac) -> tuple[Period, ...]:
    """Return the first ten months, everything up to a month ago, and everything."""
    ten, everything = first_ten_months(dates), since_launch(dates)
    month_before = last_complete_month_end(everything.until - timedelta(days=1))
    earlier = Period(key="since-launch, a month before", label="", since=everything.since, until=month_before)
    return ten, earlier, everything


def _rows(what: str, timed: Timed) -> Iterator[Measurement]:
    cells = sum(len(table.cells) for table in timed.rendered.tables)
    note = f"{timed.rendered.hidden_cells} of {cells} cells hidden; {timed.audit.attacks:,} attacks"
    yield Measurement(part=NAME, what=f"{what}: compose", value=timed.composed_in, unit="s", note=note)
    yield Measurement(
        part=NAME,
        what=f"{what}: audit",
        value=timed.audited_in,
        unit="s",
        target=f"safe, under {AUDIT_SECONDS} s",
        met=timed.audit.is_safe and timed.audited_in < AUDIT_SECONDS,
    )


RELEASE_AUDIT = Part(name=NAME, run=audits)
