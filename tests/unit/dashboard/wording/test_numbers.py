import pytest

from dashboard.wording import numbers


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (260, "260"), (1260, "1,260"), (None, "[c]"), (-38, "\N{MINUS SIGN}38")]
)
def test_a_count_has_commas_and_nought_only_where_it_is_nought(value, words):
    assert numbers.count(value) == words


@pytest.mark.parametrize(
    ("part", "base", "words"),
    [
        (83, 260, "32% (83 of 260)"),
        (7, 18, "7 of 18"),
        (10, 20, "50% (10 of 20)"),
        (0, 260, "0% (0 of 260)"),
        (331, 1260, "26.3% (331 of 1,260)"),
        (499, 999, "50% (499 of 999)"),
        (None, 260, "[c]"),
        (83, None, "[c]"),
        (0, 0, "0 of 0"),
    ],
)
def test_a_share_carries_its_base_and_no_percentage_under_twenty(part, base, words):
    assert numbers.share(part, base) == words


def test_a_label_has_a_whole_percentage_and_never_nought_for_something():
    assert numbers.with_percent(83, 260) == "83 (32%)"
    assert numbers.with_percent(500, 1321) == "500 (38%)"
    assert numbers.with_percent(1, 260) == "1 (<1%)"
    assert numbers.with_percent(7, 18) == "7"
    assert numbers.with_percent(None, 260) == "[c]"


def test_a_finding_begins_with_its_share():
    assert numbers.roughly_of(0.33, "referrals") == "A third of referrals"
    assert numbers.roughly_of(0.4, "referrals") == "4 in 10 referrals"


def test_half_a_percent_rounds_up_as_on_a_calculator():
    assert numbers.percent(25, 200) == "13%"  # 12.5


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(260, 222, "+17%"), (200, 220, "\N{MINUS SIGN}9%"), (30, 19, ""), (30, 30, "")],
)
def test_a_change_in_per_cent_needs_an_earlier_number_of_twenty(now, before, words):
    assert numbers.percent_change(now, before) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(0.36, 0.32, "up 4 points"), (0.31, 0.32, "down 1 point"), (0.321, 0.324, "no change")],
)
def test_a_share_moves_by_points_in_words(now, before, words):
    assert numbers.points(now, before) == words


@pytest.mark.parametrize(
    ("fraction", "words"),
    [
        (0.32, "a third"),
        (0.30, "3 in 10"),
        (0.38, "4 in 10"),
        (0.5, "half"),
        (0.26, "a quarter"),
        (0.67, "two thirds"),
        (0.02, "fewer than 1 in 20"),
        (0.97, "nearly all"),
        (0.07, "1 in 10"),
        (0.93, "9 in 10"),
    ],
)
def test_a_share_is_said_as_people_say_it(fraction, words):
    assert numbers.roughly(fraction) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1, "1 referral"), (0, "no referrals"), (260, "260 referrals"), (None, "[c] referrals")]
)
def test_a_noun_agrees_with_its_count(value, words):
    assert numbers.noun(value, "referral") == words


@pytest.mark.parametrize(
    ("value", "words"), [(26.1, "26"), (6.1, "6"), (3.24, "3.2"), (4.0, "4"), (4.96, "5"), (1_312.4, "1,312")]
)
def test_an_average_has_a_decimal_only_where_it_matters(value, words):
    assert numbers.average(value) == words


@pytest.mark.parametrize("half", [0.25, 0.65, 1.05, 2.45, 4.75])
def test_a_half_is_rounded_up_as_a_reader_with_a_pencil_does(half):
    above = f"{half + 0.05:.1f}"
    assert numbers.average(half) == above.removesuffix(".0")
    assert numbers.decimal(half) == above


def test_whole_halves_are_rounded_up_too():
    assert [numbers.average(value) for value in (6.5, 7.5, 1_312.5)] == ["7", "8", "1,313"]
    assert [numbers.days(value) for value in (0.5, 2.5)] == ["1 day", "3 days"]
    assert numbers.points(57 / 200, 0.28) == "up 1 point"


def test_days_are_whole():
    assert [numbers.days(value) for value in (1, 4.37, None)] == ["1 day", "4 days", "[c]"]


def test_small_numbers_are_words_and_large_ones_figures():
    assert [numbers.in_words(value) for value in (3, 12, 43)] == ["three", "twelve", "43"]
