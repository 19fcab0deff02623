"""The units side by side: each with its own definition of a referral beside its numbers, never ranked."""

from collections.abc import Collection
from dataclasses import dataclass

from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Figure, Rule
from dashboard.headline.split import UNTOLD, split_of
from dashboard.metrics import assessed_within, measure, reconcile
from dashboard.programme.lives import Life, filters_of, life_of, shared_months, units_of
from dashboard.wording.sentences import Split
from data_access.filters import Filters
from data_access.reference import Force
from data_access.scope import Scope
from data_access.snapshot import Snapshot

# Readers of protected figures compare the one stretch that is over for good and published exactly.
PUBLISHED_MONTHS = 10
_UNTOLD = Figure(counted=None, base=None, exact=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit's first months, as far as the reader may know them.

    Attributes
    ----------
    split
        What was received and what was decided about it.
    assessed
        Assessed in target, of those received long enough ago.
    """

    life: Life
    split: Split
    assessed: Figure

    @property
    def is_told(self) -> bool:
        """Whether this unit's numbers are shown at all."""
        return self.split.received.counted is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Units compared over the same stretch of their lives.

    Attributes
    ----------
    months
        How many months of each unit's life.
    target_days
        Days from referral to assessment, one target for all: each unit's own would not be like for like.
    is_exact
        Whether the reader sees every figure as it is, and so the intervals.
    """

    units: tuple[Unit, ...]
    months: int
    target_days: int
    is_exact: bool


def compare(
    snapshot: Snapshot,
    *,
    scope: Scope,
    narrowed: Filters,
    rule: Rule,
    granted: Collection[str],
    target_days: int,
) -> Comparison:
    """Return the units of a scope side by side.

    Parameters
    ----------
    narrowed
        The reader's filters; their days, forces and areas are set aside.
    granted
        Codes of the forces whose first ten months the reader may know exactly. Readers of protected figures see those
        alone, and only without filters: rounded parts elsewhere would add up to what no single figure shows.
    """
    forces = units_of(snapshot.reference, scope)
    months = shared_months(forces, data_to=snapshot.as_at) if rule.exact else PUBLISHED_MONTHS
    is_whole = not (narrowed.agencies or narrowed.risks or narrowed.facets or narrowed.areas)

    def unit(force: Force) -> Unit:
        life = life_of(force, months=months, snapshot=snapshot, scope=scope)
        if not rule.exact and not (is_whole and force.code in granted):
            return Unit(life=life, split=UNTOLD, assessed=_UNTOLD)
        referrals = snapshot.referrals(scope=scope, filters=filters_of(life, narrowed))
        metric = assessed_within(target_days=target_days, as_at=snapshot.as_at)
        return Unit(
            life=life,
            split=split_of(reconcile(referrals), rule, exact=True),
            assessed=disclose(measure(metric, referrals), rule, exact_total=False).total,
        )

    units = tuple(unit(force) for force in forces) if months else ()
    return Comparison(units=units, months=months, target_days=target_days, is_exact=rule.exact)
