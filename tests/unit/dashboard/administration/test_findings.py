"""A report for somebody who has no business with the people in it: where and why, values only where harmless."""

import polars as pl
import pytest

from dashboard.administration.findings import EXAMPLES, findings_of, without_case_values
from data_access.importer import FileReport, ImportReport
from data_access.importer.faults import Place, faults_at, file_fault, together
from data_access.importer.rules import (
    CALENDAR,
    COLUMN,
    FILLED,
    FORMULA,
    FULL_YEAR,
    KNOWN_TABLE,
    LENGTH,
    LISTED,
    NOT_FUTURE,
    PARENT,
    UNIQUE,
    WHOLE,
    Rule,
)

PLACE = Place(file="register.csv")


def faults(rule: Rule, *values: str, column: str = "force") -> pl.DataFrame:
    rows = pl.Series(range(2, 2 + len(values)))
    return faults_at(PLACE, rows=rows, column=column, values=pl.Series(values), rule=rule, accepted="this or that")


def shown(rule: Rule, *values: str) -> list[str]:
    return without_case_values(faults(rule, *values))["value"].to_list()


@pytest.mark.parametrize("rule", [FILLED, FORMULA, LENGTH, KNOWN_TABLE, PARENT, UNIQUE, WHOLE])
def test_no_value_of_text_or_identifiers_is_shown(rule: Rule) -> None:
    assert shown(rule, "Jane Doe", "31/02/2019", "31/02/2019", "31/02/2019") == ["", "", "", ""]


@pytest.mark.parametrize(
    "value", ["31/02/2019", "1.4.19", "2019-13-01", "30 February 2019", "19 Jun 18", "31/2/19 10:05"]
)
@pytest.mark.parametrize("rule", [CALENDAR, FULL_YEAR, NOT_FUTURE])
def test_a_date_that_is_none_is_shown(rule: Rule, value: str) -> None:
    assert shown(rule, value) == [value]


@pytest.mark.parametrize(
    "value", ["Jane Doe", "07700 900123", "12345678901", "moved to Chester in June 2018", "may", ""]
)
def test_what_is_no_date_at_all_is_not_shown(value: str) -> None:
    assert shown(CALENDAR, value, value, value) == ["", "", ""]


def test_a_word_for_a_code_is_shown_once_three_rows_have_it() -> None:
    assert shown(LISTED, "Atlantis", "Atlantis", "Jane Doe", "Atlantis") == ["Atlantis", "Atlantis", "", "Atlantis"]
    assert shown(LISTED, "Atlantis", "Atlantis") == ["", ""]
    assert shown(LISTED, *["x" * 41] * 3) == ["", "", ""]


def test_words_are_counted_within_one_column_only() -> None:
    both = together([faults(LISTED, "Jane", "Jane"), faults(LISTED, "Jane", column="agency")])
    assert set(without_case_values(both)["value"]) == {""}


def test_a_first_row_taken_for_headings_is_not_quoted() -> None:
    fault = file_fault(
        PLACE, rule=COLUMN, column="force", accepted="a column force (headings: Jane Doe, 1 High\nStreet (flat))"
    )
    assert without_case_values(fault)["accepted"].to_list() == ["a column force"]


def test_faults_are_grouped_by_reason_with_their_first_places() -> None:
    files = (FileReport(place=PLACE, table="referral", rows_read=20, added=0, rejected=9),)
    everything = together([faults(FILLED, "", ""), faults(LISTED, *["Atlantis"] * 7)])
    found = findings_of(ImportReport(files=files, faults=everything, written=False, dry_run=True))
    assert [(reason.count, reason.column, len(reason.examples)) for reason in found.reasons] == [
        (7, "force", EXAMPLES),
        (2, "force", 2),
    ]
    assert (found.faults, found.has_good_rows, found.rejected) == (9, True, 9)
    assert [example.row for example in found.reasons[0].examples] == [2, 3, 4, 5, 6]
    assert b"Atlantis" in found.listed


def test_a_file_of_faults_runs_no_formula() -> None:
    report = ImportReport(files=(), faults=faults(FILLED, ""), written=False, dry_run=True)
    formula = report.faults.with_columns(file=pl.lit("=1+1.csv"))
    listed = findings_of(ImportReport(files=(), faults=formula, written=False, dry_run=True)).listed.decode()
    assert "'=1+1.csv" in listed
    assert "\n=1+1" not in listed


def test_a_fault_of_a_whole_file_comes_first_and_leaves_no_good_rows() -> None:
    files = (FileReport(place=PLACE, table="referral", rows_read=20, rejected=7),)
    everything = together([faults(LISTED, *["Atlantis"] * 7), file_fault(PLACE, rule=COLUMN, accepted="a column")])
    found = findings_of(ImportReport(files=files, faults=everything, written=False, dry_run=True))
    assert (found.reasons[0].stops_all, found.has_good_rows) == (True, False)
