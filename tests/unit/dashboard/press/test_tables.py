"""The CSV of a release, read back by another reader: every figure once, all that must be said, nothing that runs."""

import csv
import io

import pytest

from dashboard.csv_lines import STARTS_FORMULA
from dashboard.edition import Edition, Plate
from dashboard.press.tables import HEADINGS, tables
from dashboard.wording import release_files as words
from tests.editions import an_edition, plates
from tests.titles import HOSTILE

MARK = "EMBARGOED until 00:01 on 20 Apr 2026"


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def figures(content: bytes) -> list[dict[str, str]]:
    told = lines(content)
    start = told.index(list(HEADINGS))
    return [dict(zip(HEADINGS, cells, strict=True)) for cells in told[start + 1 :]]


def test_every_figure_is_read_back_once_with_its_reference_and_percentage() -> None:
    edition = an_edition()
    read = [(row[words.REFERENCE], row[words.COUNT], row[words.PERCENTAGE]) for row in figures(tables(edition))]

    assert read == [
        (figure.reference, "[c]" if figure.value is None else str(figure.value), figure.percentage)
        for plate in edition.plates
        for figure in plate.figures
    ]


def test_a_figure_says_whether_it_is_exact_rounded_hidden_or_from_before() -> None:
    notes = {row[words.GROUP]: row[words.NOTE] for row in figures(tables(an_edition()))}

    assert notes["Received"] == "exact"
    assert notes["Probation Service"] == "rounded"
    assert notes["Mental health trust"] == "rounded, as at 31 Mar 2019"
    assert notes["Other agencies"] == "not shown, to protect people"


@pytest.mark.parametrize("plate", plates(), ids=lambda plate: plate.key)
def test_all_that_must_be_said_stands_above_the_figures(plate: Plate) -> None:
    edition = an_edition(mark=MARK)
    told = lines(tables(edition, plates=[plate]))
    above = [cells for cells in told[: told.index(list(HEADINGS))] if cells]

    assert above[0] == [words.STATE, MARK]
    for name, text in (
        (words.FINDING, plate.title),
        (words.MEASURE, plate.measure),
        (words.PERIOD, plate.period),
        (words.FILTERS, plate.filters),
        (words.SOURCE, "case records of the Integrated Anti-Stalking Unit"),
        (words.DATA_TO, "18 Apr 2019"),
        (words.REFERENCE, plate.reference),
        (words.DEFINITION, plate.definition),
        *((words.NOTE, note) for note in plate.footnotes),
        (words.INVENTED, "Demonstration data: invented, not about any person."),
        (words.HELP, edition.help_lines[0]),
    ):
        assert [name, text] in above


def test_the_tables_of_a_release_say_once_what_is_true_of_all_and_of_each_its_own() -> None:
    edition = an_edition()
    told = lines(tables(edition))

    assert sum(cells[:1] == [words.DEFINITION] for cells in told) == 1
    assert [cells[1:] for cells in told if cells[:1] == [words.FINDING]] == [
        [plate.title, plate.measure] for plate in edition.plates
    ]


def test_a_hidden_figure_without_a_footnote_is_explained_all_the_same() -> None:
    hiding = next(plate for plate in plates() if plate.hides)
    bare = type(hiding)(**{**{name: getattr(hiding, name) for name in hiding.__slots__}, "footnotes": ()})

    assert [words.NOTE, words.HIDDEN_EXPLAINED] in lines(tables(an_edition(), plates=[bare]))


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_no_title_breaks_the_file_or_runs(title: str) -> None:
    edition: Edition = an_edition(title=title, plates=tuple(plate.titled(title) for plate in plates()))
    content = tables(edition)

    assert not any(cell.startswith(STARTS_FORMULA) for cells in lines(content) for cell in cells)
    assert len(figures(content)) == sum(len(plate.figures) for plate in edition.plates)


def test_a_file_without_plates_says_what_it_is() -> None:
    assert figures(tables(an_edition(), plates=[])) == []


def test_the_file_is_what_a_spreadsheet_takes() -> None:
    content = tables(an_edition())

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
