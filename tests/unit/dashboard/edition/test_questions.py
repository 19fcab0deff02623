"""Questions, answers and cautions say the numbers of their edition, and nothing of what it hides."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from dashboard.edition import Edition, Shape
from dashboard.edition.cautions import cautions
from dashboard.edition.parts import Parts
from dashboard.edition.questions import MOST, questions
from dashboard.edition.run_of_months import run_of_months
from tests.editions import ONE, Row, a_plate, an_edition, plates, printed


def with_months(*counts: int | None) -> Edition:
    codes = [f"{2018 + (6 + place) // 12}-{(6 + place) % 12 + 1:02d}" for place in range(len(counts))]
    rows = [
        Row(code=code, label=code, figures=(printed(f"month.{code}", count, exact=True),))
        for code, count in zip(codes, counts, strict=True)
    ]
    edition = an_edition(plates=(plates()[0], a_plate("month", Shape.STEPS, rows, ONE)))
    return replace(edition, until=edition.until.replace(year=2030))


def with_split(*figures) -> Edition:  # type: ignore[no-untyped-def]
    rows = [Row(code=code, label=code, figures=(figure,)) for code, figure in figures]
    return an_edition(plates=(a_plate("total", Shape.SPLIT, rows, ONE),))


def test_the_three_questions_of_the_first_ten_months():
    told = questions(an_edition())

    assert [each.asked for each in told] == [
        "How many people are stalked in Cheshire?",
        "Why did the unit take on 83 of 260?",
        "Is stalking rising?",
    ]
    assert "the unit received 260 referrals, 19 Jun 2018 to 18 Apr 2019" in told[0].answer
    assert "both: 83. For 177 a partner agency" in told[1].answer
    assert told[1].answer.endswith("Of referrals at high risk it took on 67%.")
    # June, of which the period has only some days, is the lowest and is left out.
    assert "between 22 (Sep 2018) and 31 referrals (Jul 2018)" in told[2].answer
    assert "too early to say: 9 of the 13 months needed" in told[2].answer


@pytest.mark.parametrize("keep", [(), ("total",), ("month",), ("agency", "risk-route")])
def test_there_are_three_questions_whatever_is_released(keep: tuple[str, ...]):
    edition = an_edition(plates=tuple(plate for plate in plates() if plate.key in keep))

    assert len(questions(edition)) == MOST
    assert all(each.asked.endswith("?") and each.answer.endswith(".") for each in questions(edition))
    assert all(each.wrong and each.right for each in cautions(edition))


def test_no_number_is_said_that_the_edition_does_not_print():
    edition = an_edition()
    said = " ".join(
        (
            *(each.asked + each.answer for each in questions(edition)),
            *(each.wrong + each.right for each in cautions(edition)),
        )
    )
    printed_numbers = {figure.text for plate in edition.plates for figure in plate.figures}
    days_and_months = {"19", "18", "2018", "2019", "9", "13", "67", "8"}  # 67% is printed, 8 stands in the rule

    assert set(re.findall(r"\d[\d,]*", said)) <= printed_numbers | days_and_months


def test_thirteen_months_are_judged_and_the_unusual_one_is_named():
    steady = (24, 28) * 7

    assert "No month stands out" in run_of_months(with_months(*steady))
    assert run_of_months(with_months(*steady, 45)).endswith("Unusual by the rules of a control chart: 2019-09.")
    assert run_of_months(with_months(*(10,) * 8, *(40,) * 8)).endswith("control chart: 16 of 16 months.")


def test_months_that_are_not_all_shown_are_not_judged():
    told = run_of_months(with_months(*[26] * 13, None))

    assert "cannot be judged" in told
    assert "shown brought" in told
    assert run_of_months(with_months(26, None)) == ""
    assert run_of_months(an_edition(plates=())) == ""


def test_a_hidden_part_is_neither_asked_for_nor_said():
    edition = with_split(("", printed("total", 40, exact=True)), ("UNIT", printed("route.UNIT", None)))

    assert Parts.of(edition) == Parts(received="40", taken_on="", with_partners="", reconciles=False)
    assert not any("take on" in each.asked for each in questions(edition))


def test_rounded_and_older_figures_are_said_as_such_and_do_not_reconcile():
    edition = with_split(
        ("", printed("total", 260, exact=True)),
        ("UNIT", printed("route.UNIT", 85)),
        ("PARTNER", printed("route.PARTNER", 175, held="as at 31 Mar 2019")),
    )
    parts = Parts.of(edition)

    assert (parts.taken_on, parts.with_partners) == ("about 85", "about 175 (as at 31 Mar 2019)")
    assert not parts.reconciles
    assert Parts.of(an_edition()).reconciles


def test_the_months_of_these_examples_follow_one_another():
    codes = [row.code for row in with_months(*range(20)).plates[1].rows]

    assert all(earlier < later for earlier, later in pairwise(codes))
