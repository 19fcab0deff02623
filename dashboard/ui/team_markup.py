"""The table of workers: in the order of their codes, the weighted load as a bar."""

from collections.abc import Sequence
from html import escape

from dashboard.ui import markup
from dashboard.wording import numbers
from dashboard.wording import team as words
from data_access.caseload.workers import Workload


def table(loads: Sequence[Workload], addresses: Sequence[str]) -> str:
    """Return the table; each code leads to the open cases of its worker."""
    head = "".join(_head(heading, number=bool(place)) for place, heading in enumerate(words.HEADINGS))
    middle, most = words.middle_load(loads), max((load.load for load in loads), default=0)
    rows = "".join(
        _row(load, address, middle=middle, most=most) for load, address in zip(loads, addresses, strict=True)
    )
    caption = words.TABLE_CAPTION
    return markup.piece(
        f'<div class="u-table-box u-stack u-team" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"{markup.tag('caption', caption)}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _head(heading: str, *, number: bool) -> str:
    css = ' class="u-num"' if number and heading != words.HEADINGS[-1] else ""
    return f'<th scope="col"{css}>{escape(heading)}</th>'


def _row(load: Workload, address: str, *, middle: int, most: int) -> str:
    counts = (load.open_cases, load.high, load.overdue, load.new, load.closed)
    cells = "".join(
        f'<td class="u-num" data-heading="{escape(heading)}">{numbers.count(counted)}</td>'
        for heading, counted in zip(words.HEADINGS[1:-1], counts, strict=True)
    )
    length, tick = (f"{round(100 * part / max(most, 1))}%" for part in (load.load, middle))
    bar = f'<span class="u-wait" aria-hidden="true"><i style="width:{length}"></i><s style="left:{tick}"></s></span>'
    carried = f'<td data-heading="{escape(words.HEADINGS[-1])}">{numbers.count(load.load)}{bar}</td>'
    who = words.worker(load)
    named = markup.stays(who, address=address) if load.open_cases else escape(who)
    return f'<tr><th scope="row">{named}</th>{cells}{carried}</tr>'
