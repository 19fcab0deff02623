"""A site that is not safe does not start, and says everything that stands against it at once."""

import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from dashboard.identity.clock import moment
from dashboard.identity.demonstration import make_accounts
from dashboard.safety import Start, StartRefused, check_start, faults_of
from dashboard.settings import DashboardSettings, dashboard_settings
from data_access import accounts
from data_access.database import open_case, open_store
from data_access.fitness import holds_real_cases, store_fitness
from data_access.schema import audit_head, load
from data_access.settings import DataSettings, data_settings
from data_access.vocabulary import LoadKind, Role
from tests import databases
from tests.doorway import WITNESS

SECRET = SecretStr("uT3_x9QbLr7-vKp2_ZwN5aHsYc8dEfGj")
ADDRESS = "https://figures.example"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both databases as `init` makes them."""
    folder = tmp_path_factory.mktemp("migrated")
    return {
        "case": Path(str(sa.make_url(databases.fresh_url("sqlite", folder, "case")).database)),
        "store": Path(str(sa.make_url(databases.fresh_url("sqlite", folder, "store")).database)),
    }


@pytest.fixture
def folder(tmp_path: Path, migrated: dict[str, Path]) -> Path:
    """A folder as a careful site has it: two databases in it, the service's alone."""
    path = tmp_path / "site"
    path.mkdir(mode=0o700)
    for which, made in migrated.items():
        Path(shutil.copy(made, path / f"{which}.db")).chmod(0o600)
    return path


def careful(
    folder: Path,
    *,
    stored: dict[str, Any] | None = None,
    site: dict[str, Any] | None = None,
    environment: dict[str, str] | None = None,
    developer_mode: bool = False,
) -> Start:
    """A start with nothing against it, but for what is changed."""
    at_home: dict[str, Any] = {
        "case_url": SecretStr(f"sqlite:///{folder / 'case.db'}"),
        "store_url": SecretStr(f"sqlite:///{folder / 'store.db'}"),
        "var_dir": folder,
        "secret": SECRET,
        "demonstration": False,
    }
    return Start(
        stored=DataSettings(**at_home | (stored or {})),
        site=DashboardSettings(**{"public_url": ADDRESS, **(site or {})}),
        environment=environment or {},
        developer_mode=developer_mode,
    )


def said(start: Start) -> list[str]:
    return [fault.happened for fault in faults_of(start)]


def test_a_careful_site_starts(folder: Path) -> None:
    assert said(careful(folder)) == []


@pytest.mark.parametrize(
    ("changed", "happened"),
    [
        ({"stored": {"secret": None}}, "There is no secret"),
        ({"stored": {"secret": SecretStr("password" * 8)}}, "too weak"),
        ({"site": {"public_url": None}}, "UNIT_PUBLIC_URL is not set"),
        ({"site": {"public_url": "http://figures.example"}}, "UNIT_PUBLIC_URL is not encrypted"),
        ({"site": {"session_idle": timedelta(hours=9), "session_absolute": timedelta(hours=9)}}, "UNIT_SESSION_IDLE"),
        ({"site": {"session_absolute": timedelta(hours=25)}}, "UNIT_SESSION_ABSOLUTE is more than 24 hours"),
        ({"site": {"metrics_token": SecretStr("0123456789" * 4)}}, "UNIT_METRICS_TOKEN is too weak"),
        ({"environment": {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}}, "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"),
        ({"environment": {"STREAMLIT_LOGGER_LEVEL": "debug"}}, "STREAMLIT_LOGGER_LEVEL"),
        ({"environment": {"PYTHONDEVMODE": "1"}}, "PYTHONDEVMODE"),
        ({"environment": {"PYTHONASYNCIODEBUG": "1"}}, "PYTHONASYNCIODEBUG"),
        ({"developer_mode": True}, "python -X dev"),
        ({"environment": {"FORWARDED_ALLOW_IPS": "*"}}, "FORWARDED_ALLOW_IPS"),
        ({"environment": {"UNIT_DEMONSTRATON": "false"}}, "No setting is called UNIT_DEMONSTRATON"),
        ({"environment": {"UNIT_NAME_FILE": "/x"}}, "No setting is called UNIT_NAME_FILE"),
        (
            {"stored": {"case_url": SecretStr("postgresql://reader:x@case.example/unit")}},
            "UNIT_CASE_URL leads to another computer without encryption",
        ),
        ({"stored": {"store_url": SecretStr("no address")}}, "The address of a database cannot be read"),
    ],
)
def test_each_fault_of_a_real_site_stops_the_start_and_is_said(
    folder: Path, changed: dict[str, Any], happened: str
) -> None:
    assert happened in "\n".join(said(careful(folder, **changed)))


def test_what_is_no_fault_is_not_called_one(folder: Path) -> None:
    environment = {"UNIT_STORE_URL_FILE": "/run/store", "UNIT_TARGET_DAYS": "10", "PYTHONDEVMODE": "", "PATH": "/bin"}
    site = {"session_idle": timedelta(hours=8), "session_absolute": timedelta(hours=24), "metrics_token": SECRET}
    assert said(careful(folder, environment=environment, site=site)) == []


