"""One sheet of a workbook: the table of a plate as gptables takes it, with what stands over it.

gptables reads signs of its own in texts: "$$note$$" is a note and "[text](address)" a link; a cell without a letter or
digit of ASCII it refuses. Texts are made harmless to it here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import gptables
import pandas as pd

from dashboard.edition import Plate, Printed
from dashboard.edition.notes import INVENTED
from dashboard.press.plain_text import shortened
from dashboard.wording import release_files as words
from dashboard.wording.symbols import HIDDEN, NOT_AVAILABLE

_LONGEST_CELL = 32_000  # a spreadsheet holds 32,767 letters
_LONGEST_HEADING = 200  # of a column of a table: 255
_LONGEST_NAME = 31  # of a sheet
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_DOLLARS = re.compile(r"\$(?=\$)")
_LINK = re.compile(r"\](?=\()")
_SAYS_SOMETHING = re.compile(r"[a-zA-Z0-9]")
_COUNT_WIDTH, _TEXT_WIDTH, _AIR = 14, 46, 3  # of columns, in letters
_COUNT_FORMAT, _SHARE_FORMAT = "#,##0", "0%"

Cell = str | int | float
Notes = Mapping[str, str]  # a text and the key that gptables knows it by


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its name, its table, how wide each column is, in letters, and on how many lines its headings stand."""

    name: str
    table: gptables.GPTable
    widths: tuple[int, ...]
    heading_lines: int

    @property
    def heading_row(self) -> int:
        """Return the row of the headings, from 0."""
        return int(self.table.data_range[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One column of a table: heading, cells, and the format of its numbers ("" of text)."""

    heading: str
    cells: list[Cell]
    number_format: str = ""

    @property
    def width(self) -> int:
        """Return how many letters it is wide: as its longest text, and its heading on two lines, within reason."""
        longest = max(ceil(len(self.heading) / 2) + _AIR, *(len(str(cell)) for cell in self.cells))
        return min(max(longest + _AIR, _COUNT_WIDTH), _TEXT_WIDTH)


def sheet_of(plate: Plate, *, number: int, rule: str, notes: Notes, is_invented: bool) -> Sheet:
    """Return the sheet of a plate, the `number`th of its workbook; its notes, the rule's too, are among `notes`."""
    columns = _columns(plate)
    table = gptables.GPTable(
        table=pd.DataFrame(
            {
                heading: pd.Series(column.cells, dtype=object)
                for heading, column in zip(_unlike(column.heading for column in columns), columns, strict=True)
            }
        ),
        table_name=f"table_{number}",
        title=title_of(plate, number=number),
        subtitles=_subtitles(plate, [notes[text] for text in (*noted(plate), rule) if text], is_invented=is_invented),
        instructions=words.INSTRUCTIONS,
        legend=_legend(columns),
        source=cell_text(f"{plate.source}. {plate.data_to}."),
        scope=cell_text(f"{plate.filters}. {words.REFERENCE} {plate.reference}."),
        index_columns={1: 0},
        additional_formatting=_formats(columns),
    )
    return Sheet(
        name=name_of(plate, number=number),
        table=table,
        widths=tuple(column.width for column in columns),
        heading_lines=2 if any(len(column.heading) + 1 > column.width for column in columns) else 1,
    )


def title_of(plate: Plate, *, number: int) -> str:
    """Return "Table 3: Local policing units refer most", its mark before it while it has one."""
    title = words.of_table(number, shortened(plate.title))
    return cell_text(f"{plate.mark}. {title}" if plate.mark else title)


def name_of(plate: Plate, *, number: int) -> str:
    """Return the name of a plate's sheet: "3 agency-route"."""
    return _NOT_IN_NAMES.sub("", f"{number} {plate.key}")[:_LONGEST_NAME].strip()


def cell_text(text: str, *, otherwise: str = "") -> str:
    """Return a text as gptables writes it, letter for letter; `otherwise` is added where it would refuse the text."""
    told = _LINK.sub("] ", _DOLLARS.sub("$ ", shortened(text, longest=_LONGEST_CELL)))
    return told if _SAYS_SOMETHING.search(told) else f"{told} ({otherwise or words.NO_NAME})".strip()


def noted(plate: Plate) -> tuple[str, ...]:
    """Return what is told of a plate as notes: its definition and its footnotes."""
    return tuple(text for text in (plate.definition, *plate.footnotes) if text)


def _subtitles(plate: Plate, notes: Sequence[str], *, is_invented: bool) -> list[str]:
    """Return measure, place and period with the numbers of the notes, and the finding as a sentence."""
    marks = "".join(f"$${note}$$" for note in dict.fromkeys(notes))
    subtitles = [f"{cell_text(plate.subtitle)} {marks}".rstrip(), cell_text(plate.sentence)]
    return [*subtitles, INVENTED] if is_invented else subtitles


def _columns(plate: Plate) -> list[_Column]:
    """Return the columns of a plate: labels, counts, percentages where there are any, references, and notes."""
    labels: list[Cell] = [cell_text(row.label, otherwise=row.code) for row in plate.rows]
    figures = [[row.figures[place] for row in plate.rows] for place in range(len(plate.columns))]
    names = [column.heading if len(plate.columns) > 1 else "" for column in plate.columns]
    columns = [_Column(heading=plate.heading, cells=labels)]
    for column, counted in zip(plate.columns, figures, strict=True):
        columns.append(_Column(heading=column.heading, cells=list(map(_count, counted)), number_format=_COUNT_FORMAT))
    for name, counted in zip(names, figures, strict=True):
        if any(figure.percentage for figure in counted):
            heading = words.of_column(words.PERCENTAGE, name)
            columns.append(_Column(heading=heading, cells=list(map(_share, counted)), number_format=_SHARE_FORMAT))
    for name, counted in zip(names, figures, strict=True):
        columns.append(_Column(heading=words.of_column(words.REFERENCE, name), cells=list(map(_reference, counted))))
    for name, counted in zip(names, figures, strict=True):
        # Of several columns all is said by the signs and the notes, but for a figure that stands from before.
        if not name or any(figure.held for figure in counted):
            columns.append(_Column(heading=words.of_column(words.NOTE, name), cells=list(map(_note, counted))))
    return columns


def _count(figure: Printed) -> Cell:
    return HIDDEN if figure.value is None else figure.value


def _reference(figure: Printed) -> Cell:
    return cell_text(figure.reference)


def _note(figure: Printed) -> Cell:
    return words.note(exact=figure.exact, hidden=figure.value is None, held=figure.held)


def _share(figure: Printed) -> Cell:
    """Return a percentage as a number that is shown as it is printed; as text where it is none ("<1%")."""
    digits = figure.percentage.removesuffix("%")
    if figure.value is None:
        return HIDDEN
    return int(digits) / 100 if digits.isdecimal() else figure.percentage or NOT_AVAILABLE


def _legend(columns: Sequence[_Column]) -> list[str]:
    """Return what the signs among the cells mean."""
    used = {cell for column in columns if column.number_format for cell in column.cells if isinstance(cell, str)}
    meanings = {HIDDEN: words.HIDDEN_EXPLAINED, NOT_AVAILABLE: words.NOT_AVAILABLE_EXPLAINED}
    return [meaning for sign, meaning in meanings.items() if sign in used]


def _formats(columns: Sequence[_Column]) -> list[dict[str, Any]]:
    """Return how columns are written: numbers and the signs among them to the right, texts after them set in."""
    number, text = {"align": "right"}, {"indent": 1}
    formats = [
        {**number, "num_format": column.number_format} if column.number_format else text for column in columns[1:]
    ]
    return [
        {"column": {"columns": [place], "include_names": True, "format": each}}
        for place, each in enumerate(formats, start=1)
    ]


def _unlike(headings: Iterable[str]) -> list[str]:
    """Return headings as a table needs them: each some text, no two alike in capitals or small letters."""
    told: list[str] = []
    for heading in headings:
        text = shortened(cell_text(heading), longest=_LONGEST_HEADING)
        taken = {each.casefold() for each in told}
        alike = (f"{text} {number}" for number in range(2, len(taken) + 3))
        told.append(
            text if text.casefold() not in taken else next(each for each in alike if each.casefold() not in taken)
        )
    return told
