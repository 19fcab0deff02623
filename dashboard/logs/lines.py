"""Makes a log record into what may be written: sentences of the source code and known facts, nothing a person typed.

A record's arguments, an exception's message and the locals of its frames can hold a name, a password or a row of a
case, whoever logged them. So no argument is ever put in, and a text is kept only if it stands, word for word, in the
very call that logged it: a text put together while running does not, and only the place is said.
"""

import ast
import logging
import re
import sys
import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from dashboard.logs import references
from dashboard.logs.facts import Fact, facts_of
from data_access.settings import ROOT

LONGEST_TEXT = 200
MOST_FRAMES = 20
MOST_CAUSES = 5
FILES_KEPT = 256
NOT_MODULES = frozenset({"py.warnings", "uvicorn.error"})
NAMED = re.compile(r"[\w.\-<>]{1,80}")

Line = dict[str, Fact | list[str] | dict[str, object]]


def line_of(record: logging.LogRecord) -> Line:
    """Return what may be written about a record."""
    line: Line = {"level": record.levelname.lower(), "logger": _logger(record.name), "event": _event(record)}
    if reference := references.current():
        line["request_id"] = reference
    line.update(facts_of(record.__dict__))
    if record.exc_info and record.exc_info[1] is not None:
        line["error"] = _error(record.exc_info[1])
    return line


def _event(record: logging.LogRecord) -> str:
    """Return the text as the source has it, placeholders and all; of any other text, where it was logged."""
    if isinstance(record.msg, str) and record.msg in _written_in(record.pathname).get(record.lineno, ()):
        return " ".join(record.msg.split())[:LONGEST_TEXT]
    return f"text left out, logged at {_place(record.pathname, record.lineno, record.funcName)}"


@lru_cache(maxsize=FILES_KEPT)
def _written_in(file: str) -> Mapping[int, frozenset[str]]:
    """Return, by line of a source file, every text that a call on it is given as such; none if it cannot be read."""
    try:
        tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return {}
    written: dict[int, frozenset[str]] = {}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        texts = {each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)}
        for line in range(call.lineno, (call.end_lineno or call.lineno) + 1):
            written[line] = written.get(line, frozenset()) | texts
    return written


def _error(error: BaseException) -> dict[str, object]:
    """Return the kinds of an error and its causes, and the frames it came through; never what it says."""
    said: dict[str, object] = {"kinds": _kinds(error)}
    if isinstance(error, BaseExceptionGroup):
        said["within"] = [_kinds(each) for each in error.exceptions[:MOST_CAUSES]]
    said["frames"] = _frames(error.__traceback__)
    return said


def _kinds(error: BaseException) -> list[str]:
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < MOST_CAUSES:
        kinds.append(_kind(type(cause)))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return kinds


def _kind(kind: type[BaseException]) -> str:
    """Return the name of an error's class; of one that was made up while running, of what it was made from."""
    known = (
        each for each in kind.__mro__ if getattr(sys.modules.get(each.__module__), each.__qualname__, None) is each
    )
    return next(known, BaseException).__name__


def _logger(name: str) -> str:
    """Return the name of a logger as far as it is that of a module; anybody can make one with any other."""
    parts = name.split(".")
    modules = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return name if name in NOT_MODULES else next((each for each in modules if each in sys.modules), "other")


def _frames(trace: TracebackType | None) -> list[str]:
    walked = ((frame.f_code, line) for frame, line in traceback.walk_tb(trace))
    return [_place(code.co_filename, line, code.co_name) for code, line in walked][-MOST_FRAMES:]


def _place(file: str, line: int, function: str | None) -> str:
    return f"{_shortened(file)}:{line} in {_named(function or '')}"


@lru_cache(maxsize=FILES_KEPT)
def _shortened(file: str) -> str:
    """Return a source file's path below the folder it was imported from: where that is, is nobody's business."""
    path = Path(file)
    folders = [folder for folder in (ROOT, *map(Path, filter(None, sys.path))) if path.is_relative_to(folder)]
    if not folders or not path.is_file():
        return "elsewhere"
    return path.relative_to(max(folders, key=lambda folder: len(folder.parts))).as_posix()


def _named(name: str) -> str:
    return name if NAMED.fullmatch(name) else "unnamed"
