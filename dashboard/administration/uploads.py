"""Uploaded registers: kept in a private folder under random names while they are checked and loaded, then removed.

What a browser calls a file is a label and nothing else: no part of it ever reaches the disk.
"""

import logging
import re
import secrets
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from data_access.errors import DatabaseUnavailable, ImportRejected
from data_access.private_files import PRIVATE_FILE, PRIVATE_FOLDER

FOLDER = "uploads"
NAME_BYTES = 16  # 128 bits
MEGABYTE = 1_048_576
# Together; a single file may be as large as the server takes. Larger registers are imported by command, which streams.
LARGEST_BYTES = 400 * MEGABYTE
MOST_FILES = 30  # a register has thirteen tables
# A workbook is read whole: unpacked, this much takes about three times as much memory of a server that others read on.
LARGEST_UNPACKED_BYTES = 500 * MEGABYTE
LONGEST_LABEL = 80
LONGEST_ENDING = 5  # ".xlsx"
UNNAMED = "unnamed file"
NOTHING_KEPT = "Nothing was kept or loaded."

_log = logging.getLogger("unit.dashboard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file as the browser sent it."""

    name: str
    content: BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """Uploaded files in a folder of their own.

    Attributes
    ----------
    labels
        What to call each register, in the order of the upload.
    """

    folder: Path
    labels: Mapping[Path, str]
    mapping: Path | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The registers."""
        return tuple(self.labels)

    def remove_registers(self) -> None:
        """Remove what was uploaded, and leave what was written beside it."""
        for path in (*self.paths, *([self.mapping] if self.mapping else ())):
            path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the folder and all in it."""
        remove(self.folder)


def keep(var_dir: Path, *, registers: Sequence[Upload], mapping: Upload | None) -> Deposit:
    """Write uploaded files into a new private folder.

    Raises `ImportRejected` for none, too many or too large ones, `DatabaseUnavailable` for a full disk; nothing of
    them is kept then.
    """
    if not registers:
        raise _rejected("No register was chosen.", remedy="Choose one or several files, then check them.")
    if len(registers) > MOST_FILES:
        raise _rejected(f"These are more than {MOST_FILES} files.", remedy="Check them in several rounds.")
    folder = var_dir / FOLDER / secrets.token_hex(NAME_BYTES)
    try:
        return _written(folder, registers=registers, mapping=mapping)
    except OSError as error:
        remove(folder)
        raise DatabaseUnavailable(
            f"The files could not be kept while they are checked: {error.strerror}.",
            unharmed=NOTHING_KEPT,
            remedy="Make room in the service's working folder, or make it writable, then try again.",
        ) from error
    except ImportRejected:
        remove(folder)
        raise


def label_of(name: str) -> str:
    """Return what to call a file: its last part, without what hides, reorders or breaks text, of bearable length.

    Control and format characters go, the right-to-left override among them: it makes `exe.jpg` of `gpj.exe`.
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    visible = "".join(" " if unicodedata.category(each).startswith("C") else each for each in last)
    words = " ".join(visible.split()).strip(". ")
    if len(words) > LONGEST_LABEL:
        ending = Path(words).suffix if len(Path(words).suffix) <= LONGEST_ENDING else ""
        words = f"{words[: LONGEST_LABEL - len(ending) - 1].rstrip()}…{ending}"
    return words or UNNAMED


def check_unpacked(paths: Iterable[Path], *, labels: Mapping[Path, str]) -> None:
    """Raise `ImportRejected` for a workbook that would fill the memory once unpacked.

    Sizes are what the archive declares; each part is unpacked once, a block at a time, to see that it tells the truth.
    """
    for path in paths:
        if not zipfile.is_zipfile(path):
            continue
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED_BYTES:
                    raise _rejected(
                        f"The workbook {labels[path]} unpacks to more than {LARGEST_UNPACKED_BYTES // MEGABYTE} MB.",
                        remedy="Save each sheet as CSV and check those, or import the workbook by command.",
                    )
                if archive.testzip() is None:
                    continue
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            _log.info("a workbook cannot be unpacked")
        raise _rejected(
            f"The workbook {labels[path]} is damaged or protected by a password.",
            remedy="Open it, save it without a password as .xlsx or .ods, and check the new file.",
        )


def remove(folder: Path) -> None:
    """Remove a folder and all in it; what stays is said in the log, since case data must not lie about unknown."""
    for path in (*sorted(folder.rglob("*"), reverse=True), folder):
        try:
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        except OSError as error:
            _log.error("an upload could not be removed: %s", error.strerror)


def _written(folder: Path, *, registers: Sequence[Upload], mapping: Upload | None) -> Deposit:
    for each in (folder.parent, folder):
        each.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        each.chmod(PRIVATE_FOLDER)  # whatever the umask or somebody else left
    labels: dict[Path, str] = {}
    room = LARGEST_BYTES
    for register in registers:
        path = folder / secrets.token_hex(NAME_BYTES)
        room -= _write(path, register.content, room=room)
        labels[path] = label_of(register.name)
    if mapping is None:
        return Deposit(folder=folder, labels=MappingProxyType(labels), mapping=None)
    path = folder / "mapping.toml"
    _write(path, mapping.content, room=room)
    return Deposit(folder=folder, labels=MappingProxyType(labels), mapping=path)


def _write(path: Path, content: BinaryIO, *, room: int) -> int:
    """Write a private file a block at a time and return its size; raises `ImportRejected` past the room there is."""
    path.touch(mode=PRIVATE_FILE, exist_ok=False)
    size = 0
    with path.open("wb") as file:
        while block := content.read(MEGABYTE):
            size += len(block)
            if size > room:
                raise _rejected(
                    f"The files are larger than {LARGEST_BYTES // MEGABYTE} MB together.",
                    remedy="Check them in several rounds, or import them by command: that takes any size.",
                )
            file.write(block)
    return size


def _rejected(happened: str, *, remedy: str) -> ImportRejected:
    return ImportRejected(happened, unharmed=NOTHING_KEPT, remedy=remedy)
