"""What became of the referrals received, as far as a reader may know it."""

from dataclasses import dataclass

import polars as pl

from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.rules import rounded
from dashboard.metrics import REFERRALS_RECEIVED, Measured, Reconciliation
from dashboard.wording.sentences import Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One number of the equation: what may be shown of it, and whether it is the true one."""

    counted: int | None
    exact: bool


_UNTOLD = Part(counted=None, exact=False)
UNTOLD = Split(received=_UNTOLD, taken_on=_UNTOLD, with_partners=_UNTOLD, awaiting=_UNTOLD, not_accepted=_UNTOLD)


def split_of(totals: Reconciliation, rule: Rule, *, exact: bool) -> Split:
    """Return the equation under a rule.

    Parameters
    ----------
    totals
        The true numbers, reconciled.
    exact
        Whether the headline numbers may be exact for these referrals (see `exact_periods`).
    """
    if rule.exact:
        return _true(totals)
    return _headline(totals, rule) if exact else _rounded(totals, rule)


def _true(totals: Reconciliation) -> Split:
    return Split(
        received=Part(counted=totals.received, exact=True),
        taken_on=Part(counted=totals.taken_on, exact=True),
        with_partners=Part(counted=totals.with_partners, exact=True),
        awaiting=Part(counted=totals.awaiting_decision, exact=True),
        not_accepted=Part(counted=totals.not_accepted, exact=True),
    )


def _headline(totals: Reconciliation, rule: Rule) -> Split:
    """Show received and its two great parts exactly.

    The rest is then known as a sum, so its two parts are both shown or both hidden; no rest at all says of nobody
    what was decided, and is shown.
    """
    rest = (totals.awaiting_decision, totals.not_accepted)
    if sum(rest) == 0:
        return _true(totals)
    shown = all(part >= rule.hide_below for part in rest)
    awaiting, not_accepted = (rounded(part, rule) if shown else None for part in rest)
    return Split(
        received=Part(counted=totals.received, exact=True),
        taken_on=Part(counted=totals.taken_on, exact=True),
        with_partners=Part(counted=totals.with_partners, exact=True),
        awaiting=Part(counted=awaiting, exact=False),
        not_accepted=Part(counted=not_accepted, exact=False),
    )


def _rounded(totals: Reconciliation, rule: Rule) -> Split:
    parts = (totals.taken_on, totals.with_partners, totals.awaiting_decision, totals.not_accepted)
    routes = [str(place) for place in range(len(parts))]
    measured = Measured(
        metric=REFERRALS_RECEIVED,
        by=("route",),
        cells=pl.DataFrame({"route": routes, "counted": parts, "base": parts}),
        total=(totals.received, totals.received),
    )
    disclosed = disclose(measured, rule, exact_total=False, groups=(tuple(routes),))
    shown = dict(disclosed.cells.select("route", "counted").iter_rows())
    taken_on, with_partners, awaiting, not_accepted = (Part(counted=shown[route], exact=False) for route in routes)
    return Split(
        received=Part(counted=disclosed.total.counted, exact=disclosed.total.exact),
        taken_on=taken_on,
        with_partners=with_partners,
        awaiting=awaiting,
        not_accepted=not_accepted,
    )
