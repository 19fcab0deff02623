"""Text, dates and moments all become the same facts; what cannot be read is counted."""

from collections import Counter
from datetime import date, datetime

import polars as pl
import pytest

from data_access.snapshot.bulk import COLUMNS
from data_access.snapshot.conforming import conform
from tests.referral_facts import SCHEMA


def raw(**changed: object) -> pl.DataFrame:
    row: dict[str, object] = dict.fromkeys(COLUMNS) | {
        "force_code": "E23000006",
        "referral_datetime": "2019-03-04 10:11:12.000000",
        "referring_agency_code": "PROB",
        "current_risk": "LOW",
        "pathway": "PENDING",
        "status": "OPEN",
        "is_rereferral": 0,
    }
    return pl.DataFrame([row | changed])


@pytest.mark.parametrize(
    "moment",
    [
        "2019-03-04",
        "2019-03-04 23:59:59",
        "2019-03-04T00:00",
        date(2019, 3, 4),
        datetime.fromisoformat("2019-03-04T23:59"),
    ],
)
def test_any_spelling_of_a_day_is_that_day(moment: object) -> None:
    faults: Counter[str] = Counter()
    read = conform(raw(referral_datetime=moment), schema=SCHEMA, faults=faults)
    assert read.get_column("received_on").to_list() == [date(2019, 3, 4)]
    assert read.get_column("month").to_list() == [49 * 12 + 2]
    assert +faults == Counter()


@pytest.mark.parametrize(
    ("assessed", "days", "faults"),
    [
        ("2019-03-04", 0, {}),
        ("2019-03-18", 14, {}),
        ("2019-03-03", None, {"impossible_days_to_assessment": 1}),
        ("2999-12-31", None, {"impossible_days_to_assessment": 1}),
        ("31/12/2019", None, {"unusable_assessed_on": 1}),
        ("", None, {}),
        (None, None, {}),
    ],
)
def test_days_to_assessment(assessed: str | None, days: int | None, faults: dict[str, int]) -> None:
    counted: Counter[str] = Counter()
    read = conform(raw(multi_agency_assessment_date=assessed), schema=SCHEMA, faults=counted)
    assert read.get_column("days_to_assessment").to_list() == [days]
    assert +counted == Counter(faults)


def test_a_day_of_receipt_beyond_all_reason_is_left_out() -> None:
    faults: Counter[str] = Counter()
    assert conform(raw(referral_datetime="9999-12-31"), schema=SCHEMA, faults=faults).height == 0
    assert faults["unusable_received_on"] == 1


def test_faults_add_up_over_batches() -> None:
    faults: Counter[str] = Counter()
    for _ in range(3):
        conform(raw(current_risk="SEVERE"), schema=SCHEMA, faults=faults)
    assert +faults == Counter({"unknown_risk": 3})
