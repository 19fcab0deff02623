"""How large letters are on a sheet: the smaller the sheet will be seen, the larger."""

from dataclasses import dataclass

# Wide sheets are read on pages and slides, upright ones on a phone a third as wide as they are.
_LABELS_A_WIDTH = {"wide": 60, "square": 34, "tall": 28}
_TITLE = 1.75  # in sizes of labels
_NOTES = {"wide": 0.75, "square": 0.8, "tall": 0.78}
_LEAST_LABEL, _LEAST_NOTE = 15.0, 11.5
_TALL_FROM = 1.5  # heights a width: a story, which fills a phone
_COVERED = 0.065  # of the height of a story, above and below, where phones write over it


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """The sizes of letters on a sheet, in pixels."""

    title: float
    label: float
    note: float


def type_for(width: int, height: int, *, step: float = 1.0) -> Type:
    """Return the sizes of letters for a sheet; a step makes all smaller."""
    kind = "wide" if width > height else "tall" if _is_tall(width, height) else "square"
    label = step * max(_LEAST_LABEL, width / _LABELS_A_WIDTH[kind])
    return Type(title=_TITLE * label, label=label, note=max(_LEAST_NOTE, _NOTES[kind] * label))


def covered(width: int, height: int) -> float:
    """Return the pixels above and below that a phone may write over."""
    return _COVERED * height if _is_tall(width, height) else 0.0


def _is_tall(width: int, height: int) -> bool:
    return height >= _TALL_FROM * width
