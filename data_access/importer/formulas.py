"""Finds formula cells that carry no value, or an error: a reader of values alone would take them for empty cells."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element  # a name, no parser # nosec B405

from data_access.importer.plain_xml import parsed

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncalculated:
    """One cell without a value.

    Attributes
    ----------
    row
        Row number as the spreadsheet shows it.
    position
        How many headings stand to its left.
    shown
        What the cell shows: its error, or that it was never calculated.
    """

    row: int
    position: int
    shown: str


def uncalculated_cells(path: Path, *, sheet: str, head_row: int) -> list[Uncalculated]:
    """Return the cells under the headings whose formula has no value."""
    with zipfile.ZipFile(path) as archive:
        if "content.xml" in archive.namelist():
            cells = _ods_cells(archive, sheet=sheet)
        else:
            cells = _xlsx_cells(archive, sheet=sheet)
        found = list(cells)
    heads = sorted(column for row, column, _ in found if row == head_row)
    return [
        Uncalculated(row=row, position=sum(head < column for head in heads), shown=shown)
        for row, column, shown in found
        if row > head_row and shown
    ]


def _xlsx_cells(archive: zipfile.ZipFile, *, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and fault (empty for none) of each cell of the first filled rows and each faulty cell."""
    part = _xlsx_part(archive, sheet=sheet)
    text = archive.read(part).decode("utf-8", "replace") if part else ""
    for cell in re.finditer(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', text, flags=re.DOTALL):
        letters, row, attributes, inside = cell[1], int(cell[2]), cell[3], cell[4] or ""
        if inside:
            yield row, _column_number(letters), _xlsx_fault(attributes, inside=inside)


def _xlsx_fault(attributes: str, *, inside: str) -> str:
    value = re.search(r"<v[^>]*>([^<]*)</v>", inside)
    if 't="e"' in attributes:
        return value[1] if value else "#ERROR"
    if "<f" not in inside:
        return ""
    # A formula may well say "": then the cell is marked as text, with an empty value.
    calculated = value is not None and (value[1] != "" or 't="str"' in attributes)
    return "" if calculated else "formula without a value"


def _xlsx_part(archive: zipfile.ZipFile, *, sheet: str) -> str | None:
    book = parsed(archive.read("xl/workbook.xml"))
    links = parsed(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for entry in book.iter(f"{_MAIN}sheet"):
        if entry.get("name") == sheet:
            target = targets.get(entry.get(_REL), "").lstrip("/")
            return target if target.startswith("xl/") else f"xl/{target}"
    return None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _ods_cells(archive: zipfile.ZipFile, *, sheet: str) -> Iterator[tuple[int, int, str]]:
    content = archive.read("content.xml")
    if b"table:formula" not in content:
        return
    for table in parsed(content).iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}name") == sheet:
            yield from _ods_table_cells(table)


def _ods_table_cells(table: Element) -> Iterator[tuple[int, int, str]]:
    row = 1
    for line in table.iter(f"{_TABLE}table-row"):
        column = 1
        for cell in line:
            valued = cell.get(f"{_OFFICE}value-type") is not None
            formula = cell.get(f"{_TABLE}formula") is not None
            if valued or formula:
                yield row, column, "" if valued else "formula without a value"
            column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        row += int(line.get(f"{_TABLE}number-rows-repeated", "1"))
