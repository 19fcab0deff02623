"""Keeps the drawings of public pages, so that each is drawn once: in memory, and privately for the next start."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from dashboard.press.web.drawings import Drawing
from data_access.private_files import PRIVATE_FOLDER

Draw = Callable[[Drawing], bytes]
DASHBOARD = Path(__file__).parents[2]
DRAWN_BY = ("charts", "press", "fonts")  # whatever changes here may change a drawing
_log = logging.getLogger(__name__)


class Cabinet:
    """Drawings by what is drawn: plate, words and marks included, size, form and the program that drew it.

    A drawing that is kept may be of a release that is not out yet, so its file is for the service alone.
    """

    def __init__(self, folder: Path, *, draw: Draw) -> None:
        self._folder = folder
        self._draw = draw
        self._drawn: dict[str, bytes] = {}

    def kept(self, drawing: Drawing) -> bytes | None:
        """Return a drawing that was made before, here or by an earlier start; None if it is still to be drawn."""
        key = _key(drawing)
        if key not in self._drawn:
            found = _read(self._folder / key)
            if found is None:
                return None
            self._drawn[key] = found
        return self._drawn[key]

    def draw(self, drawing: Drawing) -> bytes:
        """Return a drawing, drawn now unless it was before; raises what drawing raises (`NoPicture`).

        Where it cannot be written it is kept in memory alone, and the log says so.
        """
        found = self.kept(drawing)
        if found is None:
            found = self._drawn[_key(drawing)] = self._written(_key(drawing), self._draw(drawing))
        return found

    def keep_only(self, drawings: Iterable[Drawing]) -> None:
        """Forget every other drawing: of marks that have changed, and of programs before this one."""
        wanted = {_key(drawing) for drawing in drawings}
        self._drawn = {key: body for key, body in self._drawn.items() if key in wanted}
        for file in self._folder.glob("*"):
            if file.name not in wanted and not file.name.startswith("."):
                file.unlink(missing_ok=True)

    def _written(self, key: str, body: bytes) -> bytes:
        """Return a drawing as it is kept: of processes that draw the same at once, all show what the first wrote."""
        beside = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
            descriptor, beside = tempfile.mkstemp(dir=self._folder, prefix=".")  # for its owner alone
            with os.fdopen(descriptor, "wb") as file:
                file.write(body)
            (self._folder / key).hardlink_to(beside)
        except FileExistsError:
            return _read(self._folder / key) or body
        except OSError:
            _log.warning("a drawing could not be kept on the disk", exc_info=True)
        finally:
            if beside is not None:
                Path(beside).unlink(missing_ok=True)
        return body


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _key(drawing: Drawing) -> str:
    told = f"{_program()}\n{drawing.plate!r}\n{drawing.size!r}\n{drawing.form!r}"
    return f"{hashlib.sha256(told.encode('utf-8', errors='replace')).hexdigest()}.{drawing.form.value}"


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a hash of the program that draws: after a change every picture is drawn anew."""
    files = sorted(path for part in DRAWN_BY for path in (DASHBOARD / part).rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in files:
        if path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()
