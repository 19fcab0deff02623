"""Whose a picture is: the number it was drawn with, read back out of the file itself."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from dashboard.charts import stamp
from dashboard.press.sizes import Format, Size

_WORD = re.compile(rf"{stamp.LEAD}([0-9a-f]{{16}})")
_SHADED_UNDER = 253  # of 255: between the white of the paper and the shade of a cell


def number_in(picture: bytes, *, size: Size, form: Format, scale: int) -> int | None:
    """Return the number a picture was drawn with; None where it has none, several, or another size in pixels."""
    return _READERS[form](picture, size, scale)


def _in_png(picture: bytes, size: Size, scale: int) -> int | None:
    with Image.open(BytesIO(picture)) as image:
        if image.size != (size.width * scale, size.height * scale):
            return None
        row = round((size.height - stamp.CELL / 2) * scale)
        columns = [round((place + 0.5) * stamp.CELL * scale) for place in range(stamp.CELLS)]
        shades = image.crop((0, row, image.width, row + 1)).convert("L").tobytes()
    return stamp.number_in(tuple(int(shades[column] < _SHADED_UNDER) for column in columns))


def _in_svg(picture: bytes, size: Size, _scale: int) -> int | None:
    text = picture.decode()
    root = text[: text.find(">")]
    if f'width="{size.width}"' not in root or f'height="{size.height}"' not in root:
        return None
    return _only(text)


def _in_pdf(picture: bytes, _size: Size, _scale: int) -> int | None:
    pages = PdfReader(BytesIO(picture)).pages
    return _only(pages[0].extract_text()) if len(pages) == 1 else None


def _only(text: str) -> int | None:
    found = set(_WORD.findall(text))
    return int(found.pop(), 16) if len(found) == 1 else None


_READERS: Mapping[Format, Callable[[bytes, Size, int], int | None]] = {
    Format.PNG: _in_png,
    Format.SVG: _in_svg,
    Format.PDF: _in_pdf,
}
