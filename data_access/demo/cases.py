"""The cases of one block as arrays: who was referred when, and what became of it by the as-at date."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data_access.demo.chances import Flags, Ints
from data_access.demo.columns import MINUTES_A_DAY, NEVER
from data_access.demo.practice import PRACTICES, Practice
from data_access.demo.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of one force's referrals, in order of receipt.

    Attributes
    ----------
    site
        The force.
    as_at
        Last day of the programme, in days since 1970.
    ids
        References, ascending.
    days
        Day each was received.
    launch
        Which belong to Cheshire's published first ten months.
    """

    site: Site
    as_at: int
    ids: pl.Series
    days: Ints
    launch: Flags

    @property
    def practice(self) -> Practice:
        """How this force's unit works."""
        return PRACTICES[self.site.model]

    @property
    def end(self) -> int:
        """First minute after the as-at date."""
        return (self.as_at + 1) * MINUTES_A_DAY

    def __len__(self) -> int:
        return len(self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What happened to each referral of a block; days since 1970 or minutes since 1970, `NEVER` where it did not.

    Attributes
    ----------
    block
        The referrals.
    received_at, triaged_at, decided_at
        Minutes.
    assessed, closed
        Days.
    agency, risk, pathway, status
        Places in their code lists.
    wants_assessment
        Whether a joint assessment is meant to happen.
    """

    block: Block
    received_at: Ints
    triaged_at: Ints
    decided_at: Ints
    assessed: Ints
    closed: Ints
    agency: Ints
    risk: Ints
    pathway: Ints
    status: Ints
    wants_assessment: Flags

    @property
    def received(self) -> Ints:
        """Day each was received."""
        return self.block.days

    @property
    def decided(self) -> Ints:
        """Day each was decided."""
        return np.where(self.decided_at == NEVER, NEVER, self.decided_at // MINUTES_A_DAY)

    @property
    def last_day(self) -> Ints:
        """Day each was closed, or the as-at date while it is open."""
        return np.where(self.closed == NEVER, self.block.as_at, self.closed)


def references(prefix: str, days: Ints, *, first_of_year: Ints, years: Ints, width: int) -> pl.Series:
    """Return references such as CHE-2018-00042; `first_of_year` is the row at which each row's year began."""
    number = pl.Series(np.arange(len(days)) - first_of_year + 1).cast(pl.String).str.zfill(width)
    return f"{prefix}-" + pl.Series(years).cast(pl.String) + "-" + number


def years_of(days: Ints) -> Ints:
    """Return the year of each day."""
    years: Ints = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + date(1970, 1, 1).year
    return years
