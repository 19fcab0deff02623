"""Publishes what is out to a folder for any web server, and records that it left."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.administration.public_site import public_site
from dashboard.press import pictures
from dashboard.press.web import Change, change_to, write
from dashboard.wording.releases import PUBLISHED
from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness, append
from data_access.releases import Reference, unknown
from data_access.sessions import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What left for a folder: files written and removed, by path, and whether charts are missing."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    lacks_pictures: bool

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


def publish_to(
    folder: Path, store: Store, *, only: Reference | None, address: str, witness: Witness, now: datetime
) -> Left:
    """Write the public pages of what is out, and return what was written.

    Parameters
    ----------
    only
        The one release to write; None for the whole site.
    address
        Where others will find the folder; "" where nobody said.

    Raises
    ------
    ReferenceRefused
        For a release that is not out, as for one that never was.
    FolderRefused
        For a folder of somebody else, or one that cannot be written.
    DatabaseUnavailable
        Then nothing was written.
    """
    site = public_site(lambda: store, address=f"{address.rstrip('/')}/" if address else "")
    site.refresh(now)
    try:
        while site.draw(now):
            continue  # one release after the other
    finally:
        pictures.stop()
    files = site.files(now)
    if only and f"{only.text}/index.html" not in files:
        raise unknown(only.text)
    change = change_to(folder, files, only=only.text if only else "")
    if change:
        write(folder, files, change, record=lambda: append(store, witness, _entry(folder, change), now=now))
    return Left(written=change.written, removed=change.removed, lacks_pictures=site.lacks_pictures)


def _entry(folder: Path, change: Change) -> Entry:
    return Entry(
        event=Event.EXPORT,
        subject=str(folder),
        releases=change.releases,
        content_sha256=hashlib.sha256(change.manifest_text.encode()).hexdigest(),
        detail=PUBLISHED,
    )
