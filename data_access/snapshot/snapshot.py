"""The snapshot itself: the facts of one data version, and the only way to rows of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import polars as pl

from data_access.facets import FACETS
from data_access.filters import Filters
from data_access.reference import Reference
from data_access.scope import Grain, Scope

type_of_days = npt.NDArray[np.int32]
EPOCH = date(1970, 1, 1)
_ERRORS = ("misdated", "early_orders")


@dataclass(frozen=True, slots=True)
class Span:
    """Rows of one force, first included and last excluded."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """The facts of one data version; never changed, only replaced.

    Attributes
    ----------
    version
        The data version of the case database.
    as_at
        Last day the figures cover (the data-to date).
    loaded_at
        When the snapshot was read.
    synthetic
        Whether any row is invented.
    reference
        Forces, areas, agencies, awareness weeks and series breaks.
    referrals_all
        Every referral: the columns of `data_access.facts`, one row per referral, sorted by force then received_on.
        For tests and counts of the whole; readers get rows from `referrals`, which asks for their scope.
    practice_all
        The work done on each and what came of it, in the rows of `referrals_all`: the columns of
        `data_access.practice_facts`. Empty of columns where a test has no use for them.
    faults
        Data-quality rule to number of values that broke it and were read as not recorded.
    """

    version: str
    as_at: date
    loaded_at: datetime
    synthetic: bool
    reference: Reference
    referrals_all: pl.DataFrame = field(repr=False)
    practice_all: pl.DataFrame = field(default_factory=pl.DataFrame, repr=False)
    faults: Mapping[str, int] = field(default_factory=dict)
    _spans: Mapping[str, Span] = field(init=False, repr=False)
    _days: type_of_days = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_spans", _spans(self.referrals_all.get_column("force")))
        days = self.referrals_all.get_column("received_on").to_physical().to_numpy()
        object.__setattr__(self, "_days", days)

    @property
    def bytes_per_referral(self) -> float:
        """Memory of the facts over their rows; 0 when there are none."""
        rows = self.referrals_all.height
        size = self.referrals_all.estimated_size() + self.practice_all.estimated_size()
        return size / rows if rows else 0.0

    def referrals(
        self, *, scope: Scope, filters: Filters, reaches_back: int = 0, also: tuple[str, ...] = ()
    ) -> pl.DataFrame:
        """Return the referrals a reader may have and asked for, as `referrals_all` has them.

        `also` names columns of the practice facts to come with them.

        Scope comes first and fails closed: a force outside it is never returned, and asked for by name it raises
        `OutOfScope`. Rows reach `reaches_back` days before the period.
        """
        since = filters.since - timedelta(days=reaches_back)
        spans = self._within(_allowed(scope, filters), since=since, until=filters.until)
        needed = {name for key, _ in filters.facets for name in FACETS[key].columns}
        extra = [name for name in self.practice_all.columns if name in {*also, *needed}]
        facts = self.referrals_all.hstack(self.practice_all.select(extra)) if extra else self.referrals_all
        return _matching(_rows(facts, spans), filters).drop(set(extra) - set(also))

    def errors(self, *, scope: Scope, filters: Filters) -> Mapping[str, int]:
        """Return how many errors of each kind the records have of the referrals that a reader may have and asked for.

        Keys are the columns of the practice facts that tell of them; none where those were not read.
        """
        rows = self.referrals(scope=scope, filters=filters, also=_ERRORS)
        return {name: int(rows.get_column(name).sum() or 0) for name in _ERRORS if name in rows.columns}

    def _within(self, forces: tuple[str, ...], *, since: date, until: date) -> list[Span]:
        """Return the rows of these forces in these days, neighbours joined, by two binary searches a force."""
        first, after = (since - EPOCH).days, (until - EPOCH).days + 1
        found: list[Span] = []
        for whole in sorted((self._spans[code] for code in forces if code in self._spans), key=lambda span: span.start):
            start, stop = self._cut(whole, first=first, after=after)
            if found and found[-1].stop == start:
                found[-1] = Span(found[-1].start, stop)
            elif start < stop:
                found.append(Span(start, stop))
        return found

    def _cut(self, whole: Span, *, first: int, after: int) -> tuple[int, int]:
        """Return where days from `first` to before `after` start and stop among the rows of one force."""
        days = self._days[whole.start : whole.stop]
        if first <= days[0] and days[-1] < after:
            return whole.start, whole.stop
        start, stop = np.searchsorted(days, (first, after))
        return whole.start + int(start), whole.start + int(stop)


def _spans(force: pl.Series) -> Mapping[str, Span]:
    """Return where each force's rows are in a column sorted by force."""
    runs = force.rle().struct.unnest()
    stops = runs.get_column("len").cast(pl.Int64).cum_sum().to_list()
    starts = [0, *stops][: len(stops)]
    names = runs.get_column("value").to_list()
    return MappingProxyType({name: Span(*ends) for name, *ends in zip(names, starts, stops, strict=True)})


def _allowed(scope: Scope, filters: Filters) -> tuple[str, ...]:
    """Return the forces whose rows may be read; raises `OutOfScope` for one asked for by name and not held."""
    for code in filters.forces:
        scope.check_force(code)
    if scope.grain is Grain.NOTHING:
        return ()
    return filters.forces or scope.forces


def _rows(referrals: pl.DataFrame, spans: list[Span]) -> pl.DataFrame:
    """Return the rows of the spans; one span is a view and costs no copy."""
    if not spans:
        return referrals.clear()
    slices = [referrals.slice(span.start, span.stop - span.start) for span in spans]
    return slices[0] if len(slices) == 1 else pl.concat(slices, rechunk=False)


def _matching(referrals: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    """Return the rows that match agency, risk, area and facets; a code nobody knows matches nothing."""
    conditions = [
        _is_one_of(referrals.get_column(column), chosen)
        for column, chosen in (("agency", filters.agencies), ("risk", filters.risks), ("area", filters.areas))
        if chosen
    ]
    for key in dict.fromkeys(key for key, _ in filters.facets):
        asked = [FACETS[key].matches(code) for other, code in filters.facets if other == key]
        conditions.append(pl.any_horizontal(asked))
    return referrals.filter(*conditions) if conditions and referrals.height else referrals


def _is_one_of(column: pl.Series, chosen: tuple[str, ...]) -> pl.Expr:
    """Return the condition that a code column holds one of these codes; not recorded matches none."""
    codes = column.dtype
    known = codes.categories.to_list() if isinstance(codes, pl.Enum) else []
    stored = pl.col(column.name).to_physical()
    matches = [stored == known.index(code) for code in chosen if code in known]
    return pl.any_horizontal(matches) if matches else pl.lit(value=False)
