"""Permanent references: printed, read back, and refused when mistyped or made up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.releases import Reference, ReferenceRefused, parsed
from data_access.releases.references import CHECK_LETTERS

RELEASE = Reference(year=2026, number=417)
FIGURES = (
    "total",
    "month.2026-03",
    "agency-route.PROB.UNIT",
    "quarter.2018-Q2",
    "route.UNIT.of.total",
    "agency.NHS_MH",
)
KEYS = st.from_regex(r"[a-z]{2,9}(-[a-z]{2,9})?(\.[A-Z0-9_]{1,8}){0,2}", fullmatch=True).map(str)


def test_a_release_is_named_by_year_and_number() -> None:
    assert RELEASE.text == "SR-2026-0417"
    assert parsed("SR-2026-0417") == RELEASE


def test_a_figure_ends_in_its_check_letter() -> None:
    texts = [RELEASE.of(figure).text for figure in FIGURES]
    assert [text.removeprefix("SR-2026-0417-")[:-2] for text in texts] == list(FIGURES)
    assert all(text[-1] in CHECK_LETTERS for text in texts)
    assert texts[0] == "SR-2026-0417-total-J"


@given(year=st.integers(2018, 9_999), number=st.integers(1, 9_999), key=KEYS)
def test_what_is_printed_is_read_back(year: int, number: int, key: str) -> None:
    made = Reference(year=year, number=number).of(key)
    assert parsed(made.text) == made
    assert parsed(f"  {made.text.lower()} ").text.casefold() == made.text.casefold()
    assert made.release == Reference(year=year, number=number)


@given(key=KEYS, place=st.integers(3, 11), digit=st.integers(0, 9))
def test_any_one_wrong_digit_is_refused(key: str, place: int, digit: int) -> None:
    text = RELEASE.of(key).text
    wrong = f"{text[:place]}{digit}{text[place + 1 :]}"
    if text[place] == "-" or wrong == text:
        return
    with pytest.raises(ReferenceRefused):
        parsed(wrong)


@pytest.mark.parametrize("place", [3, 4, 5, 8, 9, 10])
@pytest.mark.parametrize("figure", FIGURES)
def test_two_swapped_digits_are_refused(figure: str, place: int) -> None:
    text = Reference(year=2031, number=4178).of(figure).text
    with pytest.raises(ReferenceRefused):
        parsed(f"{text[:place]}{text[place + 1]}{text[place]}{text[place + 2 :]}")


@pytest.mark.parametrize("letter", [letter for letter in CHECK_LETTERS if letter != "J"])
def test_every_other_letter_is_refused(letter: str) -> None:
    with pytest.raises(ReferenceRefused):
        parsed(f"SR-2026-0417-total-{letter}")


def test_a_figure_may_be_asked_for_without_its_letter() -> None:
    assert parsed("sr-2026-0417-month.2026-03") == RELEASE.of("month.2026-03")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SR",
        "SR-2026-417",
        "SR-2026-0000",
        "SR-0000-0001",
        "SR-1999-0001",
        "SR-2026-04170",
        "XX-2026-0417",
        "SR-2026-0417-",
        "SR-2026-0417--Q",
        "SR-2026-0417-total.-Q",
        "SR-2026-0417-../etc",
        "SR-2026-0417 total",
        "SR-2026-0417\nSR-2026-0418",
        "SR-\uff12\uff10\uff12\uff16-0417",
        "SR-2026-0417-totál-Q",
        "SR-2026-0417-total';--",
        f"SR-2026-0417-{'x' * 500}",
        "<b>SR-2026-0417</b>",
    ],
)
def test_what_is_no_reference_is_refused_in_words(text: str) -> None:
    with pytest.raises(ReferenceRefused, match="not one of our references"):
        parsed(text)


@pytest.mark.parametrize("key", ["", "total-", "9x", "a b", "straße", "agency.", "x" * 200, "total\n"])
def test_no_figure_gets_a_reference_that_could_not_be_read_back(key: str) -> None:
    with pytest.raises(ReferenceRefused):
        RELEASE.of(key)


def test_a_refusal_quotes_little_of_what_was_pasted() -> None:
    with pytest.raises(ReferenceRefused) as refusal:
        parsed("x" * 10_000)
    assert len(re.findall("x", refusal.value.happened)) == 120
