"""How many referrals there are: received, open, at high risk, come back."""

import polars as pl

from dashboard.metrics.metric import EVERY, Direction, Metric, Unit
from data_access.vocabulary import Risk, Status

_IS_OPEN = pl.col("status") != Status.CLOSED.value
_IS_HIGH_RISK_OPEN = _IS_OPEN & (pl.col("risk") == Risk.HIGH.value)
_IS_REREFERRAL = pl.col("is_rereferral")

REFERRALS_RECEIVED = Metric(
    key="referrals_received",
    name="Referrals received",
    definition="Referrals the unit received in the period, whatever was decided about them. A person referred again "
    "is counted again.",
    formula="number of referrals by the day they were received",
    unit=Unit.COUNT,
    counted=EVERY,
    base=EVERY,
    base_name="referrals received",
    caption="Re-referrals are included.",
    source="Data dictionary: referral, referral_datetime",
    better=Direction.NEITHER,
)

HIGH_RISK_OPEN = Metric(
    key="high_risk_open",
    name="High risk and open",
    definition="Referrals whose latest level of risk is high and that are not closed, whenever they were received.",
    formula="number of referrals with risk high and status other than closed",
    unit=Unit.COUNT,
    counted=_IS_HIGH_RISK_OPEN,
    base=_IS_HIGH_RISK_OPEN,
    base_name="referrals open at high risk",
    caption="As the record stands on the data-to date; levels of different tools are harmonised.",
    source="Data dictionary: referral, current_risk and status",
    better=Direction.NEITHER,
)

OPEN_CASELOAD = Metric(
    key="open_caseload",
    name="Open caseload",
    definition="Referrals that are not closed, whenever they were received; those still awaiting triage, assessment or "
    "a decision included.",
    formula="number of referrals with status other than closed",
    unit=Unit.COUNT,
    counted=_IS_OPEN,
    base=_IS_OPEN,
    base_name="referrals open",
    caption="As the record stands on the data-to date; a referral whose status is not recorded counts as open.",
    source="Data dictionary: referral, status",
    better=Direction.NEITHER,
)

REREFERRALS = Metric(
    key="rereferrals",
    name="Re-referrals",
    definition="Referrals received in the period that are linked to an earlier referral.",
    formula="number of referrals with an earlier referral linked",
    unit=Unit.COUNT,
    counted=_IS_REREFERRAL,
    base=_IS_REREFERRAL,
    base_name="re-referrals",
    caption="Only links that the unit recorded; more may have come back than were linked.",
    source="Data dictionary: referral, previous_referral_id",
    better=Direction.NEITHER,
)
