"""The last hand on a deck: its theme in our type and colours, every text British English, the same bytes every time."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

from dashboard.charts.sheet import PALETTE
from dashboard.press.slide_master import FONT

LANGUAGE = "en-GB"
_ACCENTS: Mapping[str, str] = {  # of the template's theme, and ours in their place
    "4F81BD": PALETTE.taken_on,
    "C0504D": PALETTE.partners,
    "9BBB59": "#28A197",
    "8064A2": "#801650",
    "4BACC6": "#3D3D3D",
    "F79646": "#A285D1",
}
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive knows


def packed(deck: Deck) -> bytes:
    """Return a deck as a file."""
    held, written = io.BytesIO(), io.BytesIO()
    deck.save(held)
    with ZipFile(held) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, _NO_TIME), _finished(name, before.read(name)), ZIP_DEFLATED)
    return written.getvalue()


def _finished(name: str, part: bytes) -> bytes:
    if not (name.startswith("ppt/") and name.endswith(".xml")):
        return part
    text = part.decode()
    if "/theme/" in name:
        for theirs, ours in _ACCENTS.items():
            text = text.replace(theirs, ours.lstrip("#"))
        return text.replace("Calibri", FONT).encode()
    return _british(text.encode())


def _british(part: bytes) -> bytes:
    """Say of every text that it is British English: so it is read aloud and its spelling checked as such."""
    root = parse_xml(part)
    for run in root.iter(qn("a:r")):
        run.get_or_add_rPr()
    for properties in root.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        properties.set("lang", LANGUAGE)
    return bytes(serialize_part_xml(root))
