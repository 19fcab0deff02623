"""The first draft of a table, by itself: what is exact, what is rounded, what is hidden."""

from datetime import date

import pytest

from dashboard.release.cells import Kind
from dashboard.release.merging import grouping
from dashboard.release.records import Records
from dashboard.release.scheme import draft
from dashboard.release.tables import BY_AGENCY, BY_MONTH, BY_RISK, BY_ROUTE, RISK_BY_ROUTE, TOTAL
from data_access.vocabulary import Pathway, Risk
from tests.disclosures import PUBLIC
from tests.factories import a_referral, some_referrals
from tests.releases import AS_AT, a_unit, composed

UNIT, PARTNER, PENDING = Pathway.TAKEN_ON, Pathway.PARTNER, Pathway.PENDING
JANUARY = (date(2019, 1, 1), date(2019, 1, 31))


def _rows(count: int, **told):
    return [a_referral(**told)] * count


def _drafted(table, rows):
    referrals = some_referrals(rows)
    agencies, _ = grouping(referrals, as_at=AS_AT, previous=None)
    records = Records.coded(referrals, agencies=agencies, as_at=AS_AT, before=None)
    cells = draft(table, records, codes=records.codes(*JANUARY), rule=PUBLIC).cells
    return {cell.keys: (cell.shown, cell.kind) for cell in cells}


def test_the_headline_and_its_two_parts_are_exact():
    rows = [*_rows(83, pathway=UNIT), *_rows(177, pathway=PARTNER)]
    assert _drafted(TOTAL, rows) == {(): (260, Kind.EXACT)}
    assert _drafted(BY_ROUTE, rows) == {("UNIT",): (83, Kind.EXACT), ("PARTNER",): (177, Kind.EXACT)}


def test_the_parts_are_rounded_where_their_difference_from_the_total_is_small():
    shown = _drafted(BY_ROUTE, [*_rows(83, pathway=UNIT), *_rows(176, pathway=PARTNER), *_rows(3, pathway=PENDING)])
    assert {kind for _, kind in shown.values()} == {Kind.ROUNDED, Kind.HIDDEN}
    assert shown["NEITHER",] == (None, Kind.HIDDEN)


@pytest.mark.parametrize(("count", "cell"), [(7, (None, Kind.HIDDEN)), (8, (10, Kind.ROUNDED)), (10, (10, Kind.EXACT))])
def test_a_month_is_exact_from_ten_and_hidden_under_eight(count, cell):
    rows = [*_rows(count), *(each for month in (2, 3) for each in _rows(30, received_on=date(2019, month, 3)))]
    referrals = some_referrals(rows)
    records = Records.coded(referrals, agencies=(), as_at=AS_AT, before=None)
    cells = draft(BY_MONTH, records, codes=records.codes(date(2019, 1, 1), date(2019, 3, 31)), rule=PUBLIC).cells
    assert (cells[0].shown, cells[0].kind) == cell


def test_other_counts_are_rounded_to_five_and_never_under_ten():
    rows = [*_rows(8, risk=Risk.LOW), *_rows(33, risk=Risk.MEDIUM), *_rows(28, risk=Risk.HIGH)]
    assert [cell for cell, _ in _drafted(BY_RISK, rows).values()] == [10, 35, 30]


def test_not_recorded_is_left_out_while_empty_and_hidden_while_small():
    assert ("UNK",) not in _drafted(BY_RISK, _rows(40, risk=Risk.LOW))
    rows = [*_rows(40, risk=Risk.LOW), *_rows(30, risk=Risk.HIGH), *_rows(2, risk=Risk.UNKNOWN)]
    assert _drafted(BY_RISK, rows)["UNK",] == (None, Kind.HIDDEN)


def test_a_row_all_of_one_kind_is_hidden_whole():
    rows = [
        *_rows(40, risk=Risk.LOW, pathway=UNIT),
        *(each for route in (UNIT, PARTNER) for each in _rows(20, risk=Risk.HIGH, pathway=route)),
        *(each for route in (UNIT, PARTNER) for each in _rows(20, risk=Risk.MEDIUM, pathway=route)),
    ]
    shown = {keys: cell for keys, (cell, _) in _drafted(RISK_BY_ROUTE, rows).items()}
    assert (shown["LOW", "UNIT"], shown["LOW", "PARTNER"]) == (None, None)
    assert shown["HIGH", "UNIT"] == 20


def test_agencies_with_fewer_than_twenty_are_added_up_before_anything_is_hidden():
    rows = [
        *_rows(40, agency="POL_LPU"),
        *_rows(20, agency="PROB"),
        *_rows(19, agency="NHS_MH"),
        *_rows(3, agency="UNK"),
    ]
    assert [(keys, cell) for keys, (cell, _) in _drafted(BY_AGENCY, rows).items()] == [
        (("POL_LPU",), 40),
        (("PROB",), 20),
        (("OTHERS",), 20),
    ]


def test_the_agencies_named_stay_the_same_for_a_year():
    referrals = a_unit(3, 300)
    before = composed(referrals).rendered
    nobody = referrals.head(0)
    assert grouping(nobody, as_at=date(2020, 4, 29), previous=before) == (before.agencies, before.grouped_on)
    assert grouping(nobody, as_at=date(2020, 4, 30), previous=before) == ((), date(2020, 4, 30))


def test_what_was_closed_after_the_records_were_read_is_not_known_yet():
    rows = [{**a_referral(), "closed_on": date(2019, 5, day), "closure_outcome": "RISK_REDUCED"} for day in (1, 20)]
    records = Records.coded(some_referrals(rows), agencies=(), as_at=date(2019, 5, 10), before=date(2019, 4, 1))
    assert sorted(records.rows.get_column("outcome")) == ["EASED", "NOT_YET"]
    assert set(records.rows.get_column("outcome before")) == {"NOT_YET"}
