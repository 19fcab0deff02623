"""What a commissioner can work out by drilling down: attacked with every view there is, by integer bounds.

A MUST of the scheme, three possible values of which one is 3 or more, holds within each table (test_disclosure_attacks)
and not across all of them: docs/disclosure.md says by how much. What does hold across them is asserted here.
"""

import random

from dashboard.charts import CHARTS
from tests.drill_attack import Attack, a_small_force

ALWAYS_SEEN = {
    "referrals_by_month",
    "referrals_by_agency",
    "referrals_by_risk",
    "referrals_by_area",
    "referrals_cumulative",
    "referrals_last_year",
}


def test_beyond_how_many_are_received_a_protected_reader_sees_whole_periods_only_or_nothing():
    open_to_drilling = {plot.key for plot in CHARTS if not (plot.only_exact or plot.only_whole)}
    assert open_to_drilling == ALWAYS_SEEN


def _attacked(size: int, seed: int, *, targets: int) -> None:
    """Attack small counts of one small force with all views, and with those alone that drilling needs."""
    snapshot = a_small_force(size, seed)
    everything = Attack(snapshot, CHARTS)
    drilled = Attack(snapshot, tuple(plot for plot in CHARTS if not plot.only_whole))
    assert everything.targets == drilled.targets
    chosen = sorted(everything.targets, key=sorted)
    random.Random(seed).shuffle(chosen)  # noqa: S311 - repeatable, nothing secret
    for cells in chosen[:targets]:
        low, high = everything.span(cells)
        assert low <= everything.truth[cells] <= high
        assert low < high, "a small count can be worked out"
        assert (low, high) == drilled.span(cells), "tables of whole periods tell more of a small count"


def test_no_small_count_follows_from_all_views_and_those_of_whole_periods_tell_no_more():
    _attacked(60, seed=0, targets=4)
