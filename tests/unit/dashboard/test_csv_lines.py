"""Lines of CSV: quoted, ended as the standard says, and nothing in them that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.csv_lines import STARTS_FORMULA, harmless, line


@pytest.mark.parametrize("start", STARTS_FORMULA)
def test_what_a_spreadsheet_would_run_is_shown_instead(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    assert harmless(f"  {start}1+1").startswith("'")


def test_any_other_text_is_left_as_it_is() -> None:
    assert harmless("Probation Service, 12-month order") == "Probation Service, 12-month order"


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00")), min_size=1))
def test_a_line_is_read_back_cell_by_cell(cells: list[str]) -> None:
    (read,) = csv.reader(io.StringIO(line(cells), newline=""))

    assert [cell.removeprefix("'") for cell in read] == [cell.removeprefix("'") for cell in map(harmless, cells)]
    assert line(cells).endswith("\r\n")
