"""What a pack says of itself: the README for people and the manifest, with checksums and references, for machines."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from mimetypes import guess_type
from typing import Any

from dashboard.edition import Edition, Plate
from dashboard.edition.notes import INVENTED
from dashboard.press.about import about_release
from dashboard.press.pack_plan import Planned
from dashboard.press.pack_words import opening, text_of
from dashboard.press.plain_text import plain
from dashboard.wording import release_pack as words
from dashboard.wording.moments import moment

README, MANIFEST = "README.txt", "manifest.json"
_UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file of a pack as it was made."""

    planned: Planned
    content: bytes

    def described(self) -> Mapping[str, Any]:
        """Return what the manifest says of it."""
        return {
            "path": self.planned.path,
            "what": plain(self.planned.what),
            "mediaType": guess_type(self.planned.path)[0] or _UNKNOWN,
            "bytes": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "tables": [plate.key for plate in self.planned.plates],
            "references": list(self.planned.references),
        }


def readme(edition: Edition, files: Sequence[Packed], *, now: datetime, missing: str) -> bytes:
    """Return the README: the mark first, what is in the pack, what is missing, what must be said with it."""
    about = (f"{name}: {told}" for name, told in about_release(edition) if told not in (edition.mark, INVENTED))
    folders = {file.planned.path.split("/")[0] for file in files}
    held = (f"{folder}/: {what}" for folder, what in words.FOLDERS.items() if folder in folders)
    return text_of(
        opening(edition),
        (words.FOR, *about, words.made(moment(now))),
        (missing,),
        (words.WHAT_IS_IN_IT, *held, words.CHECKSUMS),
        (words.WHAT_TO_SAY, *edition.editors),
        (words.NO_HELP_NO_FIGURES, *edition.help_lines),
    )


def manifest(edition: Edition, files: Sequence[Packed], *, now: datetime, missing: str) -> bytes:
    """Return the manifest as JSON: the release, how it stands, each figure by its reference, and each file."""
    told = {
        "reference": edition.reference,
        "title": plain(edition.title),
        "unit": plain(edition.unit),
        "place": plain(edition.place),
        "headline": plain(edition.headline),
        "since": str(edition.since),
        "until": str(edition.until),
        "asAt": str(edition.as_at),
        "state": edition.state.value,
        "mark": edition.mark,
        "isInvented": edition.is_invented,
        "publicAt": edition.public_at.astimezone(UTC).isoformat() if edition.public_at else None,
        "previous": edition.previous,
        "correction": edition.correction,
        "corrects": edition.corrects,
        "rule": edition.rule,
        "madeAt": now.astimezone(UTC).isoformat(timespec="seconds"),
        "missing": missing,
        "figures": {reference: told for plate in edition.plates for reference, told in _figures(plate).items()},
        "files": [file.described() for file in files],
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def _figures(plate: Plate) -> dict[str, Mapping[str, Any]]:
    """Return each figure of a plate by its reference, as printed; a hidden one has no value."""
    return {
        figure.reference: {
            "table": plate.key,
            "row": plain(row.label),
            "column": plain(column.heading),
            "value": figure.value,
            "text": figure.text,
            "percentage": figure.percentage,
            "asAt": figure.held,
        }
        for row in plate.rows
        for column, figure in zip(plate.columns, row.figures, strict=True)
    }
