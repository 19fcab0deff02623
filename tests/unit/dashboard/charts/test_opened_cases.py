"""A count leads to exactly the referrals that it counts, whatever chart it stands in."""

from collections.abc import Iterable
from datetime import date

import polars as pl
import pytest

from dashboard.charts.assessment import ASSESSED_WITHIN_TARGET_NOW, DAYS_TO_ASSESSMENT, WHO_STILL_WAITS
from dashboard.charts.closures import CLOSURES
from dashboard.charts.flows import FLOW
from dashboard.charts.outcome_cohorts import OUTCOMES_WITHIN
from dashboard.charts.outcome_sequels import REPEATS
from dashboard.charts.outcome_work import ADVOCACY, INTERVENTIONS, MEASURES_APPLIED, MEASURES_GRANTED
from dashboard.charts.practice import ADVICE_GIVEN, DIRECT_CONTACT_MADE, DISCIPLINES_AT_ASSESSMENT, LEAD_AGENCIES
from dashboard.charts.row_choices import row_choices
from dashboard.charts.volumes import REFERRALS_BY_AGENCY, REFERRALS_BY_AREA, REFERRALS_BY_MONTH, REFERRALS_BY_RISK
from data_access.facets import FACETS
from tests.drawings import a_view, drawn, ten_months

DATA_TO = date(2019, 4, 18)
COUNTS = {"Counted", "Referrals"}
COUNTING = [
    REFERRALS_BY_MONTH,
    REFERRALS_BY_AGENCY,
    REFERRALS_BY_RISK,
    REFERRALS_BY_AREA,
    OUTCOMES_WITHIN[90],
    CLOSURES,
    INTERVENTIONS,
    MEASURES_APPLIED,
    MEASURES_GRANTED,
    ADVOCACY,
    REPEATS,
    FLOW,
    DISCIPLINES_AT_ASSESSMENT,
    ADVICE_GIVEN,
    DIRECT_CONTACT_MADE,
    LEAD_AGENCIES,
    DAYS_TO_ASSESSMENT,
    WHO_STILL_WAITS,
    ASSESSED_WITHIN_TARGET_NOW,
]


def opened(referrals: pl.DataFrame, pairs: Iterable[tuple[str, str]]) -> int:
    """How many referrals a choice leaves: codes of one dimension add up, dimensions narrow one another."""
    asked: dict[str, list[pl.Expr]] = {}
    for dimension, code in pairs:
        asked.setdefault(dimension, []).append(condition(dimension, code))
    return referrals.filter(*(pl.any_horizontal(each) for each in asked.values())).height


def condition(dimension: str, code: str) -> pl.Expr:
    if dimension in FACETS:
        return FACETS[dimension].matches(code)
    if dimension == "period":
        return pl.col("received_on").is_between(*(pl.lit(day).str.to_date() for day in code.split("..")))
    if dimension == "month":
        return pl.col("received_on").cast(pl.String).str.starts_with(code)
    return pl.col(dimension).cast(pl.String) == code


@pytest.mark.parametrize("chart", COUNTING, ids=lambda chart: chart.key)
def test_a_count_opens_the_referrals_it_counts(chart):
    assessed = pl.col("days_to_assessment").is_not_null()
    sat = pl.when(assessed).then("disciplines").otherwise(pl.lit(0, pl.UInt16)).alias("disciplines")
    referrals = ten_months().with_columns(sat)  # no meeting leads to an assessment that never was
    picture = drawn(chart, referrals, a_view(data_to=DATA_TO))
    column = next(place for place, heading in enumerate(picture.table.headings) if heading in COUNTS)
    found = [
        (row[column], opened(referrals, choice.pairs))
        for row, choice in zip(picture.table.rows, row_choices(picture), strict=True)
        if choice
    ]
    assert found
    assert [count for count, _ in found] == [str(height) for _, height in found]
