"""Counting by number gives what counting by hashing gives, for every kind of column that it takes."""

import polars as pl
import pytest

from dashboard.metrics.tally import codings_of, tally, tally_by_hashing
from data_access.practice_facts import BITS, practice_schema

RISKS = pl.Enum(["LOW", "HIGH"])
FIRST_NUMBERS = {
    "days": pl.Series([0, 3, -2, None, 3, 0], dtype=pl.Int16),
    "few bits": pl.Series([0, 5, 254, None, 5, 0], dtype=pl.UInt8),
    "many bits": pl.Series([2, 4097, 2, None, 4097, 0], dtype=pl.UInt16),
    "codes": pl.Series(["LOW", "HIGH", "LOW", None, "HIGH", "LOW"], dtype=RISKS),
    "yes or no": pl.Series([True, False, True, None, True, False]),
}


@pytest.mark.parametrize("column", FIRST_NUMBERS.values(), ids=FIRST_NUMBERS)
def test_counting_by_number_is_counting_by_hashing(column):
    rows = pl.DataFrame({"first": column, "risk": FIRST_NUMBERS["codes"].reverse()})
    codings = codings_of(rows, ("first", "risk"))
    assert codings is not None
    assert tally(rows, codings).equals(tally_by_hashing(rows, ("first", "risk")))


@pytest.mark.parametrize(("kind", "most"), [(pl.Int16, 32_767), (pl.UInt8, 255), (pl.UInt16, 65_535)])
def test_a_column_that_holds_the_most_it_can_leaves_no_number_for_what_is_not_recorded(kind, most):
    assert codings_of(pl.DataFrame({"days": pl.Series([most], dtype=kind)}), ("days",)) is None


@pytest.mark.parametrize("name", BITS)
def test_every_set_of_bits_is_counted_by_number(name):
    rows = pl.DataFrame({name: pl.Series([0, 1, None], dtype=practice_schema(agencies=["POL"])[name])})
    assert codings_of(rows, (name,)) is not None
