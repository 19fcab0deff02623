"""What leaves by a download: the bytes, the words under which that is recorded, and whose they are alone."""

import secrets
from dataclasses import dataclass, field

from data_access.audit import Entry

NAME_BYTES = 16  # 128 bits: beyond guessing within the minutes that a download lies ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that is ready to leave.

    Attributes
    ----------
    content
        Its bytes.
    entry
        What the audit says of it; page, file name and hash are added by whoever hands it out.
    """

    content: bytes = field(repr=False)
    entry: Entry


def media_name(session_id: str) -> str:
    """Return a new name for a file that only one session may open."""
    return f"{session_id}-{secrets.token_hex(NAME_BYTES)}"


def is_media_of(session_id: str, name: str) -> bool:
    """Return whether a file is this session's own; a file that was made for nobody is nobody's."""
    owner, _, rest = name.partition("-")
    return bool(session_id and rest) and owner == session_id
