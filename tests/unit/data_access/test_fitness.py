"""What an address alone says about how a database is reached."""

from pathlib import Path

import pytest

from data_access.fitness import files_of, travels_in_the_open


@pytest.mark.parametrize(
    ("url", "environment", "open_way"),
    [
        ("postgresql://a:b@db.example/unit", {}, True),
        ("postgresql+psycopg://a:b@db.example/unit?sslmode=prefer", {}, True),
        ("postgresql://a:b@db.example/unit?sslmode=disable", {"PGSSLMODE": "verify-full"}, True),
        ("postgresql://a:b@localhost,db.example/unit", {}, True),
        ("postgresql:///unit?host=/run/postgresql&host=db.example", {}, True),
        ("postgresql://localhost/unit?hostaddr=192.0.2.9", {}, True),
        ("postgresql:///unit", {"PGHOST": "db.example"}, True),
        ("postgresql:///?service=unit", {}, True),
        ("postgresql://a:b@db.example/unit?sslmode=require", {}, False),
        ("postgresql://a:b@db.example/unit?sslmode=verify-full", {}, False),
        ("postgresql://a:b@db.example/unit", {"PGSSLMODE": "verify-full"}, False),
        ("postgresql:///?service=unit&sslmode=verify-full", {}, False),
        ("postgresql://a:b@localhost/unit", {}, False),
        ("postgresql://a:b@[::1]/unit", {}, False),
        ("postgresql:///unit?host=/run/postgresql", {}, False),
        ("sqlite:////srv/unit/case.db", {}, False),
    ],
)
def test_a_password_never_crosses_a_network_in_the_open(url: str, environment: dict[str, str], open_way: bool) -> None:
    assert travels_in_the_open(url, environment=environment) is open_way


def test_a_sqlite_database_is_its_file_and_what_stands_beside_it() -> None:
    assert files_of("sqlite:////srv/unit/case.db") == tuple(
        Path(f"/srv/unit/case.db{side}") for side in ("", "-wal", "-shm", "-journal")
    )
    assert files_of("sqlite://") == files_of("postgresql://localhost/unit") == ()
