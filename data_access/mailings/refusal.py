"""Why an alert or a briefing cannot be set as asked, and what both may be."""

import re
from collections.abc import Collection

from data_access.errors import UnitError
from data_access.schema.caseload import LONGEST_ADDRESS

UNCHANGED = "Nothing was set or ended."
MOST = 50  # of either, standing, for one force: more is read by nobody
# Narrower than the standard allows: what our own mail server takes without quoting, and nothing that begins a header.
_ADDRESS = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9])?@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})"
)


class MailingRefused(UnitError):
    """An alert or a briefing cannot be set or ended as asked."""


def refused(happened: str, *, remedy: str) -> MailingRefused:
    """Return the refusal of what was asked."""
    return MailingRefused(happened, unharmed=UNCHANGED, remedy=remedy)


def checked_address(address: str, *, domains: Collection[str]) -> str:
    """Return an address with its domain in small letters; raises `MailingRefused` for one of no domain of the site."""
    name, _, domain = address.strip().rpartition("@")
    whole = f"{name}@{domain.lower()}"
    found = _ADDRESS.fullmatch(whole)
    if found is None or len(whole) > LONGEST_ADDRESS or ".." in whole:
        raise refused("That is not an address for mail.", remedy="Write it as name@organisation.police.uk.")
    if found[1] not in domains:
        raise refused(
            "Mail leaves for addresses of the unit's own organisations only.",
            remedy=f"Use an address at {_listed(domains)}; UNIT_MAIL_DOMAINS lists them.",
        )
    return whole


def _listed(domains: Collection[str]) -> str:
    return " or ".join(f"@{domain}" for domain in sorted(domains)) or "a domain of the site (none is set yet)"
