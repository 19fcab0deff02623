"""Invented units whose releases are attacked: some months of referrals, every group of another size."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from dashboard.metrics.outcomes import GROUP_OF
from dashboard.periods import Period
from dashboard.release.cells import ReleasedCell, ReleasedTable, Rendered
from dashboard.release.compose import Composed, compose
from data_access.facts import month_number, referral_schema
from data_access.vocabulary import ClosureOutcome, Pathway, Risk, Status
from tests.disclosures import PUBLIC

LAUNCH = date(2018, 6, 19)
AGENCIES = ("POL_LPU", "PROB", "NHS_MH", "ADVOC", "HOUSING", "COURT", "SCHOOL", "UNK")
SCHEMA = referral_schema(forces=("E23000006",), areas=("CHE-WAR",), agencies=AGENCIES)
TEN_MONTHS = Period(key="first-ten-months", label="First ten months", since=LAUNCH, until=date(2019, 4, 18))
AS_AT = date(2019, 4, 30)
_CLOSED = [code.value for code in ClosureOutcome]


def a_unit(seed: int, size: int, *, until: date = TEN_MONTHS.until, neither: float = 0.0) -> pl.DataFrame:
    """Referral facts since the launch: so many, spread at random, some agencies and levels of risk far rarer."""
    chance = np.random.default_rng(seed)
    days = np.sort(chance.integers(0, (until - LAUNCH).days + 1, size))
    received = [LAUNCH + timedelta(days=int(day)) for day in days]
    managed = (1 - neither) * chance.uniform(0.2, 0.5)
    routes = [Pathway.TAKEN_ON.value, Pathway.PARTNER.value, Pathway.PENDING.value]
    closed = [
        day + timedelta(days=int(wait)) if wait < 250 else None
        for day, wait in zip(received, chance.geometric(0.006, size), strict=True)
    ]
    return pl.DataFrame(
        {
            "force": ["E23000006"] * size,
            "area": [None] * size,
            "received_on": received,
            "month": [month_number(day) for day in received],
            "agency": chance.choice(AGENCIES, size, p=chance.dirichlet(np.linspace(5, 0.3, len(AGENCIES)))),
            "risk": chance.choice([risk.value for risk in Risk], size, p=chance.dirichlet((3, 4, 3, 0.4))),
            "pathway": chance.choice(routes, size, p=(managed, 1 - neither - managed, neither)),
            "status": [Status.OPEN.value if day is None else Status.CLOSED.value for day in closed],
            "days_to_assessment": [7] * size,
            "closed_on": closed,
            "closure_outcome": [
                None if day is None else code for day, code in zip(closed, chance.choice(_CLOSED, size), strict=True)
            ],
            "is_rereferral": [False] * size,
        },
        schema=SCHEMA,
    )


def until(last: date) -> Period:
    """The days from the launch to another."""
    return Period(key=f"until-{last}", label="", since=LAUNCH, until=last)


def composed(referrals: pl.DataFrame, **told: Any) -> Composed:
    """A public release of the first ten months and the first of its unit, unless told otherwise."""
    chosen: dict[str, Any] = {"period": TEN_MONTHS, "as_at": AS_AT, "rule": PUBLIC, "previous": None, **told}
    return compose(referrals, **chosen)


def with_cell(rendered: Rendered, key: str, cell: ReleasedCell) -> Rendered:
    """A release with one cell shown otherwise."""
    table = rendered.table(key)
    assert table is not None
    cells = tuple(cell if each.keys == cell.keys else each for each in table.cells)
    return with_table(rendered, replace(table, cells=cells))


def with_table(rendered: Rendered, table: ReleasedTable) -> Rendered:
    """A release with one table in the place of another, or one more."""
    others = [table if each.key == table.key else each for each in rendered.tables]
    return replace(rendered, tables=tuple(others if table in others else [*others, table]))


def true_count(referrals: pl.DataFrame, rendered: Rendered, key: str, keys: tuple[str, ...]) -> int:
    """What a cell of a release truly counts, straight from its days, routes and levels of risk."""
    dimensions = key.split("-") if keys else []
    rows = coded(referrals, rendered)
    return rows.filter(*(pl.col(name) == code for name, code in zip(dimensions, keys, strict=True))).height


def coded(referrals: pl.DataFrame, rendered: Rendered) -> pl.DataFrame:
    """The referrals of a release with the codes of its tables, shared with no code of the program."""
    received, closed = pl.col("received_on"), pl.col("closed_on")
    agency, pathway = pl.col("agency").cast(pl.String), pl.col("pathway").cast(pl.String)
    outcomes = {code.value: group.value for code, group in GROUP_OF.items()}
    return referrals.filter(received.is_between(rendered.since, rendered.until)).select(
        month=received.dt.strftime("%Y-%m"),
        quarter=received.dt.year().cast(pl.String) + "-Q" + received.dt.quarter().cast(pl.String),
        route=pathway.replace_strict({"MANAGED_UNIT": "UNIT", "PARTNER_MANAGED": "PARTNER"}, default="NEITHER"),
        agency=pl.when(agency.is_in(rendered.agencies)).then(agency).otherwise(pl.lit("OTHERS")),
        risk=pl.col("risk").cast(pl.String),
        outcome=pl.when(closed <= rendered.as_at)
        .then(pl.col("closure_outcome").cast(pl.String).replace_strict(outcomes, default="OTHER"))
        .otherwise(pl.lit("NOT_YET")),
    )
