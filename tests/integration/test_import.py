"""The importer on real databases: what it loads, counts, updates and refuses."""

import csv
import hashlib
import io
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_access.errors import ImportRejected
from data_access.schema import referral, risk_assessment
from tests import example_register
from tests.imports import AS_AT, a_csv, a_register, content, faults, loads, referral_ids, run

EXAMPLES = example_register.EXAMPLES


def test_the_examples_are_what_their_writer_writes(tmp_path: Path) -> None:
    example_register.write_all(tmp_path)
    assert (tmp_path / "register.csv").read_bytes() == (EXAMPLES / "register.csv").read_bytes()
    assert (tmp_path / "register.ods").read_bytes() == (EXAMPLES / "register.ods").read_bytes()


def test_the_example_register_says_the_same_in_every_format(case_engine: sa.Engine) -> None:
    first = run(case_engine, EXAMPLES / "register.xlsx")
    assert first.clean
    assert first.written
    assert [(one.table, one.added) for one in first.files] == [("referral", 30), ("risk_assessment", 15)]
    loaded = content(case_engine)
    again = run(case_engine, EXAMPLES / "register.ods")
    assert [(one.added, one.updated, one.unchanged) for one in again.files] == [(0, 0, 30), (0, 0, 15)]
    plain = run(case_engine, EXAMPLES / "register.csv")
    assert [(one.added, one.updated, one.unchanged) for one in plain.files] == [(0, 0, 30)]
    assert plain.files[0].notes == ("Headings not used: Invented.",)
    assert content(case_engine) == loaded


def test_an_import_records_itself_in_the_same_transaction(case_engine: sa.Engine) -> None:
    run(case_engine, EXAMPLES / "register.csv")
    (row,) = loads(case_engine)
    digest = hashlib.sha256((EXAMPLES / "register.csv").read_bytes()).hexdigest()
    assert (row.kind, row.as_at, row.source, row.source_sha256) == ("IMPORT", AS_AT, "register.csv", digest)
    assert (row.rows_added, row.rows_updated, row.rows_unchanged, row.rows_rejected) == (30, 0, 0, 0)


def test_importing_again_changes_nothing_and_confirms_the_date(case_engine: sa.Engine) -> None:
    run(case_engine, EXAMPLES / "register.csv")
    before = content(case_engine)
    run(case_engine, EXAMPLES / "register.csv")
    assert content(case_engine) == before
    assert [row.rows_unchanged for row in loads(case_engine)] == [0, 30]


def test_a_changed_row_is_updated_and_counted_and_columns_not_given_are_left(
    case_engine: sa.Engine, tmp_path: Path
) -> None:
    run(case_engine, a_register(tmp_path / "a.csv", {"risk": "High", "next_step": "Ring"}, {"referral_id": "A-2"}))
    report = run(
        case_engine,
        a_register(tmp_path / "b.csv", {"pathway": "Taken on"}, {"referral_id": "A-2"}, {"referral_id": "A-3"}),
    )
    (counted,) = report.files
    assert (counted.added, counted.updated, counted.unchanged) == (1, 1, 1)
    with case_engine.connect() as connection:
        rows = connection.execute(sa.select(referral).order_by(referral.c.referral_id)).all()
    assert [(row.pathway, row.current_risk, row.next_step) for row in rows] == [
        ("MANAGED_UNIT", "HIGH", "Ring"),
        ("PENDING", "UNK", None),
        ("PENDING", "UNK", None),
    ]
    assert [row.load_id for row in rows] == [2, 1, 2]


