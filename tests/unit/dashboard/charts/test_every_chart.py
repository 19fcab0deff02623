"""What holds of every chart in the registry, whoever reads it."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from dashboard.charts import CHARTS
from dashboard.charts.changes import CHANGE_BY_AGENCY, CHANGE_BY_RISK
from dashboard.charts.chart import Theme
from dashboard.charts.closed import FEW_A_MONTH
from dashboard.charts.house_style import CLEAR, PALETTES
from dashboard.charts.row_choices import column_choices, row_choices
from dashboard.charts.volumes import REFERRALS_LAST_YEAR
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import a_view, drawn, monthly, plain, ten_months, values_in, values_of

GOLDEN = Path(__file__).parents[3] / "golden" / "figures"
EVERY_CHART = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
EVERY_RULE = pytest.mark.parametrize("rule", [EXACT, OFFICIAL], ids=["exact", "official"])
EVERY_THEME = pytest.mark.parametrize("theme", Theme, ids=str)
# Two years, so that there is a year before; the second rises, so that months stand out.
TWO_YEARS = monthly([20, 22, 19, 24, 21, 20, 23, 22, 18, 21, 20, 22, 29, 31, 28, 33, 30, 34, 29, 32, 31, 30, 33, 35])
LONG = a_view(date(2018, 6, 19), date(2020, 5, 31))
SPARSE = monthly([3, 12, 2, 9, 14, 6, 4, 8, 11, 5, 3, 7, 9, 2, 13, 6, 12, 1, 8, 10, 7, 9, 3, 6])
SHORT = a_view(date(2019, 6, 1), date(2020, 3, 31))
LOOKING_BACK = frozenset({REFERRALS_LAST_YEAR, CHANGE_BY_AGENCY, CHANGE_BY_RISK})  # nothing to see from launch on
# A running total is of no month; assessments by their own date are listed by no case list, which goes by receipt; the
# last two are told only of pairs of referrals, or of pairs of scores.
OPENS_NOTHING = {"referrals_cumulative", "within_target_by_quarter_assessed", "referred_again", "wellbeing"}
VIEWS = pytest.mark.parametrize("view", [a_view(), SHORT, LONG], ids=["first-ten-months", "with-a-year-before", "long"])


@EVERY_CHART
def test_a_figure_is_as_it_was_reviewed(chart):
    view = SHORT if chart in LOOKING_BACK else a_view()
    referrals = TWO_YEARS if chart in LOOKING_BACK else ten_months()
    figure = plain(drawn(chart, referrals, view).figure)
    golden = GOLDEN / f"{chart.key}.json"
    assert figure == json.loads(golden.read_text(encoding="utf-8")), f"if it is better now, write it to {golden}"


@EVERY_CHART
@EVERY_RULE
@VIEWS
@pytest.mark.parametrize("referrals", [TWO_YEARS, SPARSE], ids=["many", "few"])
def test_a_figure_holds_no_number_that_its_table_hides(chart, rule, view, referrals):
    picture = drawn(chart, referrals, view, rule=rule)
    if picture.figure is not None:
        baseline = {0.0}  # where "[c]" stands
        assert values_in(picture.figure) - baseline <= rounded_too(values_of(picture.table))


@EVERY_CHART
def test_hidden_and_empty_are_told_apart(chart):
    hidden = drawn(chart, monthly([2, 1, 0, 1] + [0] * 8 + [1, 2]), LONG, rule=OFFICIAL)
    empty = drawn(chart, monthly([]), a_view(), rule=EXACT)
    assert hidden.figure is None
    assert "protect people" in hidden.empty
    assert "protect people" not in empty.empty


def may_be_seen(chart, rule):
    """Whether readers under a rule are shown a chart at all."""
    return rule is EXACT or not chart.only_exact


def rounded_too(values):
    """A table has means to one decimal; a figure's words say them in whole numbers."""
    return values | {float(round(value)) for value in values}


@EVERY_CHART
@EVERY_RULE
def test_without_referrals_there_are_words_and_no_figure(chart, rule):
    picture = drawn(chart, monthly([]), a_view(agencies=("PROB",)), rule=rule)
    assert picture.figure is None
    assert picture.empty
    is_closed = rule is not EXACT and picture.empty == FEW_A_MONTH  # none are fewer than ten a month, and told alike
    assert picture.table.rows or is_closed or not may_be_seen(chart, rule)


