"""A release as a workbook, after the government's guidance on releasing statistics in spreadsheets.

Cover, contents and notes, then one table a sheet, each marked as a table, numbers as numbers and signs as text, nothing
that a spreadsheet would run or open.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from math import ceil

import gptables
import pandas as pd

from dashboard.edition import Edition, Plate
from dashboard.press.about import about_release
from dashboard.press.plain_text import shortened
from dashboard.press.sheets import Notes, Sheet, cell_text, noted, sheet_of
from dashboard.wording import release_files as words

# No text is a formula, a link or a number, whatever it begins with.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SENTENCES = 110  # width of a column of sentences, in letters
_LETTERS = 115  # of them that are sure to fit on a line
_LINE, _HIGHEST = 16, 400  # height of a line, and of the highest row, in points
_FIRST_NOTE = 3  # the row under title, instructions and headings
_A4 = 9
_LONGEST_HEADER = 120  # of a printed page: 255


def workbook(edition: Edition, *, plates: Sequence[Plate] | None = None, now: datetime) -> bytes:
    """Return plates of a release as a workbook (XLSX); the same bytes for the same edition and moment.

    Parameters
    ----------
    plates
        Those of the edition, perhaps under other titles; all of them when left out.
    """
    chosen = edition.plates if plates is None else tuple(plates)
    notes = _notes(edition, chosen)
    sheets = [
        sheet_of(plate, number=number, rule=edition.rule, notes=notes, is_invented=edition.is_invented)
        for number, plate in enumerate(chosen, start=1)
    ]
    cover, held = _cover(edition), io.BytesIO()
    book = gptables.produce_workbook(
        held,
        {sheet.name: sheet.table for sheet in sheets},
        cover=cover,
        contentsheet_label=words.CONTENTS,
        contentsheet_options={
            "title": words.CONTENTS,
            "column_names": [words.SHEET_NAME, words.SHEET_TITLE],
            "instructions": words.CONTENTS_INSTRUCTIONS,
        },
        notes_table=pd.DataFrame({words.NOTE: list(notes.values()), words.NOTE_TEXT: list(map(cell_text, notes))}),
        notesheet_label=words.NOTES,
        notesheet_options={"title": words.NOTES, "instructions": words.NOTES_INSTRUCTIONS},
        auto_width=False,
        workbook_options=_OPTIONS,
    )
    _lay_out(book, cover, notes, sheets)
    _print_well(book, edition)
    book.set_properties(
        {
            "title": shortened(edition.title),
            "subject": edition.reference,
            "author": shortened(edition.unit),
            "status": edition.mark,
            "created": now.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
    )
    book.close()
    return held.getvalue()


def _notes(edition: Edition, plates: Sequence[Plate]) -> Notes:
    """Return every text that is told as a note, once, in the order of the sheets; the rule last."""
    told = dict.fromkeys(text for plate in plates for text in (*noted(plate), edition.rule) if text)
    return {text: f"note{number}" for number, text in enumerate(told, start=1)}


def _cover(edition: Edition) -> gptables.Cover:
    title = f"{edition.mark}. {edition.title}" if edition.mark else edition.title
    return gptables.Cover(
        cover_label=words.COVER,
        title=cell_text(shortened(title)),
        intro=[cell_text(f"{name}: {text}") for name, text in about_release(edition)],
        about=[cell_text(note) for note in edition.editors] or None,
        contact=[f"{words.HELP}:", *map(cell_text, edition.help_lines)] if edition.help_lines else None,
        width=_SENTENCES,
    )


def _lay_out(
    book: gptables.core.wrappers.GPWorkbook, cover: gptables.Cover, notes: Notes, sheets: Sequence[Sheet]
) -> None:
    """Set the widths of columns and the heights of wrapped rows, which not every spreadsheet works out by itself."""
    widths = {sheet.name: sheet.widths for sheet in sheets}
    widths |= {words.CONTENTS: (24, _SENTENCES), words.NOTES: (16, _SENTENCES)}
    for name, columns in widths.items():
        for place, width in enumerate(columns):
            book.get_worksheet_by_name(name).set_column(place, place, width)
    for sheet in sheets:
        book.get_worksheet_by_name(sheet.name).set_row(sheet.heading_row, _LINE * sheet.heading_lines)
    sections = [lines for lines in (cover.intro, cover.about, cover.contact) if lines]
    row = 1  # beneath the title
    for lines in sections:
        row += 1  # the heading of the section
        row = _set_heights(book.get_worksheet_by_name(words.COVER), lines, first=row)
    _set_heights(book.get_worksheet_by_name(words.NOTES), notes, first=_FIRST_NOTE)


def _set_heights(page: gptables.core.wrappers.GPWorksheet, lines: Iterable[str], *, first: int) -> int:
    """Make each row as high as its text needs; return the row after the last."""
    row = first
    for row, text in enumerate(lines, start=first):
        page.set_row(row, min(_LINE * ceil(len(text) / _LETTERS), _HIGHEST))
    return row + 1


def _print_well(book: gptables.core.wrappers.GPWorkbook, edition: Edition) -> None:
    """Put every sheet on pages as wide as it is, the mark of the release at the head of each."""
    header = shortened(edition.mark, longest=_LONGEST_HEADER).replace("&", "&&")
    for page in book.worksheets():
        page.set_paper(_A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_header(f"&L&B{header}" if header else "")
        page.set_footer(f"&L{edition.reference}&R&P/&N")
