"""A briefing as the text of a mail: counts and a link."""

from dashboard.briefing.page import BriefingPage, Section
from dashboard.wording import dates
from dashboard.wording.numbers import count

INVENTED = "Invented figures of a demonstration; they show nobody."
HOW_TO_SEE = "See the cases (sign in first):"


def as_text(page: BriefingPage) -> str:
    """Return a briefing in plain text, one count a line."""
    opening = [page.marking, *([INVENTED] if page.is_invented else [])]
    head = [page.headline, f"{page.force}, as at {dates.day(page.as_at)}"]
    blocks = ["\n".join(opening), "\n".join(head), *(_block(section) for section in page.sections)]
    return "\n\n".join([*blocks, f"{HOW_TO_SEE}\n{page.link}"]) + "\n"


def _block(section: Section) -> str:
    widest = max((len(count(line.counted)) for line in section.lines), default=0)
    lines = [f"{count(line.counted):>{widest}}  {line.words}" for line in section.lines]
    return "\n".join([section.heading, *lines, *section.notes])
