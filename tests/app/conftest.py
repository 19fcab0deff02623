"""A programme and a store, written once a run; a site over them, whole, empty or broken, for each test."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.identity.clock import moment
from dashboard.identity.demonstration import CHESHIRE, PROGRAMME_FORCES
from dashboard.identity.gate import Gate
from dashboard.identity.second_factor import SecondFactorKeys
from dashboard.settings import dashboard_settings
from data_access import accounts
from data_access.audit import PURPOSE, Witness
from data_access.database import open_case, open_store
from data_access.demo import write_programme
from data_access.service_secret import service_secret
from data_access.sessions import Lifetimes
from data_access.settings import DataSettings
from data_access.snapshot import SnapshotKeeper
from data_access.vocabulary import Role
from tests import databases
from tests.app.visits import Address, Site, forget
from tests.components import look_once
from tests.doorway import ACTOR, session_of

AS_AT = date(2020, 6, 30)  # two years after launch: enough for every panel, quick to write
GARBAGE = b"this was a database once"

look_once()


@pytest.fixture(scope="session")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Address:
    """A small programme in a case database, and a store."""
    folder = tmp_path_factory.mktemp("programme")
    case_url = databases.fresh_url("sqlite", folder, "case")
    case = open_case(case_url)
    write_programme(case, referrals=None, forces=None, seed=2018, as_at=AS_AT)
    case.dispose()
    return Address(case_url=case_url, store_url=databases.fresh_url("sqlite", folder, "store"), var_dir=folder)


@pytest.fixture(scope="session")
def tokens(programme: Address) -> dict[Role, str]:
    """A live session for each role, opened as a browser would."""
    settings = dashboard_settings()
    lifetimes = Lifetimes(idle=settings.session_idle, absolute=settings.session_absolute)
    secret = service_secret(DataSettings(var_dir=programme.var_dir))
    at_door = Gate(
        store=open_store(programme.store_url),
        lifetimes=lifetimes,
        key=secret.derived(PURPOSE),
        second_factor_keys=SecondFactorKeys.of(secret),
    )
    opened = {role: session_of(at_door, _add(at_door, role)) for role in Role}
    at_door.store.dispose()
    return opened


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, programme: Address, tokens: dict[Role, str]) -> Iterator[Site]:
    """The whole application over the programme."""
    yield Site(monkeypatch, programme, tokens)
    forget()


@pytest.fixture
def fragile_site(
    monkeypatch: pytest.MonkeyPatch, programme: Address, tokens: dict[Role, str], tmp_path: Path
) -> Iterator[Site]:
    """The application over copies of the databases, case.db and store.db in its folder, that a test may damage."""
    case_url = _copied(programme.case_url, tmp_path / "case.db")
    address = Address(case_url=case_url, store_url=_own_store(programme, tmp_path), var_dir=tmp_path)
    yield Site(monkeypatch, address, tokens)
    forget()


@pytest.fixture
def empty_site(
    monkeypatch: pytest.MonkeyPatch, programme: Address, tokens: dict[Role, str], tmp_path: Path
) -> Iterator[Site]:
    """The application over a case database that is ready and holds no referral."""
    case_url = databases.fresh_url("sqlite", tmp_path, "case")
    address = Address(case_url=case_url, store_url=_own_store(programme, tmp_path), var_dir=tmp_path)
    yield Site(monkeypatch, address, tokens)
    forget()


@pytest.fixture
def lost_site(
    monkeypatch: pytest.MonkeyPatch, programme: Address, tokens: dict[Role, str], tmp_path: Path
) -> Iterator[Site]:
    """The application over a damaged case database; a copy of its figures from better days is still there."""
    yield Site(monkeypatch, _damaged(programme, tmp_path, with_copy=True), tokens)
    forget()


@pytest.fixture
def dead_site(
    monkeypatch: pytest.MonkeyPatch, programme: Address, tokens: dict[Role, str], tmp_path: Path
) -> Iterator[Site]:
    """The application over a damaged case database, with no copy of its figures anywhere."""
    yield Site(monkeypatch, _damaged(programme, tmp_path, with_copy=False), tokens)
    forget()


def _own_store(programme: Address, folder: Path) -> str:
    """Return the address of a store of the same people and sessions; its secret goes into the folder too."""
    shutil.copy(programme.var_dir / "secret", folder)
    return _copied(programme.store_url, folder / "store.db")


def _copied(url: str, path: Path) -> str:
    """Return the address of a copy: not of the file alone, what was written last may still stand beside it."""
    with closing(sqlite3.connect(str(sa.make_url(url).database))) as whole:
        whole.execute("VACUUM INTO ?", (str(path),))
    return f"sqlite:///{path}"


def _damaged(programme: Address, folder: Path, *, with_copy: bool) -> Address:
    case = folder / "case.db"
    if with_copy:
        _copy_figures(programme, folder)
    case.write_bytes(GARBAGE)
    return Address(case_url=f"sqlite:///{case}", store_url=programme.store_url, var_dir=folder)


def _copy_figures(programme: Address, folder: Path) -> None:
    """Read the programme as a running site does, which leaves the copy behind."""
    engines: list[sa.Engine] = []

    def opened() -> sa.Engine:
        engines.append(open_case(programme.case_url, read_only=True))
        return engines[-1]

    now = moment().replace(tzinfo=None)
    SnapshotKeeper(opened, var_dir=folder, refresh_every=Lifetimes().idle, clock=lambda: now).current()
    for engine in engines:
        engine.dispose()


def _add(at_door: Gate, role: Role) -> str:
    """Add the account of a role as the demonstration has it; nobody signs in by password here."""
    username = role.value.lower().replace("_", "-")
    accounts.add(
        at_door.store,
        username=username,
        display_name=role.value.title(),
        role=role,
        forces=PROGRAMME_FORCES if role is Role.COMMISSIONER else (CHESHIRE,),
        home_force=CHESHIRE,
        password_hash="never used",
        witness=Witness(actor=ACTOR, key=at_door.key),
        now=moment(),
    )
    return username
