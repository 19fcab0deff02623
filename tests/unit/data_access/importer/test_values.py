"""How one cell is understood: worked examples, one rule a line."""

# The unit keeps London civil time, without a zone.
# ruff: noqa: DTZ001

from datetime import date, datetime

import polars as pl
import pytest

from data_access.importer.fields import target
from data_access.importer.spelling import Spellings, agency_spellings, force_spellings
from data_access.importer.values import understand

TODAY = date(2026, 6, 30)
SPELLINGS = Spellings(
    forces=force_spellings(
        [
            ("E23000001", "Metropolitan Police", "metropolitan"),
            ("E23000030", "Hampshire", "hampshire"),
            ("E23000034", "London, City of", "city-of-london"),
            ("W15000001", "North Wales", "north-wales"),
            ("W15000004", "Dyfed-Powys", "dyfed-powys"),
        ]
    ),
    agencies=agency_spellings([("POL_LPU", "Local policing unit")]),
)


def cell(column: str, text: str | None, *, table: str = "referral") -> tuple[object, list[str]]:
    """Return what one cell is understood as, and the rules it breaks."""
    chosen = target(table)
    assert chosen is not None
    answer = understand(
        pl.Series([text], dtype=pl.String), accepted=chosen.field(column), spellings=SPELLINGS, today=TODAY
    )
    return answer.values[0], [refusal.rule.key for refusal in answer.refusals if refusal.broken[0]]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("19/06/2018", datetime(2018, 6, 19)),
        ("9/6/2018", datetime(2018, 6, 9)),
        ("19.06.2018", datetime(2018, 6, 19)),
        ("19 June 2018", datetime(2018, 6, 19)),
        ("19-Jun-2018", datetime(2018, 6, 19)),
        ("19/06/2018 14:05", datetime(2018, 6, 19, 14, 5)),
        ("2018-06-19", datetime(2018, 6, 19)),
        ("2018-06-19T14:05:06", datetime(2018, 6, 19, 14, 5, 6)),
        ("2018-06-19 14:05:00", datetime(2018, 6, 19, 14, 5)),
        ("2018-06-19T13:05:00Z", datetime(2018, 6, 19, 14, 5)),
        ("2018-12-19T13:05:00+00:00", datetime(2018, 12, 19, 13, 5)),
        (" 19/06/2018 ", datetime(2018, 6, 19)),
        ("43270", datetime(2018, 6, 19)),
        ("43270.5", datetime(2018, 6, 19, 12)),
        ("43270.58680555555", datetime(2018, 6, 19, 14, 5)),
        ("29/02/2020", datetime(2020, 2, 29)),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, moment: datetime) -> None:
    assert cell("referral_datetime", text) == (moment, [])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("19/06/18", "full_year"),
        ("1 Jun 18", "full_year"),
        ("31/02/2019", "real_date"),
        ("29/02/2019", "real_date"),
        ("06/19/2018", "real_date"),
        ("19 Foo 2018", "real_date"),
        ("soon", "real_date"),
        ("60", "real_date"),
        ("2958466", "real_date"),
        ("9999999", "real_date"),
        ("0001-01-01T00:00:00Z", "real_date"),
        ("0", "plausible_date"),
        ("01/01/1900", "plausible_date"),
        ("01/07/2026", "not_in_future"),
        (None, "filled"),
        ("-", "filled"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(text: str | None, rule: str) -> None:
    assert cell("referral_datetime", text)[1] == [rule]


def test_a_planned_date_may_lie_ahead() -> None:
    assert cell("next_review_date", "01/07/2026") == (date(2026, 7, 1), [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Metropolitan  Service", "E23000001"),
        ("met", "E23000001"),
        ("Dyfed Powys ", "W15000004"),
        ("e23000030", "E23000030"),
        ("Hampshire & Isle of Wight Constabulary", "E23000030"),
        ("City of London", "E23000034"),
        ("NORTH WALES POLICE", "W15000001"),
    ],
)
def test_a_force_is_known_by_any_of_its_names(text: str, code: str) -> None:
    assert cell("force_code", text) == (code, [])


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("current_risk", "moderate", "MEDIUM"),
        ("current_risk", " HIGH ", "HIGH"),
        ("current_risk", "", "UNK"),
        ("current_risk", "n/a", "UNK"),
        ("pathway", "Taken on", "MANAGED_UNIT"),
        ("victim_age_band", "18-24", "18_24"),
        ("victim_age_band", "65+", "65_PLUS"),
        ("referring_agency_code", "local POLICING unit", "POL_LPU"),
        ("domestic_flag", "Y", True),
        ("domestic_flag", "0", False),
        ("domestic_flag", "TRUE", True),
        ("domestic_flag", "not known", None),
        ("closure_outcome", "", None),
        ("area_id", "  CHE-WAR​ ", "CHE-WAR"),
    ],
)
def test_case_spaces_and_wording_do_not_matter(column: str, text: str, value: object) -> None:
    assert cell(column, text) == (value, [])


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("current_risk", "severe", "known_value"),
        ("force_code", "Atlantis", "known_value"),
        ("domestic_flag", "perhaps", "known_value"),
        ("pathway", "", "filled"),
        ("referral_id", "=A1", "no_formula"),
        ("next_step", "+HYPERLINK(1)", "no_formula"),
        ("next_step", "-1", "no_formula"),
        ("next_step", "@SUM(1)", "no_formula"),
        ("victim_pid", "x" * 65, "length"),
    ],
)
def test_what_is_not_on_the_list_or_not_plain_text_is_refused(column: str, text: str, rule: str) -> None:
    assert cell(column, text)[1] == [rule]


@pytest.mark.parametrize(
    ("text", "kept"), [("11", True), ("11.0", True), ("12", False), ("-1", False), ("many", False)]
)
def test_a_number_keeps_to_its_bounds(text: str, kept: bool) -> None:
    assert (cell("yes_count", text, table="risk_assessment")[1] == []) is kept


def test_what_would_be_accepted_names_the_codes() -> None:
    chosen = target("referral")
    assert chosen is not None
    answer = understand(pl.Series(["severe"]), accepted=chosen.field("current_risk"), spellings=SPELLINGS, today=TODAY)
    assert answer.refusals[0].accepted == "one of: LOW, MEDIUM, HIGH, UNK"