def test_one_fault_stops_every_row_and_every_fault_is_told(case_engine: sa.Engine, tmp_path: Path) -> None:
    register = a_register(
        tmp_path / "register.csv",
        {"referral_id": "A-1"},
        {"referral_id": "A-2", "pathway": "maybe", "closed_date": "31/02/2019"},
        {"referral_id": "A-3", "force": "Atlantis", "closed_date": "01/01/2018"},
        {"referral_id": "A-4", "closed_date": "01/01/2018"},
    )
    report = run(case_engine, register)
    assert not report.written
    assert sorted(faults(report)) == [
        (3, "known_value"),
        (3, "real_date"),
        (4, "closed_date_not_before_referral_datetime"),
        (4, "known_value"),
        (5, "closed_date_not_before_referral_datetime"),
    ]
    assert referral_ids(case_engine) == []
    assert loads(case_engine) == []
    written = list(csv.DictReader(io.StringIO(report.as_csv())))
    assert len(written) == 5
    (pathway,) = (row for row in written if row["column"] == "pathway")
    assert (pathway["file"], pathway["row"], pathway["value"]) == ("register.csv", "3", "maybe")
    assert "MANAGED_UNIT" in pathway["accepted"]
    assert "“31/02/2019”" in report.as_text()
    assert "4 more faults" in report.as_text(at_most=1)


def test_a_dry_run_counts_and_writes_nothing(case_engine: sa.Engine, tmp_path: Path) -> None:
    report = run(case_engine, a_register(tmp_path / "a.csv", {}), dry_run=True)
    assert (report.files[0].added, report.written, report.clean) == (1, False, True)
    assert referral_ids(case_engine) == []
    assert loads(case_engine) == []


def test_rejected_rows_can_be_mended_and_imported(case_engine: sa.Engine, tmp_path: Path) -> None:
    register = a_register(tmp_path / "a.csv", {}, {"referral_id": "A-2", "pathway": "maybe", "notes": "keep"})
    rejects = tmp_path / "rejects.csv"
    report = run(case_engine, register, accept_valid=True, reject_to=rejects)
    assert report.written
    assert report.rejects == ("rejects.csv",)
    assert referral_ids(case_engine) == ["A-1"]
    assert loads(case_engine)[0].rows_rejected == 1
    kept = rejects.read_text(encoding="utf-8-sig")
    assert kept.splitlines()[0] == register.read_text().splitlines()[0]
    assert "keep" in kept
    rejects.write_text(kept.replace("maybe", "Partner"), encoding="utf-8")
    assert run(case_engine, rejects).clean
    assert referral_ids(case_engine) == ["A-1", "A-2"]


def test_children_of_a_rejected_referral_are_rejected_and_kept(case_engine: sa.Engine, tmp_path: Path) -> None:
    register = a_register(
        tmp_path / "register.csv",
        {"pathway": "maybe"},
        {"referral_id": "A-2", "previous_referral_id": "A-1"},
        {"referral_id": "A-3", "previous_referral_id": "A-2"},
        {"referral_id": "A-4"},
    )
    meetings = a_csv(
        tmp_path / "meetings.csv",
        {"meeting_id": "M-1", "referral_id": "A-1", "meeting_date": "20/06/2018"},
        {"meeting_id": "M-2", "referral_id": "A-4", "meeting_date": "20/06/2018"},
    )
    attendance = a_csv(
        tmp_path / "attendance.csv",
        {"meeting_id": "M-1", "agency": "PROB", "discipline": "Probation"},
        {"meeting_id": "M-2", "agency": "PROB", "discipline": "Probation"},
    )
    report = run(case_engine, attendance, meetings, register, accept_valid=True, reject_to=tmp_path / "rejects.csv")
    assert {row["rule"] for row in report.faults.iter_rows(named=True)} == {"known_value", "parent_known"}
    assert referral_ids(case_engine) == ["A-4"]
    assert len(content(case_engine)["meeting_attendance"]) == 1
    assert set(report.rejects) == {"rejects-referral.csv", "rejects-meeting.csv", "rejects-meeting_attendance.csv"}
    mended = tmp_path / "rejects-referral.csv"
    mended.write_text(mended.read_text(encoding="utf-8-sig").replace("maybe", "PENDING"))
    assert run(case_engine, *(tmp_path / name for name in report.rejects)).clean
    assert referral_ids(case_engine) == ["A-1", "A-2", "A-3", "A-4"]
    assert len(content(case_engine)["meeting_attendance"]) == 2


