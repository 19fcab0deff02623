"""The migrations make exactly the schema the code speaks, on both databases, and take it back down."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from data_access.database import open_case
from data_access.errors import DatabaseUnavailable
from data_access.migrate import Which, current_revision, downgrade, head_revision, upgrade
from data_access.reference_data import seed_reference, shipped
from data_access.schema import CASE, STORE

METADATA = {"case": CASE, "store": STORE}


@pytest.mark.parametrize("which", ["case", "store"])
def test_migrated_database_is_the_schema_the_code_speaks(empty_url: str, which: Which) -> None:
    engine = open_case(empty_url)
    upgrade(engine, which)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA[which]) == []
    assert current_revision(engine) == head_revision(which)
    engine.dispose()


@pytest.mark.parametrize("which", ["case", "store"])
def test_down_leaves_no_table_and_up_again_works(empty_url: str, which: Which) -> None:
    engine = open_case(empty_url)
    upgrade(engine, which)
    downgrade(engine, which)
    assert set(sa.inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(engine, which)
    assert set(METADATA[which].tables) <= set(sa.inspect(engine).get_table_names())
    engine.dispose()


@pytest.mark.parametrize("which", ["case", "store"])
def test_every_check_constraint_of_the_code_is_in_the_database(empty_url: str, which: Which) -> None:
    engine = open_case(empty_url)
    upgrade(engine, which)
    inspector = sa.inspect(engine)
    for table in METADATA[which].tables.values():
        wanted = {
            str(constraint.name) for constraint in table.constraints if isinstance(constraint, sa.CheckConstraint)
        }
        present = {constraint["name"] for constraint in inspector.get_check_constraints(table.name)}
        assert wanted <= present, table.name
    engine.dispose()


def test_unknown_code_is_refused_by_the_database(case_engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError), case_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE agency SET agency_group = 'NONSENSE'")


def test_orphan_is_refused_by_the_database(case_engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError), case_engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO area (area_id, force_code, area_name, area_type) VALUES ('X', 'E99999999', 'Nowhere', 'LPU')"
        )


def test_seeding_twice_adds_nothing_and_keeps_what_a_site_changed(case_engine: sa.Engine) -> None:
    with case_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE agency SET agency_name = 'Our probation' WHERE agency_code = 'PROB'")
        assert seed_reference(connection) == 0
        name = connection.exec_driver_sql("SELECT agency_name FROM agency WHERE agency_code = 'PROB'").scalar()
    assert name == "Our probation"


def test_all_43_forces_ship_with_their_ons_codes() -> None:
    codes = [row["force_code"] for row in shipped("forces")]
    assert len(codes) == len(set(codes)) == 43
    assert {code[:4] for code in codes} == {"E230", "W150"}


def test_read_only_engine_cannot_write(case_url: str) -> None:
    engine = open_case(case_url, read_only=True)
    with pytest.raises(sa.exc.DBAPIError), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM agency")
    engine.dispose()


def test_reader_never_makes_a_database_file(tmp_path: object) -> None:
    with pytest.raises(DatabaseUnavailable, match="no database file"):
        open_case(f"sqlite:///{tmp_path}/absent.db", read_only=True)
