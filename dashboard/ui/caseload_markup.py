"""The markup of the caseload: counts that open their cases, filters to take away, and rows with the days as bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.ui import markup
from dashboard.ui.case_links import reference_link
from dashboard.wording.caseload_rows import Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One count of the action strip: what is counted, why, and where its cases are."""

    counted: str
    name: str
    why: str
    address: str
    is_open: bool
    is_nothing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One column: its heading, where a click on it leads, and how the column is in order, "" for not at all."""

    name: str
    address: str = ""
    sorted_as: str = ""


def strip(tiles: Iterable[Tile], *, label: str) -> str:
    """Return the counts, each a link to exactly its cases; the one that is open says so."""
    return markup.piece(
        f'<nav class="u-strip" aria-label="{escape(label)}"><ul>{"".join(map(_tile, tiles))}</ul></nav>'
    )


def since(heading: str, ways: Iterable[tuple[str, str]]) -> str:
    """Return what is new in one line, each part with where it leads, "" for nowhere."""
    told = "".join(f"<li>{markup.stays(words, address=to) if to else escape(words)}</li>" for words, to in ways)
    return markup.piece(f'<section class="u-since">{markup.tag("h2", heading)}<ul>{told}</ul></section>')


def chips(label: str, ways: Iterable[tuple[str, str]], *, clear: tuple[str, str]) -> str:
    """Return each filter as a link that takes it away, and one that takes away all."""
    told = "".join(
        f'<li><a data-stays="yes" href="{escape(to)}"><span class="u-aloud">Remove filter: </span>'
        f'{escape(words)} <span aria-hidden="true">&times;</span></a></li>'
        for words, to in ways
    )
    last = f"<li>{markup.stays(clear[0], address=clear[1], css='u-clear')}</li>"
    return markup.piece(f'<ul class="u-chips" aria-label="{escape(label)}">{told}{last}</ul>')


def table(heads: Sequence[Head], rows: Iterable[str], *, caption: str) -> str:
    """Return the table of rows that `row` made."""
    above = "".join(map(_head, heads))
    return markup.piece(
        f'<div class="u-table-box u-stack u-caseload" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"{markup.tag('caption', caption)}<thead><tr>{above}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def row(reference: str, cells: Iterable[tuple[str, str]]) -> str:
    """Return one case from the headings and the markup of its cells; its reference leads to its page."""
    told = "".join(f'<td data-heading="{escape(heading)}">{inner}</td>' for heading, inner in cells)
    return f'<tr><th scope="row">{reference_link(reference)}</th>{told}</tr>'


def plain(words: str) -> str:
    """Return a cell of words."""
    return escape(words)


def waiting(wait: Wait, *, longest: int) -> str:
    """Return the days waited in words, and as a bar whose length is theirs and whose tick is the target."""
    beneath = markup.tag("span", wait.beneath, css="u-under u-quiet") if wait.beneath else ""
    if wait.days is None or wait.aim is None:
        return f"{escape(wait.words)}{beneath}"
    late = " u-late" if wait.days >= wait.aim else ""  # the last day of the target is over
    bar = f'<i style="width:{_percent(wait.days, longest)}"></i><s style="left:{_percent(wait.aim, longest)}"></s>'
    told = f"<b>{escape(wait.words)}</b>" if late else escape(wait.words)
    return f'{told}<span class="u-wait{late}" aria-hidden="true">{bar}</span>{beneath}'


def _percent(days: int, longest: int) -> str:
    return f"{min(100, round(100 * days / max(longest, 1)))}%"


def _tile(tile: Tile) -> str:
    css = "u-tile u-nothing" if tile.is_nothing else "u-tile"
    current = ' aria-current="true"' if tile.is_open else ""
    return (
        f'<li><a class="{css}" data-stays="yes" href="{escape(tile.address)}"{current}>'
        f"<b>{escape(tile.counted)}</b><span>{escape(tile.name)}</span><small>{escape(tile.why)}</small></a></li>"
    )


def _head(head: Head) -> str:
    order = f' aria-sort="{head.sorted_as}"' if head.sorted_as else ""
    arrow = {"": "", "ascending": " ↑", "descending": " ↓"}[head.sorted_as]
    if not head.address:
        return f'<th scope="col">{escape(head.name)}</th>'
    return f'<th scope="col"{order}>{markup.stays(f"{head.name}{arrow}", address=head.address)}</th>'
