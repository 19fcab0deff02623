"""A line of the log is made of sentences of the source code and known facts."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from dashboard import logs
from dashboard.logs.facts import facts_of
from dashboard.settings import LogFormat

SECRET = "hidden-from-every-log"
OURS = logging.getLogger("dashboard.policy.checks")
THEIRS = logging.getLogger("sqlalchemy.engine.Engine")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a process writes as JSON."""
    stream = io.StringIO()
    with logs.recorded(LogFormat.JSON, stream=stream):
        yield stream


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_line_is_one_of_json_with_time_level_logger_event_and_reference(log: io.StringIO) -> None:
    with logs.bound(logs.fresh()) as reference:
        OURS.info("something was done")
    line = lines(log)[0]
    assert str(line.pop("time")).endswith("Z")
    assert line == {
        "level": "info",
        "logger": "dashboard.policy.checks",
        "event": "something was done",
        "request_id": reference,
    }


@pytest.mark.parametrize("logger", [OURS, THEIRS], ids=["ours", "theirs"])
def test_a_text_is_kept_as_the_source_has_it_and_what_was_put_into_it_is_not(log, logger) -> None:
    logger.warning("sign-in of %s from %s", SECRET, SECRET)
    assert lines(log)[0]["event"] == "sign-in of %s from %s"
    assert SECRET not in log.getvalue()


def test_a_text_put_together_while_running_is_left_out_and_its_place_is_said(log: io.StringIO) -> None:
    THEIRS.warning(f"sign-in of {SECRET}")
    THEIRS.warning("sign-in of " + SECRET)
    THEIRS.warning(SECRET)
    THEIRS.warning(ValueError(SECRET))
    assert SECRET not in log.getvalue()
    assert all("test_lines.py:" in str(line["event"]) for line in lines(log))


def test_an_error_is_told_by_its_kinds_and_frames(log: io.StringIO) -> None:
    def fail() -> None:
        try:
            {}.pop(SECRET)
        except KeyError as cause:
            raise ValueError(SECRET) from cause

    try:
        fail()
    except ValueError:
        THEIRS.exception("it failed")
    error = lines(log)[0]["error"]
    assert error["kinds"] == ["ValueError", "KeyError"]
    assert [frame.split(" in ")[1] for frame in error["frames"]][-1] == "fail"
    assert SECRET not in log.getvalue()


def test_a_group_of_errors_is_told_by_the_kinds_within(log: io.StringIO) -> None:
    OURS.error("several failed", exc_info=ExceptionGroup(SECRET, [ValueError(SECRET), KeyError(SECRET)]))
    assert lines(log)[0]["error"]["within"] == [["ValueError"], ["KeyError"]]
    assert SECRET not in log.getvalue()


def test_frames_say_nothing_of_where_the_service_lies(log: io.StringIO) -> None:
    try:
        json.loads("{")
    except ValueError:
        OURS.exception("it failed")
    frames = lines(log)[0]["error"]["frames"]
    assert frames
    assert not any(frame.startswith("/") for frame in frames)
    assert str(Path.home()) not in log.getvalue()


def test_only_known_facts_of_the_right_kind_are_kept() -> None:
    told = {
        "path": "/definitions",
        "method": "GET",
        "status": 200,
        "milliseconds": 12,
        "page": "headlines",
        "role": "MANAGER",
        "session_id": "0123456789abcdef",
        "outcome": "REFUSED",
        "reference": "0123456789ab",
    }
    assert facts_of(told) == told
    assert facts_of(dict.fromkeys(told, SECRET)) == {}
    assert (
        facts_of({"username": "ann", "password": SECRET, "args": (SECRET,), "status": True, "milliseconds": -1}) == {}
    )


def test_what_a_structured_logger_is_given_goes_the_same_way(log: io.StringIO) -> None:
    structlog.get_logger("dashboard.policy.checks").warning("something was done", status=404, password=SECRET)
    assert lines(log)[0]["status"] == 404
    assert SECRET not in log.getvalue()


def test_a_line_that_cannot_be_written_shows_nothing_either(log, monkeypatch, capsys) -> None:
    def broken(_record: object) -> dict[str, object]:
        raise ValueError(SECRET)

    monkeypatch.setattr("dashboard.logs.output.line_of", broken)
    OURS.warning(SECRET)
    assert lines(log) == [{"event": "a log line could not be written"}]
    assert SECRET not in "".join(capsys.readouterr())


def test_warnings_and_deaths_of_threads_are_told_the_same_way(log: io.StringIO, capsys) -> None:
    def die() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=die)
    thread.start()
    thread.join()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(SECRET, stacklevel=1)
    assert "a thread died" in log.getvalue()
    assert "py.warnings" in log.getvalue()
    assert SECRET not in log.getvalue() + "".join(capsys.readouterr())


def test_loggers_with_handlers_and_levels_of_their_own_go_the_same_way_and_get_them_back(capsys) -> None:
    stubborn = logging.getLogger("stubborn.package")
    own = logging.StreamHandler(sys.stderr)
    stubborn.addHandler(own)
    stubborn.propagate = False
    stubborn.setLevel(logging.DEBUG)
    stream = io.StringIO()
    with logs.recorded(LogFormat.JSON, stream=stream):
        stubborn.error("%s", SECRET)
        stubborn.info("chatter")
    assert [line["event"] for line in lines(stream)] == ["%s"]
    assert capsys.readouterr().err == ""
    assert (stubborn.handlers, stubborn.propagate) == ([own], False)


@pytest.mark.parametrize("format_set", [None, LogFormat.TEXT])
def test_a_terminal_shows_a_person_what_went_wrong_and_no_more(format_set) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with logs.recorded(format_set, stream=stream):
        OURS.info("answered", extra={"status": 200})
        OURS.warning("%s was refused", SECRET, extra={"status": 403})
    assert "was refused" in stream.getvalue()
    assert "status=403" in stream.getvalue()
    assert "answered" not in stream.getvalue()
    assert SECRET not in stream.getvalue()
    assert "{" not in stream.getvalue()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("dashboard.policy.checks", "dashboard.policy.checks"),
        ("sqlalchemy.engine.Engine", "sqlalchemy.engine"),
        ("uvicorn.error", "uvicorn.error"),
        (f"dashboard.{SECRET}", "dashboard"),
        (SECRET, "other"),
    ],
)
def test_a_logger_is_named_as_far_as_it_is_a_module(log: io.StringIO, name: str, told: str) -> None:
    logging.getLogger(name).warning("something was done")
    assert lines(log)[0]["logger"] == told


def test_references_are_ours_unlike_each_other_and_of_their_tab() -> None:
    tab = logs.fresh()
    assert tab != logs.fresh()
    assert logs.within(tab).startswith(f"{tab}-")
    assert len(logs.within(tab)) <= 32
    assert logs.current() == ""
    with logs.bound(tab):
        assert logs.current() == tab
    assert logs.current() == ""
