"""What a reader asked to see: frozen, canonical at birth, and therefore a cache key."""

from dataclasses import dataclass
from datetime import date

from data_access.vocabulary import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader has asked to see; an empty tuple means all that the scope allows.

    Raises `ValueError` for a period that ends before it begins: turning it round would answer another question.

    Attributes
    ----------
    since, until
        First and last day of the period, both included; Europe/London civil dates.
    forces
        ONS force codes.
    areas
        Area ids.
    agencies
        Codes of the referring agency.
    risks
        Harmonised levels of risk, in their own order.
    facets
        Pairs of a facet's key and a code (`data_access.facets`); only a reader of single cases has any.
    """

    since: date
    until: date
    forces: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.until < self.since:
            message = f"A period cannot end on {self.until} before it begins on {self.since}."
            raise ValueError(message)
        for name in ("forces", "areas", "agencies", "facets"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        chosen = {Risk(risk) for risk in self.risks}
        object.__setattr__(self, "risks", tuple(risk for risk in Risk if risk in chosen))
