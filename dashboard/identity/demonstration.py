"""The four demonstration accounts of a first start, each with a random password that is shown once."""

from dataclasses import dataclass, field
from datetime import datetime

from dashboard.identity.passwords import hash_password, random_password
from data_access import accounts
from data_access.audit import Witness
from data_access.sessions import Store
from data_access.vocabulary import Role

CHESHIRE = "E23000006"
HAMPSHIRE = "E23000030"
METROPOLITAN = "E23000001"
PROGRAMME_FORCES = (CHESHIRE, HAMPSHIRE, METROPOLITAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstrator:
    """One demonstration account before it exists."""

    username: str
    display_name: str
    role: Role
    forces: tuple[str, ...] = (CHESHIRE,)


DEMONSTRATORS = (
    Demonstrator(
        username="commissioner",
        display_name="Commissioner (demonstration)",
        role=Role.COMMISSIONER,
        forces=PROGRAMME_FORCES,
    ),
    Demonstrator(username="manager", display_name="Unit manager (demonstration)", role=Role.MANAGER),
    Demonstrator(username="press", display_name="Press officer (demonstration)", role=Role.PRESS_OFFICER),
    Demonstrator(username="administrator", display_name="Administrator (demonstration)", role=Role.ADMINISTRATOR),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A username and the password to show once."""

    username: str
    password: str = field(repr=False)


def make_accounts(store: Store, *, witness: Witness, now: datetime) -> tuple[Credentials, ...]:
    """Make the demonstration accounts in a store without any account and return their passwords, otherwise nothing."""
    if accounts.everyone(store):
        return ()
    passwords = [random_password() for _ in DEMONSTRATORS]
    hashes = [hash_password(password) for password in passwords]
    for demonstrator, password_hash in zip(DEMONSTRATORS, hashes, strict=True):
        accounts.add(
            store,
            username=demonstrator.username,
            display_name=demonstrator.display_name,
            role=demonstrator.role,
            forces=demonstrator.forces,
            home_force=CHESHIRE,
            password_hash=password_hash,
            demonstration=True,
            witness=witness,
            now=now,
        )
    return tuple(
        Credentials(username=demonstrator.username, password=password)
        for demonstrator, password in zip(DEMONSTRATORS, passwords, strict=True)
    )
