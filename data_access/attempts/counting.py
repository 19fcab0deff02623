"""How attempts are counted: within which limits, and under which name and address."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

LONGEST_USERNAME, LONGEST_ADDRESS = 64, 45  # as the columns
# One household or office holds all of these addresses (RFC 6177), so to count each alone would be to count none.
IPV6_NEIGHBOURS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many attempts may fail within a window, for one username and from one address."""

    failures: int = 5
    failures_per_address: int = 50  # a whole force may come from one
    window: timedelta = timedelta(minutes=15)


def counted_name(username: str) -> str:
    """Return a username as it is counted: what a stranger typed, fit for a column, and never by a cut another's."""
    spoken = username.encode("utf-8", errors="replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return spoken if len(spoken) <= LONGEST_USERNAME else f"{spoken[: LONGEST_USERNAME - 1]}\N{HORIZONTAL ELLIPSIS}"


def counted_address(address: str) -> str:
    """Return the network an address is counted under: itself, or for IPv6 the 64 bits that all its neighbours share."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return counted_name(address)[:LONGEST_ADDRESS]
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), IPV6_NEIGHBOURS), strict=False))
