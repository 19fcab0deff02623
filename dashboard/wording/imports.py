"""What the Imports page says: of a check, its faults, a load and the loads before it."""

from collections.abc import Sequence

from dashboard.wording import dates, moments, numbers
from data_access.importer.history import PastLoad
from data_access.importer.report import FileReport
from data_access.vocabulary import LoadKind

UPLOAD = "Check a register"
UPLOAD_HOW = "CSV, XLSX or ODS. A check reads every row and loads nothing; what you check is removed when you are done."
COMPLETE_TO = "Complete up to"
COMPLETE_TO_WHY = "The last day the register covers. Every page says that the figures go up to this day."
MAPPING = "Other headings or words"
MAPPING_HOW = "A TOML file that says what your own headings, sheets and words mean; docs/importing.md shows one."
ENDS_DEMONSTRATION = (
    "I know that this is a demonstration, that what I load counts as real, and that the site then starts again "
    "only as a real one"
)
RUNNING = "You can leave this page and come back: it goes on."
VALUES_WITHHELD = "Values that could be about a person are not shown: row and column lead to the cell in the register."
ACCEPTED_TOO_LONG = 90  # characters; a list of 43 forces is read in the file of faults, not in a table
LOADED_SOON = "The figures follow within a minute. The uploaded files are removed."
DOWNLOAD_FAULTS = "Download all faults (CSV)"
CHECKED_HEADINGS = ("File", "Table", "Rows", "To add", "To update", "Unchanged", "Rejected")
LOADED_HEADINGS = ("File", "Table", "Rows", "Added", "Updated", "Unchanged", "Set aside")
FAULT_HEADINGS = ("Column", "Faults", "First places", "What is asked")
CHOOSE_OTHER = "Choose other files"
IMPORT_ANOTHER = "Import another register"
COUNTED = ("added", "updated", "unchanged")
NO_LOADS = "Nothing has been loaded yet."
STEPS = {"opening": "Opening the files", "checking": "Checking the rows", "loading": "Loading the rows"}


def step(told: str) -> str:
    """Return what is being done, without the name of a file: those are written by strangers."""
    return STEPS.get(told.partition(" ")[0], "Starting")


def headline(*, rows: int, rejected: int, faults: int, stopped: bool) -> str:
    """Return what a check came to, in one sentence."""
    if not faults:
        return f"{_rows(rows)} checked: no faults."
    found = numbers.noun(faults, "fault")
    if stopped:
        return f"{found}; the files cannot be loaded as they are."
    return f"{found} in {numbers.count(rejected)} of {_rows(rows)}."


def checked_only(day: str) -> str:
    """Return what a check has done so far: nothing, up to a day."""
    return f"Nothing is loaded yet. The register is complete up to {day}."


def more_reasons(count: int) -> str:
    """Return that there are more reasons than are shown; nothing if there are none."""
    return f"{numbers.noun(count, 'more reason')} in the file." if count > 0 else ""


def download_set_aside(name: str) -> str:
    """Return the words of the button that hands out rows set aside."""
    return f"Download the rows set aside ({name})"


def reason(why: str, accepted: str) -> str:
    """Return what is asked of a cell and what would be accepted."""
    return f"{why} Accepted: {_shortened(accepted)}."


def places(examples: Sequence[tuple[str, str | None, int | None, str]], *, count: int, named: bool) -> str:
    """Return where faults are: "rows 6, 7, 8 “Cheshyre”; and 4 more".

    Parameters
    ----------
    examples
        File, sheet, row and value of the first of them.
    named
        Whether the file must be named, there being several sheets.
    """
    together: dict[tuple[str, str], list[int | None]] = {}
    for file, sheet, row, value in examples:
        together.setdefault((_place(file, sheet), value), []).append(row)
    said = [
        " ".join(
            part for part in (f"{place}:" if named else "", _row_numbers(rows), f"“{value}”" if value else "") if part
        )
        for (place, value), rows in together.items()
    ]
    more = count - len(examples)
    return "; ".join([*said, *([f"and {numbers.count(more)} more"] if more else [])])


def loaded(*, added: int, updated: int, unchanged: int, rejected: int) -> str:
    """Return what a load did, in one sentence."""
    parts = {"added": added, "updated": updated, "unchanged": unchanged, "set aside": rejected}
    told = [f"{numbers.count(count)} {word}" for word, count in parts.items() if count]
    return f"Loaded: {', '.join(told)}." if told else "Loaded: nothing to change."


def would_load(good: int) -> str:
    """Return the words of the button that loads."""
    return f"Load {_rows(good)}"


def accept(rejected: int, good: int) -> str:
    """Return what is agreed to before good rows are loaded without the others."""
    return f"Set the {_rows(rejected)} with faults aside and load the other {numbers.count(good)}"


def sheets(files: Sequence[FileReport]) -> tuple[tuple[str, ...], ...]:
    """Return a row a sheet: where it is, its table, and what its rows would do."""
    return tuple(
        (
            _place(one.place.file, one.place.sheet),
            one.table.replace("_", " ") if one.table else "not loaded",
            *(numbers.count(each) for each in (one.rows_read, one.added, one.updated, one.unchanged, one.rejected)),
        )
        for one in files
    )


def notes(files: Sequence[FileReport]) -> tuple[str, ...]:
    """Return what was left out without harm."""
    return tuple(f"{_place(one.place.file, one.place.sheet)}: {note}" for one in files for note in one.notes)


def past(loads: Sequence[PastLoad]) -> tuple[tuple[str, ...], ...]:
    """Return a row a load."""
    return tuple(
        (
            moments.moment(one.loaded_at.replace(tzinfo=moments.LONDON)),
            one.loaded_by or ("a command" if one.kind is LoadKind.DEMONSTRATION else "not recorded"),
            "invented programme" if one.kind is LoadKind.DEMONSTRATION else one.source,
            *(numbers.count(each) for each in (one.added, one.updated, one.rejected)),
            dates.day(one.as_at),
        )
        for one in loads
    )


def _row_numbers(rows: Sequence[int | None]) -> str:
    numbered = [str(row) for row in rows if row is not None]
    if not numbered:
        return "the whole file"
    return f"row{'s' if len(numbered) > 1 else ''} {', '.join(numbered)}"


def _shortened(accepted: str) -> str:
    """Cut a list that is too long to read in a table, but keep what is said after it in brackets."""
    if len(accepted) <= ACCEPTED_TOO_LONG:
        return accepted
    listed, bracket, tail = accepted.rpartition(" (")
    listed, ending = (listed, f" ({tail}") if bracket and tail.endswith(")") else (accepted, "")
    return f"{listed[:ACCEPTED_TOO_LONG].rpartition(',')[0]} …{ending}"


def _place(file: str, sheet: str | None) -> str:
    return f"{file}, sheet {sheet}" if sheet else file


def _rows(count: int) -> str:
    return numbers.noun(count, "row") if count else "0 rows"
