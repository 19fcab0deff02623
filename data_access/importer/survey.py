"""Looks a text file through once, before any of it is believed: encoding, line ends, digest."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from data_access.importer.rules import READABLE
from data_access.importer.sheets import Unreadable

# Big enough that Polars works at full speed, small enough that a 2 GB file needs no more memory than a small one.
BLOCK_BYTES = 16 * 1024 * 1024
ACCEPTED_TEXT = "a CSV file, saved as “CSV UTF-8” from a spreadsheet"
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What one pass over a file's bytes tells: its encoding, its digest, and how its lines end."""

    encoding: str
    sha256: str
    carriage_returns_only: bool


def survey(path: Path) -> Survey:
    """Read a file once without keeping it; raises `Unreadable` for what is not text."""
    digest, windows, feeds, returns, nulls = hashlib.sha256(), False, False, False, False
    with path.open("rb") as stream:
        marked = _marked_encoding(stream.read(4))
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        while block := stream.read(BLOCK_BYTES):
            digest.update(block)
            feeds, returns, nulls = feeds or b"\n" in block, returns or b"\r" in block, nulls or b"\0" in block
            windows = windows or not (marked or block.isascii() or _decodes(decoder, block))
    if nulls and marked != "utf-16":
        raise Unreadable(READABLE, found="The file holds no text.", accepted=ACCEPTED_TEXT)
    return Survey(
        encoding=marked or ("cp1252" if windows else "utf-8"),
        sha256=digest.hexdigest(),
        carriage_returns_only=returns and not feeds,
    )


def _marked_encoding(start: bytes) -> str | None:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if start.startswith(mark)), None)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True
