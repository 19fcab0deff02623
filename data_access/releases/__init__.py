"""Releases in the store: frozen when drafted, only added to after, and open under their reference for ever."""

from data_access.releases.checks import last_approved
from data_access.releases.exports import Exported, exports_of
from data_access.releases.life import MAY_FOLLOW, Life, Taken
from data_access.releases.reading import Content, Kept, content_of, find, releases_of
from data_access.releases.references import Reference, parsed
from data_access.releases.refusal import Overtaken, ReferenceRefused, ReleaseDamaged, ReleaseRefused, unknown
from data_access.releases.rows import Draft
from data_access.releases.writing import Correction, freeze, take

__all__ = [
    "MAY_FOLLOW",
    "Content",
    "Correction",
    "Draft",
    "Exported",
    "Kept",
    "Life",
    "Overtaken",
    "Reference",
    "ReferenceRefused",
    "ReleaseDamaged",
    "ReleaseRefused",
    "Taken",
    "content_of",
    "exports_of",
    "find",
    "freeze",
    "last_approved",
    "parsed",
    "releases_of",
    "take",
    "unknown",
]
