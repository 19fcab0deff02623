"""A release in words: each figure printed under its reference, findings the figures bear, a mark until it is out."""

from datetime import date

import pytest

from dashboard.edition import Edition, Plate, Shape
from dashboard.edition.findings import Content, finding_of, is_whole
from dashboard.edition.notes import DRAFT, WITHDRAWN
from dashboard.release.cells import Kind, ReleasedCell, ReleasedTable
from dashboard.release.circumstances import Circumstances
from dashboard.release.figures import figures
from dashboard.release.proposal import frozen_form
from dashboard.release.tables import TABLES
from data_access.release_vocabulary import ReleaseStep as Step
from tests.built_editions import APPROVED, REFERENCE, taken
from tests.built_editions import built as an_edition
from tests.editions import a_plate, printed
from tests.press_desk import CIRCUMSTANCES, a_proposal, tables
from tests.releases import a_unit, composed


def plate(edition: Edition, key: str) -> Plate:
    found = edition.plate(key)
    assert found is not None
    return found


def test_the_headline_says_what_the_unit_first_said() -> None:
    edition = an_edition()
    assert edition.headline == (
        "The unit in Cheshire received 260 referrals in its first ten months. It took on 83 (32%) and worked with "
        "partners on the other 177."
    )
    assert [row.figures[0].in_full for row in plate(edition, "total").rows] == ["260", "83 (32%)", "177"]


def test_every_figure_of_a_release_is_printed_once_under_its_own_reference() -> None:
    rendered = composed(a_unit(3, 260)).rendered
    printed_once = [figure for each in an_edition(rendered).plates for figure in each.figures]
    expected = {
        REFERENCE.of(key).text: None if figure.cell is None else figure.cell.shown
        for key, figure in figures(rendered).items()
        if not figure.percentage
    }
    assert {figure.reference: figure.value for figure in printed_once} == expected
    assert len(printed_once) == len(expected)


def test_a_percentage_stands_beside_the_count_it_is_of() -> None:
    rendered = composed(a_unit(3, 260)).rendered
    told = {(each.table, each.keys): each.text for each in rendered.percentages}
    edition = an_edition(rendered)
    for table in rendered.tables:
        for cell in table.cells:
            reference = REFERENCE.of(".".join((table.key, *cell.keys))).text
            figure = next(each for one in edition.plates for each in one.figures if each.reference == reference)
            assert figure.percentage == told.get((table.key, cell.keys), "")


def test_the_alternative_text_of_a_picture_tells_every_figure() -> None:
    for each in an_edition(composed(a_unit(3, 260)).rendered).plates:
        assert all(row.label in each.alt_text for row in each.rows)
        assert all(figure.in_full in each.alt_text for figure in each.figures)


def test_what_is_hidden_has_no_number_and_a_note() -> None:
    agency = plate(an_edition(), "agency")
    assert [figure.text for figure in agency.figures] == ["240", "[c]"]
    assert any("it is not nought" in note for note in agency.footnotes)
    assert "Other agencies [c]" in agency.alt_text


def test_a_figure_that_stands_from_an_earlier_release_says_so() -> None:
    held = ReleasedCell(keys=(), shown=260, kind=Kind.EXACT, held_from=date(2019, 3, 31))
    rendered = tables()
    first, *others = rendered.tables
    older = ReleasedTable(key=first.key, cells=(held,))
    edition = an_edition(type(rendered)(**{**_fields(rendered), "tables": (older, *others)}))
    assert plate(edition, "total").rows[0].figures[0].in_full == "260, as at 31 Mar 2019"


def _fields(told: object) -> dict[str, object]:
    return {name: getattr(told, name) for name in told.__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("steps", "late", "mark"),
    [
        ((Step.DRAFT,), False, DRAFT),
        ((Step.DRAFT, Step.CHECK), False, DRAFT),
        (APPROVED, False, DRAFT),
        ((*APPROVED, Step.EMBARGO), False, "EMBARGOED until 20 Apr 2026, 00:01"),
        ((*APPROVED, Step.EMBARGO), True, ""),
        ((*APPROVED, Step.EMBARGO, Step.RELEASE), True, ""),
        ((*APPROVED, Step.EMBARGO, Step.WITHDRAW), True, WITHDRAWN),
    ],
)
def test_every_plate_bears_the_mark_of_its_release_until_it_is_out(
    steps: tuple[Step, ...], late: bool, mark: str
) -> None:
    edition = an_edition(life=taken(*steps), late=late)
    assert {edition.mark, *(each.mark for each in edition.plates)} == {mark}


def test_months_that_are_not_whole_are_named_and_shape_no_finding() -> None:
    month = plate(an_edition(composed(a_unit(3, 260)).rendered), "month")
    whole = [figure.value for row, figure in zip(month.rows[1:-1], month.figures[1:-1], strict=True)]
    assert month.shape is Shape.STEPS
    assert month.title == f"Between {min(whole)} and {max(whole)} referrals came in a month"
    assert "Jun 2018 and Apr 2019 are not whole: the period is 19 Jun 2018 to 18 Apr 2019." in month.footnotes
    assert "In this period: 3 Mar 2019, Probation vacancy." in month.footnotes


@pytest.mark.parametrize(
    ("code", "whole"),
    [
        ("2018-06", False),
        ("2018-07", True),
        ("2019-04", False),
        ("2018-Q2", False),
        ("2018-Q3", True),
        ("2019-Q1", True),
    ],
)
def test_a_month_or_quarter_is_whole_when_all_its_days_are_in_the_period(code: str, whole: bool) -> None:
    assert is_whole(code, date(2018, 6, 19), date(2019, 4, 18)) is whole


@pytest.mark.parametrize("seed", range(6))
def test_titles_are_short_and_bear_no_number_that_is_not_printed(seed: int) -> None:
    for each in an_edition(composed(a_unit(seed, 90 + 40 * seed)).rendered).plates:
        assert len(each.title.split()) <= 15
        told = {word.strip(",:.%<") for word in each.title.split() if word.strip(",:.%<").isdigit()}
        shown = {figure.text for figure in each.figures} | {figure.percentage.strip("%<") for figure in each.figures}
        assert told <= shown


def test_a_finding_needs_figures_that_are_shown() -> None:
    hidden = a_plate("risk", Shape.GROUPS, [], [])
    content = Content(
        measure="Referrals received by level of risk",
        heading="Level of risk",
        columns=hidden.columns,
        rows=(),
        since=date(2018, 6, 19),
        until=date(2019, 4, 18),
    )
    assert {finding_of(key, content) for key in TABLES if key != "total"} == {content.measure}
    assert printed("risk.HIGH", None).text == "[c]"


def test_the_circumstances_of_a_release_are_frozen_with_it() -> None:
    assert Circumstances.of_definitions(frozen_form(a_proposal()).definitions) == CIRCUMSTANCES
