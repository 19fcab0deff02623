"""What a picture's file tells beside the picture: title, description for who cannot see it, reference."""

import struct
import zlib
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from dashboard.charts.typeface import drawable
from dashboard.edition.plate import Plate
from dashboard.press.page import faces
from dashboard.press.sizes import Format

_PNG_HEAD = 33  # signature and first chunk: after it others may stand
_PIXELS_A_METRE = 96 / 0.0254  # at one pixel of CSS each
_LANGUAGE = "en-GB"


def with_words(picture: bytes, plate: Plate, *, form: Format, scale: int) -> bytes:
    """Return a picture whose file tells what it shows."""
    return _WRITERS[form](picture, plate, scale)


def _png(picture: bytes, plate: Plate, scale: int) -> bytes:
    """Add the words, and how large it is on paper, without drawing it anew."""
    density = round(_PIXELS_A_METRE * scale)
    words = (
        ("Title", plate.title),
        ("Description", plate.alt_text),
        ("Reference", plate.reference),
        ("Source", plate.caption),
        *([("Warning", plate.mark)] if plate.mark else []),
    )
    chunks = [_chunk(b"pHYs", struct.pack(">IIB", density, density, 1)), *(_words(*each) for each in words)]
    return picture[:_PNG_HEAD] + b"".join(chunks) + picture[_PNG_HEAD:]


def _words(key: str, text: str) -> bytes:
    """Return a chunk of international text, as the PNG specification has it (11.3.3.4)."""
    return _chunk(b"iTXt", key.encode("ascii") + b"\0\0\0" + _LANGUAGE.encode() + b"\0\0" + drawable(text).encode())


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _svg(picture: bytes, plate: Plate, _scale: int) -> bytes:
    """Add the words and the letters, so that the file is the same picture wherever it is opened."""
    opening, rest = picture.decode().split(">", 1)
    spoken = 'role="img" aria-labelledby="picture-title" aria-describedby="picture-description"'
    told = (
        f'<title id="picture-title">{escape(drawable(plate.title))}</title>'
        f'<desc id="picture-description">{escape(drawable(plate.alt_text))} {escape(drawable(plate.caption))}</desc>'
        f'<defs><style type="text/css">{faces("woff2")}</style></defs>'
    )
    return f'{opening} {spoken} xml:lang="{_LANGUAGE}">{told}{rest}'.encode()


def _pdf(picture: bytes, plate: Plate, _scale: int) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(picture))
    writer.add_metadata(
        {
            "/Title": drawable(plate.title),
            "/Subject": drawable(plate.alt_text),
            "/Keywords": drawable(f"{plate.reference}, {plate.mark}" if plate.mark else plate.reference),
        }
    )
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(_LANGUAGE)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


_WRITERS: Mapping[Format, Callable[[bytes, Plate, int], bytes]] = {
    Format.PNG: _png,
    Format.SVG: _svg,
    Format.PDF: _pdf,
}
