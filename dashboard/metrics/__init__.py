"""The metrics: each one definition, and the one way of measuring any of them."""

from dashboard.metrics.aftermath import CHARGE_RATE, REPEAT_STALKING, REREFERRED_AFTER, WELLBEING_IMPROVED
from dashboard.metrics.interventions import ADVOCACY_TAKEN_UP, INTERVENTION_OFFERED, LEGAL_MEASURE_APPLIED
from dashboard.metrics.measure import measure, measure_all
from dashboard.metrics.metric import Direction, Measured, Metric, Unit
from dashboard.metrics.outcomes import CLOSED, OUTCOME_AFTER
from dashboard.metrics.pathways import AWAITING_DECISION, NOT_ACCEPTED, TAKEN_ON, TAKEN_ON_SHARE, WITH_PARTNERS
from dashboard.metrics.practice import (
    ADVISED,
    DIRECT_CONTACT,
    DISCIPLINE_TOOK_PART,
    NO_DIRECT_CONTACT,
    OFFENDER_CONTACT,
    VICTIM_CONTACT,
)
from dashboard.metrics.reconciliation import DoesNotReconcile, Reconciliation, reconcile
from dashboard.metrics.timeliness import ASSESSED_WITHIN_TARGET, TARGET_DAYS, WAITING_METRICS, assessed_within
from dashboard.metrics.volumes import HIGH_RISK_OPEN, OPEN_CASELOAD, REFERRALS_RECEIVED, REREFERRALS

METRICS = (
    REFERRALS_RECEIVED,
    TAKEN_ON,
    WITH_PARTNERS,
    AWAITING_DECISION,
    NOT_ACCEPTED,
    TAKEN_ON_SHARE,
    DISCIPLINE_TOOK_PART,
    ADVISED,
    DIRECT_CONTACT,
    VICTIM_CONTACT,
    OFFENDER_CONTACT,
    NO_DIRECT_CONTACT,
    ASSESSED_WITHIN_TARGET,
    *WAITING_METRICS,
    OUTCOME_AFTER,
    CLOSED,
    INTERVENTION_OFFERED,
    LEGAL_MEASURE_APPLIED,
    ADVOCACY_TAKEN_UP,
    WELLBEING_IMPROVED,
    REPEAT_STALKING,
    REREFERRED_AFTER,
    CHARGE_RATE,
    HIGH_RISK_OPEN,
    OPEN_CASELOAD,
    REREFERRALS,
)

__all__ = [
    "ADVISED",
    "ADVOCACY_TAKEN_UP",
    "ASSESSED_WITHIN_TARGET",
    "AWAITING_DECISION",
    "CHARGE_RATE",
    "CLOSED",
    "DIRECT_CONTACT",
    "DISCIPLINE_TOOK_PART",
    "HIGH_RISK_OPEN",
    "INTERVENTION_OFFERED",
    "LEGAL_MEASURE_APPLIED",
    "METRICS",
    "NOT_ACCEPTED",
    "NO_DIRECT_CONTACT",
    "OFFENDER_CONTACT",
    "OPEN_CASELOAD",
    "OUTCOME_AFTER",
    "REFERRALS_RECEIVED",
    "REPEAT_STALKING",
    "REREFERRALS",
    "REREFERRED_AFTER",
    "TAKEN_ON",
    "TAKEN_ON_SHARE",
    "TARGET_DAYS",
    "VICTIM_CONTACT",
    "WELLBEING_IMPROVED",
    "WITH_PARTNERS",
    "Direction",
    "DoesNotReconcile",
    "Measured",
    "Metric",
    "Reconciliation",
    "Unit",
    "assessed_within",
    "measure",
    "measure_all",
    "reconcile",
]
