"""The true records behind a release, coded as its tables are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
import polars as pl

from dashboard.metrics import TAKEN_ON, WITH_PARTNERS
from dashboard.metrics.outcomes import OutcomeGroup, group_of_outcome
from dashboard.release.cells import Keys
from dashboard.release.days import month_code, quarter_code, stretches
from dashboard.release.tables import OTHER_AGENCIES, Dimension, Route, Table
from dashboard.release.world import BEFORE, TIMES, UNTOLD, Places, World
from data_access.vocabulary import Risk

_REFERRER = "referrer"  # the agency itself, where small ones are added up
_RECEIVED = "received_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Referrals with the codes of every dimension.

    Attributes
    ----------
    rows
        Grain: one row per referral. Columns received_on, referrer, a String column for each `Dimension`, and `BEFORE`:
        the outcome known by the day of the release before.
    """

    rows: pl.DataFrame

    @classmethod
    def coded(cls, referrals: pl.DataFrame, *, agencies: tuple[str, ...], as_at: date, before: date | None) -> Self:
        """Return referral facts as a release of these agencies codes them, with what was known by these days."""
        days = referrals.get_column(_RECEIVED).unique()
        months, quarters = ({day: code(day) for day in days} for code in (month_code, quarter_code))
        agency = pl.col("agency").cast(pl.String)
        return cls(
            rows=referrals.select(
                _RECEIVED,
                agency.alias(_REFERRER),
                pl.col(_RECEIVED).replace_strict(months, return_dtype=pl.String).alias(Dimension.MONTH),
                pl.col(_RECEIVED).replace_strict(quarters, return_dtype=pl.String).alias(Dimension.QUARTER),
                _route().alias(Dimension.ROUTE),
                pl.when(agency.is_in(agencies)).then(agency).otherwise(pl.lit(OTHER_AGENCIES)).alias(Dimension.AGENCY),
                pl.col("risk").cast(pl.String).alias(Dimension.RISK),
                _outcome_by(as_at).alias(Dimension.OUTCOME),
                _outcome_by(before or as_at).alias(BEFORE),
            )
        )

    def within(self, periods: Iterable[tuple[date, date]]) -> "Records":
        """Return those received in one of some periods, first and last day included."""
        inside = [pl.col(_RECEIVED).is_between(since, until) for since, until in periods]
        return Records(rows=self.rows.filter(pl.any_horizontal(inside)))

    def of(self, referrer: str) -> "Records":
        """Return those that one agency sent, and so knows."""
        return Records(rows=self.rows.filter(pl.col(_REFERRER) == referrer))

    @property
    def referrers(self) -> tuple[str, ...]:
        """Every agency that sent one."""
        return tuple(self.rows.get_column(_REFERRER).unique().sort().to_list())

    def counts(self, table: Table) -> Mapping[Keys, int]:
        """Return the true count of each cell that is not empty."""
        if not table.dimensions:
            return Counter({(): self.rows.height})
        names = [dimension.value for dimension in table.dimensions]
        return Counter({row[:-1]: row[-1] for row in self.rows.group_by(names).len().iter_rows()})

    def codes(self, since: date, until: date) -> Mapping[Dimension, tuple[str, ...]]:
        """Return the groups of each dimension in the order to show.

        Every one there could be, since an empty group is news too; but "not recorded" and what is neither with the unit
        nor with partners are left out while empty: that no record is silent is no one's secret.
        """
        seen = {name: set(self.rows.get_column(name)) for name in (Dimension.ROUTE, Dimension.AGENCY, Dimension.RISK)}
        time = stretches([(since, until)])
        named = sorted(
            seen[Dimension.AGENCY] - {OTHER_AGENCIES}
        )  # an order by size would tell more than the sizes shown
        return {
            Dimension.MONTH: tuple(dict.fromkeys(each.month for each in time)),
            Dimension.QUARTER: tuple(dict.fromkeys(each.quarter for each in time)),
            Dimension.ROUTE: _with_last_if_seen([*Route], seen[Dimension.ROUTE]),
            Dimension.AGENCY: (*named, *({OTHER_AGENCIES} & seen[Dimension.AGENCY])),
            Dimension.RISK: _with_last_if_seen([*Risk], seen[Dimension.RISK]),
            Dimension.OUTCOME: tuple(group.value for group in OutcomeGroup),
        }

    def truth(self, world: World) -> Places:
        """Return the true count of each unknown; raises `ValueError` where a code is new to the world."""
        starts = pl.Series([each.first for each in world.stretches], dtype=pl.Date)
        stretch = starts.search_sorted(self.rows.get_column(_RECEIVED), side="right").to_numpy().astype(np.int64) - 1
        found = np.zeros(world.size, dtype=np.int64)
        for group, numbers in zip(world.groups, world.numbers, strict=True):
            places = tuple(
                world.times[name][stretch]
                if name in TIMES
                else _positions(self.rows.get_column(name), world.codes[name])
                for name in group
            )
            np.add.at(found, numbers[places], 1)
        return found


def _route() -> pl.Expr:
    unit, partner, neither = (pl.lit(route.value) for route in (Route.UNIT, Route.PARTNER, Route.NEITHER))
    return pl.when(TAKEN_ON.counted).then(unit).when(WITH_PARTNERS.counted).then(partner).otherwise(neither)


def _outcome_by(day: date) -> pl.Expr:
    """Return what was known of the outcome by the end of a day."""
    known = pl.when(pl.col("closed_on") <= day).then(group_of_outcome().cast(pl.String))
    return known.otherwise(pl.lit(OutcomeGroup.NOT_YET.value))


def _with_last_if_seen(codes: list[str], seen: set[str]) -> tuple[str, ...]:
    kept = codes if codes[-1] in seen else codes[:-1]
    return tuple(str(code) for code in kept)


def _positions(column: pl.Series, codes: tuple[str, ...]) -> Places:
    if codes == (UNTOLD,):
        return np.zeros(len(column), dtype=np.int64)
    unknown = set(column) - set(codes)
    if unknown:
        message = f"The release has no group for {', '.join(sorted(unknown))}."
        raise ValueError(message)
    places = {code: place for place, code in enumerate(codes)}
    return np.array([places[code] for code in column], dtype=np.int64)
