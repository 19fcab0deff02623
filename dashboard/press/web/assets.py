"""The style sheet, the typeface and the icon of the public pages, each named by a hash of what it holds."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from dashboard.press.web.file import File, Kind

ASSETS = "assets"
FONTS = Path(__file__).parents[2] / "fonts"
TYPEFACES = ("CaseworkSans-Regular.woff2", "CaseworkSans-Bold.woff2")
STYLE, ICON = "page.css", "icon.svg"
DIGITS = 12  # of the hash: 48 bits, among a handful of files
# They change with the program, not with the figures; their names change with them, so nobody asks since when.
SINCE = datetime(2018, 6, 19, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Where the style sheet and the icon are, from the top of the site, and every file by its path."""

    style: str
    icon: str
    files: Mapping[str, File]


@lru_cache(maxsize=1)
def assets() -> Assets:
    """Return the assets, read once a process."""
    files: dict[str, File] = {}
    style = Path(__file__).with_name(STYLE).read_text(encoding="utf-8")
    for name in TYPEFACES:
        path = _add(files, name, (FONTS / name).read_bytes(), kind=Kind.FONT)
        style = style.replace(f'"{name}"', f'"{path.removeprefix(f"{ASSETS}/")}"')
    return Assets(
        style=_add(files, STYLE, style.encode(), kind=Kind.STYLE),
        icon=_add(files, ICON, Path(__file__).with_name(ICON).read_bytes(), kind=Kind.DRAWING),
        files=files,
    )


def _add(files: dict[str, File], name: str, body: bytes, *, kind: Kind) -> str:
    stem, _, ending = name.rpartition(".")
    path = f"{ASSETS}/{stem}-{hashlib.sha256(body).hexdigest()[:DIGITS]}.{ending}"
    files[path] = File(body=body, kind=kind, modified=SINCE, is_lasting=True)
    return path
