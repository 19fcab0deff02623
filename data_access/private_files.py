"""Files and folders that only the service may read: how a secret is read from one, made in one, and who else could."""

import os
import stat
import tempfile
from pathlib import Path

from data_access.errors import SettingRefused

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# A secret is a line. More than this is a device, a log or the wrong file.
LONGEST = 4_096
_ROOT = 0


def secret_in(path: Path) -> str:
    """Return the text of a private file without the space around it; raises `SettingRefused` for any other file.

    The file is judged by what was opened, not by its name: a link is followed to what it leads to, and what is put in
    its place between a look and a reading changes nothing.
    """
    try:
        # Without O_NONBLOCK a pipe that nobody writes to would hold the start for ever.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _unusable(path, "is not a file")
            if is_open_to_others(status):
                raise _unusable(path, "can be read by others")
            content = file.read(LONGEST + 1)
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from error
    if len(content) > LONGEST:
        raise _unusable(path, f"holds more than {LONGEST} bytes")
    try:
        text = content.decode().strip()
    except UnicodeDecodeError:
        raise _unusable(path, "is not text") from None  # the cause would quote the secret
    if not text:
        raise _unusable(path, "is empty")
    return text


def make_secret_file(path: Path, *, text: str) -> None:
    """Write a private file unless there is one; of processes that start together, all find the same whole text.

    Written beside and linked into place, so that no other process ever finds it empty. Raises `SettingRefused`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
            Path(beside).chmod(PRIVATE_FILE)  # whatever the umask took away
            _link(Path(beside), path)
        finally:
            Path(beside).unlink()
    except OSError as error:
        raise _unusable(path, f"cannot be made: {error.strerror}") from error


def is_missing(path: Path) -> bool:
    """Return whether nothing is there; a link that leads nowhere is something, and to be asked about."""
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False  # whoever opens it is told why it cannot be seen
    return False


def is_open(path: Path) -> bool:
    """Return whether others may read or change a file, or look into a folder; what is not there is not open."""
    return not is_missing(path) and is_open_to_others(path.stat())


def is_open_to_others(status: os.stat_result) -> bool:
    """Return whether a file or folder of this status is anybody else's business."""
    if os.name != "posix":
        return False  # Windows has lists of rights instead, and no folder of another user is readable by default
    foreign = status.st_uid not in {os.geteuid(), _ROOT}
    return foreign or bool(stat.S_IMODE(status.st_mode) & _OF_OTHERS)


def _link(beside: Path, path: Path) -> None:
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        return  # another process was first; its text is as good


def _unusable(path: Path, fault: str) -> SettingRefused:
    return SettingRefused(
        f"The secret file {path.name} {fault}.",
        unharmed="Nothing was started or changed.",
        remedy=f"Make {path.name} a file of one line that belongs to the service and only it may read (chmod 600).",
    )
