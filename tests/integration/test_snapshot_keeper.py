"""The keeper serves on, whatever happens to the database or the copy, and recovers by itself."""

import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_access.database import open_case
from data_access.errors import DatabaseUnavailable
from data_access.snapshot import SnapshotKeeper, read_snapshot
from data_access.snapshot.arrow_copy import FILE_NAME
from tests import databases
from tests.snapshot_rows import LOADED_AT, a_referral, fill

EVERY = timedelta(minutes=1)


@dataclass
class Clock:
    """A clock that goes only when told."""

    now: datetime = field(default=LOADED_AT)

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self) -> None:
        self.now += EVERY


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def var_dir(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def file_engine(tmp_path: Path) -> Iterator[sa.Engine]:
    """A case database in a file, which can be moved away and put back."""
    engine = open_case(databases.fresh_url("sqlite", tmp_path, "case"))
    fill(engine, a_referral(1))
    yield engine
    engine.dispose()


def a_keeper(engine: sa.Engine, var_dir: Path, clock: Clock) -> SnapshotKeeper:
    return SnapshotKeeper(engine, var_dir=var_dir, refresh_every=EVERY, clock=clock)


def rows(keeper: SnapshotKeeper) -> int:
    return keeper.current().snapshot.referrals_all.height


def refreshed(keeper: SnapshotKeeper, clock: Clock) -> None:
    clock.pass_time()
    keeper.current()
    keeper.settle()


def move_away(engine: sa.Engine) -> Path:
    path = Path(str(engine.url.database))
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(file.with_name(f"away-{file.name}"))
    return path


def put_back(path: Path) -> None:
    for file in path.parent.glob(f"away-{path.name}*"):
        file.rename(file.with_name(file.name.removeprefix("away-")))


def test_new_rows_appear_at_the_refresh_and_not_before(case_engine: sa.Engine, var_dir: Path, clock: Clock) -> None:
    fill(case_engine, a_referral(1))
    keeper = a_keeper(case_engine, var_dir, clock)
    assert rows(keeper) == 1
    fill(case_engine, a_referral(2))
    assert rows(keeper) == 1
    refreshed(keeper, clock)
    assert rows(keeper) == 2
    assert keeper.current().trouble is None


def test_an_unchanged_version_keeps_the_very_same_snapshot(file_engine: sa.Engine, var_dir: Path, clock: Clock) -> None:
    keeper = a_keeper(file_engine, var_dir, clock)
    before = keeper.current().snapshot
    refreshed(keeper, clock)
    assert keeper.current().snapshot is before


def test_a_restart_reads_the_copy_and_finds_the_same_figures(
    case_engine: sa.Engine, var_dir: Path, clock: Clock
) -> None:
    fill(case_engine, a_referral(1, closed_date=LOADED_AT.date()), a_referral(2, current_risk="HIGH"))
    first = a_keeper(case_engine, var_dir, clock).current().snapshot
    clock.pass_time()
    again = a_keeper(case_engine, var_dir, clock).current().snapshot
    assert again.loaded_at == first.loaded_at
    assert again.referrals_all.equals(first.referrals_all)
    assert again.referrals_all.schema == first.referrals_all.schema
    assert (again.reference, again.as_at, again.version) == (first.reference, first.as_at, first.version)
    assert (again.synthetic, dict(again.faults)) == (first.synthetic, dict(first.faults))


def test_the_copy_is_for_the_service_alone(file_engine: sa.Engine, var_dir: Path, clock: Clock) -> None:
    a_keeper(file_engine, var_dir, clock).current()
    assert stat.S_IMODE((var_dir / FILE_NAME).stat().st_mode) == 0o600
    assert [file.name for file in var_dir.iterdir()] == [FILE_NAME]


def test_a_lost_database_leaves_the_last_figures_and_says_so(
    file_engine: sa.Engine, var_dir: Path, clock: Clock
) -> None:
    keeper = a_keeper(file_engine, var_dir, clock)
    keeper.current()
    path = move_away(file_engine)
    refreshed(keeper, clock)
    lost_at = clock.now
    refreshed(keeper, clock)
    served = keeper.current()
    assert served.snapshot.referrals_all.height == 1
    assert "not there" in str(served.trouble)
    assert served.since == lost_at
    assert not path.exists()

    put_back(path)
    fill(file_engine, a_referral(2))
    refreshed(keeper, clock)
    assert rows(keeper) == 2
    assert (keeper.current().trouble, keeper.current().since) == (None, None)


def test_another_file_in_the_same_place_is_noticed(file_engine: sa.Engine, var_dir: Path, clock: Clock) -> None:
    keeper = a_keeper(file_engine, var_dir, clock)
    keeper.current()
    path = move_away(file_engine)
    other = open_case(databases.fresh_url("sqlite", path.parent, "case"))
    fill(other, a_referral(1), a_referral(2))
    fill(other, a_referral(3))
    other.dispose()
    Path(str(other.url.database)).rename(path)
    refreshed(keeper, clock)
    assert rows(keeper) == 3


def test_a_restart_without_the_database_serves_the_copy(file_engine: sa.Engine, var_dir: Path, clock: Clock) -> None:
    a_keeper(file_engine, var_dir, clock).current()
    path = move_away(file_engine)
    url = f"sqlite:///{path}"
    keeper = SnapshotKeeper(lambda: open_case(url, read_only=True), var_dir=var_dir, refresh_every=EVERY, clock=clock)
    assert rows(keeper) == 1
    assert keeper.current().trouble
    put_back(path)
    refreshed(keeper, clock)
    assert keeper.current().trouble is None


def test_neither_database_nor_copy_is_said_plainly(file_engine: sa.Engine, var_dir: Path, clock: Clock) -> None:
    path = move_away(file_engine)
    keeper = a_keeper(file_engine, var_dir, clock)
    with pytest.raises(DatabaseUnavailable):
        keeper.current()
    put_back(path)
    assert rows(keeper) == 1


def test_a_server_that_does_not_answer_is_a_lost_database(var_dir: Path, clock: Clock) -> None:
    engine = open_case("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseUnavailable):
        a_keeper(engine, var_dir, clock).current()


@pytest.mark.parametrize("damage", [b"", b"not an arrow file", b"ARROW1\x00\x00" + b"\x00" * 64])
def test_a_foreign_copy_is_ignored_and_replaced(
    file_engine: sa.Engine, var_dir: Path, clock: Clock, damage: bytes
) -> None:
    var_dir.mkdir()
    (var_dir / FILE_NAME).write_bytes(damage)
    assert rows(a_keeper(file_engine, var_dir, clock)) == 1
    assert (var_dir / FILE_NAME).read_bytes().startswith(b"ARROW1")
    assert len((var_dir / FILE_NAME).read_bytes()) > 1000


def test_a_copy_with_one_bit_turned_anywhere_is_never_believed_to_hold_other_rows(
    file_engine: sa.Engine, var_dir: Path, clock: Clock
) -> None:
    right = a_keeper(file_engine, var_dir, clock).current().snapshot
    path = move_away(file_engine)
    whole = (var_dir / FILE_NAME).read_bytes()
    for place in range(0, len(whole), 97):
        turned = bytearray(whole)
        turned[place] ^= 0b100
        (var_dir / FILE_NAME).write_bytes(turned)
        try:
            served = a_keeper(file_engine, var_dir, clock).current()
        except DatabaseUnavailable:
            continue
        assert served.snapshot.referrals_all.equals(right.referrals_all)
    put_back(path)


def test_a_copy_that_cannot_be_written_costs_no_figures(file_engine: sa.Engine, tmp_path: Path, clock: Clock) -> None:
    blocked = tmp_path / "var"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    keeper = a_keeper(file_engine, blocked, clock)
    assert rows(keeper) == 1
    assert "copy" in str(keeper.current().trouble)
    blocked.unlink()
    refreshed(keeper, clock)
    assert keeper.current().trouble is None
    assert (blocked / FILE_NAME).exists()


def test_a_fault_nobody_foresaw_keeps_the_old_figures(tmp_path: Path, clock: Clock) -> None:
    engine = open_case(databases.fresh_url("sqlite", tmp_path, "case"))
    fill(engine, a_referral(1))
    broken = threading.Event()

    def open_or_break() -> sa.Engine:
        if broken.is_set():
            raise RuntimeError("nobody foresaw this")
        return sa.create_engine(engine.url)

    keeper = SnapshotKeeper(open_or_break, var_dir=tmp_path / "var", refresh_every=EVERY, clock=clock)
    assert rows(keeper) == 1
    move_away(engine)
    refreshed(keeper, clock)
    assert rows(keeper) == 1
    assert keeper.current().trouble
    engine.dispose()


def test_many_readers_at_once_load_once_and_never_wait_for_a_refresh(
    file_engine: sa.Engine, var_dir: Path, clock: Clock
) -> None:
    keeper = a_keeper(file_engine, var_dir, clock)
    barrier = threading.Barrier(8)
    seen: list[int] = []

    def read() -> None:
        barrier.wait()
        seen.extend(id(keeper.current().snapshot) for _ in range(50))

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(seen) == 400
    assert len(set(seen)) == 1


def test_readers_go_on_while_a_refresh_hangs(file_engine: sa.Engine, var_dir: Path, clock: Clock) -> None:
    hang, reached = threading.Event(), threading.Event()
    fresh = sa.create_engine(file_engine.url)

    @sa.event.listens_for(fresh, "do_connect")
    def wait_in_the_background(*_: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            reached.set()
            hang.wait(30)

    keeper = a_keeper(fresh, var_dir, clock)
    assert rows(keeper) == 1
    fill(file_engine, a_referral(2))
    clock.pass_time()
    assert rows(keeper) == 1
    assert reached.wait(30)
    clock.pass_time()
    assert rows(keeper) == 1
    hang.set()
    keeper.settle()
    assert rows(keeper) == 2
    fresh.dispose()


def test_the_snapshot_read_by_the_keeper_is_the_one_in_the_database(
    case_engine: sa.Engine, var_dir: Path, clock: Clock
) -> None:
    fill(case_engine, a_referral(1), a_referral(2, current_risk="LOW"))
    direct = read_snapshot(case_engine, now=LOADED_AT)
    assert a_keeper(case_engine, var_dir, clock).current().snapshot.referrals_all.equals(direct.referrals_all)
