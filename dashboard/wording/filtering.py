"""What a reader asked to see, in words: the same sentence stands under titles, in alt text and in exports."""

from collections.abc import Iterable

from dashboard.wording import dates
from dashboard.wording.agencies import from_agency
from dashboard.wording.facets import PLURALS, facet_in_words, facet_names
from dashboard.wording.labels import risk_in_words
from dashboard.wording.numbers import in_words
from data_access.facets import FACETS
from data_access.filters import Filters
from data_access.reference import Reference

_NAMED = 3  # more than three names are a list, not a phrase


def place_in_words(filters: Filters, reference: Reference) -> str:
    """Return "Cheshire", "Cheshire and Hampshire", "all three forces" or "five forces"."""
    names = {force.code: force.name for force in reference.forces}
    units = [force.code for force in reference.forces if force.launched_on is not None]
    chosen = filters.forces or tuple(units)
    if len(chosen) != 1 and set(chosen) >= set(units):
        return f"all {in_words(len(chosen))} forces" if chosen else "all forces"
    if len(chosen) > _NAMED:
        return f"{in_words(len(chosen))} forces"
    return _listed([names.get(code, code) for code in chosen])


def narrowing_in_words(filters: Filters, reference: Reference) -> str:
    """Return the filters besides place and period, or "": "high risk, from the Probation Service, in Warrington"."""
    return ", ".join(
        filter(
            None,
            (_risks(filters), _agencies(filters, reference), _areas(filters, reference), *_facets(filters, reference)),
        )
    )


def filters_in_words(filters: Filters, reference: Reference) -> str:
    """Return all filters in force: "Cheshire, 19 Jun 2018 to 18 Apr 2019, high risk"."""
    place = place_in_words(filters, reference)
    period = dates.period(filters.since, filters.until)
    return ", ".join(filter(None, (place, period, narrowing_in_words(filters, reference))))


def _risks(filters: Filters) -> str:
    return _listed([risk_in_words(risk) for risk in filters.risks], joint="or")


def _agencies(filters: Filters, reference: Reference) -> str:
    if len(filters.agencies) > _NAMED:
        return f"from {in_words(len(filters.agencies))} agencies"
    names = {agency.code: agency.name for agency in reference.agencies}
    phrases = [from_agency(code, names.get(code, code)) for code in filters.agencies]
    return f"from {_listed(phrases, joint='or')}" if phrases else ""


def _areas(filters: Filters, reference: Reference) -> str:
    if len(filters.areas) > _NAMED:
        return f"in {in_words(len(filters.areas))} areas"
    names = {area.area_id: area.name for area in reference.areas}
    phrases = [names.get(code, code) for code in filters.areas]
    return f"in {_listed(phrases, joint='or')}" if phrases else ""


def _facets(filters: Filters, reference: Reference) -> Iterable[str]:
    for key in dict.fromkeys(key for key, _ in filters.facets):
        names = facet_names(FACETS[key], reference)
        chosen = [names.get(code, code) for other, code in filters.facets if other == key]
        if len(chosen) > _NAMED:
            yield facet_in_words(key, f"{in_words(len(chosen))} {PLURALS.get(key, 'choices')}")
        else:
            yield facet_in_words(key, _listed([name[:1].lower() + name[1:] for name in chosen], joint="or"))


def _listed(phrases: Iterable[str], *, joint: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    *earlier, last = list(phrases) or [""]
    return f"{', '.join(earlier)} {joint} {last}" if earlier else last
