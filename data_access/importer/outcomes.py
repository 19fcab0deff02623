"""What the audit says of an import: counts and kinds of errors, never a value of a row."""

from dataclasses import replace

from data_access.access_vocabulary import Outcome
from data_access.audit import Entry
from data_access.errors import DatabaseUnavailable, UnitError
from data_access.importer.report import ImportReport


def told(entry: Entry, report: ImportReport) -> Entry:
    """Complete an entry with what an import came to, in numbers."""
    refused = not report.clean and not report.written
    return replace(
        entry,
        outcome=Outcome.REFUSED if refused and not report.dry_run else Outcome.DONE,
        rows=sum(one.rows_read for one in report.files),
        detail=_in_numbers(report),
    )


def _in_numbers(report: ImportReport) -> str:
    added, updated, unchanged, rejected = (
        sum(getattr(one, name) for one in report.files) for name in ("added", "updated", "unchanged", "rejected")
    )
    done = "Rows" if report.written else "Nothing was written; rows"
    counts = f"added {added}, updated {updated}, unchanged {unchanged}, rejected {rejected}"
    return f"{done} {counts}; faults {report.faults.height}."


def ended(entry: Entry, error: BaseException) -> Entry:
    """Complete an entry with the kind of error that ended an import; its words could quote a row."""
    refused = isinstance(error, UnitError) and not isinstance(error, DatabaseUnavailable)
    return replace(entry, outcome=Outcome.REFUSED if refused else Outcome.FAILED, detail=type(error).__name__)
