"""A count in the figures and the cases behind it are the same referrals, whatever is asked and on every database."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa

from dashboard.metrics import (
    AWAITING_DECISION,
    NOT_ACCEPTED,
    REFERRALS_RECEIVED,
    TAKEN_ON,
    WITH_PARTNERS,
    measure_all,
)
from data_access.database import open_case
from data_access.demo import write_programme
from data_access.facets import FACETS
from data_access.filters import Filters
from data_access.schema import referral
from data_access.scope import Grain, Scope
from data_access.snapshot import Snapshot, read_snapshot
from data_access.vocabulary import Pathway, Risk
from tests import databases

AS_AT = date(2020, 6, 30)
FIRST_DAY, DAYS = date(2018, 6, 1), 760
PARTS = {
    TAKEN_ON: (Pathway.TAKEN_ON,),
    WITH_PARTNERS: (Pathway.PARTNER,),
    AWAITING_DECISION: (Pathway.PENDING, Pathway.UNKNOWN),
    NOT_ACCEPTED: (Pathway.CONSULT_ONLY, Pathway.NOT_STALKING, Pathway.NOT_ACCEPTED),
}


@dataclass(frozen=True)
class Programme:
    """A demonstration programme in a database, and the snapshot read from it."""

    engine: sa.Engine
    snapshot: Snapshot

    @property
    def scope(self) -> Scope:
        forces = self.snapshot.referrals_all.get_column("force").unique().cast(pl.String).sort()
        return Scope(forces=tuple(forces), grain=Grain.CASE)

    def codes_of(self, facet: str) -> tuple[str, ...]:
        return FACETS[facet].codes or tuple(agency.code for agency in self.snapshot.reference.agencies)


@pytest.fixture(scope="module", params=databases.KINDS)
def programme(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    folder: Path = tmp_path_factory.mktemp("programme")
    url = databases.fresh_url(request.param, folder, "case")
    engine = open_case(url)
    write_programme(engine, referrals=2_500, forces=3, seed=4, as_at=AS_AT)
    yield Programme(engine, read_snapshot(engine, now=datetime.fromisoformat("2020-07-01T06:00")))
    engine.dispose()
    databases.drop(url)


def test_each_code_of_each_facet_chooses_the_same_referrals_in_figures_and_cases(programme: Programme) -> None:
    facts = pl.concat([programme.snapshot.referrals_all, programme.snapshot.practice_all], how="horizontal")
    by_force = [referral.c.force_code, sa.func.date(referral.c.referral_datetime)]
    found = set()
    for key, facet in FACETS.items():
        for code in programme.codes_of(key):
            chosen = facts.filter(facet.matches(code))
            with programme.engine.connect() as connection:
                rows = connection.execute(sa.select(*by_force).where(facet.condition(code))).all()
            ours = chosen.select(pl.col("force").cast(pl.String), pl.col("received_on").cast(pl.String)).rows()
            assert sorted(ours) == sorted((force, str(day)) for force, day in rows), (key, code)
            found |= {key} if rows else set()
    assert found == set(FACETS)


def _random_filters(chance: random.Random, programme: Programme) -> Filters:
    """Any filters: any days, and of each dimension none, one or several codes."""
    reference = programme.snapshot.reference
    first, last = sorted(FIRST_DAY + timedelta(days=chance.randrange(DAYS)) for _ in range(2))

    def some(codes: tuple[str, ...], likely: float) -> tuple[str, ...]:
        return tuple(chance.sample(codes, k=chance.randint(1, min(3, len(codes))))) if chance.random() < likely else ()

    facets = [(key, code) for key in FACETS for code in some(programme.codes_of(key), 0.08)]
    return Filters(
        since=first,
        until=last,
        forces=some(programme.scope.forces, 0.5),
        areas=some(tuple(area.area_id for area in reference.areas), 0.1),
        agencies=some(tuple(agency.code for agency in reference.agencies), 0.3),
        risks=tuple(Risk(code) for code in some(tuple(Risk), 0.3)),
        facets=tuple(facets),
    )


def _asked(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """The filters in plain SQL, written here a second time."""
    conditions = [
        referral.c.referral_datetime >= datetime.combine(filters.since, datetime.min.time()),
        referral.c.referral_datetime < datetime.combine(filters.until + timedelta(days=1), datetime.min.time()),
    ]
    columns = {
        referral.c.force_code: filters.forces,
        referral.c.area_id: filters.areas,
        referral.c.referring_agency_code: filters.agencies,
        referral.c.current_risk: tuple(risk.value for risk in filters.risks),
    }
    conditions += [column.in_(chosen) for column, chosen in columns.items() if chosen]
    for key in {key for key, _ in filters.facets}:
        conditions.append(sa.or_(*(FACETS[key].condition(code) for other, code in filters.facets if other == key)))
    return conditions


def test_received_is_the_sum_of_its_four_parts_under_any_filters_in_figures_and_cases(programme: Programme) -> None:
    chance = random.Random(20180619)  # noqa: S311 - repeatable, nothing secret
    sizes = []
    for _ in range(60):
        filters = _random_filters(chance, programme)
        rows = programme.snapshot.referrals(scope=programme.scope, filters=filters)
        received, *parts = (each.total[0] for each in measure_all((REFERRALS_RECEIVED, *PARTS), rows))
        with programme.engine.connect() as connection:
            counted = sa.select(referral.c.pathway, sa.func.count()).where(*_asked(filters))
            by_pathway = {row[0]: row[1] for row in connection.execute(counted.group_by(referral.c.pathway))}
        assert received == sum(parts) == sum(by_pathway.values()), filters
        expected = [sum(by_pathway.get(pathway.value, 0) for pathway in pathways) for pathways in PARTS.values()]
        assert parts == expected, filters
        sizes.append(received)
    assert sum(size > 0 for size in sizes) > 15  # most filters joined at random leave nothing
