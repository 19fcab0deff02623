"""`python -m data_access`: each command does what it says, on both databases, and says errors in three sentences."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from data_access.commands import application
from data_access.database import open_case
from data_access.settings import data_settings

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "register.csv"


@pytest.fixture
def site(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site whose case database has nothing in it yet."""
    monkeypatch.setenv("UNIT_CASE_URL", empty_url)
    monkeypatch.setenv("UNIT_STORE_URL", f"sqlite:///{tmp_path / 'store.db'}")
    monkeypatch.setenv("UNIT_VAR_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    data_settings.cache_clear()
    yield empty_url
    data_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application, list(arguments))


def count(url: str) -> int:
    engine = open_case(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM referral").scalar_one()
    engine.dispose()
    return int(found)


def test_init_demo_check_and_status_in_turn(site: str) -> None:
    assert "up to date" in run("init").output
    assert "up to date" in run("init").output, "twice is no harm"
    written = run("demo", "--referrals", "900", "--forces", "3", "--as-at", "2020-06-30")
    assert written.exit_code == 0, written.output
    assert count(site) == 900
    assert "900 referrals" in run("status").output
    assert "figures to 2020-06-30" in run("status").output
    again = run("demo", "--as-at", "2020-06-30")
    assert again.exit_code == 2
    assert count(site) == 900
    checked = run("check")
    assert checked.exit_code in {0, 1}
    assert "closed" in checked.output


def test_import_says_what_it_did_and_exits_with_a_number_a_script_can_read(site: str, tmp_path: Path) -> None:
    run("init")
    rehearsed = run("import", str(EXAMPLE), "--dry-run", "--as-at", "2026-06-29")
    assert rehearsed.exit_code == 0, rehearsed.output
    assert count(site) == 0
    assert run("import", str(EXAMPLE), "--as-at", "2026-06-29").exit_code == 0
    loaded = count(site)
    assert loaded > 0
    broken = tmp_path / "broken.csv"
    broken.write_text(EXAMPLE.read_text(encoding="utf-8").replace("Cheshire", "Nowhere"), encoding="utf-8")
    report = tmp_path / "faults.csv"
    refused = run("import", str(broken), "--report", str(report), "--as-at", "2026-06-29")
    assert refused.exit_code == 1
    assert "Nowhere" in report.read_text(encoding="utf-8")
    assert count(site) == loaded


def test_a_database_that_cannot_be_reached_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_CASE_URL", "postgresql+psycopg://nobody:nothing@127.0.0.1:1/none")
    data_settings.cache_clear()
    refused = run("status")
    data_settings.cache_clear()
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
    assert "nothing@" not in refused.output


@pytest.mark.parametrize("url", ["not an address", "sqlite:////proc/none/case.db"])
def test_a_setting_that_leads_nowhere_is_said_in_words(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_CASE_URL", url)
    data_settings.cache_clear()
    refused = run("init")
    data_settings.cache_clear()
    assert refused.exit_code == 2
    assert isinstance(refused.exception, SystemExit)


def test_reading_commands_never_make_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_CASE_URL", f"sqlite:///{tmp_path / 'absent.db'}")
    data_settings.cache_clear()
    assert run("check").exit_code == run("status").exit_code == 2
    data_settings.cache_clear()
    assert not (tmp_path / "absent.db").exists()


def test_the_engine_that_reads_is_read_only(case_url: str) -> None:
    engine = open_case(case_url, read_only=True)
    with pytest.raises(sa.exc.DBAPIError), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM load")
    engine.dispose()
