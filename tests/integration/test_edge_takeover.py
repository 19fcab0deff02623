"""A tab taken over by its name: Streamlit gives it to whoever knows the name, so nothing of its reader may be in it."""

from collections.abc import Iterator

import pytest

from tests.doorway import add_person, session_of
from tests.one_page import OnePage, one_page
from tests.wire import open_page

PAGE = """
import streamlit as st
from dashboard.ui.guard import fragment, reader

user = reader("referrals")

def show(whose):
    @fragment("referrals")
    def part():
        st.write(f"figures of {whose}")
    part()

show(user.username)
"""


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnePage]:
    """A site of one page whose fragment keeps whom it was drawn for."""
    with one_page(tmp_path_factory.mktemp("takeover"), PAGE) as opened:
        yield opened


def test_a_fragment_drawn_for_one_reader_never_runs_for_another(site: OnePage) -> None:
    ann, ben = (session_of(site.gate, add_person(site.gate, name)) for name in ("ann", "ben"))
    with open_page(site.client, token=ann) as tab:
        assert "figures of ann" in tab.run()
        (part,), name = tab.fragment_ids(), tab.session_id
        with open_page(site.client, token=ben, resume=name) as taken:
            said = taken.run_fragment(part)
            assert "figures of ann" not in said
            assert "figures of ben" in said
        with open_page(site.client, token=None, resume=name) as taken:
            assert "figures of" not in taken.run_fragment(part)
