"""A briefing as PDF: one tagged page of real text."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from dashboard.briefing.as_text import HOW_TO_SEE, INVENTED
from dashboard.briefing.page import BriefingPage
from dashboard.typesetting import typeset
from dashboard.wording import dates
from dashboard.wording.numbers import count

_TEMPLATE = Path(__file__).with_name("briefing.typ")


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
    return typeset(_TEMPLATE, told, now=now)
