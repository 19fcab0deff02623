"""Every reference of a case as a way to its page: within the open page, by keyboard, and Back returns to the list."""

from collections.abc import Iterable
from urllib.parse import quote

from dashboard.ui import markup

PAGE, REFERENCE, ORDER = "case", "ref", "order"


def case_address(reference: str, *, order: str = "") -> str:
    """Return where a case has its page; nothing of a reference can become another part of the address."""
    ordered = f"&{ORDER}={order}" if order else ""
    return f"/{PAGE}?{REFERENCE}={quote(reference, safe='')}{ordered}"


def case_addresses(references: Iterable[str]) -> tuple[str, ...]:
    """Return where the rows of a table of cases lead, for `markup.table(..., addresses=)`."""
    return tuple(case_address(reference) for reference in references)


def reference_link(reference: str) -> str:
    """Return a reference as the link to its case, for markup of one's own."""
    return markup.stays(reference, address=case_address(reference))
