"""Lines of CSV as they leave: every cell quoted, and nothing in them that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable

# What a spreadsheet takes for a formula or the end of a cell, the wide forms of East Asia included.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

BYTE_ORDER_MARK = "\ufeff"  # tells a spreadsheet that this is UTF-8


def line(cells: Iterable[str]) -> str:
    """Return one line of CSV with every cell quoted and nothing that a spreadsheet would run."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow([harmless(cell) for cell in cells])
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return a text that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.lstrip(" ").startswith(STARTS_FORMULA) else cell
