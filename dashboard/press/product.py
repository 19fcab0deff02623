"""One kind of file that can be made of a release, and what one is asked to be of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.edition import Edition, Plate
from dashboard.press.names import file_name
from dashboard.press.pack import Progress
from dashboard.press.sizes import WIDE, Size


def _quietly(_done: int, _of: int, _what: str) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a file is asked to be of.

    Attributes
    ----------
    edition, plate
        The release, and the one chart or None for all of it.
    size, scale
        Of a picture; other files have neither.
    now
        When it is made.
    progress
        Told of parts done, parts in all, and what comes next.
    """

    edition: Edition
    plate: Plate | None = None
    size: Size = WIDE
    scale: int = 1
    now: datetime
    progress: Progress = field(default=_quietly, repr=False)

    @property
    def plates(self) -> tuple[Plate, ...] | None:
        """The one plate as writers of several take it; None for all."""
        return None if self.plate is None else (self.plate,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One kind of file.

    Attributes
    ----------
    key, label, why
        Its key; its name on a button; and what it is for.
    suffix, mime
        How its name ends, and how browsers know it.
    of_plate
        Whether it is of one chart, else of the whole release.
    make
        From what is asked to the bytes; raises a `UnitError` where it cannot be made.
    part
        What its name says it is of, where it is of the whole release.
    sized
        Whether a size, and a sharpness where `suffix` is "png", may be chosen.
    """

    key: str
    label: str
    why: str
    suffix: str
    mime: str
    of_plate: bool
    make: Callable[[Asked], bytes] = field(repr=False)
    part: str = ""
    sized: bool = False

    def name(self, asked: Asked) -> str:
        """Return the name of the file."""
        of = asked.plate.key if asked.plate is not None else self.part
        size = asked.size.key if self.sized else ""
        return file_name(asked.edition, suffix=self.suffix, of=of, size=size)
