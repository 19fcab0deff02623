"""Which periods a reader may see the exact headline of; the rest they see rounded."""

from collections.abc import Iterable

import polars as pl

from dashboard.almanac import almanac
from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.headlines import exact_headlines
from dashboard.metrics import REFERRALS_RECEIVED, TAKEN_ON, WITH_PARTNERS, measure_all
from dashboard.periods import Period, PeriodChoice, listed
from data_access.filters import Filters
from data_access.scope import Scope
from data_access.snapshot import Snapshot


def exact_periods(
    snapshot: Snapshot, *, scope: Scope, force: str | None, choice: PeriodChoice, rule: Rule
) -> frozenset[str]:
    """Return the keys of the periods whose headline may be exact for one force, or for all of a scope together.

    Together, a headline is exact only where it is exact for each force over the same days: a sum of what the reader
    may know anyway tells nothing new.
    """
    if force is not None:
        return _of_force(snapshot, scope=scope, force=force, choice=choice, rule=rule)
    whole = _listed(snapshot, forces=scope.forces, choice=choice)
    launched = [each.code for each in snapshot.reference.forces if each.launched_on and each.code in scope.forces]
    together = frozenset(whole)
    for code in launched:
        own = _listed(snapshot, forces=(code,), choice=choice)
        exact = _of_force(snapshot, scope=scope, force=code, choice=choice, rule=rule)
        together &= {key for key in exact if key in whole and _same_days(own[key], whole[key], first=own)}
    return together


def _of_force(snapshot: Snapshot, *, scope: Scope, force: str, choice: PeriodChoice, rule: Rule) -> frozenset[str]:
    periods = tuple(_listed(snapshot, forces=(force,), choice=choice).values())
    everything = Filters(
        since=min(period.since for period in periods), until=max(period.until for period in periods), forces=(force,)
    )
    days = _by_day(snapshot.referrals(scope=scope, filters=everything))
    return exact_headlines(days, periods, rule)


def _by_day(referrals: pl.DataFrame) -> pl.DataFrame:
    """Return one row a day with its referrals received, taken on and with partners."""
    received, taken_on, with_partners = measure_all(
        (REFERRALS_RECEIVED, TAKEN_ON, WITH_PARTNERS), referrals, by=("received_on",)
    )
    return received.cells.select("received_on", received="counted").with_columns(
        taken_on.cells.get_column("counted").alias("taken_on"),
        with_partners.cells.get_column("counted").alias("with_partners"),
    )


def _listed(snapshot: Snapshot, *, forces: Iterable[str], choice: PeriodChoice) -> dict[str, Period]:
    dates = almanac(snapshot.reference, forces=forces, data_to=snapshot.as_at)
    return {period.key: period for period in listed(dates, choice)}


def _same_days(own: Period, whole: Period, *, first: dict[str, Period]) -> bool:
    """Return whether a force's period is the whole's, but for days before the force had a unit."""
    launched_on = min(period.since for period in first.values())
    return own.until == whole.until and own.since == max(whole.since, launched_on)
