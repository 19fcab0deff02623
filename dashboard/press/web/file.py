"""A file of the public pages: its bytes, what they are, and since when they say this."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a file is, by the name of its media type; a card is a page that others may frame."""

    PAGE = "text/html; charset=utf-8"
    CARD = "text/html;charset=utf-8"
    TABLE = "text/csv; charset=utf-8"
    JSON = "application/json"
    FEED = "application/atom+xml; charset=utf-8"
    DRAWING = "image/svg+xml"
    PICTURE = "image/png"
    STYLE = "text/css; charset=utf-8"
    FONT = "font/woff2"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file: bytes, kind, and when it came to say this (UTC).

    `is_lasting` is said of a file whose name holds a hash of its bytes: what is kept of it anywhere is right for ever.
    """

    body: bytes = field(repr=False)
    kind: Kind
    modified: datetime
    is_lasting: bool = False
