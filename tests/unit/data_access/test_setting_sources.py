"""Settings come from the environment, secrets also from private files, and a refusal never repeats what was typed."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from data_access.errors import SettingRefused
from data_access.setting_sources import UnitSettings
from data_access.settings import DataSettings, data_settings

PASSWORD = "hunter2 in the wrong place"


class Settings(UnitSettings):
    """One of each kind."""

    token: SecretStr | None = None
    url: SecretStr = SecretStr("sqlite://")
    name: str = "unnamed"
    days: int = 1


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kept"
    path.write_text("from the file\n")
    path.chmod(0o600)
    return path


def test_a_secret_may_be_in_a_private_file(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    monkeypatch.setenv("UNIT_TOKEN_FILE", str(kept))
    monkeypatch.setenv("UNIT_URL_FILE", str(kept))
    settings = Settings.from_environment()
    assert settings.token is not None
    assert (settings.token.get_secret_value(), settings.url.get_secret_value()) == ("from the file", "from the file")


def test_what_is_no_secret_is_not_read_from_a_file(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    monkeypatch.setenv("UNIT_NAME_FILE", str(kept))
    assert Settings.from_environment().name == "unnamed"
    assert "UNIT_NAME_FILE" not in Settings.variables()


def test_a_file_that_others_can_read_is_refused(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    kept.chmod(0o640)
    monkeypatch.setenv("UNIT_TOKEN_FILE", str(kept))
    with pytest.raises(SettingRefused, match="can be read by others"):
        Settings.from_environment()


def test_a_secret_given_twice_is_refused(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    monkeypatch.setenv("UNIT_TOKEN_FILE", str(kept))
    monkeypatch.setenv("UNIT_TOKEN", "from the environment")
    with pytest.raises(SettingRefused, match="UNIT_TOKEN is set, and UNIT_TOKEN_FILE too"):
        Settings.from_environment()


def test_a_refusal_names_the_setting_and_not_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_DAYS", PASSWORD)
    with pytest.raises(SettingRefused, match="days") as refused:
        Settings.from_environment()
    assert PASSWORD not in f"{refused.value} {refused.value.__cause__}"


def test_no_file_of_the_working_folder_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("UNIT_NAME=planted\n")
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment().name == "unnamed"


def test_settings_of_the_data_side_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_DEMONSTRATION", "perhaps")
    data_settings.cache_clear()
    with pytest.raises(SettingRefused, match="demonstration"):
        data_settings()
    data_settings.cache_clear()


def test_a_database_address_may_be_in_a_private_file(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    monkeypatch.setenv("UNIT_CASE_URL_FILE", str(kept))
    assert DataSettings.from_environment().case_url.get_secret_value() == "from the file"


def test_every_variable_is_known_by_name() -> None:
    assert {"UNIT_TOKEN", "UNIT_TOKEN_FILE", "UNIT_URL_FILE", "UNIT_DAYS"} <= Settings.variables()
