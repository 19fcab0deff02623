"""The configuration file is in force wherever the server is started from, or the server does not start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config

from dashboard.asgi import enforce_configuration
from data_access.errors import SettingRefused

WANTED = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "logger.enableRich": False,
}


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    yield
    enforce_configuration()


def test_it_holds_from_a_folder_without_it_against_a_home_file_and_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text('[client]\nshowErrorDetails = "full"\n[browser]\ngatherUsageStats = true\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("STREAMLIT_CLIENT_DISABLE_DATA_EXPORT", "false")
    config.get_config_options(force_reparse=True)
    assert config.get_option("client.showErrorDetails") == "full"
    enforce_configuration()
    assert {name: config.get_option(name) for name in WANTED} == WANTED


def test_a_setting_streamlit_does_not_know_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[client]\nshowErrorDetails = "none"\n[server]\nenableWalls = true\n')
    with pytest.raises(SettingRefused, match=r"server\.enableWalls"):
        enforce_configuration(file)
