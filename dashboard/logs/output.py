"""Puts one handler over the whole process, so that every line of every library goes the same safe way."""

import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TextIO

import structlog
from structlog.dev import ConsoleRenderer
from structlog.processors import JSONRenderer, TimeStamper
from structlog.typing import Processor

from dashboard.logs.lines import line_of
from dashboard.settings import LogFormat

OURS = ("dashboard", "data_access", "pages")
FAILED = "a log line could not be written"
_LOG = logging.getLogger(__name__)


class _SafeFormatter(logging.Formatter):
    """Writes what `line_of` lets through, as JSON for machines or as a line for a person at a terminal."""

    def __init__(self, kind: LogFormat) -> None:
        super().__init__()
        is_json = kind is LogFormat.JSON
        self._time = "time" if is_json else "timestamp"
        self._processors: tuple[Processor, ...] = (
            TimeStamper(fmt="iso" if is_json else "%H:%M:%S", utc=is_json, key=self._time),
            JSONRenderer(ensure_ascii=True) if is_json else ConsoleRenderer(colors=False),
        )

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record; its message is never put together."""
        written: Any = {self._time: "", **line_of(record)}
        for process in self._processors:
            written = process(None, record.levelname.lower(), written)
        return str(written)


class _SafeHandler(logging.StreamHandler[TextIO]):
    """Writes to one stream; a record that cannot be written is not shown either, as Python itself would."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let through what is ours, and of libraries what is wrong: their levels are reset behind our back."""
        return record.name.split(".")[0] in OURS or record.levelno >= logging.WARNING

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802 - Python's own name
        """Say that a line is missing, and nothing of what it was to be."""
        try:
            self.stream.write(json.dumps({"event": FAILED}) + "\n")
        except (OSError, ValueError):
            return


@contextmanager
def recorded(kind: LogFormat | None, *, stream: TextIO | None = None) -> Iterator[None]:
    """Take over all logging of this process: every logger, warnings, and what threads die of.

    Without a format a terminal gets text, of warnings and worse; anything else JSON, of everything.
    """
    to = stream or sys.stderr
    chosen = kind or (LogFormat.TEXT if to.isatty() else LogFormat.JSON)
    handler = _SafeHandler(to)
    handler.setFormatter(_SafeFormatter(chosen))
    handler.setLevel(logging.INFO if chosen is LogFormat.JSON else logging.WARNING)
    structlog.configure(
        processors=[structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    with ExitStack() as put_back:
        _take_root(handler, put_back)
        for logger in [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]:
            _take(logger, put_back)
        _take_hooks(put_back)
        yield


def pass_on(logger: logging.Logger) -> None:
    """Take a logger's own handlers away, so that its records reach the one of the process."""
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    logger.propagate = True


def _take_root(handler: logging.Handler, put_back: ExitStack) -> None:
    root, level = logging.root, logging.root.level
    for other in [each for each in root.handlers if type(each) in {logging.StreamHandler, _SafeHandler}]:
        root.removeHandler(other)
        put_back.callback(root.addHandler, other)
    root.addHandler(handler)
    put_back.callback(root.removeHandler, handler)
    root.setLevel(logging.INFO)
    put_back.callback(root.setLevel, level)


def _take(logger: logging.Logger, put_back: ExitStack) -> None:
    handlers, propagates = logger.handlers[:], logger.propagate
    if not handlers and propagates:
        return

    def as_before() -> None:
        logger.propagate = propagates
        for handler in handlers:
            logger.addHandler(handler)

    pass_on(logger)
    put_back.callback(as_before)


def _take_hooks(put_back: ExitStack) -> None:
    """Have what would be printed with its message - warnings, deaths of threads, faults in destructors - logged."""
    put_back.callback(logging.captureWarnings, False)  # noqa: FBT003 - Python's own signature
    logging.captureWarnings(True)  # noqa: FBT003
    put_back.callback(setattr, threading, "excepthook", threading.excepthook)
    threading.excepthook = lambda died: _LOG.error("a thread died", exc_info=died.exc_value)
    put_back.callback(setattr, sys, "unraisablehook", sys.unraisablehook)
    sys.unraisablehook = lambda fault: _LOG.error("a fault was met while tidying up", exc_info=fault.exc_value)
