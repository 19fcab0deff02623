"""How entries of the audit look: a table whose rows open to all that was recorded, and which folds up on a phone."""

from collections.abc import Iterable
from html import escape

from dashboard.ui.markup import definitions, piece, tag
from dashboard.wording import audit_words as words
from dashboard.wording.numbers import count
from data_access.access_vocabulary import Outcome
from data_access.audit.reading import Recorded

HEADINGS = ("When", "Who", "What", "On what", "From")


def entries(shown: Iterable[Recorded], *, caption: str) -> str:
    """Return the table; the roles are said again because a phone lays it out as a list, which would unsay them."""
    head = "".join(f'<th scope="col" role="columnheader">{escape(heading)}</th>' for heading in HEADINGS)
    rows = "".join(_row(entry) for entry in shown)
    return piece(
        f'<table class="u-log" role="table">{tag("caption", caption)}<thead role="rowgroup"><tr role="row">{head}</tr>'
        f'</thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(entry: Recorded) -> str:
    who = tag("b", entry.username) + tag("span", words.role(entry.role), css="u-quiet u-under")
    cells = (
        _cell(tag("time", words.exactly(entry.made_at)), css="u-when"),
        _cell(who, css="u-who"),
        _cell(_what(entry)),
        _cell(escape(entry.subject), heading=HEADINGS[3]),
        _cell(escape(entry.address), css="u-quiet", heading=HEADINGS[4]),
    )
    return f'<tr role="row">{"".join(cells)}</tr>'


def _cell(inner: str, *, css: str = "", heading: str = "") -> str:
    """Return one cell; the heading is for a phone, where the column's own is far away."""
    dressed = f' class="{css}"' if css else ""
    named = f' data-heading="{escape(heading)}"' if heading else ""
    return f'<td role="cell"{dressed}{named}>{inner}</td>'


def _what(entry: Recorded) -> str:
    """Return what was done, loudly if it was not; and beneath, to be opened, everything that was recorded."""
    mark = "" if entry.outcome == Outcome.DONE else f" {tag('span', words.OUTCOMES[entry.outcome], css='u-outcome')}"
    remark = tag("span", entry.detail, css="u-quiet u-under") if entry.detail else ""
    number = f"Entry {count(entry.sequence)}"
    whole = definitions(_everything(entry))
    return f"{escape(words.event(entry.event))}{mark}{remark}<details>{tag('summary', number)}{whole}</details>"


def _everything(entry: Recorded) -> tuple[tuple[str, str], ...]:
    """Return every field that holds something, under a name people understand."""
    return (
        ("Outcome", words.OUTCOMES[entry.outcome]),
        ("Page", entry.page),
        ("Filters", entry.filters),
        ("Figures", entry.metrics),
        ("Releases", entry.releases),
        ("Rows", "" if entry.row_count is None else count(entry.row_count)),
        ("Cells hidden", "" if entry.cells_hidden is None else count(entry.cells_hidden)),
        ("SHA-256 of the content", entry.content_sha256),
        ("Session", entry.session_id),
        ("Request", entry.request_id),
        ("Hash of this entry", entry.entry_hash),
        ("Hash of the entry before", entry.previous_hash),
    )
