"""Titles above the headings, and areas by name: registers as units keep them, on both databases."""

import csv
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_access.schema import referral
from tests import example_register
from tests.imports import a_csv, a_register, faults, referral_ids, run


def _with_title(path: Path, rows: example_register.Rows) -> Path:
    """Write a register with a title and an empty line above its headings, in the format the name says."""
    titled: example_register.Rows = [["Stalking register, Cheshire, 2018"], [""], *rows]
    if path.suffix == ".csv":
        with path.open("w", newline="") as stream:
            csv.writer(stream).writerows(titled)
    elif path.suffix == ".xlsx":
        example_register.write_xlsx(path, {"Referrals": titled})
    else:
        example_register.write_ods(path, {"Referrals": titled})
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_title_above_the_headings_is_passed_over_and_rows_keep_their_numbers(
    case_engine: sa.Engine, tmp_path: Path, kind: str
) -> None:
    headings: list[example_register.Cell] = ["Referral ID", "Force", "Date of referral", "Agency", "Pathway"]
    good: list[example_register.Cell] = ["A-1", "Cheshire", "19/06/2018", "PROB", "Pending"]
    bad: list[example_register.Cell] = ["A-2", "Cheshire", "31/02/2019", "PROB", "Pending"]
    report = run(case_engine, _with_title(tmp_path / f"register.{kind}", [headings, good, bad]))
    assert faults(report) == [(5, "real_date")]
    assert report.faults["column"].to_list() == ["Date of referral"]
    assert run(case_engine, _with_title(tmp_path / f"register.{kind}", [headings, good])).clean
    assert referral_ids(case_engine) == ["A-1"]


def test_a_column_missing_under_a_title_is_told_of_the_headings_and_not_of_the_title(
    case_engine: sa.Engine, tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Register\n\nreferral id;force;agency;pathway\nA-1;met;PROB;Pending\n")
    report = run(case_engine, path)
    assert report.faults["column"].to_list() == ["referral_datetime"]
    assert "headings: referral id, force, agency, pathway" in report.faults["accepted"][0]


@pytest.mark.parametrize(("above", "found"), [(10, True), (11, False)])
def test_ten_rows_may_stand_above_the_headings(
    case_engine: sa.Engine, tmp_path: Path, above: int, *, found: bool
) -> None:
    register = a_register(tmp_path / "register.csv", {})
    register.write_text("Note\n" * above + register.read_text())
    assert run(case_engine, register).clean is found


def test_a_title_wider_than_the_table_is_no_fault(case_engine: sa.Engine, tmp_path: Path) -> None:
    register = a_register(tmp_path / "register.csv", {})
    register.write_text("a,b,c,d,e,f,g,h\n" + register.read_text())
    assert run(case_engine, register).clean


AREAS = (
    {"area_id": "CH-1", "force": "Cheshire", "area_name": "Ellesmere Port", "area_type": "LPU"},
    {"area_id": "HA-1", "force": "Hampshire", "area_name": "Ellesmere Port", "area_type": "LPU"},
    {"area_id": "CH-2", "force": "Cheshire", "area_name": "Crewe", "area_type": "LPU"},
)


def test_an_area_is_known_by_its_id_or_by_its_name_within_the_force(case_engine: sa.Engine, tmp_path: Path) -> None:
    areas = a_csv(tmp_path / "areas.csv", *AREAS)
    register = a_register(
        tmp_path / "register.csv",
        {"area": "ellesmere port "},
        {"referral_id": "A-2", "force": "Hampshire", "area": "Ellesmere-Port"},
        {"referral_id": "A-3", "area": "CH-2"},
        {"referral_id": "A-4"},
    )
    assert run(case_engine, register, areas).clean
    with case_engine.connect() as connection:
        found = connection.execute(sa.select(referral.c.area_id).order_by(referral.c.referral_id)).scalars().all()
    assert found == ["CH-1", "HA-1", "CH-2", None]
    assert run(case_engine, register).files[0].unchanged == 4


def test_an_area_of_another_force_or_of_an_ambiguous_name_is_refused(case_engine: sa.Engine, tmp_path: Path) -> None:
    twin = {"area_id": "CH-3", "force": "Cheshire", "area_name": "crewe", "area_type": "LPU"}
    assert run(case_engine, a_csv(tmp_path / "areas.csv", *AREAS, twin)).clean
    register = a_register(
        tmp_path / "register.csv",
        {"area": "Crewe"},
        {"referral_id": "A-2", "force": "Hampshire", "area": "Crewe"},
    )
    report = run(case_engine, register)
    assert faults(report) == [(2, "parent_known"), (3, "parent_known")]
    assert "name of one area" in report.faults["accepted"][0]
