"""`python -m dashboard releases publish`: what is out, whole, in a folder of its own, and on record."""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from dashboard.commands import application
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.press.web import FolderRefused, Published, change_to, write
from dashboard.settings import dashboard_settings
from data_access.access_vocabulary import Event
from data_access.audit.reading import AuditQuery, search
from data_access.complaints import CANNOT_RUN
from data_access.releases import exports_of, parsed
from data_access.settings import data_settings
from tests.editions import an_edition
from tests.public_pages import files_of
from tests.published import ann, embargoed

FILES = files_of(Published(edition=an_edition()))
PAGE = "SR-2026-0417/index.html"


@pytest.fixture
def store(
    store_engine: sa.Engine, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[sa.Engine]:
    """A store, on a machine without a browser."""
    monkeypatch.setenv("UNIT_STORE_URL", store_url)
    monkeypatch.setenv("UNIT_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    for kept in (data_settings, dashboard_settings, gate):
        kept.cache_clear()
    yield store_engine
    for kept in (data_settings, dashboard_settings, gate):
        kept.cache_clear()


def run(*words: str) -> Result:
    return CliRunner().invoke(application, ["releases", "publish", *words])


def recorded(store: sa.Engine) -> list[tuple[str, str]]:
    return [
        (entry.subject, entry.releases) for entry in search(store, AuditQuery(events=(Event.EXPORT,)), limit=9).entries
    ]


def in_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_out_is_written_and_recorded_and_what_is_not_is_not(store: sa.Engine, tmp_path: Path) -> None:
    now = moment()
    out = embargoed(store, now=now - timedelta(days=2), until=now - timedelta(days=1))
    coming = embargoed(store, now=now - timedelta(days=1), until=now + timedelta(days=1), previous=out.reference)
    to = tmp_path / "site"
    written = run("--to", str(to))
    assert written.exit_code == 0, written.output
    names = in_folder(to)
    assert f"{out.reference.text}/index.html" in names
    assert coming.reference.text.encode() not in b"".join((*names.values(), *map(str.encode, names)))
    assert f"wrote {out.reference.text}/index.html" in written.output
    assert "Not all charts could be drawn" in " ".join(written.output.split())
    assert recorded(store) == [(str(to), out.reference.text)]
    (exported,) = exports_of(store, out.reference)
    manifest = (to / "published.json").read_bytes()
    assert exported.content_sha256 == hashlib.sha256(manifest).hexdigest()
    assert json.loads(manifest) == {
        name: hashlib.sha256(body).hexdigest() for name, body in names.items() if name != "published.json"
    }


def test_a_second_time_nothing_is_written_or_recorded(store: sa.Engine, tmp_path: Path) -> None:
    now = moment()
    embargoed(store, now=now - timedelta(days=2), until=now - timedelta(days=1))
    run("--to", str(tmp_path / "site"))
    assert "Everything that is out stands there already." in run("--to", str(tmp_path / "site")).output
    assert len(recorded(store)) == 1


def test_a_withdrawal_reaches_the_folder(store: sa.Engine, tmp_path: Path) -> None:
    now = moment()
    kept = embargoed(store, now=now - timedelta(days=2), until=now - timedelta(days=1))
    to = tmp_path / "site"
    run("--to", str(to))
    assert (to / "latest" / "cheshire.html").exists()
    ann(store, now=now).withdraw(kept.reference, seen=4, reason="An agency was counted twice.")
    told = run("--to", str(to)).output
    assert "Withdrawn" in (to / kept.reference.text / "index.html").read_text(encoding="utf-8")
    assert not (to / "latest" / "cheshire.html").exists()
    assert "removed latest/cheshire.html" in told


def test_what_is_not_out_is_refused_as_what_never_was(store: sa.Engine, tmp_path: Path) -> None:
    now = moment()
    coming = embargoed(store, now=now - timedelta(days=1), until=now + timedelta(days=1))
    never = parsed(coming.reference.text.replace("-0001", "-0999"))
    refusals = [run(each.text, "--to", str(tmp_path / "site")) for each in (coming.reference, never)]
    assert [each.exit_code for each in refusals] == [CANNOT_RUN, CANNOT_RUN]
    assert refusals[0].output.replace(coming.reference.text, "") == refusals[1].output.replace(never.text, "")
    assert not (tmp_path / "site").exists()
    assert recorded(store) == []


def test_one_release_alone(store: sa.Engine, tmp_path: Path) -> None:
    now = moment()
    first = embargoed(store, now=now - timedelta(days=3), until=now - timedelta(days=2))
    second = embargoed(store, now=now - timedelta(days=2), until=now - timedelta(days=1), previous=first.reference)
    run(second.reference.text, "--to", str(tmp_path / "site"))
    tops = {name.partition("/")[0] for name in in_folder(tmp_path / "site")}
    assert tops == {second.reference.text, "assets", "published.json"}


@pytest.mark.parametrize("there", ["index.html", "published.json"])
def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("theirs")
    with pytest.raises(FolderRefused):
        change_to(tmp_path, FILES)
    assert in_folder(tmp_path) == {there: b"theirs"}


def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "site" / "published.json").write_text('{"../theirs": "x"}')
    with pytest.raises(FolderRefused):
        change_to(tmp_path / "site", FILES)
    assert (tmp_path / "theirs").exists()


def full(*_arguments: object, **_named: object) -> int:
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_old_pages_whole_and_records_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    write(tmp_path, FILES, change_to(tmp_path, FILES), record=lambda: asked.append("first"))
    before = in_folder(tmp_path)
    newer = files_of(Published(edition=an_edition(title="Another title")))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(FolderRefused, match="No space left"):
            write(tmp_path, newer, change_to(tmp_path, newer), record=lambda: asked.append("second"))
    assert in_folder(tmp_path) == before
    assert asked == ["first"]


def test_what_cannot_be_recorded_does_not_leave(tmp_path: Path) -> None:
    def refuse() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        write(tmp_path / "site", FILES, change_to(tmp_path / "site", FILES), record=refuse)
    assert in_folder(tmp_path / "site") == {}


def test_a_file_that_was_lost_is_written_again(tmp_path: Path) -> None:
    write(tmp_path, FILES, change_to(tmp_path, FILES), record=lambda: None)
    (tmp_path / PAGE).unlink()
    assert change_to(tmp_path, FILES).written == (PAGE,)
