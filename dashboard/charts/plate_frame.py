"""What stands around the chart of a plate, inside the picture: mark, title, subtitle, notes and source."""

from dashboard.charts import typeface
from dashboard.charts.sheet import PALETTE, Box, Sheet
from dashboard.edition.notes import INVENTED
from dashboard.edition.plate import Plate
from dashboard.wording.symbols import HIDDEN, HIDDEN_MEANING

MARK = "#AB2B17"
_VEIL = "rgba(171,43,23,0.13)"  # the mark's colour, so thin that numbers read through it
_MOST_TITLE_LINES = 4
_TITLE_STEPS = (1.0, 0.88, 0.76, 0.66)
_GOOD_TITLE_LINES = 2
_NOTES_SHARE = 0.13  # of the height, for notes
DEFINITION = "Definition:"
MORE_NOTES = "More notes stand in the release."
_DIAGONAL = 0.72
_LONGEST_VEIL = 12


def frame(sheet: Sheet, plate: Plate) -> Box:
    """Write everything around the chart; return the room that is left for it."""
    edge = _edge(sheet)
    top = _band(sheet, plate.mark) if plate.mark else sheet.covered
    top = _head(sheet, plate, top + edge * 0.75)
    bottom = _foot(sheet, plate)
    return Box(left=edge, top=top + 0.9 * sheet.type.label, right=sheet.width - edge, bottom=bottom)


def veil(sheet: Sheet, mark: str) -> None:
    """Write the first word of the mark across the whole sheet, so that no piece of it can be cut out without."""
    word = typeface.drawable(mark).partition(" ")[0][:_LONGEST_VEIL].strip(",.:;").upper()
    across = _DIAGONAL * (sheet.width**2 + sheet.height**2) ** 0.5
    size = min(across / max(typeface.width_of(word, 1, bold=True), 1), sheet.height / 3)
    turned = -50 if sheet.height > sheet.width else -45 if sheet.is_upright else -28
    sheet.write(
        [word],
        x=sheet.width / 2,
        y=sheet.height * 0.53,
        size=size,
        colour=_VEIL,
        bold=True,
        hang="center middle",
        turned=turned,
    )


def _edge(sheet: Sheet) -> float:
    return 2 * sheet.type.label if not sheet.is_upright else 1.6 * sheet.type.label


def _band(sheet: Sheet, mark: str) -> float:
    """Write the mark across the top; return where it ends."""
    size, edge = sheet.type.label, _edge(sheet)
    lines = typeface.lines_of(mark, size, sheet.width - 2 * edge, bold=True, at_most=3)
    height = (len(lines) * typeface.LINE + 0.7) * size
    bottom = sheet.covered + height
    sheet.fill(Box(left=0, top=0, right=sheet.width, bottom=bottom), MARK)
    sheet.write(lines, x=edge, y=bottom - height / 2, size=size, colour=PALETTE.ground, bold=True, hang="left middle")
    return bottom


def _head(sheet: Sheet, plate: Plate, top: float) -> float:
    """Write title, subtitle and filters; return where they end."""
    edge = _edge(sheet)
    room = sheet.width - 2 * edge
    size, lines = _title(sheet, plate.title, room)
    sheet.write(lines, x=edge, y=top, size=size, bold=True)
    top += len(lines) * size * typeface.LINE + 0.25 * sheet.type.label
    for text, size in ((plate.subtitle, sheet.type.label), (plate.filters, 0.85 * sheet.type.label)):
        lines = typeface.balanced(text, size, room, at_most=3)
        if lines != [""]:
            sheet.write(lines, x=edge, y=top, size=size, colour=PALETTE.quiet)
            top += len(lines) * size * typeface.LINE
    return top


def _title(sheet: Sheet, title: str, room: float) -> tuple[float, list[str]]:
    """Return the largest size at which a title is of few lines, and its lines."""
    sizes = [step * sheet.type.title for step in _TITLE_STEPS]
    broken = ((size, typeface.balanced(title, size, room, bold=True, at_most=_MOST_TITLE_LINES)) for size in sizes)
    most = _GOOD_TITLE_LINES + sheet.is_upright
    smallest = typeface.balanced(title, sizes[-1], room, bold=True, at_most=_MOST_TITLE_LINES)
    return next((each for each in broken if len(each[1]) <= most), (sizes[-1], smallest))


def _foot(sheet: Sheet, plate: Plate) -> float:
    """Write notes, source, data-to and reference from the lower edge up; return where they begin."""
    edge, size = _edge(sheet), sheet.type.note
    room = sheet.width - 2 * edge
    caption = typeface.lines_of(plate.caption, size, room)
    line = size * typeface.LINE
    notes = typeface.lines_of(_notes(sheet, plate, room), size, room)
    source_top = sheet.height - sheet.covered - 0.6 * edge - len(caption) * line
    rule = source_top - 0.45 * size
    notes_top = rule - 0.45 * size - len(notes) * line if notes != [""] else rule
    sheet.fill(Box(left=edge, top=rule - 1, right=sheet.width - edge, bottom=rule), PALETTE.grid)
    for lines, top in ((notes, notes_top), (caption, source_top)):
        sheet.write(lines, x=edge, y=top, size=size, colour=PALETTE.quiet)
    return notes_top - 0.8 * sheet.type.label


def _notes(sheet: Sheet, plate: Plate, room: float) -> str:
    """Return the notes there is room for: what must be said always, then the others in their order, the definition."""
    size = sheet.type.note
    most = int(_NOTES_SHARE * sheet.height / (size * typeface.LINE))
    kept = _needed(plate)
    others = [note for note in plate.footnotes if note not in kept]
    told = [MORE_NOTES] if others else []
    for note in (*others, f"{DEFINITION} {plate.definition}"):
        if len(typeface.lines_of(" ".join([*kept, note, *told]), size, room)) <= most:
            kept.append(note)
    return " ".join([*kept, *(told if not set(others) <= set(kept) else [])])


def _needed(plate: Plate) -> list[str]:
    """Return what no picture leaves out: what hidden means, since when a figure stands, that all is invented."""
    hidden = [note for note in plate.footnotes if HIDDEN in note]
    if plate.hides and not hidden:
        hidden = [f"{HIDDEN_MEANING}."]
    held = sorted({figure.held for figure in plate.figures if figure.held})
    invented = [INVENTED] if INVENTED in plate.footnotes else []
    return [*invented, *hidden, *([f"{typeface.HELD_SIGN} {'; '.join(held)}."] if held else [])]
