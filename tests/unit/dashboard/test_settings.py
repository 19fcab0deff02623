"""The dashboard's settings: defaults that need no set-up, and refusals that name the fault."""

from datetime import timedelta

import pytest

from dashboard.settings import dashboard_settings
from data_access.errors import SettingRefused
from data_access.vocabulary import Role


@pytest.fixture(autouse=True)
def _read_anew() -> None:
    dashboard_settings.cache_clear()


def test_nothing_need_be_set() -> None:
    settings = dashboard_settings()
    assert settings.session_idle == timedelta(minutes=30)
    assert settings.session_absolute == timedelta(hours=10)
    assert settings.target_days == 14


def test_roles_are_written_with_commas_and_nobody_must_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dashboard_settings().second_factor_roles == frozenset()
    dashboard_settings.cache_clear()
    monkeypatch.setenv("UNIT_SECOND_FACTOR_ROLES", "manager, ADMINISTRATOR")
    assert dashboard_settings().second_factor_roles == {Role.MANAGER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("written", ["PT15M", "00:15:00"])
def test_a_duration_may_be_written_in_two_ways(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("UNIT_SESSION_IDLE", written)
    assert dashboard_settings().session_idle == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UNIT_SESSION_IDLE", "soon"),
        ("UNIT_SESSION_IDLE", "0"),
        ("UNIT_SESSION_IDLE", "PT11H"),
        ("UNIT_TARGET_DAYS", "0"),
        ("UNIT_SIGN_IN_FAILURES", "0"),
        ("UNIT_SIGN_IN_FAILURES_PER_ADDRESS", "-1"),
        ("UNIT_SIGN_IN_WINDOW", "PT0S"),
        ("UNIT_SECOND_FACTOR_ROLES", "MANAGER,OWNER"),
        ("UNIT_UNIT_NAME", ""),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingRefused, match=name.removeprefix("UNIT_").lower()):
        dashboard_settings()
    monkeypatch.undo()
    dashboard_settings.cache_clear()
