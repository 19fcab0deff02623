"""What one reader may choose from: the bounds that every choice is held to."""

from dataclasses import dataclass

from dashboard.almanac import Almanac, almanac
from dashboard.periods import Period, listed, read
from dashboard.policy import Narrowing, User
from dashboard.selection.choice import ALL_FORCES, Selection
from data_access.facets import FACETS, Facet
from data_access.reference import Reference
from data_access.snapshot import Snapshot
from data_access.vocabulary import Risk


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
        if dimension in FACETS:
            return self._facet_codes(FACETS[dimension])
        return tuple(area.area_id for area in self.reference.areas if area.force_code == force)

    def _facet_codes(self, facet: Facet) -> tuple[str, ...]:
        """Return the codes of a facet; it joins freely with others, so only who sees single cases has any."""
        if self.narrowing is not Narrowing.FREE:
            return ()
        return facet.codes or tuple(agency.code for agency in self.reference.agencies)


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


def period_of(chosen: Selection, offered: Offer) -> Period:
    """Return the period of a choice; a key that means nothing here falls back to the first offered."""
    found = read(chosen.period, dates=offered.dates, choice=offered.user.grant.periods)
    return found or offered.periods[0]
