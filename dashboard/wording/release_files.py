"""The words of the files of a release: what stands over its figures, heads their columns and explains their signs."""

from dashboard.wording.symbols import HIDDEN_MEANING, NOT_AVAILABLE

TITLE = "Title"
UNIT = "Unit"
RELEASE = "Release"
STATE = "Mark"
INVENTED = "Data"
HEADLINE = "Headline"
RULE = "What is hidden and rounded"
FINDING = "Finding"
SENTENCE = "In a sentence"
MEASURE = "Measure"
PLACE = "Place"
PERIOD = "Period"
FILTERS = "Filters"
SOURCE = "Source"
DATA_TO = "Data to"
REFERENCE = "Reference"
DEFINITION = "Definition"
NOTE = "Note"
EDITORS = "Notes to editors"
HELP = "Where people find help"

TABLE = "Table"
COLUMN = "Column"
COUNT = "Count"
PERCENTAGE = "Percentage"
GROUP = "Group"

EXACT = "exact"
ROUNDED = "rounded"
HIDDEN = "not shown, to protect people"

HIDDEN_EXPLAINED = f"{HIDDEN_MEANING}; it is not nought."
NOT_AVAILABLE_EXPLAINED = f"{NOT_AVAILABLE}: no percentage is given."

CONTENTS = "Contents"
NOTES = "Notes"
NOTE_TEXT = "Note text"
NO_NAME = "no name"
COVER = "Cover"
SHEET_NAME = "Sheet"
SHEET_TITLE = "What it shows"
ABOUT = "About"
MORE_NOTES = "More stands in the notes of this slide."
HOW_TO_READ = "How to read these figures"
REFERENCES = "References of the figures"
INSTRUCTIONS = "This sheet has one table. Notes in square brackets are explained on the sheet “Notes”."
CONTENTS_INSTRUCTIONS = "This sheet has one table, with a link to each sheet."
NOTES_INSTRUCTIONS = "This sheet has one table."


def note(*, exact: bool, hidden: bool, held: str) -> str:
    """Return what must be said of one figure: "exact", "rounded, as at 31 Mar 2019", "not shown, to protect people"."""
    standing = HIDDEN if hidden else EXACT if exact else ROUNDED
    return f"{standing}, {held}" if held else standing


def of_table(number: int, title: str) -> str:
    """Return "Table 3: Referrals kept between 18 and 31 a month"."""
    return f"{TABLE} {number}: {title}"


def of_column(name: str, heading: str) -> str:
    """Return "Percentage", or "Percentage, with partners" where there are several columns."""
    return f"{name}, {heading[:1].lower()}{heading[1:]}" if heading else name


def quote(reference: str) -> str:
    """Return what to do with the reference of a release."""
    return f"Quote the reference {reference} with any figure: it opens the figure as it was released, and corrections."
