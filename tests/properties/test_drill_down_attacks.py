"""What a commissioner can work out by drilling down: attacked with every view there is, by explicit whole tables.

Nothing is told under a filter, so every sequence of drill-downs ends in the tables that stand there without one. Those
are attacked together here; docs/disclosure.md says for which forces the margin was found not to hold.
"""

from datetime import date

import pytest

from dashboard.charts import CHARTS
from tests.drill_attack import AS_AT, Attack, a_small_force

LATER = date(2020, 11, 30)
ALWAYS_SEEN = {"referrals_by_month", "referrals_cumulative", "referrals_last_year"}


def test_beyond_months_a_protected_reader_sees_whole_periods_only_or_nothing():
    open_everywhere = {plot.key for plot in CHARTS if not (plot.only_exact or plot.only_whole)}
    assert open_everywhere == ALWAYS_SEEN


def _attacked(size: int, seed: int, *, as_at: date = AS_AT) -> int:
    """Find three tables of whole numbers for every small count of one force, that all views allow; return how many."""
    attack = Attack(a_small_force(size, seed, as_at=as_at), CHARTS)
    for cells in attack.targets:
        found = attack.margin(cells)
        assert len(found) >= 3, (attack.truth[cells], found)
        assert max(found) >= 3, (attack.truth[cells], found)
    return len(attack.targets)


@pytest.mark.parametrize(
    ("size", "seed", "as_at"),
    [(60, 0, AS_AT), (117, 0, LATER), (231, 0, LATER), (600, 1, AS_AT)],  # of the second, April 2019 was once told
)
def test_every_small_count_keeps_its_margin_over_all_views(size: int, seed: int, as_at: date):
    assert _attacked(size, seed, as_at=as_at), "there is nothing to find in this force"


@pytest.mark.slow
@pytest.mark.parametrize("size", [130, 231, 300, 400, 600])
@pytest.mark.parametrize("as_at", [AS_AT, LATER], ids=str)
def test_every_small_count_of_many_forces_keeps_its_margin(size: int, as_at: date):
    # Some of these forces are told no small count at all, but of each size some are.
    assert sum(_attacked(size, seed, as_at=as_at) for seed in range(4)), "there is nothing to find in these forces"
