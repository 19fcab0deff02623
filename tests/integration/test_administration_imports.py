"""An administrator's import, without a page: nothing unchecked is loaded, once, by who checked it, all recorded."""

import io
import stat
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.administration import uploads
from dashboard.administration.uploads import FOLDER, Upload
from dashboard.policy import NotPermitted
from data_access.errors import DatabaseUnavailable, ImportRejected
from data_access.importer.turn import one_at_a_time
from data_access.vocabulary import Role
from tests.import_bench import (
    ADMINISTRATOR,
    AS_AT,
    GOOD,
    MIXED,
    WITNESS,
    Desk,
    a_user,
    checked,
    loaded,
    register,
    trouble,
)
from tests.imports import loads, referral_ids


@pytest.fixture
def desk(case_url: str, store_url: str, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(case_url, store_url, tmp_path / "var")
    yield opened
    opened.close()


def test_a_clean_register_is_checked_then_loaded_then_gone(desk: Desk) -> None:
    found = checked(desk.check(GOOD)).findings
    assert (found.clean, found.rows_read, found.files[0].added) == (True, 2, 2)
    assert referral_ids(desk.case) == [], "a check writes nothing"
    desk.load()
    loaded(desk.ended())
    assert referral_ids(desk.case) == ["A-1", "A-2"]
    assert (desk.kept(), desk.told_of_loads) == ([], 1)
    assert desk.audited() == [("IMPORT_CHECK", "DONE", 2), ("IMPORT_LOAD", "DONE", None), ("IMPORT_LOAD", "DONE", 2)]
    (past,) = desk.bench.history(ADMINISTRATOR)
    assert (past.loaded_by, past.source, past.added, past.as_at) == ("tester", "register.csv", 2, AS_AT)


def test_uploads_are_private_and_bear_nothing_of_their_names(desk: Desk) -> None:
    desk.check(("../../etc/register.csv", GOOD[1]), mapping=b"")
    folder = desk.var_dir / FOLDER
    assert {stat.S_IMODE(path.stat().st_mode) for path in desk.kept()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())} == {0o700}
    assert not any("register" in path.name for path in desk.kept())
    (stored,) = checked(desk.ended()).findings.files
    assert stored.place.file == "register.csv"


def test_nothing_is_loaded_that_was_not_checked(desk: Desk) -> None:
    with pytest.raises(ImportRejected, match="no longer there"):
        desk.load()
    desk.check(GOOD)
    with pytest.raises(ImportRejected, match="no longer there"):
        desk.load(user=a_user("two"))
    desk.load()
    with pytest.raises(ImportRejected, match="checked and is not loaded yet"):
        desk.load()
    assert len(loads(desk.case)) == 1


def test_faults_must_be_accepted_and_their_rows_are_set_aside(desk: Desk) -> None:
    found = checked(desk.check(MIXED)).findings
    assert (found.faults, found.rejected, found.has_good_rows) == (1, 1, True)
    with pytest.raises(ImportRejected, match="found faults"):
        desk.load()
    (aside,) = loaded(desk.load(accept_valid=True)).set_aside
    assert b"A-2" in aside.read_bytes()
    assert b"A-1" not in aside.read_bytes()
    assert desk.kept() == [aside], "the register itself is gone"
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert referral_ids(desk.case) == ["A-1"]
    desk.bench.clear(ADMINISTRATOR)
    assert desk.kept() == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + b"0" * 99, "can be read"),
        ("empty.csv", b"", "at least one row"),
        ("other.csv", b"colour,shape\r\nred,round\r\n", "which table"),
        ("all_bad.csv", register({"force": "Atlantis"}), "on the list"),
    ],
)
def test_a_fault_of_the_whole_file_cannot_be_accepted(desk: Desk, name: str, content: bytes, says: str) -> None:
    found = checked(desk.check((name, content))).findings
    assert says in found.reasons[0].why
    with pytest.raises(ImportRejected, match="found faults"):
        desk.load(accept_valid=True)
    assert loads(desk.case) == []


def test_files_that_changed_since_the_check_are_refused(desk: Desk) -> None:
    place = desk.check(GOOD)
    place.deposit.paths[0].write_bytes(register({"referral_id": "B-9"}))
    assert "not the ones that were checked" in trouble(desk.load())
    assert (referral_ids(desk.case), desk.told_of_loads) == ([], 0)
    assert desk.audited()[-1][:2] == ("IMPORT_LOAD", "REFUSED")


def test_a_database_that_changed_since_the_check_is_refused_until_checked_again(desk: Desk) -> None:
    desk.check(GOOD)
    desk.check(("other.csv", register({"referral_id": "C-3"})), user=a_user("two"))
    loaded(desk.load(user=a_user("two")))
    assert "has changed since the check" in trouble(desk.load())
    desk.bench.check_again(ADMINISTRATOR, witness=WITNESS)
    desk.ended()
    loaded(desk.load())
    assert referral_ids(desk.case) == ["A-1", "A-2", "C-3"]


def test_a_second_import_at_the_same_time_waits_its_turn(desk: Desk) -> None:
    with one_at_a_time(desk.var_dir):
        assert "Another import" in trouble(desk.check(GOOD))
    desk.bench.check_again(ADMINISTRATOR, witness=WITNESS)
    checked(desk.ended())
    with one_at_a_time(desk.var_dir):
        assert "Another import" in trouble(desk.load())
    loaded(desk.load())


