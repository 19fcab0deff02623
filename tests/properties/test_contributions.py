"""However the groups changed, the steps of a waterfall lead from one total to the other."""

from datetime import timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts import stretch_before
from dashboard.charts.changes import CHANGE_BY_AGENCY, CHANGE_BY_RISK
from dashboard.charts.contributions import contributions
from dashboard.metrics import TAKEN_ON, measure
from tests.disclosures import EXACT
from tests.drawings import a_view, drawn
from tests.factories import LAUNCH, a_referral, some_referrals

CODES = tuple("abcdefgh")
counts = st.dictionaries(st.sampled_from(CODES), st.tuples(st.integers(0, 50), st.integers(0, 50)))


@given(counts=counts, most=st.integers(1, 9))
def test_the_steps_add_up_to_the_change_exactly(counts, most):
    steps = contributions(counts, order=CODES, most=most, into="rest")
    then, now = (sum(column) for column in zip((0, 0), *counts.values(), strict=True))
    assert sum(step.change for step in steps) == now - then
    assert len(steps) <= most
    reached = then
    for step in steps:
        assert step.start == reached
        reached = step.end
    assert reached == now


rows = st.lists(
    st.builds(
        lambda day, agency, risk, pathway: a_referral(
            received_on=LAUNCH + timedelta(days=day), agency=agency, risk=risk, pathway=pathway
        ),
        day=st.integers(0, 300),
        agency=st.sampled_from(["POL_LPU", "PROB", "NHS_MH", "UNK"]),
        risk=st.sampled_from(["HIGH", "MEDIUM", "LOW", "UNK"]),
        pathway=st.sampled_from(["MANAGED_UNIT", "PARTNER_MANAGED", "PENDING"]),
    ),
    max_size=40,
)


@settings(max_examples=60)
@given(rows=rows, since=st.integers(60, 200), days=st.integers(0, 59), by_risk=st.booleans())
def test_a_waterfall_adds_up_to_what_each_period_counts_by_itself(rows, since, days, by_risk):
    referrals = some_referrals(rows)
    view = a_view(LAUNCH + timedelta(days=since), LAUNCH + timedelta(days=since + days))
    picture = drawn(CHANGE_BY_RISK if by_risk else CHANGE_BY_AGENCY, referrals, view, rule=EXACT)
    now, then = (
        measure(TAKEN_ON, referrals.filter(pl.col("received_on").is_between(*span))).total[0]
        for span in stretch_before.both(view)
    )
    if picture.figure is None:
        assert now == then == 0
        return
    *groups, total = [[signed(cell) for cell in row[1:]] for row in picture.table.rows]
    assert total == [now, then, now - then, now]
    assert [sum(row[place] for row in groups) for place in range(3)] == total[:3]


def signed(cell):
    return int(cell.replace("\N{MINUS SIGN}", "-"))
