"""The words for facets: what else a case reader may narrow by."""

from collections.abc import Mapping

from dashboard.wording.labels import label
from data_access.facets import Facet
from data_access.practice_vocabulary import Discipline, InterventionCategory, LegalMeasure
from data_access.reference import Reference
from data_access.vocabulary import ClosureOutcome, Pathway

_CODES = {
    "pathway": Pathway,
    "outcome": ClosureOutcome,
    "discipline": Discipline,
    "advice": InterventionCategory,
    "measure": LegalMeasure,
}
_PHRASES = {
    "pathway": "{}",
    "outcome": "closed: {}",
    "lead": "led by {}",
    "discipline": "{} took part",
    "advice": "advised: {}",
    "measure": "applied for: {}",
}


def facet_names(facet: Facet, reference: Reference) -> Mapping[str, str]:
    """Return the words for the codes of a facet."""
    if facet.key in _CODES:
        return {code.value: label(code) for code in _CODES[facet.key]}
    return {agency.code: agency.name for agency in reference.agencies}


def facet_in_words(dimension: str, name: str) -> str:
    """Return a code's name as a filter says it, "advised: Legal"; other dimensions say the name alone."""
    return _PHRASES.get(dimension, "{}").format(name)
