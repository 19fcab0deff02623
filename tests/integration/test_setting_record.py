"""What is set is on record from the first start, every change of it too, and no secret with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.identity.clock import moment
from dashboard.setting_record import record_settings_in_force, settings_told
from dashboard.settings import dashboard_settings
from data_access.access_vocabulary import Event
from data_access.errors import DatabaseUnavailable
from data_access.schema import audit_entry, audit_head
from data_access.service_secret import service_secret
from data_access.setting_changes import LONGEST_VALUE, record_settings
from data_access.settings import data_settings
from tests.doorway import WITNESS, site_gate

SECRET = "uT3_x9QbLr7-vKp2_ZwN5aHsYc8dEfGj"
PASSWORD = "a password in an address"


def recorded(store: sa.Engine) -> list[tuple[str, str]]:
    changes = sa.select(audit_entry.c.subject, audit_entry.c.detail).where(
        audit_entry.c.event == Event.SETTING_CHANGE.value
    )
    with store.connect() as connection:
        return [(row.subject, row.detail) for row in connection.execute(changes.order_by(audit_entry.c.sequence))]


def test_a_change_is_recorded_with_what_was_before_and_no_change_is_not(store_engine: sa.Engine) -> None:
    def record(**settings: str) -> int:
        return record_settings(store_engine, settings, witness=WITNESS, now=moment())

    assert record(UNIT_A="1", UNIT_B="two") == 2
    assert record(UNIT_A="1", UNIT_B="two") == 0
    assert record(UNIT_A="1", UNIT_B='three", was "two') == 1
    assert record(UNIT_A="1", UNIT_B='three", was "two') == 0
    assert record(UNIT_B='three", was "two') == 1
    assert record(UNIT_A="1", UNIT_B='three", was "two') == 1
    assert recorded(store_engine) == [
        ("UNIT_A", 'is "1", was "not recorded before"'),
        ("UNIT_B", 'is "two", was "not recorded before"'),
        ("UNIT_B", 'is "three\\", was \\"two", was "two"'),
        ("UNIT_A", 'is "no longer a setting", was "1"'),
        ("UNIT_A", 'is "1", was "no longer a setting"'),
    ]


@pytest.mark.parametrize(
    "value", ["", "é" * LONGEST_VALUE, '"' * 3_000, "\\" * LONGEST_VALUE, "a\nb\x7f\x00c", "\ud800", "x" * 5_000]
)
def test_any_value_is_recorded_once(store_engine: sa.Engine, value: str) -> None:
    once = {"UNIT_A": value}
    assert record_settings(store_engine, once, witness=WITNESS, now=moment()) == 1
    assert record_settings(store_engine, once, witness=WITNESS, now=moment()) == 0
    assert record_settings(store_engine, {"UNIT_A": f"{value}!"}, witness=WITNESS, now=moment()) == 1
    assert record_settings(store_engine, once, witness=WITNESS, now=moment()) == 1


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sa.Engine]:
    """The store of a site with a secret of each kind set."""
    monkeypatch.setenv("UNIT_SECRET", SECRET)
    monkeypatch.setenv("UNIT_CASE_URL", f"postgresql://reader:{PASSWORD}@localhost/unit")
    with site_gate(tmp_path, monkeypatch) as gate:
        yield gate.store


def _set(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    _read_anew()


def _read_anew() -> None:
    data_settings.cache_clear()
    dashboard_settings.cache_clear()


@pytest.mark.usefixtures("store")
def test_every_setting_is_told_and_no_secret() -> None:
    told = settings_told(service_secret(data_settings()))
    expected = {
        f"UNIT_{name.upper()}"
        for settings in (data_settings(), dashboard_settings())
        for name in type(settings).model_fields
    }
    assert set(told) == expected
    assert not any(SECRET in text or PASSWORD in text for text in told.values())
    assert told["UNIT_SECRET"].startswith("secret, fingerprint ")


def test_a_secret_in_a_file_is_told_apart_from_another_in_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNIT_VAR_DIR", str(tmp_path))
    _read_anew()
    made = settings_told(service_secret(data_settings()))["UNIT_SECRET"]
    (tmp_path / "secret").write_text(SECRET)
    changed = settings_told(service_secret(data_settings()))["UNIT_SECRET"]
    monkeypatch.undo()
    _read_anew()
    assert made != changed
    assert made.startswith("secret, fingerprint ")


def test_the_first_start_records_everything_and_the_next_only_what_changed(
    store: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = record_settings_in_force(now=moment())
    assert everything == len(settings_told(service_secret(data_settings())))
    assert record_settings_in_force(now=moment()) == 0
    _set(monkeypatch, "UNIT_SESSION_IDLE", "PT10M")
    _set(monkeypatch, "UNIT_CASE_URL", f"postgresql://reader:{PASSWORD}2@localhost/unit")
    assert record_settings_in_force(now=moment()) == 2
    (address, was), change = recorded(store)[-2:]
    assert change == ("UNIT_SESSION_IDLE", 'is "PT10M", was "PT30M"')
    assert address == "UNIT_CASE_URL"
    assert was.count("secret, fingerprint") == 2
    assert PASSWORD not in str(recorded(store))


@pytest.mark.usefixtures("store")
def test_the_same_password_has_another_fingerprint_under_another_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    before = settings_told(service_secret(data_settings()))["UNIT_CASE_URL"]
    _set(monkeypatch, "UNIT_SECRET", SECRET[::-1])
    assert settings_told(service_secret(data_settings()))["UNIT_CASE_URL"] != before


def test_settings_that_cannot_be_recorded_are_not_put_in_force(store: sa.Engine) -> None:
    with store.begin() as connection:
        for name in connection.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(sa.text(f"DROP TRIGGER {name}"))
        connection.execute(audit_head.delete())
    with pytest.raises(DatabaseUnavailable):
        record_settings_in_force(now=moment())
    assert recorded(store) == []
