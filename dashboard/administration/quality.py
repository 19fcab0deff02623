"""What the Data quality page finds in the records of a reader's forces, and how each day's numbers come to be kept."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access import targets
from data_access.cases import Cases
from data_access.errors import DatabaseUnavailable
from data_access.facts import month_number, month_start
from data_access.importer.history import PastLoad, past_loads
from data_access.quality.freshness import Newest, newest_rows
from data_access.quality.history import Recorded, forces_of, keep_counts, record_counts, recorded_counts
from data_access.quality.subjects import CASE_RULES, FIELDS, MISSING, SILENT_MONTH, SUBJECTS, Limits
from data_access.quality.survey import DUE, silent_months, take_survey
from data_access.scope import Scope
from data_access.sessions import Store
from data_access.targets import Targets
from data_access.vocabulary import Risk

LOADS_SHOWN = 20
_log = logging.getLogger("unit.dashboard")
Counts = tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of how many referrals a field is due, and on how many of them it is not recorded; of an agency or of all."""

    key: str
    missing: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Findings:
    """What is wrong with the records of a scope, in numbers; it holds no case.

    Attributes
    ----------
    survey
        As `data_access.quality.survey.take_survey` returns it.
    newest
        The newest row of each table.
    limits
        What the numbers depend on.
    """

    survey: pl.DataFrame
    newest: tuple[Newest, ...]
    limits: Limits

    def number_of(self, subject: str) -> int:
        """Return how many cases a subject has."""
        return int(self.survey.get_column(subject).sum())

    def rules(self) -> tuple[tuple[str, int], ...]:
        """Return each rule about single cases with its number, the most first; of equals the more pressing."""
        counted = [(rule, self.number_of(rule)) for rule in CASE_RULES]
        return tuple(sorted(counted, key=lambda each: -each[1]))

    def fields(self) -> tuple[Share, ...]:
        """Return how complete each field is, in the order of the fields."""
        return tuple(
            Share(key=key, missing=self.number_of(f"{MISSING}{key}"), due=self.number_of(f"{DUE}{key}"))
            for key in FIELDS
        )

    def by_agency(self, field: str) -> tuple[Share, ...]:
        """Return how complete a field is for each referring agency, by its code, the most referrals first."""
        due, missing = pl.col(f"{DUE}{field}").sum(), pl.col(f"{MISSING}{field}").sum()
        agencies = self.survey.group_by("agency").agg(pl.col("received").sum(), due=due, missing=missing)
        rows = agencies.sort("received", "agency", descending=[True, False]).iter_rows(named=True)
        return tuple(Share(key=row["agency"] or "", missing=row["missing"], due=row["due"]) for row in rows)

    def by_month(self, subject: str) -> Counts:
        """Return how many cases of a subject each month of receipt holds, from the first month of any to the last."""
        months = self.survey.group_by("month").agg(pl.col(subject).sum()).rows()
        held = {month_number(date.fromisoformat(f"{month}-01")): counted for month, counted in months}
        if not held:
            return ()
        return tuple((month_start(number), held.get(number, 0)) for number in range(min(held), max(held) + 1))

    def silent(self) -> tuple[tuple[str, date], ...]:
        """Return each whole month of which a force has no referral since its first, by force and month."""
        received = self.survey.group_by("force").agg(pl.col("month").unique()).sort("force").rows()
        return tuple(
            (force, month) for force, months in received for month in silent_months(months, until=self.limits.as_at)
        )

    def by_force(self) -> dict[tuple[str, str], int]:
        """Return every number that is kept from day to day, by force and subject."""
        sums = self.survey.group_by("force").agg(pl.col(*SUBJECTS).sum())
        counted = {(row["force"], subject): row[subject] for row in sums.iter_rows(named=True) for subject in SUBJECTS}
        silent = Counter(force for force, _ in self.silent())
        return counted | {(force, SILENT_MONTH): silent[force] for force in sums.get_column("force")}


def limits_of(held: Targets, *, forces: Iterable[str], as_at: date) -> Limits:
    """Return what the rules about time depend on, from what each force aims for on that day."""
    days = ((force, held.days(force, Risk.HIGH, on=as_at)) for force in sorted(set(forces)))
    return Limits(as_at=as_at, days=tuple(days))


def find(engine: Cases, *, scope: Scope, limits: Limits) -> Findings:
    """Return what is wrong with the records of a scope; raises `OutOfScope` and `DatabaseUnavailable`."""
    survey = take_survey(engine, scope=scope, limits=limits)
    return Findings(survey=survey, newest=newest_rows(engine, scope=scope, as_at=limits.as_at), limits=limits)


def find_and_keep(engine: Cases, store: Store, *, scope: Scope, limits: Limits) -> Findings:
    """Return what is wrong with the records of a scope, and keep the numbers under their day; raises as `find`.

    A store that cannot be written to costs a day of the history, never the page.
    """
    found = find(engine, scope=scope, limits=limits)
    try:
        keep_counts(store, found.by_force(), on=limits.as_at)
    except DatabaseUnavailable as error:
        _log.warning("the numbers of data quality were not kept: %s", error.happened)
    return found


def record_quality(case_engine: Cases, store: Store, *, as_at: date, target_days: int) -> int:
    """Count what is wrong for every force and keep it under a day; returns how many counts are kept.

    For the process itself: when it has read new data, and when alerts are evaluated. Counted twice for one day, the
    newer counts hold. Raises `DatabaseUnavailable`.
    """
    forces = forces_of(case_engine)
    held = targets.read(store, forces=forces, on=as_at, otherwise=target_days)
    return record_counts(case_engine, store, limits=limits_of(held, forces=forces, as_at=as_at))


def course_of(kept: Iterable[Recorded], subject: str, *, now: int, as_at: date) -> Counts:
    """Return how a subject's number went, day by day, up to what it is now."""
    found: dict[date, int] = {}
    for each in kept:
        if each.rule == subject and each.counted_on < as_at:
            found[each.counted_on] = found.get(each.counted_on, 0) + each.counted
    return (*sorted(found.items()), (as_at, now))


def kept_counts(store: Store, *, scope: Scope) -> tuple[Recorded, ...]:
    """Return the numbers of earlier days of a scope's forces; raises `DatabaseUnavailable`."""
    return recorded_counts(store, forces=scope.forces)


def loads_before(case_engine: Cases, store: Store) -> tuple[PastLoad, ...]:
    """Return the newest loads; raises `DatabaseUnavailable`."""
    return past_loads(case_engine, store, at_most=LOADS_SHOWN)
