"""The release guard: what may move between two releases, so that their difference is no small number."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dashboard.civil_dates import months_later
from dashboard.release.cells import Kind, ReleasedCell, ReleasedTable, Rendered
from dashboard.release.tables import BY_MONTH, BY_ROUTE, TOTAL, Route

_PARTS = ((Route.UNIT.value,), (Route.PARTNER.value,))


def guarded(rendered: Rendered, previous: Rendered | None) -> Rendered:
    """Return a release in which exact figures that moved too little stand as they were told before.

    The total is refreshed only if it moved by the threshold or more, the split only if both its parts did; a month told
    whole and exactly is told the same for good. Releases that begin on different days share no running figure.
    """
    if previous is None or previous.since != rendered.since:
        return rendered
    return replace(rendered, tables=tuple(_guarded(table, rendered, previous) for table in rendered.tables))


def _guarded(table: ReleasedTable, rendered: Rendered, previous: Rendered) -> ReleasedTable:
    before = previous.table(table.key)
    if before is None:
        return table
    if table.key in (TOTAL.key, BY_ROUTE.key):
        return _held(before, previous) if _moves_too_little(table, before, rendered) else table
    if table.key == BY_MONTH.key:
        return replace(table, cells=tuple(_frozen_month(cell, before, previous) for cell in table.cells))
    return table


def _moves_too_little(table: ReleasedTable, before: ReleasedTable, rendered: Rendered) -> bool:
    """Return whether a figure changed, and by so little that the change would be a small number."""
    keys = _PARTS if table.key == BY_ROUTE.key else ((),)
    now, then = ([_exact(one.cell(key)) for key in keys] for one in (table, before))
    moves = [abs(new - old) for new, old in zip(now, then, strict=True) if new is not None and old is not None]
    if len(moves) < len(keys) or not any(moves):
        return False
    return min(moves) < rendered.rule.hide_below


def _held(before: ReleasedTable, previous: Rendered) -> ReleasedTable:
    return replace(before, cells=tuple(_as_told(cell, previous.until) for cell in before.cells))


def _frozen_month(cell: ReleasedCell, before: ReleasedTable, previous: Rendered) -> ReleasedCell:
    """Return a month as it was told, if it was over by then."""
    told = before.cell(cell.keys)
    exact = _exact(told), _exact(cell)
    if told is None or None in exact or exact[0] == exact[1] or _last_day(cell.keys) > previous.until:
        return cell
    return _as_told(told, previous.until)


def _as_told(cell: ReleasedCell, until: date) -> ReleasedCell:
    return replace(cell, held_from=cell.held_from or until)


def _exact(cell: ReleasedCell | None) -> int | None:
    return cell.shown if cell is not None and cell.kind is Kind.EXACT else None


def _last_day(keys: Iterable[str]) -> date:
    (month,) = keys
    return months_later(date.fromisoformat(f"{month}-01"), 1) - timedelta(days=1)
