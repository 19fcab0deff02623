"""Units side by side: the same stretch of each life, no rank, and a month without an extract is missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.programme.models import models_of
from dashboard.programme.side_by_side import compare
from dashboard.programme.table import table_of
from data_access.filters import Filters
from data_access.reference import SeriesBreak
from data_access.scope import Grain, Scope
from data_access.vocabulary import Pathway, Risk
from tests.disclosures import EXACT, OFFICIAL
from tests.factories import CHESHIRE, HAMPSHIRE, KENT, LAUNCH, MET, a_referral, a_snapshot

ALL = Scope(forces=(MET, CHESHIRE, HAMPSHIRE, KENT), grain=Grain.CASE)
LAUNCHES = {CHESHIRE: LAUNCH, HAMPSHIRE: date(2018, 7, 2), MET: date(2018, 9, 3)}
AS_AT = date(2019, 8, 20)  # the youngest unit has had eleven whole months
NOTHING_CHOSEN = Filters(since=date(2019, 8, 1), until=date(2019, 8, 20), forces=(CHESHIRE,))


def snapshot(weekly=None, *, quiet=None, as_at=AS_AT):
    """So many referrals a week to each force, every third taken on; Hampshire has none in its quiet month."""
    weekly = weekly or {CHESHIRE: 6, HAMPSHIRE: 3, MET: 12}
    rows = []
    for force, count in weekly.items():
        day = LAUNCHES[force]
        while day <= as_at:
            if not (force == HAMPSHIRE and quiet and (day.year, day.month) == quiet):
                rows += [
                    a_referral(
                        force=force,
                        area=None,
                        received_on=day,
                        pathway=Pathway.PARTNER if number % 3 else Pathway.TAKEN_ON,
                        risk=Risk.MEDIUM if number % 2 else Risk.HIGH,
                    )
                    for number in range(count)
                ]
            day += timedelta(days=7)
    return a_snapshot(rows, as_at=as_at)


def side_by_side(figures, *, scope=ALL, rule=EXACT, granted=(), narrowed=NOTHING_CHOSEN):
    return compare(figures, scope=scope, narrowed=narrowed, rule=rule, granted=granted, target_days=14)


def row(compared, measure):
    return next(line[1:] for line in table_of(compared).rows if line[0] == measure)


def test_forces_stand_in_the_order_of_the_alphabet_whatever_their_size():
    assert table_of(side_by_side(snapshot())).headings == ("Measure", "Cheshire", "Hampshire", "Metropolitan Police")


def test_each_unit_is_seen_over_as_many_months_as_the_youngest_has():
    compared = side_by_side(snapshot())
    assert compared.months == 11
    assert [(unit.life.since, unit.life.until) for unit in compared.units] == [
        (LAUNCH, date(2019, 5, 18)),
        (date(2018, 7, 2), date(2019, 6, 1)),
        (date(2018, 9, 3), date(2019, 8, 2)),
    ]
    assert row(compared, "Referrals received") == ("288", "144", "576")  # 48 weeks of each


def test_an_exact_reader_sees_counts_shares_and_their_intervals():
    compared = side_by_side(snapshot())
    assert row(compared, "Referrals a month")[0] == "26 (23 to 29)"
    assert row(compared, "Taken on, of those decided")[0] == "33% (96 of 288), 28% to 39%"
    assert row(compared, "Assessed within 14 days")[1] == "100% (144 of 144), 97% to 100%"


def test_a_month_without_an_extract_is_missing_and_not_nought():
    figures = snapshot(quiet=(2019, 2))
    gap = SeriesBreak(
        break_id="GAP", force_code=HAMPSHIRE, breaks_on=date(2019, 2, 1), title="No extract", explanation="So."
    )
    told = replace(figures.reference, series_breaks=(*figures.reference.series_breaks, gap))
    compared = side_by_side(replace(figures, reference=told))
    assert row(compared, "Months with figures") == ("11", "10; Feb 2019 is missing, not 0", "11")
    assert row(compared, "Referrals received")[1] == "132"
    assert row(compared, "Referrals a month")[1].startswith("13 "), "132 in ten months"


def test_a_month_without_referrals_and_without_a_break_is_nought():
    assert row(side_by_side(snapshot(quiet=(2019, 2))), "Months with figures")[1] == "11"


def test_a_reader_of_one_force_sees_its_own_column_and_its_own_length():
    compared = side_by_side(snapshot(), scope=Scope(forces=(CHESHIRE,), grain=Grain.CASE))
    assert table_of(compared).headings == ("Measure", "Cheshire")
    assert compared.months == 14


def test_a_protected_reader_sees_the_first_ten_months_where_they_are_published_exactly_and_no_interval():
    compared = side_by_side(snapshot(), rule=OFFICIAL, granted=(CHESHIRE, MET))
    assert compared.months == 10
    hidden = "Not shown, to protect people"
    assert row(compared, "Referrals received") == ("264", hidden, "528")
    assert row(compared, "Referrals a month") == ("26", hidden, "53")
    assert row(compared, "Taken on, of those decided") == ("33% (88 of 264)", hidden, "33% (176 of 528)")


@pytest.mark.parametrize(
    "narrowing",
    [{"agencies": ("PROB",)}, {"risks": (Risk.HIGH,)}, {"areas": ("CHE-WAR",)}],
    ids=lambda each: next(iter(each)),
)
def test_a_protected_reader_sees_nothing_under_a_filter(narrowing):
    narrowed = replace(NOTHING_CHOSEN, **narrowing)
    compared = side_by_side(snapshot(), rule=OFFICIAL, granted=(CHESHIRE, MET, HAMPSHIRE), narrowed=narrowed)
    assert not any(unit.is_told for unit in compared.units)


def test_a_filter_narrows_every_unit_alike_for_an_exact_reader():
    compared = side_by_side(snapshot(), narrowed=replace(NOTHING_CHOSEN, risks=(Risk.HIGH,), areas=("CHE-WAR",)))
    assert row(compared, "Referrals received") == ("144", "96", "288")


def test_without_a_whole_month_there_is_nothing_to_compare():
    assert side_by_side(snapshot(as_at=date(2018, 9, 20))).units == ()


def test_what_a_protected_reader_may_not_know_teaches_them_nothing():
    known = models_of(snapshot(), scope=ALL, rule=OFFICIAL, granted=(CHESHIRE,))
    assert [(model.name, model.received, model.taken_on, model.high_risk) for model in known] == [
        ("Cheshire", 264, 88, None)
    ]


def test_an_exact_reader_learns_from_every_unit_that_has_had_ten_months():
    known = models_of(snapshot(), scope=ALL, rule=EXACT, granted=())
    assert [(model.name, model.high_risk) for model in known] == [
        ("Cheshire", 132),
        ("Hampshire", 88),
        ("Metropolitan Police", 264),
    ]
    early = models_of(snapshot(as_at=date(2019, 4, 30)), scope=ALL, rule=EXACT, granted=())
    assert [model.name for model in early] == ["Cheshire"]
