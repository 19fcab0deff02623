"""A choice as the few words that stand in a link; narrowed to what the reader may have, never trusted."""

from collections.abc import Iterable, Mapping

from dashboard.periods import read
from dashboard.policy import Narrowing, User
from dashboard.selection.choice import ALL_FORCES, DIMENSIONS, Selection
from dashboard.selection.offer import Offer, offer
from dashboard.selection.options import asked_in
from data_access.snapshot import Snapshot


def read_selection(
    query: Mapping[str, Iterable[str]], *, user: User, snapshot: Snapshot
) -> tuple[Selection, tuple[str, ...]]:
    """Return the choice a link makes, held to what the reader may have, and what had to be dropped; never raises."""
    remarks: list[str] = []
    force = _force(query, user, snapshot, remarks)
    offered = offer(user, snapshot, force=force)
    period = _period(query, offered, remarks)
    chosen = Selection(force=force, period=period, options=asked_in(query))
    for dimension in DIMENSIONS:
        asked = tuple(code.strip() for code in query.get(dimension, ()) if code.strip())
        known = set(offered.codes(dimension, force))
        if any(code not in known for code in asked):
            remarks.append(f"The link asked for an unknown {dimension}; it was left out.")
        chosen = chosen.having(dimension, (code for code in asked if code in known))
    return _held(chosen, offered.narrowing, remarks), tuple(remarks)


def write_selection(chosen: Selection) -> dict[str, list[str]]:
    """Return the query parameters of a choice; inverse of `read_selection` for a reader who may have it."""
    query = {"force": [chosen.force], "period": [chosen.period]}
    query |= {key: [value] for key, value in chosen.options}
    query.update({dimension: list(chosen.of(dimension)) for dimension in DIMENSIONS if chosen.of(dimension)})
    return query


def held(chosen: Selection, *, user: User, snapshot: Snapshot) -> tuple[Selection, tuple[str, ...]]:
    """Return a choice held to what the reader may have, and what had to be dropped."""
    return read_selection(write_selection(chosen), user=user, snapshot=snapshot)


def _force(query: Mapping[str, Iterable[str]], user: User, snapshot: Snapshot, remarks: list[str]) -> str:
    home = user.home_force if user.home_force in user.forces else next(iter(user.forces), "")
    offered = offer(user, snapshot, force=home)
    asked = next((code.strip() for code in query.get("force", ())), "")
    if not asked or not offered.forces:
        return next(iter(offered.forces), home)
    if asked in offered.forces or (asked == ALL_FORCES and offered.may_take_all):
        return asked
    remarks.append("The link asked for a force that is not among yours; your own is shown.")
    return next(iter(offered.forces), home)


def _period(query: Mapping[str, Iterable[str]], offered: Offer, remarks: list[str]) -> str:
    asked = next((key.strip() for key in query.get("period", ())), "")
    grant, keys = offered.user.grant, [period.key for period in offered.periods]
    usual = grant.opens_on if grant.opens_on in keys else keys[0]
    if not asked:
        return usual
    if found := read(asked, dates=offered.dates, choice=grant.periods):
        return found.key
    remarks.append("That period is not offered here; another is shown.")
    return usual


def _held(chosen: Selection, narrowing: Narrowing, remarks: list[str]) -> Selection:
    """Keep the last dimension and its first value where only one may be chosen."""
    if narrowing is not Narrowing.ONE:
        return chosen
    set_ones = [dimension for dimension in DIMENSIONS if chosen.of(dimension)]
    if len(set_ones) > 1 or any(len(chosen.of(dimension)) > 1 for dimension in set_ones):
        remarks.append("One agency, risk level or area can be chosen at a time, to protect people in small groups.")
    kept = chosen.whole()
    for dimension in set_ones[-1:]:
        kept = kept.having(dimension, chosen.of(dimension)[:1])
    return kept
