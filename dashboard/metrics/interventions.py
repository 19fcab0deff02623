"""What was done for those referred: interventions by category, legal measures, and advocacy for victims."""

from dataclasses import replace

import polars as pl

from dashboard.metrics.metric import EVERY, Direction, Metric, Unit
from data_access.practice_facts import has
from data_access.practice_vocabulary import InterventionCategory, LegalMeasure
from data_access.support_vocabulary import AdvocacyAnswer

_UNCERTAIN = pl.col("advocacy").is_null() | (pl.col("advocacy") == AdvocacyAnswer.UNKNOWN.value)
_OFFERED = pl.col("advocacy").is_in([AdvocacyAnswer.YES.value, AdvocacyAnswer.NO.value])

INTERVENTION_OFFERED = Metric(
    key="intervention_offered",
    name="Intervention offered",
    definition="Of the referrals received in the period, the share that were offered at least one intervention of a "
    "category; then, of those offered, the share that started, and of those that started, the share that completed.",
    formula="referrals offered ÷ referrals received; started ÷ offered; completed ÷ started",
    unit=Unit.SHARE,
    counted=pl.col("offered") != 0,
    base=EVERY,
    base_name="referrals received",
    caption="Each share has its own base. Interventions still under way are started and not completed.",
    source="Data dictionary: intervention, category and status",
    better=Direction.NEITHER,
)

LEGAL_MEASURE_APPLIED = Metric(
    key="legal_measure_applied",
    name="Legal measure applied for",
    definition="Of the referrals received in the period, the share with a legal measure applied for or taken; then, of "
    "those decided, the share granted, and of those granted, the share breached.",
    formula="referrals with the measure ÷ referrals received; granted ÷ (granted + refused); breached ÷ granted",
    unit=Unit.SHARE,
    counted=pl.col("applied") != 0,
    base=EVERY,
    base_name="referrals received",
    caption="Applications not decided yet, withdrawn or lapsed are in neither number of the share granted. A "
    "referral with both a refusal and a grant counts as granted.",
    source="Data dictionary: legal_measure, decision and breach_count (key figure 5)",
    better=Direction.NEITHER,
)

ADVOCACY_TAKEN_UP = Metric(
    key="advocacy_taken_up",
    name="Advocacy taken up",
    definition="Of the victims in referrals received in the period who were offered advocacy, the share who took it "
    "up. Whether it was offered is shown as a share of all referrals, and so is what is not recorded.",
    formula="accepted ÷ (accepted + declined)",
    unit=Unit.SHARE,
    counted=pl.col("advocacy") == AdvocacyAnswer.YES.value,
    base=_OFFERED,
    base_name="referrals where advocacy was offered",
    caption="Where nothing is recorded nobody knows whether it was offered; that is not a no.",
    source="Data dictionary: advocacy, accepted (key figure 9)",
    better=Direction.UP,
)

ADVOCACY_OFFERED = replace(
    ADVOCACY_TAKEN_UP,
    key="advocacy_offered",
    name="Advocacy offered",
    counted=_OFFERED,
    base=EVERY,
    base_name="referrals received",
)

ADVOCACY_NOT_RECORDED = replace(
    ADVOCACY_OFFERED, key="advocacy_not_recorded", name="Advocacy not recorded", counted=_UNCERTAIN
)


def intervention_stages(category: InterventionCategory) -> tuple[Metric, Metric, Metric]:
    """Return offered of received, started of offered, and completed of started, for one category."""
    code = category.value
    offered, started, completed = (has(column, code) for column in ("offered", "started", "completed"))
    return (
        replace(INTERVENTION_OFFERED, counted=offered),
        replace(INTERVENTION_OFFERED, counted=started, base=offered, base_name="referrals offered"),
        replace(INTERVENTION_OFFERED, counted=completed, base=started, base_name="referrals that started"),
    )


def measure_stages(measure: LegalMeasure) -> tuple[Metric, Metric, Metric]:
    """Return applied for of received, granted of decided, and breached of granted, for one legal measure."""
    code = measure.value
    granted = has("granted", code)
    decided = granted | has("refused", code)
    return (
        replace(LEGAL_MEASURE_APPLIED, counted=has("applied", code)),
        replace(LEGAL_MEASURE_APPLIED, counted=granted, base=decided, base_name="referrals decided"),
        replace(LEGAL_MEASURE_APPLIED, counted=has("breached", code), base=granted, base_name="referrals granted"),
    )
