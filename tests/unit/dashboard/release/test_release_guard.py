"""What may move between two releases."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.release.cells import Kind, ReleasedCell, ReleasedTable, Rendered
from dashboard.release.guard import guarded
from tests.disclosures import PUBLIC

SINCE, MARCH, APRIL = date(2018, 6, 19), date(2019, 3, 31), date(2019, 4, 18)


def _exact(*keys: str, shown: int) -> ReleasedCell:
    return ReleasedCell(keys=keys, shown=shown, kind=Kind.EXACT)


def _release(until: date, *, total: int, unit: int, months: dict[str, int], since: date = SINCE) -> Rendered:
    return Rendered(
        since=since,
        until=until,
        as_at=until,
        rule=PUBLIC,
        agencies=(),
        grouped_on=MARCH,
        tables=(
            ReleasedTable(key="total", cells=(_exact(shown=total),)),
            ReleasedTable(key="route", cells=(_exact("UNIT", shown=unit), _exact("PARTNER", shown=total - unit))),
            ReleasedTable(key="month", cells=tuple(_exact(month, shown=count) for month, count in months.items())),
        ),
    )


def _told(release: Rendered, key: str):
    return [(cell.shown, cell.held_from) for cell in release.table(key).cells]


BEFORE = _release(MARCH, total=240, unit=76, months={"2019-03": 24})


@pytest.mark.parametrize(
    ("total", "unit", "total_told", "route_told"),
    [
        (260, 86, (260, None), [(86, None), (174, None)]),  # both parts moved by eight or more
        (260, 83, (260, None), [(76, MARCH), (164, MARCH)]),  # one part by seven
        (247, 79, (240, MARCH), [(76, MARCH), (164, MARCH)]),  # the total by seven
        (248, 84, (248, None), [(76, MARCH), (164, MARCH)]),  # all that came were taken on: one part not at all
        (240, 76, (240, None), [(76, None), (164, None)]),  # nothing moved
        (237, 73, (240, MARCH), [(76, MARCH), (164, MARCH)]),  # corrected downwards by three
    ],
)
def test_a_figure_that_moved_too_little_stands(total, unit, total_told, route_told):
    release = guarded(_release(APRIL, total=total, unit=unit, months={}), BEFORE)
    assert _told(release, "total") == [total_told]
    assert _told(release, "route") == route_told


def test_a_month_told_whole_stands_and_one_told_in_part_does_not():
    part = _release(date(2019, 4, 10), total=240, unit=76, months={"2019-03": 24, "2019-04": 10})
    release = guarded(_release(APRIL, total=260, unit=86, months={"2019-03": 26, "2019-04": 19}), part)
    assert _told(release, "month") == [(24, date(2019, 4, 10)), (19, None)]


def test_a_figure_held_twice_says_the_day_it_is_from():
    held = guarded(_release(APRIL, total=243, unit=77, months={}), BEFORE)
    again = guarded(_release(date(2019, 4, 30), total=246, unit=79, months={}), held)
    assert _told(again, "total") == [(240, MARCH)]


@pytest.mark.parametrize("previous", [None, replace(BEFORE, since=date(2018, 7, 1))])
def test_the_first_release_and_one_of_other_days_hold_nothing(previous):
    release = _release(APRIL, total=243, unit=77, months={"2019-03": 25})
    assert guarded(release, previous) == release


def test_a_rounded_figure_is_neither_held_nor_holds():
    rounded = replace(
        BEFORE, tables=(ReleasedTable(key="total", cells=(replace(_exact(shown=240), kind=Kind.ROUNDED),)),)
    )
    release = _release(APRIL, total=243, unit=77, months={})
    assert guarded(release, rounded) == release