@EVERY_CHART
@EVERY_RULE
@VIEWS
def test_the_alt_text_names_the_finding_and_the_largest_value(chart, rule, view):
    picture = drawn(chart, TWO_YEARS, view, rule=rule)
    if picture.figure is None:
        assert picture.empty in picture.alt_text
        return
    assert picture.title in picture.alt_text
    largest = re.search(r"Largest: (.*?)\. ", picture.alt_text)
    assert largest
    assert numbers_of_largest(chart, picture) in largest[1]


def numbers_of_largest(chart, picture):
    """The largest count of the table, as the alt text should say it; of the running total, the last column."""
    column = {"referrals_cumulative": 2, "taken_on_by_quarter": 1}.get(chart.key, 1)
    cells = [row[column] for row in picture.table.rows if row[0] != "All"]
    cells += [row[2] for row in picture.table.rows if chart.key == "referrals_last_year"]
    return max(cells, key=lambda cell: int(cell.replace(",", "")) if cell[0].isdigit() else -1)


@EVERY_CHART
@EVERY_THEME
@VIEWS
def test_colours_come_from_the_palette_of_the_theme(chart, theme, view):
    figure = drawn(chart, TWO_YEARS, view, theme=theme).figure
    if figure is None:
        return
    palette = PALETTES[theme]
    meant = {
        value for value in (getattr(palette, name) for name in palette.__dataclass_fields__) if isinstance(value, str)
    }
    allowed = meant | set(palette.risk.values()) | {"#FFFFFF", "#0B0C0C"}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(plain(figure)))) <= allowed
    assert set(re.findall(r"rgba?\([^)]*\)", json.dumps(plain(figure)))) <= {CLEAR}


@EVERY_CHART
@VIEWS
def test_every_mark_that_can_be_clicked_is_among_the_choices(chart, view):
    picture = drawn(chart, TWO_YEARS, view)
    if picture.figure is None:
        return
    traces = plain(picture.figure)["data"]
    if chart.dimension:
        assert chart.dimension in {choice.dimension for choice in picture.choices}
    else:
        assert not picture.choices
    if not any(trace["type"] == "sankey" for trace in traces):  # whose marks cannot be clicked
        codes = {code for trace in traces for code in trace.get("customdata", [])}
        codes |= {*picture.table.codes, *picture.table.heading_codes}
        assert {choice.carried for choice in picture.choices} <= codes


@EVERY_CHART
@EVERY_RULE
def test_what_a_mark_opens_its_row_or_column_opens(chart, rule):
    picture = drawn(chart, TWO_YEARS, SHORT if chart in LOOKING_BACK else LONG, rule=rule)
    told = {choice for choice in (*row_choices(picture), *column_choices(picture)) if choice}
    nodes = {choice for choice in picture.choices if chart.key.startswith("flow") and choice.mark.count("/") == 1}
    beside = {choice for choice in picture.choices if chart is REFERRALS_LAST_YEAR and choice.code < "2019-06"}
    assert told == set(picture.choices) - nodes - beside
    assert len({choice.carried for choice in picture.choices}) == len(picture.choices)
    assert (chart.dimension == "") is (chart.key in OPENS_NOTHING)


@EVERY_CHART
@EVERY_RULE
def test_what_is_said_around_a_figure_is_complete(chart, rule):
    picture = drawn(chart, TWO_YEARS, SHORT, rule=rule)
    assert picture.key == chart.key
    assert "Cheshire" in picture.subtitle
    assert picture.source == ("Source: case database of the unit, data to 29 Jun 2026. Demonstration data: invented.")
    assert len(picture.title.split()) <= 11
    assert not any("rounded" in note for note in picture.notes) or rule is OFFICIAL
    if not may_be_seen(chart, rule):
        assert picture.table.rows == ()
        return
    widths = {len(row) for row in picture.table.rows}
    assert widths == {len(picture.table.headings)} == {len(picture.table.numeric)}


@EVERY_CHART
def test_a_figure_is_small_and_cannot_be_dragged(chart):
    figure = drawn(chart, TWO_YEARS, SHORT if chart in LOOKING_BACK else LONG).figure
    assert len(figure.to_json()) < 6_000
    assert figure.layout.dragmode is False
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.yaxis.fixedrange
    assert figure.layout.width is None
