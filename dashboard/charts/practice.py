"""What was done with the referrals decided: who assessed, what was advised, who leads, and who was reached directly."""

from collections.abc import Sequence

from dashboard.charts.categories import Categories, leader, share_of
from dashboard.charts.dimensions import UNKNOWN_AGENCY, Dimension, Names, agency_names
from dashboard.charts.divisions import Bars, bar_code
from dashboard.charts.house_style import Palette
from dashboard.charts.part_bars import Bar, Colour, Part, quiet
from dashboard.charts.part_bars import leader as largest_of
from dashboard.charts.parts import OVERLAP, Parts
from dashboard.disclosure.disclosed import Figure
from dashboard.metrics import practice
from dashboard.metrics.metric import Metric
from dashboard.metrics.pathways import WITH_PARTNERS
from dashboard.wording import numbers
from dashboard.wording.agencies import from_agency
from dashboard.wording.labels import label
from data_access.facet_conditions import NONE
from data_access.practice_vocabulary import InterventionCategory
from data_access.support_vocabulary import Party
from data_access.vocabulary import Pathway

EXCEPTIONS = (
    "A case taken on is expected to have direct contact with the victim or the offender; those without are exceptions "
    "to look into, which may be contact that was not recorded."
)
PARTNERS_LEAD = (
    "Only referrals managed with partners; the agency that holds the case is not always the one that referred."
)


def _who_assessed(drawn: Sequence[Bar]) -> str:
    first = largest_of(drawn)
    if first is None or first.share is None:
        return "Who took part in the assessment"
    return f"{first.part.label} took part most often: {numbers.roughly(first.share)}"


def _what_was_advised(drawn: Sequence[Bar]) -> str:
    first = largest_of(drawn)
    if first is None or first.share is None:
        return "What was advised"
    return f"Most often advised: {first.part.label.lower()}, {numbers.roughly(first.share)}"


def _who_was_reached(drawn: Sequence[Bar]) -> str:
    """Count the exceptions, in words."""
    without = next(bar for bar in drawn if bar.part.metric is practice.NO_DIRECT_CONTACT)
    if without.counted is None:
        return "Direct contact in cases taken on"
    if without.counted == 0:
        return "Every case taken on has direct contact recorded"
    return f"{_cases(without.counted)} no direct contact recorded"


def _cases(counted: int) -> str:
    return "1 case taken on has" if counted == 1 else f"{numbers.count(counted)} cases taken on have"


def _who_leads(drawn: Bars, names: Names, total: Figure) -> str:
    first = leader(drawn, besides=_LEAD.unrecorded)
    share = share_of(first, total) if first else None
    if first is None or share is None:
        return "Who leads the cases managed with partners"
    phrase = from_agency(bar_code(first), names[bar_code(first)])
    return f"Most often led by {phrase}: {numbers.roughly(share)}"


def _advised(category: InterventionCategory) -> Part:
    """Return the bar of one kind of advice; its cases are those decided, as its base is."""
    opens = (("advice", category.value), *(("pathway", each.value) for each in (Pathway.TAKEN_ON, Pathway.PARTNER)))
    return Part(metric=practice.advised(category), label=label(category), code=category.value, opens=opens)


def _reached(metric: Metric, code: str, words: str, *, colour: Colour, last: bool = False) -> Part:
    """Return the bar of one kind of contact; its cases are those taken on, as its base is."""
    opens = (("contact", code), ("pathway", Pathway.TAKEN_ON.value))
    return Part(metric=metric, label=words, code=code, opens=opens, colour=colour, last=last)


def _unit(palette: Palette) -> str:
    return palette.taken_on


def _partners(palette: Palette, _code: str) -> str:
    return palette.partners


_LEAD = Dimension(
    column="lead_agency",
    heading="Lead agency",
    words="lead agency",
    names=agency_names,
    others="Other agencies",
    unrecorded=UNKNOWN_AGENCY,
    colour=_partners,
    facet="lead",
)
DISCIPLINES_AT_ASSESSMENT = Parts(
    key="disciplines_at_assessment",
    question="Who took part in the assessment?",
    measured_as="Disciplines that took part, of referrals jointly assessed",
    heading="Discipline",
    metric=practice.DISCIPLINE_TOOK_PART,
    parts=(
        *(Part(metric=practice.took_part(each), label=label(each), code=each.value) for each in practice.DISCIPLINES),
        Part(metric=practice.DISCIPLINES_NOT_RECORDED, label="Not recorded", colour=quiet, last=True),
    ),
    finding=_who_assessed,
    also=("disciplines",),
    dimension="discipline",
    happened="assessed",
).chart()

ADVICE_GIVEN = Parts(
    key="advice_given",
    question="What was advised?",
    measured_as="Kinds of intervention advised, of referrals decided",
    heading="Advice",
    metric=practice.ADVISED,
    parts=(
        *(_advised(each) for each in practice.ADVICE),
        Part(metric=practice.NO_ADVICE, label="None recorded", colour=quiet, last=True),
    ),
    finding=_what_was_advised,
    also=("advised",),
    dimension="advice",
    happened="decided",
).chart()

DIRECT_CONTACT_MADE = Parts(
    key="direct_contact_made",
    question="Has the unit reached the people whose cases it took on?",
    measured_as="Direct contact, of referrals taken on",
    heading="Contact",
    metric=practice.DIRECT_CONTACT,
    parts=(
        _reached(practice.VICTIM_CONTACT, Party.VICTIM, "With the victim", colour=_unit),
        _reached(practice.OFFENDER_CONTACT, Party.PERPETRATOR, "With the offender", colour=_unit),
        _reached(practice.NO_DIRECT_CONTACT, NONE, "Neither recorded", colour=quiet, last=True),
    ),
    finding=_who_was_reached,
    also=("contacted",),
    dimension="contact",
    by_size=False,
    notes=(EXCEPTIONS, OVERLAP),
    happened="taken on",
).chart()

LEAD_AGENCIES = Categories(
    key="lead_agencies",
    question="Who leads the cases managed with partners?",
    measured_as="Referrals managed with partners, by lead agency",
    dimension=_LEAD,
    metric=WITH_PARTNERS,
    finding=_who_leads,
    keeps_noughts=False,
    happened="managed with partners",
    only_whole=True,
    opens_also=(("pathway", Pathway.PARTNER.value),),
).chart()
