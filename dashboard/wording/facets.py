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
    "offered": InterventionCategory,
    "started": InterventionCategory,
    "completed": InterventionCategory,
    "measure": LegalMeasure,
    "granted": LegalMeasure,
    "breached": LegalMeasure,
}
_NAMES: Mapping[str, Mapping[str, str]] = {
    "outcome": {"NOT_YET": "none recorded yet"},
    "contact": {
        "VICTIM": "direct contact with the victim",
        "PERPETRATOR": "direct contact with the offender",
        "NONE": "no direct contact recorded",
    },
    "advocacy": {
        "OFFERED": "advocacy offered",
        "TAKEN_UP": "advocacy taken up",
        "NOT_RECORDED": "advocacy not recorded",
    },
    "again": {
        "6": "stalked again within 6 months of closure",
        "12": "stalked again within 12 months of closure",
    },
    "wait": {
        "D0": "assessed on the same day",
        "D1": "assessed after 1 to 7 days",
        "D8": "assessed after 8 to 14 days",
        "D15": "assessed after 15 to 28 days",
        "D29": "assessed after 29 to 56 days",
        "D57": "assessed after 57 to 91 days",
        "D92": "assessed after 92 days or more",
        "CLOSED": "closed before assessment",
        "WAITING": "waiting for assessment",
    },
}
PLURALS = {"pathway": "pathways", "outcome": "outcomes", "wait": "lengths of wait"}
_PHRASES = {
    "outcome": "outcome: {}",
    "lead": "led by {}",
    "discipline": "{} took part",
    "advice": "advised: {}",
    "offered": "offered: {}",
    "started": "started: {}",
    "completed": "completed: {}",
    "measure": "applied for: {}",
    "granted": "granted: {}",
    "breached": "breached: {}",
}


def facet_names(facet: Facet, reference: Reference) -> Mapping[str, str]:
    """Return the words for the codes of a facet."""
    if facet.key in _CODES:
        return {**{code.value: label(code) for code in _CODES[facet.key]}, **_NAMES.get(facet.key, {})}
    return _NAMES.get(facet.key) or {agency.code: agency.name for agency in reference.agencies}


def facet_in_words(dimension: str, name: str) -> str:
    """Return a code's name as a filter says it, "advised: Legal"; other dimensions say the name alone."""
    return _PHRASES.get(dimension, "{}").format(name)
