"""How large the programme is: which forces, and how many referrals each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_access.demo.sites import Site, all_sites
from data_access.demo.volumes import LAUNCH_UNTIL, expected_in_all
from data_access.errors import SettingRefused

DEFAULT_FORCES = 3
_UNHARMED = "Nothing was written."


@dataclass(frozen=True, slots=True)
class Share:
    """One force of the programme and its number of referrals."""

    site: Site
    received: int


def plan(*, referrals: int | None, forces: int | None, as_at: date) -> tuple[Share, ...]:
    """Return the programme's forces in the order of their references; raises `SettingRefused`."""
    sites = all_sites()
    wanted = DEFAULT_FORCES if forces is None else forces
    _check(referrals=referrals, forces=wanted, most=len(sites), as_at=as_at)
    chosen = sorted(sites[:wanted], key=lambda site: site.prefix)
    expected = [expected_in_all(site, as_at=as_at) for site in chosen]
    total = round(sum(expected)) if referrals is None else referrals
    shares = _apportion(total, expected)
    return tuple(Share(site, received) for site, received in zip(chosen, shares, strict=True))


def _apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Share a total out by largest remainder, so that the parts sum to it."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def _check(*, referrals: int | None, forces: int, most: int, as_at: date) -> None:
    if as_at < LAUNCH_UNTIL:
        raise SettingRefused(
            f"The programme cannot end on {as_at.isoformat()}.",
            unharmed=_UNHARMED,
            remedy=f"Choose {LAUNCH_UNTIL.isoformat()} or later: the first ten months must be over.",
        )
    if not 1 <= forces <= most:
        raise SettingRefused(
            f"There cannot be {forces} forces.", unharmed=_UNHARMED, remedy=f"Choose from 1 to {most} forces."
        )
    if referrals is not None and referrals < forces:
        raise SettingRefused(
            f"{referrals} referrals cannot be shared out over {forces} forces.",
            unharmed=_UNHARMED,
            remedy="Ask for at least one referral a force.",
        )
