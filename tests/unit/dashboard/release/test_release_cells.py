"""A release as values: what a cell may be, and that a release survives being written down and read back."""

import json
from datetime import date

import pytest

from dashboard.release.cells import Kind, Percentage, ReleasedCell, ReleasedTable, Rendered
from dashboard.release.tables import CLOSED_LIST, Dimension
from tests.disclosures import PUBLIC

HELD = ReleasedCell(keys=(), shown=260, kind=Kind.EXACT, held_from=date(2019, 4, 18))
HIDDEN = ReleasedCell(keys=("PROB", "UNIT"), shown=None, kind=Kind.HIDDEN)
RENDERED = Rendered(
    since=date(2018, 6, 19),
    until=date(2019, 4, 18),
    as_at=date(2019, 4, 30),
    rule=PUBLIC,
    agencies=("POL_LPU", "PROB"),
    grouped_on=date(2019, 4, 30),
    tables=(ReleasedTable(key="total", cells=(HELD,)), ReleasedTable(key="agency-route", cells=(HIDDEN,))),
    percentages=(Percentage(table="route", keys=("UNIT",), base_table="total", base_keys=(), text="32%"),),
)


def test_a_release_is_read_back_from_json_as_it_was_written():
    written = json.dumps(RENDERED.as_json())
    assert Rendered.of_json(json.loads(written)) == RENDERED


@pytest.mark.parametrize(("shown", "kind"), [(3, Kind.HIDDEN), (None, Kind.EXACT), (None, Kind.ROUNDED)])
def test_a_hidden_cell_has_no_number_and_no_other_is_without(shown, kind):
    with pytest.raises(ValueError, match="cannot show"):
        ReleasedCell(keys=(), shown=shown, kind=kind)


def test_hidden_cells_are_counted_and_cells_found_by_their_codes():
    assert RENDERED.hidden_cells == 1
    assert RENDERED.table("agency-route").cell(("PROB", "UNIT")) is HIDDEN
    assert RENDERED.table("agency-route").cell(("PROB", "PARTNER")) is None
    assert RENDERED.table("risk") is None


def test_the_closed_list_has_no_three_way_table_no_route_by_month_and_no_risk_by_agency():
    divided = [set(table.dimensions) for table in CLOSED_LIST]
    assert max(map(len, divided)) == 2
    assert {Dimension.MONTH, Dimension.ROUTE} not in divided
    assert {Dimension.AGENCY, Dimension.RISK} not in divided
    assert len({table.key for table in CLOSED_LIST}) == len(CLOSED_LIST)
