"""Whether the databases are fit to be served: up to date, accountable, and without what belongs to a demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from data_access.accounts import everyone
from data_access.database import address_of, open_case, open_store, plainly
from data_access.migrate import current_revision, head_revision
from data_access.schema import audit_head, load, referral
from data_access.vocabulary import LoadKind

SIDE_FILES = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a database holds its rows too
_TRANSPORTS_KEPT_PRIVATE = {"require", "verify-ca", "verify-full"}
_THIS_COMPUTER = {"", "localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFitness:
    """What a start must know of the store.

    Attributes
    ----------
    up_to_date
        Whether it has the schema of this release.
    has_audit
        Whether the audit has its beginning; without one nothing accountable can be done.
    demonstrators
        Usernames of the demonstration accounts that may sign in.
    """

    up_to_date: bool
    has_audit: bool = False
    demonstrators: tuple[str, ...] = ()


def store_fitness(url: str) -> StoreFitness:
    """Return what a start must know of the store; raises `DatabaseUnavailable`."""
    if is_missing_file(url):
        return StoreFitness(up_to_date=False)
    store = open_store(url)
    try:
        if current_revision(store) != head_revision("store"):
            return StoreFitness(up_to_date=False)
        with plainly("The audit could not be read"), store.connect() as connection:
            has_audit = connection.execute(sa.select(audit_head.c.head_id)).first() is not None
        accounts = everyone(store)
    finally:
        store.dispose()
    demonstrators = tuple(account.username for account in accounts if account.demonstration and account.active)
    return StoreFitness(up_to_date=True, has_audit=has_audit, demonstrators=demonstrators)


def holds_real_cases(url: str) -> bool:
    """Return whether a case database holds anything that is not known to be an invention.

    Whatever was ever loaded or offered from another system counts as real, as do referrals that no load accounts for.
    Raises `DatabaseUnavailable`: what cannot be read is not known to be an invention.
    """
    if is_missing_file(url):
        return False
    case = open_case(url, read_only=True)
    kind = sa.type_coerce(load.c.kind, sa.Text)
    try:
        with plainly("The case database could not be read"), case.connect() as connection:
            there = set(sa.inspect(connection).get_table_names()) | set(sa.inspect(connection).get_view_names())
            if referral.name not in there:
                return False
            if load.name not in there:
                return _any(connection, sa.select(referral.c.referral_id))
            if _any(connection, sa.select(load.c.load_id).where(kind != LoadKind.DEMONSTRATION.value)):
                return True
            return not _any(connection, sa.select(load.c.load_id)) and _any(
                connection, sa.select(referral.c.referral_id)
            )
    finally:
        case.dispose()


def files_of(url: str) -> tuple[Path, ...]:
    """Return the files a SQLite database consists of, whether they are there or not; none of a server's."""
    address = address_of(url)
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        return ()
    return tuple(Path(f"{address.database}{side}") for side in SIDE_FILES)


def is_missing_file(url: str) -> bool:
    """Return whether a database is a file that is not there, and that nobody should make by looking."""
    files = files_of(url)
    return bool(files) and not files[0].exists()


def travels_in_the_open(url: str, *, environment: Mapping[str, str]) -> bool:
    """Return whether what is asked of a PostgreSQL server, and its password, crosses a network unencrypted.

    An address overrides `PGHOST` and `PGSSLMODE` of the environment. PostgreSQL's own default "prefer" is not enough:
    whoever stands between answers that encryption is not to be had.
    """
    address = address_of(url)
    if address.get_backend_name() != "postgresql":
        return False
    hosts = [address.host or "", *_of_query(address, "host"), *_of_query(address, "hostaddr")]
    machines = {machine for host in hosts if host for machine in host.split(",")} or {environment.get("PGHOST", "")}
    is_local = all(machine in _THIS_COMPUTER or machine.startswith("/") for machine in machines)
    if is_local and "service" not in address.query:  # a service of the server's own files may be anywhere
        return False
    modes = _of_query(address, "sslmode") or [environment.get("PGSSLMODE", "")]
    return modes[-1] not in _TRANSPORTS_KEPT_PRIVATE


def _of_query(address: sa.URL, name: str) -> list[str]:
    value = address.query.get(name, ())
    return [value] if isinstance(value, str) else list(value)


def _any(connection: sa.Connection, rows: sa.Select[tuple[object]]) -> bool:
    return connection.execute(rows.limit(1)).first() is not None
