"""The figures of a release under the keys that references name them by: for ever the same key for the same cell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.release.cells import Keys, ReleasedCell, Rendered

BETWEEN = "."  # parts a table from its codes, which may have hyphens
SHARE_OF = "of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: its key, its table, the codes of its cell, and the cell or the text of a percentage."""

    key: str
    table: str
    keys: Keys
    cell: ReleasedCell | None = None
    percentage: str = ""

    @property
    def shown(self) -> int | None:
        """The count that is shown; None where it is hidden, and of a percentage."""
        return None if self.cell is None else self.cell.shown


def figure_key(table: str, keys: Keys = ()) -> str:
    """Return the key of a cell: "total", "month.2026-03", "agency-route.PROB.UNIT"."""
    return BETWEEN.join((table, *keys))


def figures(rendered: Rendered) -> Mapping[str, Figure]:
    """Return every figure of a release by its key, hidden ones too.

    Raises `ValueError` where two would have the same key, capitals or not: a reference names one number.
    """
    found = {figure.key: figure for figure in _figures(rendered)}
    told = Counter(figure.key.casefold() for figure in _figures(rendered))
    twice = sorted(key for key, times in told.items() if times > 1)
    if twice:
        message = f"Two figures share the key {twice[0]}."
        raise ValueError(message)
    return found


def figure_at(rendered: Rendered, key: str) -> Figure | None:
    """Return the figure that a reference names, in capitals or not; None where the release has none."""
    wanted = key.casefold()
    return next((figure for figure in _figures(rendered) if figure.key.casefold() == wanted), None)


def _figures(rendered: Rendered) -> Iterator[Figure]:
    for table in rendered.tables:
        for cell in table.cells:
            yield Figure(key=figure_key(table.key, cell.keys), table=table.key, keys=cell.keys, cell=cell)
    for each in rendered.percentages:
        part, base = figure_key(each.table, each.keys), figure_key(each.base_table, each.base_keys)
        key = BETWEEN.join((part, SHARE_OF, base))
        yield Figure(key=key, table=each.table, keys=each.keys, percentage=each.text)
