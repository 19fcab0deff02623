"""Outcomes by cohort, charges and flows: what is drawn is what the table says, and nothing of what is hidden."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.charts.charges import CHARGES
from dashboard.charts.flows import FLOW, FLOW_TO_OUTCOME
from dashboard.charts.outcome_cohorts import OUTCOMES_WITHIN
from dashboard.charts.outcome_sequels import REPEATS
from dashboard.charts.outcome_work import MEASURES_APPLIED, MEASURES_GRANTED
from dashboard.metrics.outcomes import FOLLOW_UP_DAYS, GROUP_NAMES, GROUP_OF, OutcomeGroup
from dashboard.wording.labels import label
from data_access.vocabulary import Pathway
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import a_view, drawn, monthly, plain, ten_months
from tests.factories import a_referral, some_referrals

JULY = date(2018, 7, 2)
IN_NOVEMBER = {"data_to": date(2018, 11, 30)}


def closed(after, outcome="RISK_REDUCED", *, received_on=JULY, pathway=Pathway.PARTNER):
    closed_on = received_on + timedelta(days=after)
    return a_referral(received_on=received_on, closed_on=closed_on, closure_outcome=outcome, pathway=pathway)


def test_what_is_closed_later_is_not_yet_known():
    referrals = some_referrals([closed(20), closed(28), closed(29), a_referral(received_on=JULY)])
    view = a_view(date(2018, 7, 1), date(2018, 7, 31))
    rows = {days: drawn(OUTCOMES_WITHIN[days], referrals, view).table.rows for days in FOLLOW_UP_DAYS}
    assert rows[28] == (("Jul 2018", "4", "2", "0", "0", "0", "2"),)
    assert rows[90] == (("Jul 2018", "4", "3", "0", "0", "0", "1"),)


def test_a_cohort_without_its_full_time_is_shaded_and_never_drawn():
    picture = drawn(OUTCOMES_WITHIN[90], ten_months(), a_view(date(2018, 6, 19), date(2018, 11, 15), **IN_NOVEMBER))
    young, figure = picture.table.rows[1], plain(picture.figure)
    assert young == ("Sep to Nov 2018", *["[x]"] * 6)
    assert [trace["x"][1] for trace in figure["data"]] == [None] * len(OutcomeGroup)
    assert [shape["y0"] for shape in figure["layout"]["shapes"]] == [
        0.6,
    ]
    assert "[x] too early to say" in [each["text"] for each in figure["layout"]["annotations"]]


def test_where_every_cohort_is_too_young_there_are_words():
    view = a_view(date(2018, 10, 1), date(2018, 11, 15), **IN_NOVEMBER)
    for chart in (OUTCOMES_WITHIN[90], CHARGES):
        picture = drawn(chart, ten_months(), view)
        assert picture.figure is None
        assert "too early to say" in picture.empty


def test_the_parts_drawn_are_those_of_the_table():
    picture = drawn(OUTCOMES_WITHIN[180], ten_months(), a_view())
    for place, trace in enumerate(plain(picture.figure)["data"]):
        assert trace["name"] == list(GROUP_NAMES.values())[place]
        assert [str(value) for value in trace["x"]] == [row[2 + place].split(" ")[0] for row in picture.table.rows]


def test_a_cohort_with_a_hidden_part_has_no_bar():
    picture = drawn(OUTCOMES_WITHIN[90], monthly([30, 30, 30, 5, 30, 30, 30]), a_view(), rule=OFFICIAL)
    hidden = [place for place, row in enumerate(picture.table.rows) if "[c]" in row]
    assert hidden
    if picture.figure is not None:
        assert all(trace["x"][place] is None for trace in plain(picture.figure)["data"][:5] for place in hidden)


@pytest.mark.parametrize("days", [days for days in FOLLOW_UP_DAYS if days != 90])
def test_protected_readers_see_one_time_only(days):
    assert drawn(OUTCOMES_WITHIN[days], ten_months(), a_view(), rule=OFFICIAL).figure is None


def test_not_followed_up_is_a_bar_of_its_own():
    labels = [row[0] for row in drawn(REPEATS, ten_months(), a_view()).table.rows]
    assert [label for label in labels if label.startswith("Not followed up")] == [
        "Not followed up at 6 months, of those due",
        "Not followed up at 12 months, of those due",
    ]


@pytest.mark.parametrize("chart", [FLOW, FLOW_TO_OUTCOME], ids=lambda chart: chart.key)
@pytest.mark.parametrize("rule", [EXACT, OFFICIAL], ids=["exact", "official"])
def test_every_link_drawn_is_a_row_of_the_table_and_no_hidden_one_is_drawn(chart, rule):
    picture = drawn(chart, ten_months(), a_view(), rule=rule)
    if picture.figure is None:
        assert chart is FLOW
        assert rule is OFFICIAL
        return
    (trace,) = plain(picture.figure)["data"]
    names, link = trace["node"]["label"], trace["link"]
    told = [
        (f"{names[source]} → {names[target]}", str(value))
        for source, target, value in zip(link["source"], link["target"], link["value"], strict=True)
    ]
    assert told == [row for row in picture.table.rows if row[1] != "[c]"]


def test_the_document_says_of_every_outcome_what_it_is_counted_as():
    document = (Path(__file__).parents[4] / "docs" / "methods.md").read_text(encoding="utf-8")
    for code, group in GROUP_OF.items():
        assert f"| {label(code)} | {GROUP_NAMES[group]} |" in document


def test_what_leaves_the_agencies_arrives_at_the_outcomes():
    (trace,) = plain(drawn(FLOW, ten_months(), a_view()).figure)["data"]
    link, last = trace["link"], set(trace["link"]["target"]) - set(trace["link"]["source"])
    arrived = sum(value for target, value in zip(link["target"], link["value"], strict=True) if target in last)
    assert arrived == 260
    assert sum(link["value"]) == 3 * 260


@pytest.mark.parametrize("chart", [MEASURES_APPLIED, MEASURES_GRANTED], ids=lambda chart: chart.key)
def test_protection_orders_before_there_were_any_are_counted_for_readers_of_exact_figures(chart):
    told = {
        (rule, found): " ".join(drawn(chart, ten_months(), a_view(early_orders=found), rule=rule).notes)
        for rule in (EXACT, OFFICIAL)
        for found in (0, 1, 3)
    }
    assert "3 applications for such an order are dated before that day" in told[EXACT, 3]
    assert "1 application for such an order is dated before that day" in told[EXACT, 1]
    assert not any("dated before that day" in told[key] for key in told if key not in {(EXACT, 3), (EXACT, 1)})
