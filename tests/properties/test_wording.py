"""Whatever the numbers, a quoted sentence holds no number that was not given to it and none that is hidden."""

import re
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.wording import numbers
from dashboard.wording.sentences import Split, equation, headline


@dataclass(frozen=True)
class Shown:
    counted: int | None
    exact: bool


counts = st.builds(Shown, counted=st.none() | st.integers(0, 3_000), exact=st.booleans())
splits = st.builds(Split, received=counts, taken_on=counts, with_partners=counts, awaiting=counts, not_accepted=counts)


def figures(sentence):
    """The counts a sentence holds; percentages and dates are not counts."""
    sentence = re.sub(r"\d[\d.]*%|\d+ [A-Z][a-z]{2} \d{4}|\[c\]", "", sentence)
    return {int(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*", sentence)}


@given(split=splits)
def test_a_headline_holds_only_counts_that_may_be_shown(split):
    given_to_it = {
        number.counted
        for number in (split.received, split.taken_on, split.with_partners, split.awaiting, split.not_accepted)
    }
    sentence = headline(split, period_key="", since=date(2019, 3, 1), until=date(2019, 3, 31))
    assert figures(sentence.replace("March 2019", "")) <= given_to_it
    assert figures(equation(split)) <= given_to_it | {0}


@given(split=splits)
def test_a_headline_is_whole_sentences_without_stray_spaces(split):
    sentence = headline(split, period_key="", since=date(2019, 3, 1), until=date(2019, 3, 31))
    assert sentence.endswith(".")
    assert "  " not in sentence
    assert " ." not in sentence
    assert "None" not in sentence


@given(part=st.integers(0, 5_000), rest=st.integers(0, 5_000))
def test_a_share_under_twenty_has_no_percentage_and_a_decimal_only_from_a_thousand(part, rest):
    words = numbers.percent(part, part + rest)
    assert bool(words) == (part + rest >= 20)
    assert ("." in words) == (part + rest >= 1_000)
