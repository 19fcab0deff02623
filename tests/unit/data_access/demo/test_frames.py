"""The invented rows: spread as the field reports, thin where they are many, the same every time."""

from datetime import date
from hashlib import sha256

import polars as pl
import pytest

from data_access import schema
from data_access.demo.depth import FULL, THIN, THIN_ABOVE, depth_for
from data_access.vocabulary import Pathway, Risk, Status
from tests.demo_frames import programme

KEPT = (str(Pathway.TAKEN_ON), str(Pathway.PARTNER))


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    return programme(as_at=date(2026, 6, 30))


@pytest.fixture(scope="module")
def referrals(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    received = pl.col("referral_datetime").dt.date()
    days = (pl.col("multi_agency_assessment_date") - received).dt.total_days()
    return frames["referral"].with_columns(days.alias("days"))


def share(frame: pl.DataFrame, condition: pl.Expr) -> float:
    return frame.select(condition.mean()).item()


def test_the_rows_of_a_seed_never_change() -> None:
    small = programme(as_at=date(2019, 4, 18), forces=1)
    digest = sha256()
    for name, frame in small.items():
        digest.update(name.encode() + frame.write_csv().encode())
    assert digest.hexdigest() == "979b7c904b9661438fda191405e9bc485da1c1cc1a2390864ed11c836ea802db"


def test_frames_have_the_columns_of_their_tables(frames: dict[str, pl.DataFrame]) -> None:
    for name, frame in frames.items():
        assert set(frame.columns) == set(schema.CASE.tables[name].columns.keys()), name


@pytest.mark.parametrize(
    ("condition", "low", "high"),
    [
        (pl.col("referring_agency_code").str.starts_with("POL_"), 0.58, 0.72),
        (pl.col("referring_agency_code").is_in(["NHS_MH", "NHS_GP", "CJLD"]), 0.07, 0.13),
        (pl.col("referring_agency_code").is_in(["PROB", "PRISON", "CPS"]), 0.07, 0.16),
        (pl.col("referring_agency_code").is_in(["ADV_STALK", "ADV_DA", "VS"]), 0.07, 0.13),
        (pl.col("relationship") == "EX_INTIMATE", 0.50, 0.60),
        (pl.col("stalking_type") == "REJECTED", 0.45, 0.57),
        (pl.col("current_risk") == "LOW", 0.20, 0.31),
        (pl.col("current_risk") == "MEDIUM", 0.40, 0.50),
        (pl.col("current_risk") == "HIGH", 0.24, 0.34),
        (pl.col("perpetrator_pid").is_null(), 0.03, 0.12),
        (pl.col("previous_referral_id").is_not_null(), 0.05, 0.12),
    ],
)
def test_shares_lie_in_the_bands_of_the_field(
    referrals: pl.DataFrame, condition: pl.Expr, low: float, high: float
) -> None:
    assert low <= share(referrals, condition) <= high


def test_the_share_taken_on_is_about_a_third_and_rises_with_risk(referrals: pl.DataFrame) -> None:
    kept = referrals.filter(pl.col("pathway").is_in(KEPT))
    taken_on = pl.col("pathway") == str(Pathway.TAKEN_ON)
    assert 0.28 <= share(kept, taken_on) <= 0.36
    by_risk = [
        share(kept.filter(pl.col("current_risk") == str(risk)), taken_on) for risk in (Risk.LOW, Risk.MEDIUM, Risk.HIGH)
    ]
    assert by_risk == sorted(by_risk)
    assert by_risk[2] > 2 * by_risk[0]


def test_days_to_assessment_have_a_middle_of_one_to_two_weeks_and_a_long_tail(referrals: pl.DataFrame) -> None:
    days = referrals["days"].drop_nulls()
    assert 7 <= days.median() <= 14
    assert days.quantile(0.9) > 2.5 * days.median()
    assert days.max() > 100


def test_days_to_assessment_differ_by_agency_and_risk(referrals: pl.DataFrame) -> None:
    median = {risk: referrals.filter(pl.col("current_risk") == risk)["days"].median() for risk in ("LOW", "HIGH")}
    assert median["HIGH"] < median["LOW"]
    slow, fast = (
        referrals.filter(pl.col("referring_agency_code") == code)["days"].median() for code in ("PROB", "POL_CTRL")
    )
    assert slow > fast


def test_the_clinic_sees_adults_only(referrals: pl.DataFrame) -> None:
    minors = (pl.col("victim_age_band") == "UNDER_18") | (pl.col("perp_age_band") == "UNDER_18")
    by_force = referrals.group_by("force_code").agg(minors.sum().alias("minors"))
    found = dict(by_force.iter_rows())
    assert found["E23000030"] == 0
    assert found["E23000006"] > 0


def test_a_caseload_is_live(referrals: pl.DataFrame) -> None:
    for force_code in referrals["force_code"].unique():
        mine = referrals.filter(pl.col("force_code") == force_code)
        now = mine.filter(pl.col("status").is_in([str(Status.OPEN), str(Status.MONITORING)]))
        assert now.height > 40
        assert now["owner_code"].is_not_null().any()
        assert now["next_review_date"].is_not_null().any()
        assert (mine["status"] == str(Status.AWAITING_ASSESSMENT)).sum() > 5
        assert mine["partner_reply_due_date"].is_not_null().any()
        assert share(mine, pl.col("status") == str(Status.CLOSED)) > 0.9


def test_before_the_county_joined_referrals_came_from_its_first_three_areas(referrals: pl.DataFrame) -> None:
    early = referrals.filter((pl.col("force_code") == "E23000006") & (pl.col("referral_datetime") < date(2019, 9, 2)))[
        "area_id"
    ].drop_nulls()
    counts = dict(early.value_counts().iter_rows())
    assert set(counts) == {"CHE-WARRINGTON", "CHE-RUNCORN", "CHE-WIDNES"}
    assert 0.4 < counts["CHE-WARRINGTON"] / len(early) < 0.6


def test_a_pair_that_comes_back_is_the_same_pair(referrals: pl.DataFrame) -> None:
    pair = referrals.select("referral_id", "victim_pid", "perpetrator_pid", "relationship", "referral_datetime")
    linked = referrals.join(pair, left_on="previous_referral_id", right_on="referral_id", suffix="_before")
    for column in ("victim_pid", "perpetrator_pid", "relationship"):
        assert linked[column].eq_missing(linked[f"{column}_before"]).all()
    assert ((linked["referral_datetime"] - linked["referral_datetime_before"]).dt.total_days() >= 28).all()


def test_a_very_large_programme_has_fewer_child_rows_but_every_table() -> None:
    assert depth_for(THIN_ABOVE) is FULL
    assert depth_for(THIN_ABOVE + 1) is THIN
    thin, full = (programme(as_at=date(2020, 6, 30), depth=depth) for depth in (THIN, FULL))
    assert all(frame.height for frame in thin.values())
    assert sum(frame.height for frame in thin.values()) < sum(frame.height for frame in full.values()) / 1.8
