"""A briefing as PDF: one tagged page of real text, set by Typst.

The page goes to the typesetter as values and never as its own language: a name with a hash in it is a name. Its own
font travels with the typesetter, so every machine gives the same page; letters that the font lacks are written as "?",
since a tagged page may not hold what it cannot show.
"""

import json
import re
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

from dashboard.briefing.as_text import HOW_TO_SEE, INVENTED
from dashboard.briefing.page import BriefingPage
from dashboard.wording import dates
from dashboard.wording.numbers import count

_TEMPLATE = Path(__file__).with_name("briefing.typ")
# Latin, its accents, and the marks of our own wording: dashes, quotation marks, bullets, arrows.
_UNSHOWN = re.compile("[^\\u0020-\\u024f\\u2010-\\u2026\\u2190-\\u2193]")
_STANDARD: Final = "ua-1"  # PDF/UA-1: the reading order and the table are told to a screen reader


def as_pdf(page: BriefingPage, *, now: datetime) -> bytes:
    """Return a briefing as PDF/UA."""
    told = {
        **asdict(page),
        "as_at": dates.day(page.as_at),
        "invented": INVENTED if page.is_invented else "",
        "how_to_see": HOW_TO_SEE,
        "sections": [
            {
                "heading": section.heading,
                "lines": [[count(line.counted), line.words, line.meaning] for line in section.lines],
                "notes": section.notes,
            }
            for section in page.sections
        ],
    }
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,  # every machine gives the same page
        format="pdf",
        sys_inputs={"page": _UNSHOWN.sub("?", json.dumps(told, ensure_ascii=False))},
        pdf_standards=_STANDARD,
        timestamp=now.replace(microsecond=0),
    )
