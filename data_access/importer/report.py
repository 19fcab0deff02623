"""What an import did or would not do: counts per sheet and every fault, as text and as CSV."""

from dataclasses import dataclass

import polars as pl

from data_access.importer.faults import FAULT_SCHEMA, Place

# A spreadsheet would run a value that begins so; an apostrophe keeps it text.
_FORMULA_STARTS = r"^[=+\-@]"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one sheet, or of a file without sheets.

    Attributes
    ----------
    table
        The table its rows belong to; None when that could not be told.
    added, updated, unchanged
        Rows written, or that a dry run would write; all zero when the import was refused.
    rejected
        Rows with at least one fault.
    notes
        What was left out without harm: unknown headings, sheets of notes.
    """

    place: Place
    table: str | None
    rows_read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    notes: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Return the lines about this sheet."""
        where = self.place.file if self.place.sheet is None else f"{self.place.file}, sheet {self.place.sheet}"
        counts = (
            f"{self.rows_read:,} rows read: {self.added:,} added, {self.updated:,} updated, "
            f"{self.unchanged:,} unchanged, {self.rejected:,} rejected"
        )
        head = f"{where} → {self.table}: {counts}." if self.table else f"{where}: not loaded."
        return "\n".join([head, *(f"  {note}" for note in self.notes)])


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did.

    Attributes
    ----------
    files
        One entry per sheet.
    faults
        One row per fault; columns as `FAULT_SCHEMA`.
    written
        Whether rows were written.
    rejects
        Names of the files that hold the rejected rows.
    """

    files: tuple[FileReport, ...]
    faults: pl.DataFrame
    written: bool
    dry_run: bool
    rejects: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing at all was wrong."""
        return self.faults.is_empty()

    def as_text(self, *, at_most: int | None = None) -> str:
        """Return the report for people; `at_most` caps the faults shown on a terminal."""
        shown = self.faults.head(at_most) if at_most is not None else self.faults
        lines = [report.as_text() for report in self.files]
        lines += [_fault_line(fault) for fault in shown.iter_rows(named=True)]
        if hidden := self.faults.height - shown.height:
            lines.append(f"... and {hidden:,} more faults; `--report FILE` writes them all.")
        return "\n".join([*lines, self._verdict()])

    def as_csv(self) -> str:
        """Return every fault as CSV, safe to open in a spreadsheet."""
        return self.faults.with_columns(pl.col(pl.String).str.replace(_FORMULA_STARTS, "'${0}")).write_csv(None)

    def _verdict(self) -> str:
        faults = f"{self.faults.height:,} fault{'' if self.faults.height == 1 else 's'}"
        if self.dry_run:
            return f"Dry run: nothing was written; {faults}."
        if not self.written:
            return f"Nothing was written: {faults}."
        if self.clean:
            return "Loaded."
        kept = f"; the rejected rows are in {', '.join(self.rejects)}" if self.rejects else ""
        return f"The good rows were loaded; {faults}{kept}."


def _fault_line(fault: dict[str, object]) -> str:
    place = [str(fault["file"])]
    place += [f"sheet {fault['sheet']}"] if fault["sheet"] else []
    place += [f"row {fault['row']}"] if fault["row"] is not None else []
    place += [str(fault["column"])] if fault["column"] else []
    return f"{', '.join(place)}: “{fault['value']}”. {fault['why']} Accepted: {fault['accepted']}."


def in_reading_order(faults: pl.DataFrame) -> pl.DataFrame:
    """Return faults file by file, sheet by sheet, from the top of each."""
    ordered = FAULT_SCHEMA.to_frame() if faults.is_empty() else faults
    return ordered.sort("file", "sheet", "row", nulls_last=False, maintain_order=True)
