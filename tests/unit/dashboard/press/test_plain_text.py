"""Text that every document can hold."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.press.plain_text import plain, shortened
from tests.titles import HOSTILE


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("One\x00two\x0bthree", "Onetwo three"),
        (" a \n b\u00a0\tc ", "a b c"),
        ("half \ud800 a pair", "half  a pair"),
        ("Referrals \u202e062\u202c", "Referrals 062"),
        (HOSTILE["right to left"], HOSTILE["right to left"]),
        (HOSTILE["emoji"], HOSTILE["emoji"]),
    ],
)
def test_what_no_document_can_hold_is_left_out(typed: str, told: str) -> None:
    assert plain(typed) == told


@given(st.text())
def test_any_text_can_stand_in_xml_on_one_line(text: str) -> None:
    told = plain(text)
    root = ElementTree.Element("t")
    root.text = told

    assert ElementTree.fromstring(ElementTree.tostring(root)).text == (told or None)  # noqa: S314 - our own text
    assert len(told.splitlines()) <= 1


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_a_shortened_text_is_no_longer_than_asked_and_begins_alike(text: str, longest: int) -> None:
    told = shortened(text, longest=longest)

    assert len(told) <= longest
    assert plain(text).startswith(told.removesuffix("…"))
