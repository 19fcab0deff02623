"""Opens any file a unit keeps a register in: looks at its first bytes, not at its name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_access.importer.delimited import read_delimited
from data_access.importer.faults import Place, file_fault, no_faults
from data_access.importer.mapping import ColumnMapping
from data_access.importer.rules import READABLE, ROWS
from data_access.importer.sheets import Sheet, Unreadable
from data_access.importer.survey import survey
from data_access.importer.workbook import read_workbook

_ZIP = b"PK\x03\x04"
# Compound files: old .xls and .doc, and every workbook that was given a password.
_COMPOUND = b"\xd0\xcf\x11\xe0"
_FOREIGN = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a text document (RTF)"),
)
_LONGEST_SIGNATURE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One file as opened: its sheets, or the fault that kept it shut.

    Attributes
    ----------
    sha256
        Digest of the file's bytes.
    empty_sheets
        Names of sheets with nothing on them.
    """

    place: Place
    sha256: str
    sheets: tuple[Sheet, ...]
    empty_sheets: tuple[str, ...]
    faults: pl.DataFrame


def open_file(path: Path, *, mapping: ColumnMapping, name: str | None = None) -> Opened:
    """Open one file; what is wrong with it is in `faults`, never an exception.

    Parameters
    ----------
    name
        What people call the file, where it is stored under another name.
    """
    place = Place(file=name or path.name)
    try:
        return _open(path, place=place, mapping=mapping)
    except Unreadable as refusal:
        fault = file_fault(place, rule=refusal.rule, accepted=refusal.accepted, value=refusal.found)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fault = file_fault(place, rule=READABLE, accepted="a file that can be opened", value=reason)
    return Opened(place=place, sha256="", sheets=(), empty_sheets=(), faults=fault)


def _open(path: Path, *, place: Place, mapping: ColumnMapping) -> Opened:
    with path.open("rb") as stream:
        start = stream.read(_LONGEST_SIGNATURE)
    _refuse_foreign(start)
    if start.startswith(_ZIP):
        sheets, empty = read_workbook(path, place=place, mapping=mapping)
        return _opened(place, sha256=digest(path), sheets=sheets, empty=empty)
    surveyed = survey(path)
    sheet = read_delimited(path, place=place, surveyed=surveyed, mapping=mapping)
    return _opened(place, sha256=surveyed.sha256, sheets=[sheet], empty=[])


def _refuse_foreign(start: bytes) -> None:
    accepted = "a CSV, XLSX or ODS file"
    if not start:
        raise Unreadable(ROWS, found="The file is empty.", accepted="a row of headings and at least one row of values")
    if start.startswith(_COMPOUND):
        found = "The file is protected by a password, or is in the old .xls format."
        raise Unreadable(READABLE, found=found, accepted="the workbook saved as .xlsx without a password")
    for signature, kind in _FOREIGN:
        if start.startswith(signature):
            raise Unreadable(READABLE, found=f"The file is {kind}.", accepted=accepted)


def _opened(place: Place, *, sha256: str, sheets: Iterable[Sheet], empty: Iterable[str]) -> Opened:
    faults = no_faults()
    opened = tuple(sheets)
    if not opened:
        faults = file_fault(place, rule=ROWS, value="The workbook is empty.", accepted="headings and at least one row")
    return Opened(place=place, sha256=sha256, sheets=opened, empty_sheets=tuple(empty), faults=faults)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
