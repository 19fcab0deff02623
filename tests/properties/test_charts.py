"""Whatever the numbers and the rule, a figure gives away nothing that its table does not, and neither shows what is
hidden.
"""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts import CHARTS
from dashboard.charts.cells import completed, merged, texts
from dashboard.charts.volumes import REFERRALS_BY_MONTH
from dashboard.metrics import REFERRALS_RECEIVED, measure
from tests.disclosures import EXACT, OFFICIAL, PUBLIC
from tests.drawings import a_view, drawn, monthly, values_in, values_of
from tests.factories import a_referral, some_referrals

rules = st.sampled_from([EXACT, OFFICIAL, PUBLIC])
counts = st.lists(st.integers(0, 40), min_size=1, max_size=26)
agencies = st.lists(st.sampled_from(["POL_LPU", "PROB", "NHS_MH", "UNK"]), max_size=60)


@settings(max_examples=40)
@given(chart=st.sampled_from(CHARTS), counts=counts, rule=rules, months=st.integers(1, 26))
def test_no_figure_says_more_than_its_table(chart, counts, rule, months):
    until = date(2018 + (4 + months) // 12, (4 + months) % 12 + 1, 28)
    picture = drawn(chart, monthly(counts), a_view(until=max(until, date(2018, 6, 28))), rule=rule)
    if picture.figure is None:
        assert picture.empty
        return
    known = values_of(picture.table)
    assert values_in(picture.figure) - {0.0} <= known | {float(round(value)) for value in known}


@settings(max_examples=40)
@given(counts=counts)
def test_a_count_under_the_threshold_is_nowhere_in_figure_table_or_words(counts):
    picture = drawn(REFERRALS_BY_MONTH, monthly(counts), a_view(until=date(2020, 7, 31)), rule=PUBLIC)
    shown = [row[1] for row in picture.table.rows]
    assert all(cell in {"[c]", "no unit yet"} or int(cell) >= 10 for cell in shown)
    if picture.figure is not None:
        months = [trace for trace in picture.figure.data if trace.customdata is not None]
        assert all(value is None or value >= 10 for trace in months for value in trace.y)


@given(agencies=agencies, most=st.integers(3, 6), under=st.sampled_from([0, 5, 20]))
def test_adding_up_small_groups_loses_no_referral(agencies, most, under):
    measured = texts(
        measure(REFERRALS_RECEIVED, some_referrals(a_referral(agency=code) for code in agencies), by=("agency",))
    )
    order = ("POL_LPU", "PROB", "NHS_MH", "UNK")
    table = merged(completed(measured, order), order=order, most=most, under=under, into="OTHERS", apart="UNK")
    sizes = dict(table.cells.select("agency", "counted").iter_rows())
    assert sum(sizes.values()) == len(agencies)
    assert len(sizes) <= most
    assert all(size >= under for code, size in sizes.items() if code not in {"OTHERS", "UNK"})
