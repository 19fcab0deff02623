"""The words of an awareness-week pack: what is in it, what must be said with it, and what is missing."""

from collections.abc import Mapping
from types import MappingProxyType

FOR = "Pack for awareness week"
WHAT_IS_IN_IT = "What is in this pack"
WHAT_TO_SAY = "What must be said with any of it"
CHECKSUMS = "manifest.json lists every file with its size, its SHA-256 checksum and the references of its figures."
NO_HELP_NO_FIGURES = "Print the help lines beside the figures:"
TEMPLATE_OF_MARK = "{mark}. While this mark stands nothing of this pack may be published, broadcast or passed on."

FOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "pictures": "every chart as a picture: wide (16x9), square (1x1) and half an A4 sheet (a4-half) at twice their "
        "size, tall (9x16) as phones show it; and as a drawing (SVG) that is sharp at any size",
        "slides": "one finding a slide, with charts that can be edited",
        "tables": "every figure, as a workbook and as plain text (CSV)",
        "briefing": "two pages for the commissioner: figures, likely questions with answers, what not to say",
        "words": "captions, alternative texts for pictures, sentences to quote, notes to editors, help lines",
    }
)
CAPTIONS = "Captions"
ALTERNATIVES = "Alternative texts, for who cannot see the picture"
SENTENCES = "Sentences to quote, as they are"
EDITORS = "Notes to editors, and how to report without harm"
HELP = "Where people find help"
SLIDES = "Slides"
WORKBOOK = "Workbook"
CSV = "All figures as plain text"
BRIEFING = "Briefing for the commissioner"
DRAWING = "drawing (SVG)"
NO_PICTURES = "No pictures are in this pack."
SOME_PICTURES = "Only some pictures are in this pack."


def marked(mark: str) -> str:
    """Return what a mark asks of whoever holds the pack."""
    return TEMPLATE_OF_MARK.format(mark=mark)


def missing(*, drawn: int, happened: str, remedy: str) -> str:
    """Return which pictures are missing, why, and what to do."""
    return f"{SOME_PICTURES if drawn else NO_PICTURES} {happened} {remedy}"


def made(moment: str) -> str:
    """Return "Made 24 Nov 2026, 14:35 (London)."."""
    return f"Made {moment} (London)."
