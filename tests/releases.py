"""Invented units whose releases are attacked: some months of referrals, every group of another size."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from dashboard.periods import Period
from data_access.facts import month_number, referral_schema
from data_access.vocabulary import ClosureOutcome, Pathway, Risk, Status

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
