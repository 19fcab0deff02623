"""The number that one drawing of a picture bears, so that whoever asked can tell it from everybody else's.

It is drawn twice: as a row of nearly white cells along the lower edge, for what reads pixels; and as a text one pixel
high in the colour of the paper, for what reads words.
"""

from dashboard.charts.house_style import Layout
from dashboard.charts.sheet import PALETTE, Sheet

BITS = 64
CELL = 2  # pixels of a cell, each way
SHADE = "#FBFBFB"  # of a one; a nought is paper
LEAD = "picture-"
_START = (1, 0, 1)  # so that a blank edge is no number
CELLS = len(_START) + BITS


def cells_of(number: int) -> tuple[int, ...]:
    """Return the cells of a number, left to right, 1 where shaded."""
    return (*_START, *(number >> place & 1 for place in reversed(range(BITS))))


def number_in(cells: tuple[int, ...]) -> int | None:
    """Return the number that cells say; None where they are no cells of ours."""
    if len(cells) != CELLS or cells[: len(_START)] != _START:
        return None
    return int("".join(map(str, cells[len(_START) :])), 2)


def word_of(number: int) -> str:
    """Return a number as the word that stands in files of words."""
    return f"{LEAD}{number:016x}"


def put(sheet: Sheet, number: int) -> None:
    """Draw a number on a sheet."""
    sheet.write([word_of(number)], x=sheet.width, y=sheet.height, size=1, colour=PALETTE.ground, hang="right bottom")
    sheet.shapes.append(_row(sheet, number))


def _row(sheet: Sheet, number: int) -> Layout:
    """Return the cells as one path; on a pixel's edge each, so that they are not blurred at any whole scale."""
    across, down = CELL / sheet.width, CELL / sheet.height
    marked = [place for place, cell in enumerate(cells_of(number)) if cell]
    path = " ".join(f"M{place * across},0 H{(place + 1) * across} V{down} H{place * across} Z" for place in marked)
    return {
        "type": "path",
        "xref": "paper",
        "yref": "paper",
        "path": path,
        "fillcolor": SHADE,
        "line": {"width": 0},
    }
