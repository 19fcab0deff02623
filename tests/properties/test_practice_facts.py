"""The work done on a referral stands in the row of that referral, however it was loaded, and in its copy on disk."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access import schema
from data_access.database import open_case
from data_access.practice_facts import bit
from data_access.practice_vocabulary import LegalMeasure
from data_access.snapshot import Snapshot, read_snapshot
from data_access.snapshot.arrow_copy import read_copy, write_copy
from data_access.snapshot.reading import facts_schema, practice_facts_schema
from data_access.support_vocabulary import Party
from tests import databases
from tests.factories import a_reference
from tests.practice_rows import a_row
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, LOADED_AT, MET, a_referral, fill

FIRST_DAY = date(2018, 7, 2)
REFERENCE = a_reference()

# One referral: its force, who was reached, what was applied for, and who leads.
works = st.fixed_dictionaries(
    {
        "force": st.sampled_from([CHESHIRE, HAMPSHIRE, MET]),
        "contacted": st.sets(st.sampled_from(Party), max_size=3),
        "applied": st.sets(st.sampled_from(LegalMeasure), max_size=3),
        "lead": st.sampled_from([None, "POL_LPU", "PROB"]),
    }
)
loads = st.lists(works, min_size=1, max_size=7).flatmap(lambda each: st.permutations(list(enumerate(each))))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    opened = open_case(databases.fresh_url("sqlite", tmp_path_factory.mktemp("practice"), "case"))
    yield opened
    opened.dispose()


def load(engine: sa.Engine, rows: list[tuple[int, dict[str, Any]]]) -> None:
    """Put a load in place of the one before, its referrals received a day apart and written in any order."""
    with engine.begin() as connection:
        for table in ("contact", "legal_measure", "referral", "load"):
            connection.execute(sa.delete(schema.CASE.tables[table]))
    fill(engine, *(referral(number, told) for number, told in rows))
    with engine.begin() as connection:
        for table, column, facts in (("contact", "party", "contacted"), ("legal_measure", "measure", "applied")):
            codes = [(number, code) for number, told in rows for code in told[facts]]
            for place, (number, code) in enumerate(codes):
                row = a_row(table, place, {"referral_id": f"R{number:07}", column: code.value})
                connection.execute(sa.insert(schema.CASE.tables[table]), [row])


def referral(number: int, told: dict[str, Any]) -> dict[str, Any]:
    received = datetime.combine(FIRST_DAY + timedelta(days=number), datetime.min.time())
    return a_referral(number, force_code=told["force"], referral_datetime=received, lead_agency_code=told["lead"])


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=loads)
def test_work_stands_in_the_row_of_its_referral(engine: sa.Engine, rows: list[tuple[int, dict[str, Any]]]) -> None:
    load(engine, rows)
    snapshot = read_snapshot(engine, now=LOADED_AT)
    facts = pl.concat([snapshot.referrals_all, snapshot.practice_all], how="horizontal")
    found = {
        (row["received_on"] - FIRST_DAY).days: (row["force"], row["contacted"], row["applied"], row["lead_agency"])
        for row in facts.iter_rows(named=True)
    }
    assert found == {
        number: (told["force"], bits("contacted", told), bits("applied", told), told["lead"]) for number, told in rows
    }


def bits(column: str, told: dict[str, Any]) -> int:
    return sum(bit(column, code) for code in told[column])


def values(kind: pl.DataType | type[pl.DataType]) -> st.SearchStrategy[Any]:
    """Any value a column can hold."""
    if isinstance(kind, pl.Enum):
        return st.sampled_from(kind.categories.to_list())
    if kind == pl.Boolean:
        return st.booleans()
    if kind == pl.Date:
        return st.dates(date(2018, 6, 1), date(2020, 6, 30))
    return st.integers(0, 2**8 - 1 if kind == pl.UInt8 else 2**15 - 1)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Any facts with any work beside them, gaps included."""
    height = draw(st.integers(0, 12))
    whole = {**facts_schema(REFERENCE), **practice_facts_schema(REFERENCE)}
    columns = {
        name: draw(st.lists(values(kind) | st.none(), min_size=height, max_size=height))
        if name not in {"force", "received_on", "month"}
        else draw(st.lists(values(kind), min_size=height, max_size=height))
        for name, kind in whole.items()
    }
    rows = pl.DataFrame(columns, schema=whole).sort("force", "received_on", maintain_order=True)
    return Snapshot(
        version=draw(st.text(max_size=8)),
        as_at=date(2020, 6, 30),
        loaded_at=LOADED_AT,
        synthetic=draw(st.booleans()),
        reference=REFERENCE,
        referrals_all=rows.select(*facts_schema(REFERENCE)),
        practice_all=rows.select(*practice_facts_schema(REFERENCE)),
        faults=draw(st.dictionaries(st.text(max_size=5), st.integers(0, 9), max_size=2)),
    )


@settings(max_examples=25, deadline=None)
@given(snapshots())
def test_a_copy_gives_back_every_row_and_the_work_beside_it(snapshot: Snapshot) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_copy(snapshot, Path(folder))
        copied = read_copy(Path(folder))
    assert copied is not None
    assert copied.referrals_all.equals(snapshot.referrals_all)
    assert copied.practice_all.equals(snapshot.practice_all)
    assert copied.practice_all.schema == snapshot.practice_all.schema
    assert (copied.version, copied.synthetic, copied.reference) == (snapshot.version, snapshot.synthetic, REFERENCE)
    assert dict(copied.faults) == dict(snapshot.faults)
