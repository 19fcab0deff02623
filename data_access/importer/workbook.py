"""Reads XLSX and ODS workbooks as text, cell by cell, whatever the cells are formatted as."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl

from data_access.importer.faults import Place, faults_at, together
from data_access.importer.formulas import Uncalculated, uncalculated_cells
from data_access.importer.headings import HeadingRow, find_headings, first_filled
from data_access.importer.mapping import ColumnMapping
from data_access.importer.rules import CALCULATED, READABLE
from data_access.importer.sheets import Batch, Sheet, Unreadable, column_names, filled_rows

# A workbook is read whole; one that unpacks to more than this is no register.
LARGEST_UNPACKED_BYTES = 2 * 1024**3
_ACCEPTED = "an .xlsx or .ods workbook without a password, or a CSV file"


def check_workbook(path: Path) -> None:
    """Raise `Unreadable` unless the file is an XLSX or ODS workbook that can be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            mimetype = archive.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise _refused("The workbook is damaged or cut short.") from error
    if b"encryption-data" in manifest:
        raise _refused("The workbook is protected by a password.")
    if "xl/workbook.xml" not in names and b"opendocument.spreadsheet" not in mimetype:
        raise _refused("The file is a document of another kind, not a workbook.")
    if unpacked > LARGEST_UNPACKED_BYTES:
        raise _refused("The workbook unpacks to more than 2 GB.")


def _refused(found: str) -> Unreadable:
    return Unreadable(READABLE, found=found, accepted=_ACCEPTED)


def read_workbook(path: Path, *, place: Place, mapping: ColumnMapping) -> tuple[list[Sheet], list[str]]:
    """Return the sheets that hold anything, and the names of those that do not; raises `Unreadable`."""
    check_workbook(path)
    try:
        workbook = fastexcel.read_excel(path)
        cells = {name: _cells(workbook, name=name) for name in workbook.sheet_names}
    except fastexcel.FastExcelError as error:
        raise _refused("The workbook is damaged or cut short.") from error
    filled = {name: texts for name, texts in cells.items() if texts.height and filled_rows(texts).any()}
    part = path.stat().st_size / max(len(filled), 1)
    sheets = [
        _sheet(Place(file=place.file, sheet=name), texts=texts, path=path, part=part, mapping=mapping)
        for name, texts in filled.items()
    ]
    return sheets, sorted(set(cells) - set(filled))


def _cells(workbook: fastexcel.ExcelReader, *, name: str) -> pl.DataFrame:
    """Return every cell as text; `skip_rows=0` keeps empty rows at the top, and so the row numbers."""
    texts = workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return texts.select(pl.all().cast(pl.String)).rename(
        dict(zip(texts.columns, column_names(texts.width), strict=True))
    )


def _sheet(place: Place, *, texts: pl.DataFrame, path: Path, part: float, mapping: ColumnMapping) -> Sheet:
    filled = filled_rows(texts)
    head, headings = _headings(texts, place=place, mapping=mapping)
    rows = pl.int_range(1, texts.height + 1, dtype=pl.UInt32, eager=True)
    body = filled & (rows > head)

    def batches() -> Iterator[Batch]:
        missing = uncalculated_cells(path, sheet=place.sheet or "", head_row=head)
        yield Batch(rows=rows.filter(body), texts=texts.filter(body), faults=_faults(place, missing, headings=headings))

    return Sheet(place=place, headings=headings, bytes=part, batches=batches)


def _headings(texts: pl.DataFrame, *, place: Place, mapping: ColumnMapping) -> tuple[int, tuple[str, ...]]:
    """Return the row number of the headings and the headings."""
    rows = (
        HeadingRow(row=number, headings=tuple(cell or "" for cell in cells))
        for number, cells in enumerate(texts.iter_rows(), start=1)
    )
    found = find_headings(list(first_filled(rows)), place=place, mapping=mapping)
    return (found.row, found.headings) if found else (1, ())


def _faults(place: Place, missing: list[Uncalculated], *, headings: tuple[str, ...]) -> pl.DataFrame:
    """Name the column by its heading where the headings can be matched to the cells' own positions."""
    written = [heading for heading in headings if heading]
    return together(
        faults_at(
            place,
            rows=pl.Series([cell.row]),
            column=written[cell.position] if cell.position < len(written) else None,
            values=pl.Series([cell.shown]),
            rule=CALCULATED,
            accepted="the value itself, or the workbook opened, calculated and saved again",
        )
        for cell in missing
    )
