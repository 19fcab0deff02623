"""From the figures to what each unit teaches: its first ten months, as far as the reader may know them exactly."""

from collections.abc import Collection

import polars as pl

from dashboard.disclosure.disclosed import Rule
from dashboard.metrics import reconcile
from dashboard.programme.evidence import RECORDED, Model
from dashboard.programme.lives import Life, filters_of, life_of, units_of
from dashboard.programme.side_by_side import PUBLISHED_MONTHS
from data_access.filters import Filters
from data_access.scope import Scope
from data_access.snapshot import Snapshot
from data_access.vocabulary import Risk


def models_of(snapshot: Snapshot, *, scope: Scope, rule: Rule, granted: Collection[str]) -> tuple[Model, ...]:
    """Return the first ten months of each unit of a scope that has had them.

    `granted` are the forces whose first ten months a reader of protected figures may know exactly: received and taken
    on, and no more. They learn nothing here of the others, nor of anybody's risk.
    """
    lives = (
        life_of(force, months=PUBLISHED_MONTHS, snapshot=snapshot, scope=scope)
        for force in units_of(snapshot.reference, scope)
    )
    return tuple(
        _model(life, snapshot=snapshot, scope=scope, knows_risk=rule.exact)
        for life in lives
        if life.until <= snapshot.as_at and (rule.exact or life.force.code in granted)
    )


def _model(life: Life, *, snapshot: Snapshot, scope: Scope, knows_risk: bool) -> Model:
    everything = Filters(since=life.since, until=life.until)
    referrals = snapshot.referrals(scope=scope, filters=filters_of(life, everything))
    totals = reconcile(referrals)
    return Model(
        name=life.force.name,
        months=life.covered,
        received=totals.received,
        taken_on=totals.taken_on,
        high_risk=referrals.filter(pl.col("risk") == Risk.HIGH.value).height if knows_risk else None,
        recorded=RECORDED.get(life.force.code),
    )
