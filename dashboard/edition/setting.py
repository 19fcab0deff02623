"""Type-setting: the cells of a released table as rows of printed figures, each with its reference."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.edition.labels import HEADINGS, label_of
from dashboard.edition.plate import Column, Printed, Row
from dashboard.release.cells import Keys, Kind, ReleasedCell, ReleasedTable, Rendered
from dashboard.release.figures import figure_key
from dashboard.release.tables import BY_ROUTE, TABLES, TOTAL
from dashboard.wording import dates, numbers
from data_access.releases import Reference

COUNTS = Column(code="", heading="Referrals")
RECEIVED = "Received"


class Setter:
    """Sets the tables of one release: knows its reference, its printed percentages and the names of its agencies."""

    def __init__(self, rendered: Rendered, reference: Reference, agencies: Mapping[str, str]) -> None:
        self._rendered, self._reference, self._agencies = rendered, reference, agencies
        self._percentages = {(each.table, each.keys): each.text for each in rendered.percentages}

    def headline(self) -> tuple[Row, ...]:
        """Return the total and, where released, its parts; none where the total was not."""
        total = self._rendered.table(TOTAL.key)
        if total is None:
            return ()
        parts = self._rendered.table(BY_ROUTE.key)
        received = Row(code="", label=RECEIVED, figures=(self._printed(total.key, total.cells[0]),))
        return (received, *(self._lines(parts) if parts else ()))

    def rows(self, table: ReleasedTable) -> tuple[Row, ...]:
        """Return the rows of a table: one for each cell, or with the codes of its second dimension as columns."""
        return self._lines(table) if len(TABLES[table.key].dimensions) == 1 else self._grid(table)

    def columns(self, table: ReleasedTable) -> tuple[Column, ...]:
        """Return the columns of a table: the counts, or one for each code of its second dimension."""
        dimensions = TABLES[table.key].dimensions
        if len(dimensions) == 1:
            return (COUNTS,)
        codes = _codes(table.cells, 1)
        return tuple(Column(code=code, heading=label_of(dimensions[1], code, self._agencies)) for code in codes)

    def heading(self, table: ReleasedTable) -> str:
        """Return the heading over the labels of a table's rows."""
        return HEADINGS[TABLES[table.key].dimensions[0]]

    def _lines(self, table: ReleasedTable) -> tuple[Row, ...]:
        (dimension,) = TABLES[table.key].dimensions
        return tuple(
            Row(
                code=cell.keys[0],
                label=label_of(dimension, cell.keys[0], self._agencies),
                figures=(self._printed(table.key, cell),),
            )
            for cell in table.cells
        )

    def _grid(self, table: ReleasedTable) -> tuple[Row, ...]:
        first, _ = TABLES[table.key].dimensions
        found = {cell.keys: cell for cell in table.cells}
        columns = _codes(table.cells, 1)
        return tuple(
            Row(
                code=code,
                label=label_of(first, code, self._agencies),
                figures=tuple(self._printed(table.key, found[code, column]) for column in columns),
            )
            for code in _codes(table.cells, 0)
        )

    def _printed(self, table: str, cell: ReleasedCell) -> Printed:
        return Printed(
            value=cell.shown,
            text=numbers.count(cell.shown),
            percentage=self._percentage(table, cell.keys),
            reference=self._reference.of(figure_key(table, cell.keys)).text,
            exact=cell.kind is Kind.EXACT,
            held=f"as at {dates.day(cell.held_from)}" if cell.held_from else "",
        )

    def _percentage(self, table: str, keys: Keys) -> str:
        return self._percentages.get((table, keys), "")


def _codes(cells: Iterable[ReleasedCell], place: int) -> Sequence[str]:
    return tuple(dict.fromkeys(cell.keys[place] for cell in cells))
