"""Writes the public site to a folder, for any web server: whole or not at all, and recorded before it is there."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.press.web.assets import ASSETS
from dashboard.press.web.site import Files
from data_access.errors import UnitError

# Says which files of a folder are ours, each with its hash; what is not in it is never touched.
MANIFEST = "published.json"
STAGING = ".being-published-"
READABLE_FOLDER, READABLE = 0o755, 0o644  # the web server is another user


class FolderRefused(UnitError):
    """A folder that cannot be published to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be done to a folder: files to write and to remove, by path, and the manifest after."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    manifest: Mapping[str, str]

    @property
    def releases(self) -> tuple[str, ...]:
        """The releases with a file to be written."""
        named = (path.partition("/")[0] for path in self.written)
        return tuple(sorted({name for name in named if name.startswith("SR-")}))

    @property
    def manifest_text(self) -> str:
        """The manifest as it is written."""
        return json.dumps(dict(sorted(self.manifest.items())), indent=1) + "\n"

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


def change_to(folder: Path, files: Files, *, only: str = "") -> Change:
    """Return what it takes to make a folder hold these files; raises `FolderRefused` for somebody else's folder.

    Parameters
    ----------
    only
        The one release that is to be written, with what its pages are made of; "" for the whole site.
    """
    before = _manifest(folder)
    wanted = {path: file for path, file in files.items() if not only or path.startswith((f"{only}/", f"{ASSETS}/"))}
    after = {path: hashlib.sha256(file.body).hexdigest() for path, file in wanted.items()}
    written = tuple(
        path for path, digest in after.items() if before.get(path) != digest or not (folder / path).is_file()
    )
    theirs = (path for path in before if not path.startswith(f"{ASSETS}/") and path.startswith(only))
    # Pages kept by somebody's browser may still ask for the style sheet they came with.
    removed = tuple(path for path in theirs if path not in after)
    kept = {path: digest for path, digest in before.items() if path not in removed}
    return Change(written=written, removed=removed, manifest={**kept, **after})


def write(folder: Path, files: Files, change: Change, *, record: Callable[[], None]) -> None:
    """Write what has changed.

    Everything is written beside first, so that a full disk leaves the old pages whole; then the record is made; then
    each file takes its place, those that name others last. Raises `FolderRefused`, and what `record` raises.
    """
    staging = None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=READABLE_FOLDER)
        staging = Path(tempfile.mkdtemp(dir=folder, prefix=STAGING))
        for path in change.written:
            _write(staging / path, files[path].body)
        _write(staging / MANIFEST, change.manifest_text.encode())
        record()
        for path in sorted(change.written, key=_last_what_names_others):
            (folder / path).parent.mkdir(parents=True, exist_ok=True, mode=READABLE_FOLDER)
            (staging / path).replace(folder / path)
        for path in change.removed:
            (folder / path).unlink(missing_ok=True)
        (staging / MANIFEST).replace(folder / MANIFEST)
    except OSError as error:
        raise _refused(f"{folder} could not be written: {error.strerror}") from error
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)


def _last_what_names_others(path: str) -> tuple[bool, bool, str]:
    return "/" not in path, path.endswith(".html"), path


def _write(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=READABLE_FOLDER)
    file.write_bytes(body)
    file.chmod(READABLE)


def _manifest(folder: Path) -> dict[str, str]:
    """Return what was published to a folder before; nothing for one that is empty or not there."""
    try:
        if not folder.exists() or not any(folder.iterdir()):
            return {}
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _refused(f"{folder} holds files that were not published by us") from error
    if not isinstance(told, dict) or not all(_is_within(path) for path in told):
        raise _refused(f"{folder} has a {MANIFEST} that is not ours")
    return {str(path): str(digest) for path, digest in told.items()}


def _is_within(path: str) -> bool:
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _refused(happened: str) -> FolderRefused:
    return FolderRefused(
        f"{happened}.",
        unharmed="What was published there before is still there, and no file of anybody else's was touched.",
        remedy="Name a folder of its own, empty at first, on a disk with room.",
    )
