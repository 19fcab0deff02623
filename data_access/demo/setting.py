"""What stands round the referrals: the load, the forces that take part, their areas, workers and unusual spells."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
import sqlalchemy as sa

from data_access.demo.bulk import Bulk
from data_access.demo.caseload import worker_codes
from data_access.demo.plan import Share
from data_access.demo.sites import CHESHIRE, WHOLE_COUNTY, Site
from data_access.demo.volumes import SPELLS
from data_access.schema import CASE, agency, area, awareness_week, force, load, series_break, worker
from data_access.vocabulary import LoadKind, SiteModel

SOURCE = "Demonstration data: invented, about no person"
_TEAMS = ("Police", "Mental health", "Advocacy", "Outreach")
# Every fifth worker has left; their cases were handed on.
_LEAVES_EVERY = 5
_SHIPPED = (force, agency, awareness_week, series_break)
_WHOLE_COUNTY_BREAK: dict[str, Any] = {
    "break_id": "DEMO-CHE-COUNTY",
    "force_code": CHESHIRE,
    "breaks_on": WHOLE_COUNTY,
    "title": "Unit covers the whole county",
    "explanation": "Until then the unit covered Warrington, Runcorn and Widnes only.",
}


def open_load(bulk: Bulk, *, as_at: date, loaded_at: datetime, referrals: int, seed: int) -> int:
    """Record the load and return its id, higher than that of any load before it."""
    row = {
        "kind": str(LoadKind.DEMONSTRATION),
        "loaded_at": loaded_at,
        "as_at": as_at,
        "source": f"{SOURCE} (seed {seed})",
        "rows_added": referrals,
        "rows_updated": 0,
        "rows_unchanged": 0,
        "rows_rejected": 0,
    }
    bulk.append(load, pl.DataFrame([row]))
    return bulk.number(sa.select(sa.func.max(load.c.load_id)))


def clear(bulk: Bulk, *, keep_load: int) -> None:
    """Remove an earlier demonstration; what ships with the product stays."""
    for table in reversed(CASE.sorted_tables):
        if table not in (*_SHIPPED, load):
            bulk.run(sa.delete(table))
    bulk.run(sa.delete(load).where(load.c.load_id != keep_load))
    bulk.run(sa.delete(series_break).where(series_break.c.break_id.startswith("DEMO-")))
    bulk.run(
        sa.update(force).values(
            site_model=sa.literal(str(SiteModel.NONE), sa.Text),
            unit_name=sa.null(),
            referral_definition=sa.null(),
            programme_start=sa.null(),
            population_mid_year=sa.null(),
        )
    )


def describe(bulk: Bulk, shares: Sequence[Share], *, as_at: date) -> dict[str, int]:
    """Write the forces' units, areas, workers and unusual spells; returns the rows of each table."""
    sites = [share.site for share in shares]
    for site in sites:
        bulk.run(
            sa.update(force)
            .where(force.c.force_code == site.code)
            .values(
                site_model=sa.literal(str(site.model), sa.Text),
                unit_name=site.unit_name,
                referral_definition=site.referral_definition,
                programme_start=site.launched_on,
                population_mid_year=sa.null() if site.population is None else site.population,
            )
        )
    return {
        "force": len(sites),
        "area": bulk.append(area, pl.concat([_areas(site) for site in sites])),
        "worker": bulk.append(worker, pl.concat([_workers(site) for site in sites])),
        "series_break": bulk.append(series_break, _breaks({site.code for site in sites}, as_at=as_at)),
        "load": 1,
    }


def _areas(site: Site) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "area_id": place.area_id,
                "force_code": site.code,
                "area_name": place.name,
                "area_type": str(place.kind),
                "la_code": place.la_code,
                "in_scope_from": place.in_scope_from,
            }
            for place in site.places
        ],
        schema_overrides={"la_code": pl.String},
    )


def _workers(site: Site) -> pl.DataFrame:
    """Return those who own cases, and beyond them those who have left."""
    codes = worker_codes(site)
    gone = [f"{site.prefix}-P{len(codes) + number:02d}" for number in range(1, len(codes) // _LEAVES_EVERY + 1)]
    every = [*codes, *gone]
    return pl.DataFrame(
        {
            "worker_code": every,
            "force_code": [site.code] * len(every),
            "team": [_TEAMS[number % len(_TEAMS)] for number in range(len(every))],
            "active": [code in codes for code in every],
        }
    )


def _breaks(forces: set[str], *, as_at: date) -> pl.DataFrame:
    spells: list[dict[str, Any]] = [
        {
            "break_id": spell.key,
            "force_code": spell.force_code,
            "breaks_on": spell.since,
            "title": spell.title,
            "explanation": spell.explanation,
        }
        for spell in SPELLS
        if spell.is_break
    ]
    rows = [
        {**row, "source": SOURCE}
        for row in (_WHOLE_COUNTY_BREAK, *spells)
        if row["force_code"] in (None, *forces) and row["breaks_on"] <= as_at
    ]
    columns = [column.name for column in series_break.c]
    texts = {name: pl.String for name in columns if name != "breaks_on"}
    return pl.DataFrame(rows, schema={name: texts.get(name, pl.Date) for name in columns})
