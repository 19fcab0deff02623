"""The row of a table opens what its mark opens, and a total opens nothing."""

from dataclasses import dataclass

from dashboard.charts.chart import Choice, Table
from dashboard.charts.row_choices import row_choices

HIGH = Choice(dimension="risk", code="HIGH", label="High")
MARCH = Choice(dimension="month", code="2019-03", label="March 2019")
CELL = Choice(dimension="agency", code="PROB", label="Probation, taken on", also=(("pathway", "PENDING"),), mark="P/P")


@dataclass
class Shown:
    """As much of a drawn chart as its rows need."""

    table: Table
    choices: tuple[Choice, ...]


def opened(*headings: str) -> list[Choice | None]:
    table = Table(headings=("What",), rows=tuple((each,) for each in headings), numeric=(False,))
    return list(row_choices(Shown(table=table, choices=(HIGH, MARCH, CELL))))


def test_a_row_is_known_by_its_heading():
    assert opened("High", "Medium", "All") == [HIGH, None, None]


def test_a_month_is_known_in_short_and_as_a_part_month():
    assert opened("Mar 2019", "Mar 2019 (part month)", "March 2019") == [MARCH, MARCH, MARCH]


def test_a_cell_carries_a_mark_and_narrows_by_all_its_pairs():
    assert (CELL.carried, CELL.pairs) == ("P/P", (("agency", "PROB"), ("pathway", "PENDING")))
    assert HIGH.carried == "HIGH"
    assert opened("Probation, taken on") == [CELL]
