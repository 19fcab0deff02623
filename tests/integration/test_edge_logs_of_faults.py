"""A page that does everything wrong with what it knows of a person gets none of it into the log."""

import json
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.edge_site import running_site
from tests.wire import open_page

MARK = "pl4nted"
PERSON = f"{MARK}-the-name-of-somebody"
# What a page might do wrong in any way: each holds the mark in another place.
FAULTY = """
PERSON = "pl4nted-the-name-of-somebody"
import logging
import warnings
import sqlalchemy as sa
import streamlit as st
from streamlit.logger import get_logger

case = {"victim": PERSON}
logging.getLogger(__name__).warning("opened %s", case)
get_logger("a.late.package").error(f"failed on {case}")
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.warn(PERSON, stacklevel=1)
if st.button("sql"):
    from dashboard.identity.gate import gate
    with gate().store.connect() as connection:
        connection.execute(sa.text("select * from nowhere where victim = :victim"), {"victim": PERSON})
if st.button("raise"):
    raise ValueError(PERSON)
if st.button("exception"):
    st.exception(ValueError(PERSON))
def act():
    raise KeyError(PERSON)
st.button("callback", on_click=act)
@st.fragment
def part():
    if st.button("fragment"):
        raise OSError(PERSON)
part()
"""


def test_a_page_that_fails_in_any_way_is_told_by_kinds_and_frames(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with running_site(tmp_path, script=FAULTY) as site:
        with open_page(site.nobody(), token=None) as page:
            for press in (None, "sql", "raise", "exception", "callback", "fragment"):
                page.run()
                page.run(press=press)
        log = site.log.getvalue()
    kinds = [kind for line in map(json.loads, log.splitlines()) for kind in line.get("error", {}).get("kinds", ())]
    assert {"OperationalError", "ValueError", "KeyError", "OSError"} <= set(kinds)
    assert MARK not in log + "".join(capfd.readouterr())
    assert str(tmp_path) not in log
    assert sys.prefix not in log


def test_an_error_of_the_store_does_not_repeat_what_it_was_asked(store_engine: sa.Engine) -> None:
    _repeats_nothing(store_engine)


def test_an_error_of_the_case_database_does_not_repeat_what_it_was_asked(case_engine: sa.Engine) -> None:
    _repeats_nothing(case_engine)


def _repeats_nothing(engine: sa.Engine) -> None:
    asked = sa.text("select * from nowhere where victim = :victim")
    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError) as caught:
        connection.execute(asked, {"victim": PERSON})
    assert MARK not in str(caught.value)