def test_a_click_during_a_check_starts_no_second_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    held, go_on = threading.Event(), threading.Event()

    def hold(*_arguments: object, **_named: object) -> None:
        held.set()
        assert go_on.wait(60)

    monkeypatch.setattr("dashboard.administration.import_site.check_unpacked", hold)
    bench = desk.bench
    upload = [Upload(name="a.csv", content=io.BytesIO(GOOD[1]))]
    bench.check(ADMINISTRATOR, registers=upload, mapping=None, as_at=AS_AT, witness=WITNESS)
    assert held.wait(60)
    for act in (
        lambda: bench.check_again(ADMINISTRATOR, witness=WITNESS),
        lambda: bench.check(ADMINISTRATOR, registers=upload, mapping=None, as_at=AS_AT, witness=WITNESS),
        lambda: bench.load(ADMINISTRATOR, accept_valid=True, witness=WITNESS),
        lambda: bench.clear(ADMINISTRATOR),
    ):
        with pytest.raises(ImportRejected, match="being worked on"):
            act()
    assert len(desk.kept()) == 1
    go_on.set()
    checked(desk.ended())
    assert desk.audited() == [("IMPORT_CHECK", "DONE", 2)]


def test_a_locked_database_is_told_and_the_load_can_be_tried_again(desk: Desk) -> None:
    desk.check(GOOD)
    with desk.case.connect() as holder:
        if holder.dialect.name == "sqlite":
            holder.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            holder.exec_driver_sql("LOCK TABLE load IN ACCESS EXCLUSIVE MODE")
        assert trouble(desk.load())
        holder.rollback()
    assert desk.audited()[-1][:2] == ("IMPORT_LOAD", "FAILED")
    loaded(desk.load())
    assert referral_ids(desk.case) == ["A-1", "A-2"]


def test_a_full_disk_keeps_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(28, "No space left on device")

    with pytest.raises(DatabaseUnavailable, match="No space left"):
        desk.bench.check(
            ADMINISTRATOR,
            registers=[Upload(name="a.csv", content=io.BytesIO(GOOD[1])), Upload(name="b.csv", content=Full())],
            mapping=None,
            as_at=AS_AT,
            witness=WITNESS,
        )
    assert list((desk.var_dir / FOLDER).iterdir()) == []
    monkeypatch.setattr(uploads, "LARGEST_BYTES", 100)
    with pytest.raises(ImportRejected, match="larger than"):
        desk.check(GOOD, ("more.csv", GOOD[1]))
    assert list((desk.var_dir / FOLDER).iterdir()) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_imports(desk: Desk, role: Role) -> None:
    somebody = a_user(role=role)
    desk.check(GOOD)
    for act in (
        lambda: desk.check(GOOD, user=somebody),
        lambda: desk.bench.load(somebody, accept_valid=True, witness=WITNESS),
        lambda: desk.bench.check_again(somebody, witness=WITNESS),
        lambda: desk.bench.clear(somebody),
        lambda: desk.bench.history(somebody),
        lambda: desk.bench.place_of(somebody),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert loads(desk.case) == []


def test_a_demonstration_is_not_ended_unknowingly(desk: Desk) -> None:
    desk.bench.demonstration = True
    desk.check(GOOD)
    with pytest.raises(ImportRejected, match="would count as real"):
        desk.load()
    desk.bench.load(ADMINISTRATOR, accept_valid=False, ends_demonstration=True, witness=WITNESS)
    loaded(desk.ended())


def test_files_of_a_session_that_ended_are_swept(desk: Desk) -> None:
    desk.check(GOOD)
    desk.check(("other.csv", GOOD[1]), user=a_user("two"))
    desk.live = {"two"}
    assert desk.bench.sweep()
    assert len(desk.kept()) == 1
    assert desk.bench.place_of(ADMINISTRATOR) is None
    desk.live = set()
    assert not desk.bench.sweep()
    assert desk.kept() == []


def test_what_a_dead_process_left_is_removed_at_the_start_unless_another_imports(desk: Desk) -> None:
    desk.check(GOOD)
    with one_at_a_time(desk.var_dir):
        desk.site.clear()
        assert desk.kept()
    desk.site.clear()
    assert desk.kept() == []


def test_a_site_of_views_is_told_so(empty_url: str, store_url: str, tmp_path: Path) -> None:
    desk = Desk(empty_url, store_url, tmp_path / "var")
    assert "from another system, by views" in trouble(desk.check(GOOD))
    desk.close()


def test_a_workbook_that_unpacks_to_too_much_or_lies_about_it_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 5_000_000)
    honest = bomb.getvalue()
    lying = honest.replace((5_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    assert len(honest) < 10_000
    monkeypatch.setattr(uploads, "LARGEST_UNPACKED_BYTES", 1_000_000)
    assert "unpacks to more than" in trouble(desk.check(("bomb.xlsx", honest)))
    assert "damaged" in trouble(desk.check(("bomb.xlsx", lying)))
    assert {row[:2] for row in desk.audited()} == {("IMPORT_CHECK", "REFUSED")}


def test_a_mapping_is_used(desk: Desk) -> None:
    content = GOOD[1].replace(b"referral_id", b"URN")
    assert not checked(desk.check(("a.csv", content))).findings.clean
    mapped = desk.check(("a.csv", content), mapping=b'[columns.referral]\n"URN" = "referral_id"\n')
    assert checked(mapped).findings.clean
    assert "cannot be read" in trouble(desk.check(("a.csv", content), mapping=b"\x00 not toml"))


def test_a_register_of_another_schema_is_not_loaded(desk: Desk) -> None:
    with desk.case.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert "not at the schema of this release" in trouble(desk.check(GOOD))
