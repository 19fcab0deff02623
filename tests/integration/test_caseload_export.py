"""The caseload as a file: the cases of the list and no others, the same in both forms, and nothing that runs."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from dashboard.administration import caseload_export
from dashboard.administration.audit_export import TooLarge
from dashboard.administration.briefings import Masthead
from dashboard.administration.caseload import CaseloadOffice
from dashboard.administration.caseload_export import CSV, XLSX, CaseloadFile, briefing_file
from dashboard.caseload.choice import CaseloadChoice, Facet
from dashboard.policy import NotPermitted
from dashboard.wording.caseload_file import HEADINGS
from data_access.caseload.orders import Sort
from data_access.caseload.yardsticks import yardstick
from data_access.caseload_vocabulary import Need
from data_access.database import open_case
from data_access.force_settings import ForceSettings
from data_access.schema import referral, worker
from data_access.targets import Targets
from data_access.vocabulary import Role
from tests.doorway import WITNESS
from tests.factories import a_user
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, a_referral, fill
from tests.snapshots import NO_REFERENCE

AS_AT = date(2018, 8, 1)
NOW = datetime.fromisoformat("2018-08-02T09:00+00:00")
RUNS = '=HYPERLINK("https://evil.example","open")'
CASES = (
    a_referral(1, next_step=RUNS, current_risk="HIGH"),
    a_referral(2, multi_agency_assessment_date=date(2018, 7, 9), lead_agency_code="PROB", status="OPEN"),
    a_referral(3, multi_agency_assessment_date=date(2018, 6, 1), next_step="café, naïve"),
    a_referral(4, status="CLOSED", closed_date=date(2018, 7, 30), pathway="PARTNER_MANAGED"),
    a_referral(5, force_code=HAMPSHIRE, next_step="not theirs"),
)


@pytest.fixture
def cases(case_url: str) -> Iterator[sa.Engine]:
    """Three open cases of Cheshire, one closed, and one of another force."""
    writing = open_case(case_url)
    with writing.begin() as connection:
        gone = {"worker_code": "-1+1", "force_code": CHESHIRE, "team": "Unit", "active": False}
        connection.execute(sa.insert(worker), [gone])
    fill(writing, *CASES)
    with writing.begin() as connection:
        connection.execute(referral.update().where(referral.c.referral_id == "R0000001").values(owner_code="-1+1"))
    writing.dispose()
    reading = open_case(case_url, read_only=True)
    yield reading
    reading.dispose()


def office(cases: sa.Engine, store: sa.Engine, role: Role = Role.MANAGER) -> CaseloadOffice:
    held = yardstick(
        CHESHIRE,
        as_at=AS_AT,
        targets=Targets(history=(), on=AS_AT, otherwise=14),
        settings=ForceSettings(held=()),
    )
    return CaseloadOffice(
        user=a_user(role), case_engine=cases, store=store, witness=WITNESS, now=NOW, yardsticks=(held,)
    )


def file_of(choice: CaseloadChoice = CaseloadChoice()) -> CaseloadFile:  # noqa: B008 - frozen
    return CaseloadFile(choice=choice, in_words="All open cases", as_at=AS_AT, is_invented=True, reference=NO_REFERENCE)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sheets(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    return list(sheets(content)["Cases"].iter_rows(values_only=True))


def test_both_files_hold_the_cases_of_the_list_in_its_order_and_say_what_they_are(
    cases: sa.Engine, store_engine: sa.Engine
) -> None:
    choice = CaseloadChoice(sort=Sort.WAITING, turned=True)
    told = {kind: file_of(choice).prepared(office(cases, store_engine), kind) for kind in (CSV, XLSX)}
    assert all((made.entry.rows, made.entry.filters) == (3, "All open cases") for made in told.values())
    above, below = lines(told[CSV].content)[:8], lines(told[CSV].content)[9:]
    assert above[0] == ["Caseload of the unit", "OFFICIAL-SENSITIVE"]
    assert ["Exported by", "Manager (manager)"] in above
    assert ["Data", "Demonstration data: invented, not about any person."] in above
    assert tuple(below[0]) == HEADINGS
    assert [row[0] for row in below[1:]] == ["R0000003", "R0000002", "R0000001"]
    sheet = rows_of(told[XLSX].content)
    assert sheet[0] == HEADINGS
    assert [[_as_text(cell) for cell in row] for row in sheet[1:]] == [
        [each.lstrip("'") for each in row] for row in below[1:]
    ]
    assert b"not theirs" not in told[CSV].content
    assert sheets(told[XLSX].content)["About"]["B1"].value == "OFFICIAL-SENSITIVE"


def _as_text(cell: Any) -> str:
    return "" if cell is None else cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def test_a_wait_is_told_as_it_is_and_an_assessment_before_receipt_is_none(
    cases: sa.Engine, store_engine: sa.Engine
) -> None:
    told = rows_of(file_of().prepared(office(cases, store_engine), XLSX).content)
    rows = {row[0]: dict(zip(HEADINGS, row, strict=True)) for row in told[1:]}
    waiting = {key: (row["Waiting, days"], row["Days to assessment"]) for key, row in rows.items()}
    assert waiting == {"R0000001": (30, None), "R0000002": (None, 7), "R0000003": (30, None)}
    assert rows["R0000001"]["Target day"] == datetime(2018, 7, 16)  # noqa: DTZ001 - as a spreadsheet has it
    assert rows["R0000001"]["Lead agency"] == rows["R0000001"]["Force"].replace(CHESHIRE, "Not recorded")


def test_nothing_in_either_file_runs(cases: sa.Engine, store_engine: sa.Engine) -> None:
    sheet = sheets(file_of().prepared(office(cases, store_engine), XLSX).content)["Cases"]
    typed = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in typed
    assert RUNS in [cell.value for row in sheet.iter_rows() for cell in row]
    assert sheet._hyperlinks == []
    told = [cell for row in lines(file_of().prepared(office(cases, store_engine), CSV).content) for cell in row]
    assert f"'{RUNS}" in told
    assert "'-1+1 (left)" in told
    assert not [cell for cell in told if cell.startswith(("=", "+", "-", "@"))]


def test_only_what_the_list_shows_leaves(cases: sa.Engine, store_engine: sa.Engine) -> None:
    asked = CaseloadChoice().having(Facet.RISK, ["HIGH"])
    assert [row[0] for row in rows_of(file_of(asked).prepared(office(cases, store_engine), XLSX).content)[1:]] == [
        "R0000001"
    ]


def test_too_many_for_one_file_is_refused_in_words(
    cases: sa.Engine, store_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caseload_export, "MOST", 2)
    with pytest.raises(TooLarge, match="More than 2 cases"):
        file_of().prepared(office(cases, store_engine), CSV)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_nobody_else_is_given_a_file(cases: sa.Engine, store_engine: sa.Engine, role: Role) -> None:
    with pytest.raises(NotPermitted):
        file_of().prepared(office(cases, store_engine, role), CSV)


def test_the_briefing_holds_the_counts_of_the_strip_and_no_case(cases: sa.Engine, store_engine: sa.Engine) -> None:
    at_work = office(cases, store_engine)
    masthead = Masthead(unit="A unit", force="Cheshire", as_at=AS_AT, is_invented=True, site="")
    made = briefing_file(at_work, masthead, CaseloadChoice())
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert "2 waiting past target" in " ".join(told.split())
    assert at_work.needs(CaseloadChoice())[Need.PAST_TARGET] == 2
    assert "R000" not in told
    assert made.entry.filters == "Cheshire"
