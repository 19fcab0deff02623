"""Measured tables have one shape, one order and no surprises."""

from datetime import date

import polars as pl
import pytest

from dashboard.metrics import (
    ASSESSED_WITHIN_TARGET,
    METRICS,
    REFERRALS_RECEIVED,
    TAKEN_ON,
    TAKEN_ON_SHARE,
    DoesNotReconcile,
    Reconciliation,
    assessed_within,
    measure,
    reconcile,
)
from tests.referral_facts import facts


def test_an_empty_frame_measures_nothing_in_the_same_shape() -> None:
    measured = measure(TAKEN_ON_SHARE, facts([]), by=("month", "risk"))
    assert measured.total == (0, 0)
    assert measured.cells.height == 0
    assert measured.cells.columns == ["month", "risk", "counted", "base"]


@pytest.mark.parametrize("by", [(), ("risk",), ("agency", "risk"), ("received_on",), ("area", "received_on")])
def test_every_grouping_has_the_same_shape(by: tuple[str, ...]) -> None:
    frame = facts([{"risk": "HIGH"}, {"risk": "LOW", "area": "CH-H"}])
    for metric in (REFERRALS_RECEIVED, TAKEN_ON_SHARE, assessed_within(as_at=date(2020, 1, 1))):
        cells = measure(metric, frame, by=by).cells
        assert cells.columns == [*by, "counted", "base"]
        assert cells.schema["counted"] == cells.schema["base"] == pl.Int64
        assert [cells.schema[name] for name in by] == [frame.schema[name] for name in by]


def test_groups_come_in_the_order_of_their_list_and_not_recorded_last() -> None:
    frame = facts([{"risk": risk, "area": area} for risk in ("UNK", "HIGH", "LOW") for area in (None, "HA-S", "CH-W")])
    cells = measure(REFERRALS_RECEIVED, frame, by=("risk", "area")).cells
    assert cells.get_column("risk").unique(maintain_order=True).to_list() == ["LOW", "HIGH", "UNK"]
    assert cells.get_column("area").to_list()[:3] == ["CH-W", "HA-S", None]


def test_by_nothing_is_one_cell_even_of_nothing() -> None:
    assert measure(REFERRALS_RECEIVED, facts([])).cells.rows() == [(0, 0)]
    assert measure(TAKEN_ON, facts([{}, {"pathway": "MANAGED_UNIT"}])).cells.rows() == [(1, 1)]


def test_the_definition_without_a_day_cannot_be_measured_by_mistake() -> None:
    with pytest.raises(ValueError, match="data_to"):
        measure(ASSESSED_WITHIN_TARGET, facts([{}]))


def test_a_month_far_from_the_others_is_still_a_month() -> None:
    frame = facts([{"received_on": date(1, 1, 1)}, {"received_on": date(2600, 1, 1)}])
    assert measure(REFERRALS_RECEIVED, frame, by=("month", "risk")).cells.get_column("base").to_list() == [1, 1]


def test_more_rows_than_one_walk_takes_are_all_counted() -> None:
    frame = pl.concat([facts([{"risk": "HIGH"}, {"risk": "LOW"}, {"days_to_assessment": 3}])] * 50_000)
    assert measure(REFERRALS_RECEIVED, frame, by=("risk",)).cells.get_column("base").to_list() == [50_000] * 3
    assert measure(REFERRALS_RECEIVED, frame, by=("days_to_assessment",)).cells.rows() == [
        (3, 50_000, 50_000),
        (None, 100_000, 100_000),
    ]


def test_the_split_adds_up_or_is_refused() -> None:
    frame = facts([{"pathway": "MANAGED_UNIT"}, {"pathway": "PARTNER_MANAGED"}, {"pathway": "CONSULT_ONLY"}, {}])
    assert reconcile(frame) == Reconciliation(
        received=4, taken_on=1, with_partners=1, awaiting_decision=1, not_accepted=1
    )
    with pytest.raises(DoesNotReconcile):
        reconcile(frame.with_columns(pathway=pl.lit(None, frame.schema["pathway"])))


def test_keys_of_the_registry_stand_in_links_and_never_change() -> None:
    assert [metric.key for metric in METRICS] == [
        "referrals_received",
        "taken_on",
        "with_partners",
        "awaiting_decision",
        "not_accepted",
        "taken_on_share",
        "discipline_took_part",
        "advised",
        "direct_contact",
        "victim_contact",
        "offender_contact",
        "no_direct_contact",
        "assessed_within_target",
        "within_own_target",
        "within_of_assessed",
        "assessment_standing",
        "still_waiting",
        "days_taken",
        "wait_ended",
        "assessed_so_far",
        "closed_first",
        "assessed_in_28",
        "outcome_after",
        "closed",
        "intervention_offered",
        "legal_measure_applied",
        "advocacy_taken_up",
        "wellbeing_improved",
        "repeat_stalking",
        "rereferred_after",
        "charge_rate",
        "high_risk_open",
        "open_caseload",
        "rereferrals",
    ]