def test_an_id_given_twice_is_refused_wherever_it_stands(case_engine: sa.Engine, tmp_path: Path) -> None:
    first = a_register(tmp_path / "a.csv", {}, {"referral_id": "A-2"})
    second = a_register(tmp_path / "b.csv", {"referral_id": "A-2 "})
    report = run(case_engine, first, second)
    assert [(row["file"], row["row"], row["rule"]) for row in report.faults.iter_rows(named=True)] == [
        ("a.csv", 3, "unique"),
        ("b.csv", 2, "unique"),
    ]


def test_an_order_before_the_act_is_refused(case_engine: sa.Engine, tmp_path: Path) -> None:
    run(case_engine, a_register(tmp_path / "a.csv", {}))
    orders = a_csv(
        tmp_path / "legal measures.csv",
        {"measure_id": "L-1", "referral_id": "A-1", "measure": "SPO full", "applied_date": "19/01/2020"},
        {"measure_id": "L-2", "referral_id": "A-1", "measure": "SPO full", "applied_date": "20/01/2020"},
    )
    assert faults(run(case_engine, orders)) == [(2, "spo_in_force")]


def test_rows_that_contradict_what_is_stored_are_refused_plainly(case_engine: sa.Engine, tmp_path: Path) -> None:
    run(case_engine, a_register(tmp_path / "a.csv", {}))
    key = {"intervention_id": "I-1", "referral_id": "A-1"}
    run(case_engine, a_csv(tmp_path / "interventions.csv", {**key, "offered_date": "01/03/2019"}))
    before = content(case_engine)
    with pytest.raises(ImportRejected, match="start_in_order"):
        run(case_engine, a_csv(tmp_path / "intervention.csv", {**key, "start_date": "01/02/2019"}))
    assert content(case_engine) == before


def test_a_mapping_file_gives_other_headings_sheets_and_words(case_engine: sa.Engine, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("URN;Unit;Came in;From;What we did;Level\nA-1;met;1.7.2018;PROB;ours;standard\n")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        '[columns.referral]\nURN="referral_id"\nUnit="force_code"\n"Came in"="referral_datetime"\n'
        'From="referring_agency_code"\n"What we did"="pathway"\nLevel="current_risk"\n'
        '[values.pathway]\nours="MANAGED_UNIT"\n[values.current_risk]\nstandard="LOW"\n[sheets]\nlog="referral"\n'
    )
    assert run(case_engine, log, mapping=mapping).clean
    with case_engine.connect() as connection:
        row = connection.execute(sa.select(referral)).one()
    assert (row.force_code, row.pathway, row.current_risk) == ("E23000001", "MANAGED_UNIT", "LOW")


def test_assessments_need_their_referral(case_engine: sa.Engine, tmp_path: Path) -> None:
    path = a_csv(tmp_path / "x.csv", {"assessment_id": "R-1", "referral_id": "A-9", "assessed_at": "01/02/2019 10:30"})
    assert faults(run(case_engine, path)) == [(2, "parent_known")]
    run(case_engine, a_register(tmp_path / "a.csv", {"referral_id": "A-9"}))
    assert run(case_engine, path).clean
    with case_engine.connect() as connection:
        assert connection.execute(sa.select(risk_assessment.c.tool)).scalar_one() == "UNK"


def test_progress_over_several_files_never_goes_back(case_engine: sa.Engine, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    register = a_register(tmp_path / "register.csv", {})
    meeting = {"meeting_id": "M-1", "referral_id": "A-1", "meeting_date": "20/06/2018"}
    run(
        case_engine,
        a_csv(tmp_path / "meetings.csv", meeting),
        register,
        progress=lambda step, share: told.append((step, share)),
    )
    assert [step for step, _ in told] == [
        "opening meetings.csv",
        "opening register.csv",
        "checking register.csv",
        "checking meetings.csv",
        "loading referral",
        "loading meeting",
    ]
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
