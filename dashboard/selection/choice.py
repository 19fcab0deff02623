"""What a reader chose: canonical at birth, and turned into filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.periods import Period
from dashboard.policy import Narrowing
from dashboard.selection.options import OPTIONS, canonical
from data_access.facets import FACETS
from data_access.filters import Filters
from data_access.vocabulary import Risk

ALL_FORCES = "all"
MAIN_DIMENSIONS = ("area", "agency", "risk")
DIMENSIONS = (*MAIN_DIMENSIONS, *FACETS)


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
    facets
        Pairs of a facet's key and a code, for readers of single cases only.
    options
        Pairs of an option's key and a value, of those that are not as usual (`dashboard.selection.options`).
    """

    force: str
    period: str
    areas: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "facets", tuple(sorted(set(self.facets))))
        object.__setattr__(self, "options", canonical(self.options))
        object.__setattr__(self, "areas", tuple(sorted(set(self.areas))))
        object.__setattr__(self, "agencies", tuple(sorted(set(self.agencies))))
        object.__setattr__(self, "risks", tuple(risk.value for risk in Risk if risk.value in set(self.risks)))

    def of(self, dimension: str) -> tuple[str, ...]:
        """Return the codes chosen of one dimension."""
        chosen = {"area": self.areas, "agency": self.agencies, "risk": self.risks}
        if dimension in FACETS:
            return tuple(code for key, code in self.facets if key == dimension)
        return chosen[dimension]

    def having(self, dimension: str, codes: Iterable[str]) -> "Selection":
        """Return this choice with one dimension set to some codes."""
        chosen = tuple(codes)
        if dimension == "area":
            return replace(self, areas=chosen)
        if dimension == "agency":
            return replace(self, agencies=chosen)
        if dimension in FACETS:
            others = tuple(pair for pair in self.facets if pair[0] != dimension)
            return replace(self, facets=(*others, *((dimension, code) for code in chosen)))
        return replace(self, risks=chosen)

    def option(self, key: str) -> str:
        """Return the value of an option, the usual one unless another was chosen."""
        return dict(self.options).get(key, OPTIONS[key].usual)

    def opting(self, values: Mapping[str, str]) -> "Selection":
        """Return this choice with some options set, by their keys."""
        return replace(self, options=tuple({**dict(self.options), **values}.items()))

    def whole(self) -> "Selection":
        """Return this choice without any narrowing: its force, period and options as they are."""
        return replace(self, areas=(), agencies=(), risks=(), facets=())


def narrowed(chosen: Selection, dimension: str, codes: Iterable[str], *, narrowing: Narrowing) -> Selection:
    """Return the choice with one dimension set; where only one may be chosen, the others are let go."""
    kept = chosen if narrowing is Narrowing.FREE else chosen.whole()
    return kept.having(dimension, codes)


def with_period(chosen: Selection, key: str) -> Selection:
    """Return the choice with another period."""
    return replace(chosen, period=key)


def filters_of(chosen: Selection, period: Period) -> Filters:
    """Return the filters of a choice whose period has been looked up."""
    return Filters(
        since=period.since,
        until=period.until,
        forces=() if chosen.force == ALL_FORCES else (chosen.force,),
        areas=chosen.areas,
        agencies=chosen.agencies,
        risks=tuple(Risk(code) for code in chosen.risks),
        facets=chosen.facets,
    )
