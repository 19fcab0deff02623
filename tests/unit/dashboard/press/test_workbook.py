"""The workbook of a release, read back by openpyxl: the form that guidance asks for, each figure and no more."""

import io
import re
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.edition import Edition, Plate, Printed
from dashboard.press.workbook import workbook
from dashboard.wording import release_files as words
from tests.editions import an_edition, plates, printed
from tests.titles import HOSTILE

NOW = datetime(2026, 4, 20, 8, 30, tzinfo=UTC)
MARK = "EMBARGOED until 00:01 on 20 Apr 2026"


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table_of(sheet: Worksheet) -> list[list[Any]]:
    """The cells of the one table of a sheet, its headings first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def sheets_of(content: bytes) -> list[Worksheet]:
    """The sheets with figures: all after cover, contents and notes."""
    return opened(content).worksheets[3:]


def shown(figure: Printed) -> int | str:
    return "[c]" if figure.value is None else figure.value


def test_every_count_is_a_number_and_every_hidden_one_a_text_in_the_order_of_the_plate() -> None:
    edition = an_edition()
    for plate, sheet in zip(edition.plates, sheets_of(workbook(edition, now=NOW)), strict=True):
        headings, *rows = table_of(sheet)
        assert headings[: 1 + len(plate.columns)] == [plate.heading, *(column.heading for column in plate.columns)]
        for row, cells in zip(plate.rows, rows, strict=True):
            assert cells[0] == row.label
            assert cells[1 : 1 + len(plate.columns)] == [shown(figure) for figure in row.figures]


def test_percentages_are_numbers_that_read_as_printed_and_each_figure_has_its_reference() -> None:
    edition = an_edition()
    for plate, sheet in zip(edition.plates, sheets_of(workbook(edition, now=NOW)), strict=True):
        headings, *rows = table_of(sheet)
        read = dict(zip(headings, zip(*rows, strict=True), strict=True))
        told = {
            figure.reference: figure.percentage or ("[c]" if figure.value is None else "[x]")
            for figure in plate.figures
            if any(each.percentage for each in plate.figures)
        }
        names = [heading for heading in headings if heading.startswith(words.PERCENTAGE)]
        references = [heading for heading in headings if heading.startswith(words.REFERENCE)]
        found = {
            reference: f"{share:.0%}" if isinstance(share, float) else share
            for name, told_by in zip(names, references, strict=False)
            for share, reference in zip(read[name], read[told_by], strict=True)
        }
        assert found == told
        assert {each for name in references for each in read[name]} == {figure.reference for figure in plate.figures}


def test_the_workbook_has_the_form_that_the_guidance_asks_for() -> None:
    book = opened(workbook(an_edition(), now=NOW))

    assert book.sheetnames == ["Cover", "Contents", "Notes", "1 total", "2 month", "3 agency", "4 risk-route"]
    assert book.properties.title == "The first ten months"
    assert book.active.title == "Cover"
    for sheet in book:
        assert len(sheet.title) <= 31
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert all(view.selection[0].activeCell in {None, "A1"} for view in sheet.views.sheetView)
        assert sheet["A1"].value
        assert not [row for row in sheet.iter_rows() if all(cell.value is None for cell in row)]
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.ref.startswith("A")
        assert not [cell for row in sheet[table.ref] for cell in row if cell.value is None]


def test_what_must_be_said_stands_on_every_sheet_and_every_note_is_told() -> None:
    edition = an_edition(mark=MARK)
    book = opened(workbook(edition, now=NOW))
    cover = "\n".join(str(row[0].value) for row in book["Cover"].iter_rows())
    told = dict(table_of(book["Notes"])[1:])

    for text in (MARK, edition.headline, edition.reference, edition.rule, edition.help_lines[0], edition.editors[0]):
        assert text in cover
    for number, (plate, sheet) in enumerate(zip(edition.plates, book.worksheets[3:], strict=True), start=1):
        above = "\n".join(str(cell.value) for cell in sheet["A"])
        assert sheet["A1"].value == f"{MARK}. Table {number}: {plate.title}"
        for text in (plate.subtitle, plate.sentence, plate.filters, plate.source, plate.data_to, plate.reference):
            assert text in above
        assert "invented" in above
        notes = {told[int(each)] for each in re.findall(r"\[note (\d+)\]", above)}
        assert notes == {plate.definition, *plate.footnotes, edition.rule}
        assert MARK in (sheet.oddHeader.left.text or "")
        assert ("[c]: not shown" in above) is plate.hides


def test_one_plate_alone_is_a_workbook_too() -> None:
    edition = an_edition()
    one = edition.plates[2].titled("Police refer most")
    (sheet,) = sheets_of(workbook(edition, plates=[one], now=NOW))

    assert sheet["A1"].value == "Table 1: Police refer most"
    assert [cells[1] for cells in table_of(sheet)[1:]] == [120, 65, 40, "[c]"]


def test_a_thousand_is_a_number_and_less_than_one_per_cent_a_text() -> None:
    few, many = printed("a", 1260, percentage="<1%"), printed("b", 250_000, percentage="99%")
    plate = next(plate for plate in plates() if plate.key == "agency")
    rows = tuple(
        type(row)(code=row.code, label=row.label, figures=(figure,))
        for row, figure in zip(plate.rows, (few, many), strict=False)
    )
    edition = an_edition(plates=(type(plate)(**{**fields_of(plate), "rows": rows}),))
    (sheet,) = sheets_of(workbook(edition, now=NOW))

    assert [cells[1:3] for cells in table_of(sheet)[1:]] == [[1260, "<1%"], [250_000, 0.99]]
    assert sheet["B10"].number_format == "#,##0"


def fields_of(plate: Plate) -> dict[str, Any]:
    return {name: getattr(plate, name) for name in plate.__slots__}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_the_workbook_runs_or_becomes_a_link(text: str) -> None:
    hostile = tuple(
        type(plate)(
            **{
                **fields_of(plate),
                "title": text,
                "heading": text,
                "definition": text,
                "footnotes": (text,),
                "rows": tuple(type(row)(code=row.code, label=text, figures=row.figures) for row in plate.rows),
            }
        )
        for plate in plates()
    )
    edition: Edition = an_edition(title=text, headline=text, editors=(text,), help_lines=(text,), plates=hostile)
    content = workbook(edition, now=NOW)
    book = opened(content)

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert [(link.target, bool(link.location)) for link in links] == [(None, True)] * len(edition.plates)
    with ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"TargetMode" in parts.read(name)]
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]
    for plate, sheet in zip(edition.plates, sheets_of(content), strict=True):
        counts = [cells[1 : 1 + len(plate.columns)] for cells in table_of(sheet)[1:]]
        assert counts == [[shown(figure) for figure in row.figures] for row in plate.rows]


def test_the_same_release_at_the_same_moment_gives_the_same_bytes() -> None:
    assert workbook(an_edition(), now=NOW) == workbook(an_edition(), now=NOW)
