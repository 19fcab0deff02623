"""What a pack holds: every file with its place, what it is, the figures in it, and how it is made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Protocol

from dashboard.edition import Edition, Plate
from dashboard.press.briefing import commissioner_briefing
from dashboard.press.names import file_name
from dashboard.press.pack_words import WORDS, words_of
from dashboard.press.sizes import SIZES, TALL, WIDE, Format, Size
from dashboard.press.slides import slides
from dashboard.press.tables import tables
from dashboard.press.workbook import workbook
from dashboard.wording import release_pack as words

SHARP = 2  # pixels of a picture to one of CSS: for screens of today and for print
_SCALES: Mapping[str, int] = {TALL.key: 1}  # a story is shown at 1080 by 1920, and at no more


class Draws(Protocol):
    """What draws a picture of a plate: `dashboard.press.pictures.picture`."""

    def __call__(self, plate: Plate, *, size: Size, form: Format, scale: int) -> bytes:
        """Return the file; raises `NoPicture`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One file to be: its path in the pack, what it is, the plates whose figures it shows, and how it is made."""

    path: str
    what: str
    plates: tuple[Plate, ...]
    make: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def references(self) -> tuple[str, ...]:
        """The references of its figures, each once."""
        return tuple(dict.fromkeys(figure.reference for plate in self.plates for figure in plate.figures))


def pictures(edition: Edition, *, draw: Draws) -> Iterator[Planned]:
    """Yield the pictures: each plate as PNG in every size, and as one SVG, which is of no size."""
    for plate in edition.plates:
        for size in SIZES.values():
            yield _picture(edition, plate, draw, size=size, form=Format.PNG, what=size.label)
        yield _picture(edition, plate, draw, size=WIDE, form=Format.SVG, what=words.DRAWING)


def documents(edition: Edition, *, now: datetime) -> Iterator[Planned]:
    """Yield everything that is made without Chromium."""

    def planned(folder: str, what: str, make: Callable[[], bytes], *, of: str, suffix: str) -> Planned:
        path = f"{folder}/{file_name(edition, of=of, suffix=suffix)}"
        return Planned(path=path, what=what, plates=edition.plates, make=make)

    yield planned("slides", words.SLIDES, partial(slides, edition, now=now), of="slides", suffix="pptx")
    yield planned("tables", words.WORKBOOK, partial(workbook, edition, now=now), of="tables", suffix="xlsx")
    yield planned("tables", words.CSV, partial(tables, edition), of="tables", suffix="csv")
    briefing = partial(commissioner_briefing, edition, now=now)
    yield planned("briefing", words.BRIEFING, briefing, of="briefing", suffix="pdf")
    for key, (heading, _) in WORDS.items():
        yield planned("words", heading or words.HELP, partial(words_of, edition, key), of=key, suffix="txt")


def in_order(files: Sequence[Planned]) -> tuple[Planned, ...]:
    """Return files by their path; raises `ValueError` where two would overwrite each other."""
    if len({file.path.casefold() for file in files}) < len(files):
        message = "Two files of the pack have the same name."
        raise ValueError(message)
    return tuple(sorted(files, key=lambda file: file.path))


def _picture(edition: Edition, plate: Plate, draw: Draws, *, size: Size, form: Format, what: str) -> Planned:
    name = file_name(edition, of=plate.key, size=size.key, suffix=form.value)
    return Planned(
        path=f"pictures/{name}",
        what=f"{plate.measure}: {what}",
        plates=(plate,),
        make=partial(
            draw, plate, size=size, form=form, scale=_SCALES.get(size.key, SHARP) if form is Format.PNG else 1
        ),
    )
