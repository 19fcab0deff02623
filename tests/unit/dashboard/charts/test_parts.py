"""Shares beside each other: their order, their lengths, and what a hidden one may not tell."""

from dataclasses import replace

import polars as pl

from dashboard.charts.part_bars import Part, interval, leader
from dashboard.charts.parts import Parts
from dashboard.metrics.pathways import TAKEN_ON_SHARE
from data_access.vocabulary import Pathway, Risk
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import a_view, drawn, plain
from tests.factories import a_referral, some_referrals


def high(level, *, base):
    return replace(TAKEN_ON_SHARE, counted=pl.col("risk") == level.value, base=base, base_name="referrals")


EVERYBODY = pl.lit(value=True)
PARTS = Parts(
    key="levels",
    question="How serious?",
    measured_as="Risk, of all",
    heading="Risk",
    metric=TAKEN_ON_SHARE,
    parts=(
        Part(metric=high(Risk.UNKNOWN, base=EVERYBODY), label="Not recorded", last=True),
        Part(metric=high(Risk.LOW, base=EVERYBODY), label="Low", code="LOW"),
        Part(metric=high(Risk.HIGH, base=EVERYBODY), label="High", code="HIGH"),
        Part(metric=high(Risk.HIGH, base=pl.col("pathway") == Pathway.TAKEN_ON.value), label="High, taken on"),
    ),
    finding=lambda bars: f"{leader(bars).part.label} leads" if leader(bars) else "Nobody leads",
    dimension="risk",
)
CHART = PARTS.chart()


def referrals(**counts):
    return some_referrals(a_referral(risk=risk) for risk, count in counts.items() for _ in range(count))


def test_the_largest_share_stands_first_and_not_recorded_last():
    picture = drawn(CHART, referrals(LOW=10, HIGH=15, UNK=75), a_view())
    assert picture.table.rows == (
        ("High", "15", "100", "15%", "9% to 23%"),
        ("Low", "10", "100", "10%", "6% to 17%"),
        ("High, taken on", "0", "0", "0 of 0", ""),
        ("Not recorded", "75", "100", "75%", "66% to 82%"),
    )
    assert picture.title == "High leads"


def test_a_bar_is_as_long_as_its_share_says():
    figure = plain(drawn(CHART, referrals(LOW=1, HIGH=2), a_view()).figure)
    assert figure["data"][0]["x"] == [66.7, 33.3, 0, 0]
    assert figure["data"][0]["text"] == ["2 of 3", "1 of 3", "no such referrals", "0 of 3"]


def test_nobody_leads_of_few_or_where_two_are_level():
    assert drawn(CHART, referrals(LOW=1, HIGH=9), a_view()).title == "Nobody leads"
    assert drawn(CHART, referrals(LOW=20, HIGH=20), a_view()).title == "Nobody leads"


def test_a_protected_reader_gets_no_interval_and_no_rank_of_what_is_hidden():
    picture = drawn(CHART, referrals(LOW=4, HIGH=31, MEDIUM=65), a_view(), rule=OFFICIAL)
    assert picture.table.rows == (
        ("High", "30", "100", "30%"),
        ("Low", "[c]", "[c]", "[c]"),
        ("High, taken on", "[c]", "[c]", "[c]"),
        ("Not recorded", "[c]", "[c]", "[c]"),
    )
    assert plain(picture.figure)["data"][0]["x"] == [30, None, None, None]
    assert not any("chance" in note for note in picture.notes)
    assert "3 values are not shown" in picture.alt_text


def test_a_click_drills_to_coded_parts_only():
    picture = drawn(CHART, referrals(LOW=10, HIGH=15), a_view())
    assert [choice.code for choice in picture.choices] == ["HIGH", "LOW"]


def test_without_anybody_there_are_words_and_no_figure():
    nobody = drawn(CHART, referrals(), a_view(), rule=EXACT)
    hidden = drawn(CHART, referrals(LOW=3), a_view(), rule=OFFICIAL)
    assert nobody.figure is hidden.figure is None
    assert "No referrals were received" in nobody.empty
    assert "protect people" in hidden.empty


def test_an_interval_says_where_a_share_may_lie():
    assert interval(83, 260) == "27% to 38%"
    assert interval(None, None) == "[c]"
