"""A bench for imports over real databases, and administrators before it."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dashboard.administration.import_site import Check, ImportSite, Load
from dashboard.administration.imports import Bench, Place
from dashboard.administration.uploads import FOLDER, Upload
from dashboard.identity.clock import moment
from dashboard.policy import User
from data_access.audit import Witness
from data_access.database import open_case, open_store
from data_access.schema import audit_entry
from data_access.vocabulary import Role
from tests.doorway import ACTOR, KEY
from tests.imports import MINIMUM

AS_AT = date(2026, 6, 29)
WITNESS = Witness(actor=ACTOR, key=KEY)


def a_user(session_id: str = "one", role: Role = Role.ADMINISTRATOR) -> User:
    return User(
        username="ada",
        display_name="Ada",
        role=role,
        forces=(),
        home_force=None,
        demonstration=False,
        session_id=session_id,
    )


ADMINISTRATOR = a_user()


class Desk:
    """A bench over real databases, and an administrator before it."""

    def __init__(self, case_url: str, store_url: str, var_dir: Path) -> None:
        self.var_dir = var_dir
        self.case, self.store = open_case(case_url), open_store(store_url)
        self.live = {"one", "two"}
        self.told_of_loads = 0
        self.site = ImportSite(
            var_dir=var_dir, case_url=case_url, store=self.store, clock=moment, after_load=self._note_load
        )
        self.bench = Bench(self.site, live=lambda: self.live, demonstration=False)

    def _note_load(self) -> None:
        self.told_of_loads += 1

    def check(self, *files: tuple[str, bytes], user: User = ADMINISTRATOR, mapping: bytes | None = None) -> Place:
        registers = [Upload(name=name, content=io.BytesIO(content)) for name, content in files]
        written = Upload(name="m.toml", content=io.BytesIO(mapping)) if mapping is not None else None
        self.bench.check(user, registers=registers, mapping=written, as_at=AS_AT, witness=WITNESS)
        return self.ended(user)

    def load(self, *, accept_valid: bool = False, user: User = ADMINISTRATOR) -> Place:
        self.bench.load(user, accept_valid=accept_valid, witness=WITNESS)
        return self.ended(user)

    def ended(self, user: User = ADMINISTRATOR) -> Place:
        place = self.bench.place_of(user)
        assert place is not None
        place.work.wait()
        return place

    def kept(self) -> list[Path]:
        return [path for path in (self.var_dir / FOLDER).rglob("*") if path.is_file()]

    def audited(self) -> list[tuple[Any, ...]]:
        columns = (audit_entry.c.event, audit_entry.c.outcome, audit_entry.c.row_count)
        with self.store.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.select(*columns).order_by(audit_entry.c.sequence))]

    def close(self) -> None:
        self.case.dispose()
        self.store.dispose()


def register(*rows: dict[str, str]) -> bytes:
    headings = ",".join(MINIMUM)
    lines = [",".join((MINIMUM | row).values()) for row in rows]
    return "\r\n".join([headings, *lines, ""]).encode()


GOOD = ("register.csv", register({}, {"referral_id": "A-2"}))
MIXED = ("register.csv", register({}, {"referral_id": "A-2", "force": "Atlantis"}))


def checked(place: Place) -> Check:
    assert place.checking.outcome is not None, place.checking.trouble
    return place.checking.outcome


def loaded(place: Place) -> Load:
    assert place.loading is not None
    assert place.loading.outcome is not None, place.loading.trouble
    return place.loading.outcome


def trouble(place: Place) -> str:
    assert place.work.outcome is None
    return str(place.work.trouble)
