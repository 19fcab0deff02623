"""The typesetter: a tagged PDF of real text, from a template of ours and values.

Values reach the template as JSON and never as its own language: a name with a hash in it is a name. The fonts travel
with us, so every machine gives the same page; letters that they lack are written as "?", since a tagged page may not
hold what it cannot show.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

FONTS = Path(__file__).with_name("fonts")
# Latin, its accents, and the marks of our own wording: dashes, quotation marks, bullets, euro, arrows, minus, about, at
# most and at least. A letter outside may be in no font; a control breaks the page.
_UNSHOWN = re.compile(
    "[^\\u0020-\\u007e\\u00a0-\\u024f\\u2010-\\u2026\\u20ac\\u2190-\\u2193\\u2212\\u2248\\u2264\\u2265]"
)
_BLANKS = re.compile(r"\s")
_STANDARD: Final = "ua-1"  # PDF/UA-1: the reading order, tables and figures are told to a screen reader


def typeset(template: Path, told: Mapping[str, object], *, now: datetime) -> bytes:
    """Return a template filled with values as PDF/UA; the same values and moment give the same bytes.

    Parameters
    ----------
    template
        Reads its values as `json(bytes(sys.inputs.page))`, and files beside it.
    told
        Values that JSON knows.
    now
        When it was made, for the file's own date; microseconds are dropped.
    """
    return typst.compile(
        template,
        root=template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,  # every machine gives the same page
        format="pdf",
        sys_inputs={"page": json.dumps(_shown(told), ensure_ascii=False)},
        pdf_standards=_STANDARD,
        timestamp=now.replace(microsecond=0),
    )


def printable(text: str) -> str:
    """Return a text as a page can show it: blanks as spaces, letters that the fonts lack as "?"."""
    return _UNSHOWN.sub("?", _BLANKS.sub(" ", unicodedata.normalize("NFC", text)))


def _shown(told: object) -> object:
    """Return values with every text in them printable."""
    if isinstance(told, str):
        return printable(told)
    if isinstance(told, Mapping):
        return {name: _shown(each) for name, each in told.items()}
    return [_shown(each) for each in told] if isinstance(told, list | tuple) else told
