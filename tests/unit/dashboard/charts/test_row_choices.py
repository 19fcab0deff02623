"""The row or column of a table opens what its mark opens, whatever its words; a total opens nothing."""

from dataclasses import dataclass

from dashboard.charts.chart import Choice, Table
from dashboard.charts.row_choices import column_choices, row_choices

HIGH = Choice(dimension="risk", code="HIGH", label="High")
MARCH = Choice(dimension="month", code="2019-03", label="March 2019")
CELL = Choice(dimension="agency", code="PROB", label="Probation, taken on", also=(("pathway", "PENDING"),), mark="P/P")


@dataclass
class Shown:
    """As much of a drawn chart as its rows need."""

    table: Table
    choices: tuple[Choice, ...]


def shown(*codes: str, heading_codes: tuple[str, ...] = ()) -> Shown:
    rows = tuple((f"Row {place}", "3") for place, _ in enumerate(codes or ("", "")))
    table = Table(
        headings=("What", "Count"), rows=rows, numeric=(False, True), codes=codes, heading_codes=heading_codes
    )
    return Shown(table=table, choices=(HIGH, MARCH, CELL))


def test_a_row_is_known_by_what_its_mark_carries():
    assert row_choices(shown("HIGH", "2019-03", "P/P", "LOW", "")) == (HIGH, MARCH, CELL, None, None)


def test_a_table_without_marks_opens_nothing():
    assert row_choices(shown()) == (None, None)
    assert column_choices(shown()) == (None, None)


def test_a_column_is_known_by_what_its_mark_carries():
    assert column_choices(shown(heading_codes=("", "HIGH"))) == (None, HIGH)


def test_a_cell_carries_a_mark_and_narrows_by_all_its_pairs():
    assert (CELL.carried, CELL.pairs) == ("P/P", (("agency", "PROB"), ("pathway", "PENDING")))
    assert HIGH.carried == "HIGH"
