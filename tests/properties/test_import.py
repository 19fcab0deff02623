"""Whatever rows come: all or nothing is written, a second import changes nothing, what was loaded comes back."""

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.database import open_case
from data_access.schema import load, referral
from data_access.vocabulary import Pathway, Risk
from tests import databases
from tests.imports import content, loads, run

HEADINGS = (
    "referral_id",
    "force_code",
    "referral_datetime",
    "referring_agency_code",
    "pathway",
    "current_risk",
    "next_step",
)
# Text that a cell can hold and give back: no spaces around it, no formula, no stand-in for nothing.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12).filter(
    lambda text: text[0] not in "=+-@–—" and text.casefold() not in {"n/a", "null"}  # noqa: RUF001
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2026, 6, 30)).map(lambda moment: moment.replace(microsecond=0))  # noqa: DTZ001
ROWS = st.lists(
    st.tuples(
        TEXT,
        st.sampled_from(["E23000006", "E23000030"]),
        MOMENTS,
        st.sampled_from(["POL_LPU", "PROB"]),
        st.sampled_from([code.value for code in Pathway]),
        st.sampled_from([code.value for code in Risk]),
        st.none() | TEXT,
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
)
SPOILT = st.sampled_from([("pathway", "perhaps"), ("referral_datetime", "31/02/2019"), ("referral_id", "=A1")])
MODEST = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module", params=databases.KINDS)
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    with tempfile.TemporaryDirectory() as folder:
        url = databases.fresh_url(request.param, Path(folder), "case")
        opened = open_case(url)
        yield opened
        opened.dispose()
        databases.drop(url)


def emptied(engine: sa.Engine) -> sa.Engine:
    with engine.begin() as connection:
        connection.execute(sa.delete(referral))
        connection.execute(sa.delete(load))
    return engine


def as_csv(rows: list[tuple[object, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, *([_written(cell) for cell in row] for row in rows)])
    return text.getvalue().encode()


def _written(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M:%S}"
    return "" if cell is None else str(cell)


def exported(engine: sa.Engine) -> set[tuple[object, ...]]:
    with engine.connect() as connection:
        rows = connection.execute(sa.select(*(referral.c[name] for name in HEADINGS)))
        return {tuple(row) for row in rows}


@MODEST
@given(rows=ROWS)
def test_what_is_imported_comes_back_and_a_second_time_changes_nothing(
    engine: sa.Engine, tmp_path: Path, rows: list[tuple[object, ...]]
) -> None:
    emptied(engine)
    register = tmp_path / "register.csv"
    register.write_bytes(as_csv(rows))
    report = run(engine, register)
    assert report.clean, report.as_text()
    assert exported(engine) == set(rows)
    before = content(engine)
    again = run(engine, register)
    assert (again.files[0].added, again.files[0].updated, again.files[0].unchanged) == (0, 0, len(rows))
    assert content(engine) == before


@MODEST
@given(rows=ROWS, spoilt=SPOILT, where=st.integers(0, 7))
def test_an_import_is_never_half_written(
    engine: sa.Engine, tmp_path: Path, rows: list[tuple[object, ...]], spoilt: tuple[str, str], where: int
) -> None:
    emptied(engine)
    column, value = HEADINGS.index(spoilt[0]), spoilt[1]
    bad = where % len(rows)
    mixed = [
        tuple(value if (number, place) == (bad, column) else cell for place, cell in enumerate(row))
        for number, row in enumerate(rows)
    ]
    register = tmp_path / "register.csv"
    register.write_bytes(as_csv(mixed))
    assert not run(engine, register).written
    assert exported(engine) == set()
    assert loads(engine) == []
    kept = run(engine, register, accept_valid=True)
    assert exported(engine) == {row for number, row in enumerate(rows) if number != bad}
    assert (kept.files[0].added, kept.files[0].rejected) == (len(rows) - 1, 1)


@given(day=st.dates(date(1990, 1, 1), date(2026, 6, 30)))
def test_an_excel_day_number_and_its_date_are_the_same_day(day: date) -> None:
    from data_access.importer.dates import parse_one

    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    assert parse_one(f"{serial:.0f}") == parse_one(f"{day:%d/%m/%Y}") == datetime(day.year, day.month, day.day)  # noqa: DTZ001
