"""What came of referrals, by example: fixed follow-up, shares of their own base, and each scale its own way up."""

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.metrics import measure
from dashboard.metrics.aftermath import CHARGE_RATE, improved_on, referred_again_within, repeats_after
from dashboard.metrics.interventions import (
    ADVOCACY_NOT_RECORDED,
    ADVOCACY_OFFERED,
    ADVOCACY_TAKEN_UP,
    intervention_stages,
    measure_stages,
)
from dashboard.metrics.metric import Metric
from dashboard.metrics.outcomes import CLOSED, GROUP_OF, OutcomeGroup, group_after, had
from data_access.practice_facts import BITS, bit, practice_schema
from data_access.practice_vocabulary import InterventionCategory, LegalMeasure
from data_access.support_vocabulary import WellbeingMeasure
from data_access.vocabulary import ClosureOutcome
from tests.referral_facts import facts

AS_AT = date(2026, 6, 30)
PRACTICE = practice_schema(agencies=("POL_LPU",))
Row = dict[str, object]


def practised(rows: list[Row]) -> pl.DataFrame:
    """Referral and practice facts side by side, and the data-to date; bits are given as a tuple of codes."""
    plain = facts([{name: told for name, told in row.items() if name not in PRACTICE} for row in rows])
    columns = {}
    for name, kind in PRACTICE.items():
        empty: object = 0 if name in BITS else False if name == "has_crime" else None
        told = [row.get(name, empty) for row in rows]
        columns[name] = pl.Series(
            name,
            [sum(bit(name, code) for code in each) if isinstance(each, tuple) else each for each in told],
            dtype=kind,
        )
    return plain.hstack(pl.DataFrame(columns)).with_columns(pl.lit(AS_AT).alias("data_to"))


def comes_to(metric: Metric, *rows: Row) -> tuple[int, int]:
    return measure(metric, practised(list(rows))).total


def ago(days: int) -> date:
    return AS_AT - timedelta(days=days)


@pytest.mark.parametrize(
    ("closed_after", "outcome", "days", "group"),
    [
        (10, "RISK_REDUCED", 28, "EASED"),
        (28, "RISK_REDUCED", 28, "EASED"),  # the last day counts
        (29, "RISK_REDUCED", 28, "NOT_YET"),  # closed since, and not known then
        (29, "RISK_REDUCED", 90, "EASED"),
        (5, "IN_CUSTODY", 28, "ELSEWHERE"),
        (5, "VICTIM_WITHDREW", 28, "ENDED"),
        (5, "UNK", 28, "OTHER"),  # closed, and nobody noted with what
        (None, None, 365, "NOT_YET"),
    ],
)
def test_what_is_known_of_a_referral_after_so_many_days(
    closed_after: int | None, outcome: str | None, days: int, group: str
) -> None:
    closed_on = None if closed_after is None else ago(400) + timedelta(days=closed_after)
    row = facts([{"received_on": ago(400), "closed_on": closed_on, "closure_outcome": outcome}])
    assert row.select(group_after(days)).item() == group


def test_every_closure_outcome_has_its_group() -> None:
    assert set(GROUP_OF) == set(ClosureOutcome)
    assert OutcomeGroup.NOT_YET not in GROUP_OF.values()


def test_an_unchanging_unit_is_flat_under_fixed_follow_up_and_falls_without() -> None:
    # Each month the same ten referrals, closed after 10, 20 ... 100 days: whatever is closed since is not known yet.
    received = [date(2025, month, 1) for month in range(7, 13)] + [date(2026, month, 1) for month in range(1, 7)]
    rows = [
        {
            "received_on": day,
            "closed_on": closed if (closed := day + timedelta(days=10 * after)) <= AS_AT else None,
            "closure_outcome": "RISK_REDUCED" if closed <= AS_AT else None,
        }
        for day in received
        for after in range(1, 11)
    ]
    referrals = facts(rows)
    closed_so_far = measure(CLOSED, referrals, by=("month",)).cells.get_column("base").to_list()
    assert closed_so_far[-4:] == [10, 9, 6, 2]  # the trap: it looks as if the unit closed fewer and fewer
    ripe = referrals.filter(pl.col("received_on") <= ago(60))
    known = ripe.with_columns(group_after(60).alias("group")).filter(pl.col("group") != "NOT_YET")
    assert known.group_by("month").len().get_column("len").unique().to_list() == [6]
    assert had(60, date(2026, 4, 30), data_to=AS_AT)
    assert not had(60, date(2026, 5, 31), data_to=AS_AT)


