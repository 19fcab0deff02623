"""Whatever is logged, by whomever and in whatever way, no value of a person gets into a line."""

import io
import json
import logging
from unittest.mock import patch

import structlog
from hypothesis import given
from hypothesis import strategies as st

from dashboard import logs
from dashboard.settings import LogFormat

# Long enough not to be a word of the source by accident; the mark makes it findable however it is cut or escaped.
SECRETS = st.text(st.characters(codec="utf-8"), max_size=30).map(lambda text: f"S3CR3T{text}S3CR3T")
MARK = "S3CR3T"
LOGGERS = st.sampled_from(
    ["dashboard.x", "data_access.x", "streamlit.x", "uvicorn.error", "sqlalchemy.engine", "py.warnings"]
)
LEVELS = st.sampled_from([logging.INFO, logging.WARNING, logging.ERROR])
FACTS = st.sampled_from(
    ["path", "method", "status", "page", "role", "session_id", "outcome", "reference", "username", "cookie", "event"]
)


class Planted(Exception):
    """An error that tells everything it knows."""

    def __init__(self, secret: str) -> None:
        super().__init__(secret, {"row": secret})
        self.__notes__ = [secret]
        self.secret = secret


def fail(secret: str) -> None:
    hidden = {"case": secret}
    try:
        hidden.pop(secret)
    except KeyError:
        raise Planted(secret) from OSError(secret)


@given(name=LOGGERS, level=LEVELS, secret=SECRETS, fact=FACTS)
def test_no_way_to_log_gets_a_secret_in(name: str, level: int, secret: str, fact: str) -> None:
    logger = logging.getLogger(name)
    stream = io.StringIO()
    with patch.object(logging.root, "handlers", []), logs.recorded(LogFormat.JSON, stream=stream):
        logger.log(level, "as an argument %s", secret)
        logger.log(level, "as named arguments %(secret)s", {"secret": secret})
        logger.log(level, "as one argument too many", secret)
        logger.log(level, secret)
        logger.log(level, f"put in: {secret}")
        logger.log(level, f"put in: {secret} %s", secret)
        logger.log(level, {"secret": secret})
        logger.log(level, "as a fact", extra={fact: secret})
        logger.log(level, "on the stack", stack_info=True)
        logging.getLogger(f"named.{secret}").log(level, "as a name")
        structlog.get_logger(name).warning("as a keyword", **{fact.replace("event", "other"): secret})
        try:
            fail(secret)
        except Planted as error:
            logger.exception("as an error")
            logger.warning("as an error with %s", error, exc_info=error)
            logger.warning("in a group", exc_info=ExceptionGroup(secret, [error]))
        try:
            exec(compile("raise ValueError", secret, "exec"))  # noqa: S102 - a file and a function named by a person
        except (ValueError, SyntaxError):
            logger.exception("as a place")
        logger.error("as a kind", exc_info=type(secret, (ValueError,), {})() if "\x00" not in secret else None)
    assert "as an error" in stream.getvalue()
    assert MARK not in stream.getvalue()
    for line in stream.getvalue().splitlines():
        json.loads(line)
