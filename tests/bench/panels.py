"""What each chart and page costs from facts to figures, never asked before, at every size; no cache, no browser."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

import numpy as np
import polars as pl

from dashboard.charts import present
from dashboard.charts.assessment import ASSESSMENT_CHARTS
from dashboard.charts.chart import Plot, Theme, View
from dashboard.charts.funnels import PROGRAMME_CHARTS
from dashboard.charts.outcome_charts import OUTCOME_CHARTS
from dashboard.charts.pathway_charts import PATHWAY_CHARTS
from dashboard.charts.volumes import REFERRAL_CHARTS
from dashboard.disclosure.disclosed import Rule
from dashboard.wording import dates
from data_access.filters import Filters
from data_access.practice_facts import BITS, practice_schema
from data_access.reference import Agency, Area, Force, Reference
from data_access.scope import Grain, Scope
from data_access.snapshot import Snapshot
from data_access.vocabulary import AgencyGroup, SiteModel
from tests.bench.invented import AGENCIES, AREAS, DAYS, FIRST_DAY, FORCES, invented_referrals
from tests.bench.part import Measurement, Part, Setting, interleaved

NAME = "panels"
LAST_DAY = date.fromordinal(FIRST_DAY.toordinal() + DAYS)
EXACT = Rule(hide_below=0, round_to=1)
SCOPE = Scope(forces=FORCES, grain=Grain.CASE)
# A click is answered by every panel of a page; eight of them in 300 ms, pixels included, leave each about this much.
PANEL_MS, PANEL_AT = 25, 1_000_000
# The charts that a page may show: of those that stand in for each other, all, so a page takes at most its row.
PAGES: dict[str, tuple[Plot, ...]] = {
    "referrals": REFERRAL_CHARTS,
    "pathways": PATHWAY_CHARTS,
    "assessment": ASSESSMENT_CHARTS,
    "outcomes": OUTCOME_CHARTS,
    "programme": PROGRAMME_CHARTS,
}
_LONGEST_WAIT = 400
_SHARE_RECORDED = 0.6


def panels(setting: Setting) -> Iterator[Measurement]:
    """Yield the milliseconds of each chart over everything and over one agency, and of each page, at each size."""
    for size in setting.sizes:
        snapshot = a_programme(size)
        for page, plots in PAGES.items():
            whole = narrow = 0.0
            for plot in plots:
                once_whole, once_narrow = interleaved(
                    partial(_drawn, plot, snapshot, _view()),
                    partial(_drawn, plot, snapshot, _view(agencies=AGENCIES[:1])),
                    rounds=setting.rounds,
                )
                whole, narrow = whole + once_whole, narrow + once_narrow
                yield _row(plot.key, size, "all", once_whole)
                yield _row(plot.key, size, "one agency", once_narrow, is_held=size == PANEL_AT)
            yield _row(f"page {page}, {len(plots)} charts", size, "all", whole)
            yield _row(f"page {page}, {len(plots)} charts", size, "one agency", narrow)


def _row(what: str, size: int, which: str, taken: float, *, is_held: bool = False) -> Measurement:
    return Measurement(
        part=NAME,
        what=f"{what}: {size:,} {which}",
        value=taken,
        unit="ms",
        target=f"under {PANEL_MS} ms" if is_held else "",
        met=taken < PANEL_MS if is_held else None,
    )


def _drawn(plot: Plot, snapshot: Snapshot, view: View) -> object:
    referrals = snapshot.referrals(scope=SCOPE, filters=view.filters, reaches_back=plot.reaches_back, also=plot.also)
    return present(plot, referrals, view, rule=EXACT, theme=Theme.LIGHT)


def _view(**narrowing: tuple[str, ...]) -> View:
    filters = Filters(since=FIRST_DAY, until=LAST_DAY, **narrowing)  # type: ignore[arg-type]
    return View(
        filters=filters,
        place="all forces",
        period=dates.period(filters.since, filters.until),
        narrowing="",
        data_to=LAST_DAY,
        synthetic=True,
        breaks=(),
        reference=_REFERENCE,
    )


def a_programme(size: int) -> Snapshot:
    """Return a snapshot of invented referrals with invented work done on them."""
    return Snapshot(
        version="1",
        as_at=LAST_DAY,
        loaded_at=datetime.fromisoformat("2026-01-01T06:00"),
        synthetic=True,
        reference=_REFERENCE,
        referrals_all=invented_referrals(size, seed=1),
        practice_all=_practice(size),
    )


def _practice(size: int) -> pl.DataFrame:
    """Return practice facts of any codes, none of which depends on another."""
    chance = np.random.default_rng(2)
    columns = {}
    for name, kind in practice_schema(agencies=AGENCIES).items():
        recorded = chance.random(size) < _SHARE_RECORDED
        if isinstance(kind, pl.Enum):
            codes = pl.Series(chance.integers(0, len(kind.categories), size, dtype=np.uint32)).cat.to(kind)
            columns[name] = codes.set(pl.Series(~recorded), None)
        elif name in BITS:
            columns[name] = pl.Series(chance.integers(0, 1 << len(BITS[name]), size)).cast(kind)
        elif kind == pl.Boolean:
            columns[name] = pl.Series(recorded)
        else:
            days = pl.Series(chance.integers(0, _LONGEST_WAIT, size)).cast(kind)
            columns[name] = days.set(pl.Series(~recorded), None)
    return pl.DataFrame(columns)


def _force(code: str) -> Force:
    return Force(
        code=code,
        name=code,
        site_model=SiteModel.INTEGRATED_UNIT,
        unit_name=code,
        referral_definition=None,
        launched_on=FIRST_DAY,
        ended_on=None,
    )


_REFERENCE = Reference(
    forces=tuple(map(_force, FORCES)),
    areas=tuple(Area(area_id=area, force_code=area.partition("-")[0], name=area) for area in AREAS),
    agencies=tuple(Agency(code=code, name=code, group=AgencyGroup.POLICE) for code in AGENCIES),
    awareness_weeks=(),
    series_breaks=(),
)

PANELS = Part(name=NAME, run=panels)
