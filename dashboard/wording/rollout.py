"""What a further force could expect, in words: every number with its range, every assumption with its source."""

from collections.abc import Mapping, Sequence

from dashboard.wording import numbers, ranges

QUESTION = "What could a further force expect?"
BASIS = "The number of referrals follows from"
BACK = "Back to the evidence"
OWN = "Set by you; taken as it is"
NO_RANGE = "none"
EXPECTED_HEADINGS = ("Expected in a year", "Estimate", "Range")
ASSUMED_HEADINGS = ("Assumption", "Value", "Range", "Where it comes from")

# By the name of the basis.
BASES: Mapping[str, str] = {
    "SAME_SIZE": "a) what a unit of the programme received",
    "IN_PROPORTION": "b) recorded stalking, at the programme's rate",
    "EVERY_CRIME": "c) every recorded stalking crime",
}
SCALES: Mapping[str, str] = {
    "SAME_SIZE": "Units",
    "IN_PROPORTION": "Recorded stalking offences a year",
    "EVERY_CRIME": "Recorded stalking offences a year",
}
SCALE_SOURCES: Mapping[str, str] = {
    "SAME_SIZE": "One further force; 43 for all of England and Wales",
    "IN_PROPORTION": "An average force in 2018/19: 19,374 offences ÷ 43 forces (Home Office outcomes data, BBC Shared "
    "Data Unit 2021). Enter a year before April 2020, when recording changed",
    "EVERY_CRIME": "An average force in 2021/22: nearly 100,000 offences ÷ 43 forces (BBC Shared Data Unit 2022)",
}
RATES: Mapping[str, str] = {
    "SAME_SIZE": "Referrals a year for each unit",
    "IN_PROPORTION": "Referrals for every 100 recorded offences",
    "EVERY_CRIME": "Crimes that reach the unit, of every 100",
}
EVERY_CRIME_SOURCE = "By definition: every recorded crime is screened"
TAKEN_ON = "Taken on by the unit, of every 100 referrals"
HIGH_RISK = "At high risk, of every 100 referrals"
HIGH_RISK_ASSUMED = "Assumed: no share is published"
MINUTES = "Minutes of partners' time for each referral"
MINUTES_SOURCE = (
    "Two hours each of the officer in charge, probation and adult social care (Tompson, Belur and Jerath 2021, Crime "
    "Science 10:1); the unit's own time comes on top"
)
OFFENCES_SOURCE = (
    "; offences recorded in 2018/19 (Home Office outcomes data, published by the BBC Shared Data Unit 2021)"
)

METHOD = (
    "The estimate is the units' rate together. The range runs from the lowest to the highest end of any unit's 95% "
    "interval (exact Poisson for referrals, Wilson for shares); where two multiply, their distances are squared and "
    "added on logarithms, as Newcombe adds those of a difference."
)
LIMITS = (
    "The range holds chance and the spread between ways of working. It does not hold what a force with other partners, "
    "recording or definitions would do: a referral means something else in each unit."
)
FILTERS_SET_ASIDE = "The filters above are set aside here: the rates are those of the units' whole first ten months."
PROTECTED = "Rates rest on headlines published exactly, to protect people; no other figure of a force enters."


def title(a_year: float) -> str:
    """Return the finding."""
    return f"A further force could expect about {numbers.average(a_year)} referrals a year"


def subtitle(basis: str, *, lower: float, upper: float) -> str:
    """Return the range and the basis beneath the finding."""
    spread = f"{ranges.counts(lower, upper)} a year" if upper > lower else "no range: every rate is set"
    return f"{spread}, from {BASES[basis][3:]}"


def resting_on(basis: str) -> str:
    """Return the caption of the assumptions."""
    return f"Everything this rests on. {BASIS} {BASES[basis]}"


def observed_in(names: Sequence[str], *, is_published_only: bool) -> str:
    """Return where a rate was observed: "First ten months of Cheshire and Hampshire"."""
    *earlier, last = names
    listed = f"{', '.join(earlier)} and {last}" if earlier else last
    if len(names) > 4:  # noqa: PLR2004 - more names are a list, not a phrase
        listed = f"{numbers.in_words(len(names))} units"
    published = ", as published in April 2019" if is_published_only else ""
    return f"First ten months of {listed}{published}"


def value(number: float) -> str:
    """Return an assumption or an estimate: a whole number, one decimal where it is small."""
    return numbers.average(number)


def spread(lower: float, upper: float) -> str:
    """Return "229 to 294", or that there is no range."""
    return ranges.counts(lower, upper) if upper > lower else NO_RANGE
