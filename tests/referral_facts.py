"""Referral facts for tests: frames of the shape the snapshot gives, and invented ones of any size."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from data_access.facts import month_number, referral_schema
from data_access.vocabulary import ClosureOutcome, Pathway, Risk, Status

FORCES = ("E23000001", "E23000006", "E23000030")
AREAS = ("CH-W", "CH-H", "HA-S")
AGENCIES = ("POL_LPU", "PROB", "UNK")
SCHEMA = referral_schema(forces=FORCES, areas=AREAS, agencies=AGENCIES)
FIRST_DAY = date(2018, 6, 19)
_DEFAULTS = {
    "force": "E23000006",
    "area": None,
    "received_on": FIRST_DAY,
    "agency": "POL_LPU",
    "risk": "UNK",
    "pathway": "PENDING",
    "status": "AWAITING_TRIAGE",
    "days_to_assessment": None,
    "closed_on": None,
    "closure_outcome": None,
    "is_rereferral": False,
}


def facts(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return referral facts, sorted as the snapshot sorts them; what a row does not say is at its default."""
    full = [{**_DEFAULTS, **row} for row in rows]
    columns = {
        name: [month_number(row["received_on"]) if name == "month" else row[name] for row in full]
        for name in SCHEMA.names()
    }
    return pl.DataFrame(columns, schema=SCHEMA).sort("force", "received_on")


def rows() -> st.SearchStrategy[dict[str, Any]]:
    """Any referral the facts can hold."""
    return st.fixed_dictionaries(
        {
            "force": st.sampled_from(FORCES),
            "area": st.none() | st.sampled_from(AREAS),
            "received_on": st.integers(0, 900).map(lambda days: FIRST_DAY + timedelta(days=days)),
            "agency": st.sampled_from(AGENCIES),
            "risk": st.sampled_from([code.value for code in Risk]),
            "pathway": st.sampled_from([code.value for code in Pathway]),
            "status": st.sampled_from([code.value for code in Status]),
            "days_to_assessment": st.none() | st.integers(0, 400),
            "closed_on": st.none(),
            "closure_outcome": st.none() | st.sampled_from([code.value for code in ClosureOutcome]),
            "is_rereferral": st.booleans(),
        }
    )


def referrals(max_size: int = 25) -> st.SearchStrategy[pl.DataFrame]:
    """Any referral facts up to a number of rows."""
    return st.lists(rows(), max_size=max_size).map(facts)
