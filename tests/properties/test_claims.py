"""The wording check holds on any text, and never blames a title that the project composes from the figures itself."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.edition import Column, Plate, Printed, Row, Shape
from dashboard.edition.claims import claims
from dashboard.edition.findings import Content, finding_of
from dashboard.edition.labels import HEADINGS, label_of, measure_of
from dashboard.edition.setting import COUNTS
from dashboard.metrics.outcomes import OutcomeGroup
from dashboard.release.tables import OTHER_AGENCIES, TABLES, Dimension, Route
from dashboard.wording import numbers
from data_access.vocabulary import Risk
from tests.editions import a_plate, plates
from tests.titles import HOSTILE

AGENCIES = {
    "POL_LPU": "Local policing unit",
    "PROB": "Probation Service",
    "NHS_MH": "Mental health trust",
    "VAS": "Victim Support",
    "SELF": "Self-referral",
}
CODES = {
    Dimension.MONTH: tuple(f"{2018 + (5 + step) // 12}-{(5 + step) % 12 + 1:02d}" for step in range(16)),
    Dimension.QUARTER: ("2018-Q2", "2018-Q3", "2018-Q4", "2019-Q1", "2019-Q2"),
    Dimension.ROUTE: tuple(route.value for route in Route),
    Dimension.AGENCY: (*AGENCIES, OTHER_AGENCIES),
    Dimension.RISK: tuple(risk.value for risk in Risk),
    Dimension.OUTCOME: tuple(group.value for group in OutcomeGroup),
}
SINCE, UNTIL = date(2018, 6, 19), date(2019, 9, 30)
PLATES = plates()
# Words that claim something, among others, in any order and with anything between them.
TYPED = (
    *("most", "all", "every", "half", "a third", "doubled", "surge", "fell", "record high", "highest", "because of"),
    *(
        "victims",
        "worst",
        "31",
        "32%",
        "3 in 10",
        "July",
        "Probation",
        "up 20%",
        "!",
        "referrals",
        "THE",
        "no more than",
    ),
)
WORDS = st.sampled_from(TYPED)


@st.composite
def contents(draw: st.DrawFn) -> tuple[str, Content]:
    """A table of the closed list with any counts that a release can show, some hidden, and what they come to."""
    table = draw(st.sampled_from([table for table in TABLES.values() if table.dimensions]))
    first, *rest = table.dimensions
    columns = (
        tuple(Column(code=code, heading=label_of(rest[0], code, AGENCIES)) for code in CODES[rest[0]])
        if rest
        else (COUNTS,)
    )
    rows = []
    for code in CODES[first]:
        counts = [draw(st.none() | st.integers(min_value=2, max_value=60).map(lambda n: 5 * n)) for _ in columns]
        whole = sum(count or 0 for count in counts) if rest else 1_000
        figures = tuple(
            Printed(
                value=count,
                text=numbers.count(count),
                percentage="" if first is Dimension.MONTH else numbers.whole_percent(count, whole),
                reference="",
                exact=first is Dimension.MONTH,
            )
            for count in counts
        )
        rows.append(Row(code=code, label=label_of(first, code, AGENCIES), figures=figures))
    content = Content(
        measure=measure_of(table.dimensions),
        heading=HEADINGS[first],
        columns=columns,
        rows=tuple(rows),
        since=SINCE,
        until=UNTIL,
    )
    return table.key, content


def plate_of(key: str, content: Content) -> Plate:
    dimensions = TABLES[key].dimensions
    steps = len(dimensions) == 1 and dimensions[0] in (Dimension.MONTH, Dimension.QUARTER)
    return a_plate(
        key,
        Shape.STEPS if steps else Shape.PARTS if len(dimensions) > 1 else Shape.GROUPS,
        content.rows,
        content.columns,
        title=finding_of(key, content),
        measure=content.measure,
        heading=content.heading,
        period="19 Jun 2018 to 30 Sep 2019",
    )


@given(contents())
def test_no_title_that_is_composed_from_the_figures_is_blamed(made: tuple[str, Content]) -> None:
    plate = plate_of(*made)

    assert claims(plate.title, plate) == ()


@given(st.text(), st.sampled_from(PLATES))
def test_any_text_is_answered(title: str, plate: Plate) -> None:
    for claim in claims(title, plate):
        assert claim.phrase in title
        assert claim.says


@given(st.lists(WORDS | st.text(max_size=3), max_size=30), st.sampled_from(PLATES))
def test_any_words_that_claim_are_answered_each_once(said: list[str], plate: Plate) -> None:
    found = claims(" ".join(said), plate)

    assert len(set(found)) == len(found)
    assert all(claim.phrase in " ".join(said) for claim in found)


@given(st.lists(WORDS, max_size=8), contents())
def test_any_table_is_held_against_any_words(said: list[str], made: tuple[str, Content]) -> None:
    assert all(claim.says for claim in claims(" ".join(said), plate_of(*made)))


@pytest.mark.parametrize(("plate", "title"), product(PLATES, HOSTILE.values()), ids=str)
def test_no_hostile_title_breaks_the_check(plate: Plate, title: str) -> None:
    assert all(claim.says and len(claim.says) < 1_000 for claim in claims(title, plate))


def test_digits_without_end_are_a_number_that_is_not_there() -> None:
    (typed, *_) = claims("9" * 10_000, PLATES[0])

    assert "is not in this table." in typed.says
