"""What a reader chose, as the few words that stand in a link; narrowed to what their role allows, never trusted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.almanac import Almanac, almanac
from dashboard.periods import Period, listed, read
from dashboard.policy import Narrowing, User
from data_access.filters import Filters
from data_access.reference import Reference
from data_access.snapshot import Snapshot
from data_access.vocabulary import Risk

ALL_FORCES = "all"
DIMENSIONS = ("area", "agency", "risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A reader's choice, canonical at birth.

    Attributes
    ----------
    force
        ONS code, or ALL_FORCES for every force the reader may see.
    period
        Key of a period.
    areas, agencies, risks
        Codes; empty means all.
    """

    force: str
    period: str
    areas: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "areas", tuple(sorted(set(self.areas))))
        object.__setattr__(self, "agencies", tuple(sorted(set(self.agencies))))
        object.__setattr__(self, "risks", tuple(risk.value for risk in Risk if risk.value in set(self.risks)))

    def of(self, dimension: str) -> tuple[str, ...]:
        """Return the codes chosen of one dimension."""
        chosen = {"area": self.areas, "agency": self.agencies, "risk": self.risks}
        return chosen[dimension]

    def having(self, dimension: str, codes: Iterable[str]) -> "Selection":
        """Return this choice with one dimension set to some codes."""
        chosen = tuple(codes)
        if dimension == "area":
            return replace(self, areas=chosen)
        if dimension == "agency":
            return replace(self, agencies=chosen)
        return replace(self, risks=chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one reader may choose from: the bounds that every selection is held to.

    `forces` has ONS codes, home force first; `may_take_all` says whether all of them together are offered; `periods`
    are the listed ones of the chosen force.
    """

    user: User
    reference: Reference
    dates: Almanac
    forces: tuple[str, ...]
    may_take_all: bool
    periods: tuple[Period, ...]
    narrowing: Narrowing

    def codes(self, dimension: str, force: str) -> tuple[str, ...]:
        """Return the codes of a dimension that may be chosen under a force."""
        if self.narrowing is Narrowing.NONE:
            return ()
        if dimension == "agency":
            return tuple(agency.code for agency in self.reference.agencies)
        if dimension == "risk":
            return tuple(risk.value for risk in Risk)
        return tuple(area.area_id for area in self.reference.areas if area.force_code == force)


def offer(user: User, snapshot: Snapshot, *, force: str) -> Offer:
    """Return what a reader may choose from once the force is known."""
    reference = snapshot.reference
    with_units = {each.code for each in reference.forces if each.launched_on and each.launched_on <= snapshot.as_at}
    forces = tuple(sorted(set(user.scope.forces) & with_units, key=lambda code: (code != user.home_force, code)))
    dates = almanac(reference, forces=forces if force == ALL_FORCES else (force,), data_to=snapshot.as_at)
    return Offer(
        user=user,
        reference=reference,
        dates=dates,
        forces=forces,
        may_take_all=len(forces) > 1 and user.grant.narrowing is not Narrowing.NONE,
        periods=listed(dates, user.grant.periods),
        narrowing=user.grant.narrowing,
    )


def read_selection(
    query: Mapping[str, Iterable[str]], *, user: User, snapshot: Snapshot
) -> tuple[Selection, tuple[str, ...]]:
    """Return the choice a link makes, held to what the reader may have, and what had to be dropped; never raises."""
    remarks: list[str] = []
    force = _force(query, user, snapshot, remarks)
    offered = offer(user, snapshot, force=force)
    period = _period(query, offered, remarks)
    chosen = Selection(force=force, period=period)
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
    query.update({dimension: list(chosen.of(dimension)) for dimension in DIMENSIONS if chosen.of(dimension)})
    return query


def narrowed(chosen: Selection, dimension: str, codes: Iterable[str], *, narrowing: Narrowing) -> Selection:
    """Return the choice with one dimension set; where only one may be chosen, the others are let go."""
    kept = chosen if narrowing is Narrowing.FREE else Selection(force=chosen.force, period=chosen.period)
    return kept.having(dimension, codes)


def with_period(chosen: Selection, key: str) -> Selection:
    """Return the choice with another period."""
    return replace(chosen, period=key)


def held(chosen: Selection, *, user: User, snapshot: Snapshot) -> tuple[Selection, tuple[str, ...]]:
    """Return a choice held to what the reader may have, and what had to be dropped."""
    return read_selection(write_selection(chosen), user=user, snapshot=snapshot)


def filters_of(chosen: Selection, period: Period) -> Filters:
    """Return the filters of a choice whose period has been looked up."""
    return Filters(
        since=period.since,
        until=period.until,
        forces=() if chosen.force == ALL_FORCES else (chosen.force,),
        areas=chosen.areas,
        agencies=chosen.agencies,
        risks=tuple(Risk(code) for code in chosen.risks),
    )


def period_of(chosen: Selection, offered: Offer) -> Period:
    """Return the period of a choice; a key that means nothing here falls back to the first offered."""
    found = read(chosen.period, dates=offered.dates, choice=offered.user.grant.periods)
    return found or offered.periods[0]


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
    kept = Selection(force=chosen.force, period=chosen.period)
    for dimension in set_ones[-1:]:
        kept = kept.having(dimension, chosen.of(dimension)[:1])
    return kept
