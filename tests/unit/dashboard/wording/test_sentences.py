from dataclasses import dataclass
from datetime import date

import pytest

from dashboard.wording.sentences import Split, comparison, equation, headline, share_comparison


@dataclass(frozen=True)
class Shown:
    counted: int | None
    exact: bool = True


def split(received, taken_on, with_partners, awaiting=0, not_accepted=0, *, exact=True, exact_total=None):
    total_is_exact = exact if exact_total is None else exact_total
    return Split(
        received=Shown(received, total_is_exact),
        taken_on=Shown(taken_on, exact),
        with_partners=Shown(with_partners, exact),
        awaiting=Shown(awaiting, exact),
        not_accepted=Shown(not_accepted, exact),
    )


def first_ten_months(numbers, **words):
    return headline(numbers, period_key="first-ten-months", since=date(2018, 6, 19), until=date(2019, 4, 18), **words)


def test_the_first_ten_months_read_as_they_were_announced():
    assert first_ten_months(split(260, 83, 177)) == (
        "The unit received 260 referrals in its first ten months. "
        "It took on 83 (32%) and worked with partners on the other 177."
    )


def test_several_units_are_counted_in_words():
    assert first_ten_months(split(700, 200, 500), units=3) == (
        "The three units received 700 referrals in their first ten months. "
        "They took on 200 (29%) and worked with partners on the other 500."
    )


def test_a_narrowed_headline_says_how():
    assert first_ten_months(split(40, 25, 15), narrowing="high risk, from the Probation Service") == (
        "The unit received 40 referrals in its first ten months, high risk, from the Probation Service. "
        "It took on 25 (63%) and worked with partners on the other 15."
    )


def test_others_are_named_where_the_rest_is_not_partners_alone():
    assert first_ten_months(split(265, 83, 177, 3, 2)).endswith(
        "It took on 83 (32% of those decided) and worked with partners on 177; "
        "3 await a decision and 2 were not accepted."
    )
    assert first_ten_months(split(261, 83, 177, 1, 0)).endswith(
        "It took on 83 (32% of those decided) and worked with partners on 177; 1 awaits a decision."
    )


@pytest.mark.parametrize(
    ("numbers", "ending"),
    [
        (split(0, 0, 0), "The unit received no referrals in its first ten months."),
        (split(1, 1, 0), "received 1 referral in its first ten months. It took it on."),
        (split(1, 0, 1), "It worked with partners on it."),
        (split(12, 12, 0), "It took on all 12."),
        (split(12, 0, 12), "It worked with partners on all 12."),
        (split(12, 11, 1), "It took on 11 and worked with partners on the other one."),
        (split(18, 7, 11), "It took on 7 and worked with partners on the other 11."),
        (split(5, 0, 0, 5, 0), "It took on none and worked with partners on none; 5 await a decision."),
    ],
)
def test_small_and_lopsided_numbers_read_naturally(numbers, ending):
    assert first_ten_months(numbers).endswith(ending)


def test_rounded_numbers_are_said_to_be_about_right_and_never_the_other():
    assert first_ten_months(split(85, 25, 60, exact=False)) == (
        "The unit received about 85 referrals in its first ten months. "
        "It took on about 25 (29% of those decided) and worked with partners on about 60."
    )
    mixed = first_ten_months(split(260, 85, 175, exact=False, exact_total=True))
    assert "received 260 referrals" in mixed
    assert "the other" not in mixed


def test_hidden_numbers_say_no_more_than_their_rule():
    nothing = first_ten_months(split(None, None, None, None, None, exact=False))
    assert nothing == "The unit received too few referrals to publish a number in its first ten months."
    parts = first_ten_months(split(260, None, None, exact=False, exact_total=True))
    assert parts.endswith("How they were decided is not shown, to protect people.")
    rest = first_ten_months(split(260, 85, 170, None, None, exact=False, exact_total=True))
    assert rest.endswith("worked with partners on about 170.")


def test_the_equation_names_every_part():
    assert equation(split(260, 83, 177)) == (
        "260 received = 83 taken on by the unit + 177 managed with partners + 0 awaiting decision + 0 not accepted."
    )


def test_the_equation_owns_up_to_rounding_and_hiding():
    words = equation(split(260, 85, 175, None, None, exact=False, exact_total=True))
    assert "+ [c] awaiting decision + [c] not accepted." in words
    assert words.endswith("Rounded numbers may not add up. [c] is not shown, to protect people.")


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (Shown(260), Shown(222), "38 more than the same period last year (+17%)"),
        (Shown(200), Shown(220), "20 fewer than the same period last year (\N{MINUS SIGN}9%)"),
        (Shown(12), Shown(9), "3 more than the same period last year"),
        (Shown(12), Shown(12), "the same as the same period last year"),
        (Shown(85, exact=False), Shown(60, exact=False), "about 25 more than the same period last year (+42%)"),
        (Shown(85, exact=False), Shown(85, exact=False), "about the same as the same period last year"),
        (Shown(None, exact=False), Shown(60, exact=False), "not compared: a number is not shown, to protect people"),
        (Shown(260), None, "no earlier period to compare"),
    ],
)
def test_a_comparison_names_what_it_compares_with(now, before, words):
    assert comparison(now, before) == words


def test_shares_are_compared_in_points():
    assert share_comparison(0.36, 0.32) == "up 4 points on the same period last year"
    assert share_comparison(0.32, 0.32) == "no change from the same period last year"
    assert share_comparison(0.32, None) == "no earlier period to compare"
    assert share_comparison(None, 0.3) == "not compared: a number is not shown, to protect people"
