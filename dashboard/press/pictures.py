"""Pictures of a release: a plate as PNG, SVG or PDF, each checked to be the caller's own before it leaves."""

import secrets
from collections.abc import Mapping
from typing import Any, Protocol

from dashboard.charts import plates, stamp
from dashboard.edition.plate import Plate
from dashboard.press import own, told
from dashboard.press.darkroom import Darkroom
from dashboard.press.no_picture import NoPicture, NotOwn
from dashboard.press.sizes import SCALES, Format, Size

__all__ = ["NoPicture", "drawn_by", "picture", "stop", "warm"]


class Draws(Protocol):
    """What draws a figure: a darkroom."""

    def draw(self, figure: Mapping[str, Any], *, form: str, width: int, height: int, scale: int) -> bytes:
        """Return the file of a figure."""


_DARKROOM = Darkroom()
warm, stop = _DARKROOM.warm, _DARKROOM.stop


def picture(plate: Plate, *, size: Size, form: Format, scale: int = 1) -> bytes:
    """Return the file of a plate's picture: PNG at a scale; SVG and PDF, which have no pixels, whatever the scale.

    Raises
    ------
    NoPicture
        It could not be made; the error says why, and what still can.
    ValueError
        There is no such scale.
    """
    return drawn_by(_DARKROOM, plate, size=size, form=form, scale=scale)


def drawn_by(room: Draws, plate: Plate, *, size: Size, form: Format, scale: int) -> bytes:
    """Return the file of a plate's picture as a darkroom draws it, once it is found to be the one asked for.

    Raises
    ------
    NoPicture
        It could not be made, or another came back.
    ValueError
        There is no such scale.
    """
    if scale not in SCALES:
        message = f"no picture is drawn at {scale} times its size"
        raise ValueError(message)
    scale = scale if form is Format.PNG else 1
    number = secrets.randbits(stamp.BITS)
    figure = plates.draw(plate, width=size.width, height=size.height, number=number)
    file = room.draw(figure.to_dict(), form=form.value, width=size.width, height=size.height, scale=scale)
    if own.number_in(file, size=size, form=form, scale=scale) != number:
        raise NotOwn
    return told.with_words(file, plate, form=form, scale=scale)
