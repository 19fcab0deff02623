"""What changed between two releases, from what they show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.release.difference import CellChange, Change, difference

TOTAL, MARCH, APRIL = ("total", ()), ("month", ("2026-03",)), ("month", ("2026-04",))
SHOWN = st.dictionaries(
    st.tuples(st.sampled_from(["month", "risk"]), st.tuples(st.sampled_from("abcd"))), st.none() | st.integers(8, 12)
)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ({}, {MARCH: 10}, Change.NEW),
        ({}, {MARCH: None}, Change.NEW),
        ({MARCH: None}, {}, Change.GONE),
        ({MARCH: 10}, {MARCH: 15}, Change.MOVED),
        ({MARCH: 10}, {MARCH: None}, Change.NOW_HIDDEN),
        ({MARCH: None}, {MARCH: 10}, Change.NOW_SHOWN),
        ({MARCH: 0}, {MARCH: None}, Change.NOW_HIDDEN),
    ],
)
def test_each_way_in_which_a_cell_differs(before, after, change) -> None:
    found = difference(before, after)
    assert found.changes == (CellChange(spot=MARCH, change=change, before=before.get(MARCH), after=after.get(MARCH)),)
    assert found.of(change) == found.changes
    assert found.unchanged == 0


def test_changes_stand_in_the_order_of_the_later_release_and_what_is_gone_last() -> None:
    found = difference({MARCH: 10, TOTAL: 260}, {TOTAL: 270, APRIL: None})
    assert [each.spot for each in found.changes] == [TOTAL, APRIL, MARCH]


@given(before=SHOWN, after=SHOWN)
def test_the_later_release_follows_from_the_earlier_and_the_changes(before, after) -> None:
    found, rebuilt = difference(before, after), dict(before)
    for each in found.changes:
        if each.change is Change.GONE:
            del rebuilt[each.spot]
        else:
            rebuilt[each.spot] = each.after
    assert rebuilt == after
    assert found.unchanged == sum(before.get(spot, "") == shown for spot, shown in after.items())


@given(shown=SHOWN)
def test_a_release_does_not_differ_from_itself(shown) -> None:
    assert difference(shown, shown).changes == ()
