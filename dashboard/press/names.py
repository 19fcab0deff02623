"""The names of files that leave: one function, so that whoever finds one knows what, when and which release it is."""

import re
import unicodedata

from dashboard.edition import Edition

_SUBJECT = "stalking-referrals"
_APART = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_PART = 60  # of a name: five parts stay under what every file system allows
_CENTURY = 100


def file_name(edition: Edition, *, suffix: str, of: str = "", size: str = "") -> str:
    """Return "stalking-referrals-2018-19_SR-2026-0417_month_16x9.png".

    Parameters
    ----------
    edition
        The release; its years and its reference stand in the name.
    suffix
        How the name ends, without the dot.
    of, size
        What of the release it is ("month", "briefing"), and the key of a size; left out where empty.
    """
    parts = (f"{_SUBJECT}-{_years(edition)}", edition.reference, of, size)
    return f"{'_'.join(slug(part) for part in parts if part)}.{slug(suffix).lower()}"


def slug(text: str) -> str:
    """Return a text as part of a name: plain letters, digits and hyphens; "unnamed" where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _APART.sub("-", plain)[:_LONGEST_PART].strip("-") or "unnamed"


def _years(edition: Edition) -> str:
    """Return "2018-19" for the years of a period, "2018" where it lies in one."""
    since, until = edition.since.year, edition.until.year
    return str(since) if since == until else f"{since}-{until % _CENTURY:02d}"
