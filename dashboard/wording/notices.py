"""What a page says about the figures as a whole: invented, old, or cut off from their database."""

from datetime import date

from dashboard.wording import dates

SYNTHETIC = "Demonstration data: invented, not about any person."
NOTHING_YET = "No referrals are loaded yet"
NOTHING_YET_REMEDY = "Figures appear here by themselves once the unit's register has been imported."


def old(as_at: date) -> str:
    """Return the words for figures past the freshness limit."""
    return f"These figures are old: the newest are of {dates.day(as_at)}. Ask the unit whether a load is missing."


def trouble(reason: str, *, as_at: date) -> str:
    """Return the words for figures whose database cannot be read at the moment."""
    served = "What you see is right for that day; newer figures will appear by themselves."
    return f"Figures as at {dates.day(as_at)}. {reason} {served}"
