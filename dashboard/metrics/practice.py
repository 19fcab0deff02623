"""What the unit did with the referrals it decided: who took part, what was advised, who was reached directly."""

from dataclasses import replace

import polars as pl

from dashboard.metrics.metric import Direction, Metric, Unit
from dashboard.metrics.pathways import TAKEN_ON, TAKEN_ON_SHARE
from data_access.practice_facts import has
from data_access.practice_vocabulary import Discipline, InterventionCategory
from data_access.support_vocabulary import Party

DISCIPLINES = tuple(code for code in Discipline if code is not Discipline.UNKNOWN)
ADVICE = tuple(code for code in InterventionCategory if code is not InterventionCategory.UNKNOWN)

DISCIPLINE_TOOK_PART = Metric(
    key="discipline_took_part",
    name="Took part in the assessment",
    definition="Of the referrals received in the period that were jointly assessed, the share in whose meetings up to "
    "the assessment a discipline took part, in person or in writing.",
    formula="assessed referrals with the discipline present or heard in writing ÷ referrals jointly assessed",
    unit=Unit.SHARE,
    counted=has("disciplines", *DISCIPLINES),
    base=pl.col("days_to_assessment").is_not_null(),
    base_name="referrals jointly assessed",
    caption="A referral with several disciplines counts under each, so the shares do not add up to 100%. Apologies "
    "are not taking part.",
    source="Data dictionary: meeting, meeting_attendance (key figure 10)",
    better=Direction.NEITHER,
)

ADVISED = Metric(
    key="advised",
    name="Advised",
    definition="Of the referrals received in the period that were taken on by the unit or managed with partners, the "
    "share for which a kind of intervention was recommended, offered or begun.",
    formula="decided referrals with an intervention of the kind ÷ (taken on by the unit + managed with partners)",
    unit=Unit.SHARE,
    counted=has("advised", *ADVICE),
    base=TAKEN_ON_SHARE.base,
    base_name="referrals taken on or managed with partners",
    caption="A referral with advice of several kinds counts under each, so the shares do not add up to 100%.",
    source="Data dictionary: intervention, category",
    better=Direction.NEITHER,
)

_REACHED = has("contacted", Party.VICTIM, Party.PERPETRATOR)

DIRECT_CONTACT = Metric(
    key="direct_contact",
    name="Direct contact recorded",
    definition="Of the referrals received in the period that the unit took on, the share in which the unit reached the "
    "victim or the offender directly. A case taken on is expected to have such a contact; those that have none are "
    "counted as exceptions.",
    formula="referrals taken on with a successful contact with victim or offender ÷ referrals taken on",
    unit=Unit.SHARE,
    counted=_REACHED,
    base=TAKEN_ON.base,
    base_name="referrals taken on",
    caption="In person, by phone, by video or in writing. Attempts that reached nobody do not count.",
    source="Data dictionary: contact (7.10), party and successful",
    better=Direction.UP,
)

VICTIM_CONTACT = replace(
    DIRECT_CONTACT,
    key="victim_contact",
    name="Direct contact with the victim",
    definition="Of the referrals received in the period that the unit took on, the share in which the unit reached the "
    "victim directly.",
    formula="referrals taken on with a successful contact with the victim ÷ referrals taken on",
    counted=has("contacted", Party.VICTIM),
)

OFFENDER_CONTACT = replace(
    DIRECT_CONTACT,
    key="offender_contact",
    name="Direct contact with the offender",
    definition="Of the referrals received in the period that the unit took on, the share in which the unit reached the "
    "offender directly.",
    formula="referrals taken on with a successful contact with the offender ÷ referrals taken on",
    counted=has("contacted", Party.PERPETRATOR),
)

NO_DIRECT_CONTACT = replace(
    DIRECT_CONTACT,
    key="no_direct_contact",
    name="No direct contact recorded",
    definition="Exceptions: of the referrals received in the period that the unit took on, the share in which no "
    "contact reached the victim or the offender, or none is recorded.",
    formula="referrals taken on without a successful contact with victim or offender ÷ referrals taken on",
    counted=~_REACHED,
    better=Direction.DOWN,
)

DISCIPLINES_NOT_RECORDED = replace(
    DISCIPLINE_TOOK_PART, key="disciplines_not_recorded", counted=~has("disciplines", *DISCIPLINES)
)
NO_ADVICE = replace(ADVISED, key="no_advice", counted=~has("advised", *ADVICE))


def took_part(discipline: Discipline) -> Metric:
    """Return the share of assessments in which one discipline took part."""
    return replace(DISCIPLINE_TOOK_PART, counted=has("disciplines", discipline))


def advised(category: InterventionCategory) -> Metric:
    """Return the share of decided referrals with advice of one kind."""
    return replace(ADVISED, counted=has("advised", category))
