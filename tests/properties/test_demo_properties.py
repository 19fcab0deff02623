"""Whatever the seed and the day, an invented programme is in order."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.demo.sites import CHESHIRE
from tests.demo_frames import programme

SEEDS = st.integers(min_value=0, max_value=2**63)
DAYS = st.dates(min_value=date(2019, 4, 18), max_value=date(2020, 3, 31))
LAUNCH_ENDS = datetime(2019, 4, 19)  # noqa: DTZ001


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, as_at=DAYS)
def test_the_published_ten_months_hold_for_every_seed_and_day(seed: int, as_at: date) -> None:
    referrals = programme(seed=seed, as_at=as_at, forces=1)["referral"]
    launch = referrals.filter(pl.col("referral_datetime") < LAUNCH_ENDS)
    assert set(referrals["force_code"]) == {CHESHIRE}
    assert dict(launch["pathway"].value_counts().iter_rows()) == {"MANAGED_UNIT": 83, "PARTNER_MANAGED": 177}
    assert launch["pathway_datetime"].is_not_null().all()


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, as_at=DAYS, size=st.integers(min_value=3, max_value=900))
def test_dates_are_in_order_and_none_lies_ahead(seed: int, as_at: date, size: int) -> None:
    frames = programme(seed=seed, as_at=as_at, referrals=size, forces=3)
    referrals = frames["referral"]
    assert referrals.height == size
    assert referrals["referral_id"].is_unique().all()
    assert referrals["referral_id"].is_sorted()
    end = datetime.combine(as_at + timedelta(days=1), time())
    steps = ("referral_datetime", "triage_datetime", "pathway_datetime")
    for earlier, later in pairwise(steps):
        assert (referrals[earlier] <= referrals[later]).drop_nulls().all()
    for column in steps:
        assert (referrals[column] < end).drop_nulls().all()
    received = referrals["referral_datetime"].dt.date()
    for column in ("multi_agency_assessment_date", "closed_date"):
        assert (referrals[column] >= received).drop_nulls().all()
        assert (referrals[column] <= as_at).drop_nulls().all()


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS, as_at=DAYS)
def test_children_belong_to_a_referral_and_lie_within_its_time(seed: int, as_at: date) -> None:
    frames = programme(seed=seed, as_at=as_at, referrals=400, forces=3)
    received = frames["referral"].select("referral_id", pl.col("referral_datetime").dt.date().alias("received"))
    for name, column in (
        ("risk_assessment", "assessed_at"),
        ("meeting", "meeting_date"),
        ("intervention", "offered_date"),
        ("legal_measure", "applied_date"),
        ("contact", "contact_at"),
        ("wellbeing", "measured_on"),
    ):
        children = frames[name].join(received, on="referral_id", how="left")
        day = children[column].cast(pl.Date)
        assert children["received"].is_not_null().all(), name
        assert (day >= children["received"]).drop_nulls().all(), name
        assert (day <= as_at).drop_nulls().all(), name
    keys = frames["meeting_attendance"].select("meeting_id", "agency_code", "discipline")
    assert keys.is_unique().all()
    assert keys["meeting_id"].is_in(frames["meeting"]["meeting_id"].to_list()).all()


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, as_at=DAYS)
def test_status_agrees_with_what_has_happened(seed: int, as_at: date) -> None:
    referrals = programme(seed=seed, as_at=as_at, referrals=500, forces=3)["referral"]
    closed = pl.col("status") == "CLOSED"
    pending = pl.col("pathway") == "PENDING"
    agree = referrals.select(
        (closed == pl.col("closed_date").is_not_null()).all().alias("closed"),
        (closed == pl.col("closure_outcome").is_not_null()).all().alias("outcome"),
        (pending == pl.col("pathway_datetime").is_null()).all().alias("pending"),
        ((pl.col("pathway") == "MANAGED_UNIT") == pl.col("accepted_datetime").is_not_null()).all().alias("accepted"),
        ((pl.col("status") == "AWAITING_TRIAGE") == pl.col("triage_datetime").is_null()).all().alias("triage"),
    )
    assert all(agree.row(0))