def test_each_stage_of_an_intervention_has_its_own_base() -> None:
    offered, started, completed = intervention_stages(InterventionCategory.SOCIAL)
    rows: tuple[Row, ...] = (
        {},
        {"offered": ("SOCIAL", "LEGAL")},
        {"offered": ("SOCIAL",), "started": ("SOCIAL",)},
        {"offered": ("SOCIAL",), "started": ("SOCIAL",), "completed": ("SOCIAL",)},
        {"offered": ("LEGAL",), "started": ("LEGAL",), "completed": ("LEGAL",)},
    )
    assert comes_to(offered, *rows) == (3, 5)
    assert comes_to(started, *rows) == (2, 3)
    assert comes_to(completed, *rows) == (1, 2)


def test_orders_are_granted_of_those_decided_only() -> None:
    applied, granted, breached = measure_stages(LegalMeasure.SPO_FULL)
    full = ("SPO_FULL",)
    rows: tuple[Row, ...] = (
        {},
        {"applied": full},  # pending, withdrawn or lapsed: in neither number
        {"applied": full, "refused": full},
        {"applied": full, "granted": full},
        {"applied": full, "granted": full, "breached": full},
        {"applied": ("ARREST",), "granted": ("ARREST",)},
    )
    assert comes_to(applied, *rows) == (4, 6)
    assert comes_to(granted, *rows) == (2, 3)
    assert comes_to(breached, *rows) == (1, 2)


def test_advocacy_not_recorded_is_not_a_no() -> None:
    rows: tuple[Row, ...] = tuple({"advocacy": answer} for answer in ("YES", "YES", "NO", "NOT_OFFERED", "UNK", None))
    assert comes_to(ADVOCACY_OFFERED, *rows) == (3, 6)
    assert comes_to(ADVOCACY_TAKEN_UP, *rows) == (2, 3)
    assert comes_to(ADVOCACY_NOT_RECORDED, *rows) == (2, 6)


def test_repeat_stalking_is_of_those_followed_up_and_the_unseen_stand_beside() -> None:
    again, unseen = repeats_after(6)
    due: Row = {"pathway": "PARTNER_MANAGED", "closed_on": ago(183)}
    rows: tuple[Row, ...] = (
        {**due, "followed_up_6": "REPEAT"},
        {**due, "followed_up_6": "NOTHING_NEW"},
        {**due, "followed_up_6": "NOT_FOLLOWED"},
        {**due, "followed_up_6": None},  # due, and no look back is recorded
        {**due, "closed_on": ago(182)},  # not due yet
        {**due, "pathway": "CONSULT_ONLY"},  # nobody follows up what was advice only
    )
    assert comes_to(again, *rows) == (1, 2)
    assert comes_to(unseen, *rows) == (2, 4)


def test_referred_again_is_of_those_received_that_long_ago() -> None:
    rows: tuple[Row, ...] = (
        {"received_on": ago(400), "rereferred_after": 183},
        {"received_on": ago(400), "rereferred_after": 184},  # too late for half a year
        {"received_on": ago(400)},
        {"received_on": ago(183)},
        {"received_on": ago(182), "rereferred_after": 30},  # too early to say, though it happened
    )
    assert comes_to(referred_again_within(6), *rows) == (1, 4)
    assert comes_to(referred_again_within(12), *rows) == (2, 3)


@pytest.mark.parametrize(
    ("scale", "before", "after", "improved"),
    [
        (WellbeingMeasure.CORE10, 20, 12, 1),
        (WellbeingMeasure.CORE10, 12, 20, 0),
        (WellbeingMeasure.FEAR, 7, 7, 0),
        (WellbeingMeasure.SAFETY, 3, 8, 1),  # high is good here
        (WellbeingMeasure.SAFETY, 8, 3, 0),
        (WellbeingMeasure.OUTCOMES_STAR, 2, 4, 1),
    ],
)
def test_each_scale_has_its_own_way_up(scale: WellbeingMeasure, before: int, after: int, improved: int) -> None:
    row: Row = {"wellbeing": scale.value, "wellbeing_before": before, "wellbeing_after": after}
    assert comes_to(improved_on(scale), row, {}) == (improved, 1)


def test_charges_are_counted_within_180_days_of_those_who_had_them() -> None:
    rows: tuple[Row, ...] = (
        {"received_on": ago(300), "has_crime": True, "charged_after": 180},
        {"received_on": ago(300), "has_crime": True, "charged_after": 181},
        {"received_on": ago(300), "has_crime": True},
        {"received_on": ago(300), "has_crime": False},
        {"received_on": ago(179), "has_crime": True, "charged_after": 3},  # too early to say
    )
    assert comes_to(CHARGE_RATE, *rows) == (1, 3)