@pytest.mark.parametrize("side", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("database", ["case.db", "store.db"])
@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_database_file_that_others_can_read_stops_the_start(
    folder: Path, database: str, side: str, mode: int
) -> None:
    path = folder / f"{database}{side}"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    start = careful(folder)
    path.chmod(mode)
    assert [f"Others can read {path}" in happened for happened in said(start)] == [True]


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o711])
def test_a_folder_that_others_can_enter_stops_the_start(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    assert said(careful(folder)) == [f"Others can read {folder}."]


def test_a_working_folder_apart_from_the_databases_is_looked_at_too(folder: Path, tmp_path: Path) -> None:
    apart = tmp_path / "apart"
    apart.mkdir(mode=0o755)
    assert said(careful(folder, stored={"var_dir": apart})) == [f"Others can read {apart}."]


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_store_that_was_never_made_or_is_old_stops_any_start(folder: Path, demonstration: bool) -> None:
    (folder / "store.db").unlink()
    start = careful(folder, stored={"demonstration": demonstration})
    assert said(start) == ["The store is not of this release."]
    assert not (folder / "store.db").exists()


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_store_whose_audit_has_no_beginning_stops_any_start(folder: Path, demonstration: bool) -> None:
    start = careful(folder, stored={"demonstration": demonstration})
    store = open_store(start.databases["UNIT_STORE_URL"])
    with store.begin() as connection:
        for name in connection.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(sa.text(f"DROP TRIGGER {name}"))
        connection.execute(audit_head.delete())
    store.dispose()
    assert said(start) == ["The audit has lost its beginning, so nothing could be recorded."]


def test_demonstration_accounts_stop_a_real_site_until_they_are_shut(folder: Path) -> None:
    start = careful(folder)
    store = open_store(start.databases["UNIT_STORE_URL"])
    made = [each.username for each in make_accounts(store, witness=WITNESS, now=moment())]
    assert said(start) == [f"Demonstration accounts can sign in: {', '.join(sorted(made))}."]
    assert said(careful(folder, stored={"demonstration": True})) == []
    accounts.add(
        store,
        username="ada",
        display_name="Ada",
        role=Role.ADMINISTRATOR,
        forces=(),
        home_force=None,
        password_hash="",
        witness=WITNESS,
        now=moment(),
    )
    for username in made:
        accounts.disable(store, username=username, witness=WITNESS, now=moment())
    store.dispose()
    assert said(start) == []


@pytest.fixture
def case(case_url: str) -> Iterator[tuple[str, sa.Engine]]:
    engine = open_case(case_url)
    yield case_url, engine
    engine.dispose()


def loaded(engine: sa.Engine, kind: LoadKind) -> None:
    with engine.begin() as connection:
        row = {"kind": kind.value, "as_at": date(2026, 6, 29), "loaded_at": moment().replace(tzinfo=None)}
        connection.execute(load.insert().values({**_required(), **row}))


def _required() -> dict[str, object]:
    """Something for every column of a load that must hold something."""
    return {
        column.name: 0 if isinstance(column.type, sa.Integer) else ""
        for column in load.columns
        if not column.nullable and not column.primary_key and column.server_default is None
    }


def test_only_what_was_invented_may_be_shown_in_a_demonstration(case: tuple[str, sa.Engine]) -> None:
    url, engine = case
    assert not holds_real_cases(url)
    loaded(engine, LoadKind.DEMONSTRATION)
    assert not holds_real_cases(url)
    loaded(engine, LoadKind.IMPORT)
    assert holds_real_cases(url)


@pytest.mark.parametrize("kind", [LoadKind.IMPORT, LoadKind.EXTERNAL])
def test_forgetting_to_end_the_demonstration_does_not_open_real_cases(folder: Path, kind: LoadKind) -> None:
    start = careful(folder, stored={"demonstration": True})
    engine = open_case(start.databases["UNIT_CASE_URL"])
    loaded(engine, kind)
    engine.dispose()
    assert said(start) == ["This is a demonstration, and the case database holds cases that nobody invented."]
    assert said(careful(folder)) == []


def test_a_demonstration_over_a_database_that_cannot_be_asked_does_not_start(folder: Path) -> None:
    url = SecretStr("postgresql://reader@127.0.0.1:1/unit")
    start = careful(folder, stored={"demonstration": True, "case_url": url})
    assert "The case database could not be read" in "".join(said(start))


def test_a_case_database_that_is_not_there_yet_shows_nobody(folder: Path) -> None:
    (folder / "case.db").unlink()
    assert said(careful(folder, stored={"demonstration": True})) == []


def test_a_store_on_either_database_is_known_to_be_fit(store_url: str) -> None:
    fitness = store_fitness(store_url)
    assert (fitness.up_to_date, fitness.has_audit, fitness.demonstrators) == (True, True, ())


def test_all_faults_are_said_at_once_each_with_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.chmod(0o755)
    for name, value in {
        "UNIT_DEMONSTRATION": "false",
        "UNIT_CASE_URL": f"sqlite:///{folder / 'case.db'}",
        "UNIT_STORE_URL": f"sqlite:///{folder / 'store.db'}",
        "UNIT_VAR_DIR": str(folder),
        "UNIT_SECRET": "changeme" * 5,
        "UNIT_SESSION_ABSOLUTE": "P2D",
        "PYTHONDEVMODE": "1",
    }.items():
        monkeypatch.setenv(name, value)
    _read_anew()
    with pytest.raises(StartRefused) as refused:
        check_start()
    monkeypatch.undo()
    _read_anew()
    assert len(refused.value.faults) == 5
    assert all(fault.happened and fault.unharmed and fault.remedy for fault in refused.value.faults)
    assert all(f"{number}. " in refused.value.happened for number in range(1, 6))
    assert "changeme" not in str(refused.value)


def test_settings_of_both_sides_that_cannot_be_used_are_said_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_DEMONSTRATION", "perhaps")
    monkeypatch.setenv("UNIT_TARGET_DAYS", "soon")
    _read_anew()
    with pytest.raises(StartRefused) as refused:
        check_start()
    monkeypatch.undo()
    _read_anew()
    assert len(refused.value.faults) == 2


def _read_anew() -> None:
    data_settings.cache_clear()
    dashboard_settings.cache_clear()
