"""Percentages of a release: whole, from the numbers shown, and none where either is hidden.

A percentage that follows from two shown numbers tells nothing that they do not. Any other was worked out from the true
ones and tells of them: "13.1%" of 260 is 34 and nothing else (every whole per cent of a base up to 100 tells the count,
every tenth up to 1,000).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from dashboard.release.cells import Percentage, ReleasedCell, Rendered
from dashboard.release.tables import BY_MONTH, TABLES, TOTAL
from dashboard.wording import numbers

_UNDER_ONE = "<1%"
_TEXT = re.compile(r"(\d+)(?:\.(\d+))?%")
_TABLE_OF = {table.dimensions[0]: key for key, table in TABLES.items() if len(table.dimensions) == 1}


def with_percentages(rendered: Rendered) -> Rendered:
    """Return a release with its percentages: of all, and in rows and columns of the row; older figures have none."""
    return replace(rendered, percentages=tuple(_percentages(rendered)))


def follows(percentage: Percentage, rendered: Rendered) -> bool:
    """Return whether a percentage is what the shown numbers of its part and its base come to, and a whole number."""
    return percentage.text == _text(*_part_and_base(percentage, rendered))


def span_of_text(text: str) -> tuple[Fraction, Fraction]:
    """Return between what a printed percentage lies, before it was rounded; raises `ValueError` for another text."""
    if text == _UNDER_ONE:
        return Fraction(0), Fraction(1, 2)
    match = _TEXT.fullmatch(text)
    if match is None:
        message = f"{text} is not a percentage."
        raise ValueError(message)
    decimals = match[2] or ""
    step = Fraction(1, 10 ** len(decimals))
    value = int(match[1] + decimals) * step
    return value - step / 2, value + step / 2


def _percentages(rendered: Rendered) -> Iterator[Percentage]:
    for table in rendered.tables:
        if table.key in (TOTAL.key, BY_MONTH.key):
            continue
        dimensions = TABLES[table.key].dimensions
        base_table = TOTAL.key if len(dimensions) == 1 else _TABLE_OF[dimensions[0]]
        for cell in table.cells:
            base_keys = cell.keys[: len(dimensions) - 1]
            blank = Percentage(table=table.key, keys=cell.keys, base_table=base_table, base_keys=base_keys, text="")
            text = _text(*_part_and_base(blank, rendered))
            if text:
                yield replace(blank, text=text)


def _part_and_base(percentage: Percentage, rendered: Rendered) -> tuple[ReleasedCell | None, ReleasedCell | None]:
    part, base = rendered.table(percentage.table), rendered.table(percentage.base_table)
    return part.cell(percentage.keys) if part else None, base.cell(percentage.base_keys) if base else None


def _text(part: ReleasedCell | None, base: ReleasedCell | None) -> str:
    if part is None or base is None or part.held_from != base.held_from:
        return ""
    return numbers.whole_percent(part.shown, base.shown)
