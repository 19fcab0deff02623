"""A secret is read from a file that the service alone may read, whole, or not at all."""

import os
import stat
from pathlib import Path

import pytest

from data_access.errors import SettingRefused
from data_access.private_files import LONGEST, is_missing, is_open_to_others, make_secret_file, secret_in

TEXT = "a line that nobody else knows"


def private(path: Path, content: bytes = TEXT.encode()) -> Path:
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def status(*, mode: int = 0o600, owner: int | None = None) -> os.stat_result:
    owner = os.geteuid() if owner is None else owner
    return os.stat_result((stat.S_IFREG | mode, 1, 1, 1, owner, 0, 10, 0, 0, 0))


@pytest.mark.parametrize("content", [TEXT.encode(), f"{TEXT}\n".encode(), f"  {TEXT}\r\n\n".encode()])
def test_the_space_around_a_secret_is_no_part_of_it(tmp_path: Path, content: bytes) -> None:
    assert secret_in(private(tmp_path / "secret", content)) == TEXT


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610, 0o602, 0o644, 0o777])
def test_a_file_that_is_anybody_elses_business_is_refused(tmp_path: Path, mode: int) -> None:
    path = private(tmp_path / "secret")
    path.chmod(mode)
    with pytest.raises(SettingRefused, match="can be read by others"):
        secret_in(path)


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_of_the_service_alone_is_read(tmp_path: Path, mode: int) -> None:
    path = private(tmp_path / "secret")
    path.chmod(mode)
    assert secret_in(path) == TEXT


def test_a_private_file_of_another_user_is_not_private() -> None:
    assert is_open_to_others(status(owner=os.geteuid() + 1))
    assert not is_open_to_others(status())
    assert not is_open_to_others(status(owner=0))


def test_a_link_is_judged_by_what_it_leads_to(tmp_path: Path) -> None:
    link = tmp_path / "secret"
    link.symlink_to(private(tmp_path / "mounted"))
    assert secret_in(link) == TEXT
    (tmp_path / "mounted").chmod(0o644)
    with pytest.raises(SettingRefused, match="can be read by others"):
        secret_in(link)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "is empty"),
        (b" \t\n \r\n", "is empty"),
        (b"\xff\xfe\x00", "is not text"),
        (b"x" * (LONGEST + 1), "holds more than"),
    ],
)
def test_a_file_without_a_line_of_text_is_refused_and_not_quoted(tmp_path: Path, content: bytes, fault: str) -> None:
    with pytest.raises(SettingRefused, match=fault) as refused:
        secret_in(private(tmp_path / "secret", content))
    assert refused.value.__cause__ is None


def test_a_folder_a_pipe_a_device_a_loop_and_nothing_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    places = (
        tmp_path,
        tmp_path / "pipe",
        Path("/dev/zero"),
        *(tmp_path / name for name in ("loop", "nowhere", "gone")),
    )
    for path in places:
        with pytest.raises(SettingRefused, match=r"is not a file|cannot be read"):
            secret_in(path)


def test_what_is_made_is_private_whatever_the_umask(tmp_path: Path) -> None:
    for umask in (0o000, 0o022, 0o777):
        before = os.umask(umask)
        try:
            path = tmp_path / f"umask-{umask}" / "secret"
            path.parent.mkdir(mode=0o700)
            path.parent.chmod(0o700)
            make_secret_file(path, text=TEXT)
        finally:
            os.umask(before)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert secret_in(path) == TEXT
        assert [each.name for each in path.parent.iterdir()] == ["secret"]


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = private(tmp_path / "secret")
    make_secret_file(path, text="another")
    assert secret_in(path) == TEXT
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    link = tmp_path / "secret"
    link.symlink_to(tmp_path / "elsewhere")
    make_secret_file(link, text=TEXT)
    assert not (tmp_path / "elsewhere").exists()
    assert not is_missing(link)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingRefused, match="cannot be made"):
        make_secret_file(tmp_path / "file" / "secret", text=TEXT)
