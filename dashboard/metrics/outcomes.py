"""What referrals were closed with: four groups of outcomes, and how a cohort stands after a fixed time.

An unchanging unit looks worse the nearer to today its referrals are, unless each had the same time to be closed in.
"""

from datetime import date, timedelta
from enum import StrEnum

import polars as pl

from dashboard.metrics.metric import EVERY, Direction, Metric, Unit
from data_access.vocabulary import ClosureOutcome

FOLLOW_UP_DAYS = (28, 90, 180, 365)


class OutcomeGroup(StrEnum):
    """What came of a referral within a fixed time."""

    EASED = "EASED"
    ELSEWHERE = "ELSEWHERE"
    ENDED = "ENDED"
    OTHER = "OTHER"
    NOT_YET = "NOT_YET"


GROUP_NAMES = {
    OutcomeGroup.EASED: "Risk reduced or stalking ceased",
    OutcomeGroup.ELSEWHERE: "Managed elsewhere",
    OutcomeGroup.ENDED: "No further action or victim withdrew",
    OutcomeGroup.OTHER: "Other or not recorded",
    OutcomeGroup.NOT_YET: "Not yet known",
}


# Every closure outcome stands in one group. Only the first says that the danger became less; the second that another
# service or a sentence holds it; the third that work ended without either.
GROUP_OF = {
    ClosureOutcome.RISK_REDUCED: OutcomeGroup.EASED,
    ClosureOutcome.BEHAVIOUR_CEASED: OutcomeGroup.EASED,
    ClosureOutcome.CONVICTED_MANAGED_ELSEWHERE: OutcomeGroup.ELSEWHERE,
    ClosureOutcome.IN_CUSTODY: OutcomeGroup.ELSEWHERE,
    ClosureOutcome.TRANSFERRED_MAPPA: OutcomeGroup.ELSEWHERE,
    ClosureOutcome.TRANSFERRED_HEALTH: OutcomeGroup.ELSEWHERE,
    ClosureOutcome.TRANSFERRED_OTHER_FORCE: OutcomeGroup.ELSEWHERE,
    ClosureOutcome.NFA_EVIDENTIAL: OutcomeGroup.ENDED,
    ClosureOutcome.VICTIM_WITHDREW: OutcomeGroup.ENDED,
    ClosureOutcome.NO_STALKING_IDENTIFIED: OutcomeGroup.OTHER,
    ClosureOutcome.PERPETRATOR_DIED_OR_MOVED: OutcomeGroup.OTHER,
    ClosureOutcome.OTHER: OutcomeGroup.OTHER,
    ClosureOutcome.UNKNOWN: OutcomeGroup.OTHER,
}
_GROUPS = pl.Enum([group.value for group in OutcomeGroup])
_CLOSED = pl.col("closed_on").is_not_null()

OUTCOME_AFTER = Metric(
    key="outcome_after",
    name="Outcome within a fixed time",
    definition="Referrals received in the period, by what they were closed with within a fixed number of days of "
    "receipt. Those not closed by then stand under not yet known. Cohorts received too recently to have had all "
    "those days are left out as too early to say.",
    formula="number of referrals by group of closure outcome, where the day closed is no more than that number of days "
    "after the day received; all others are not yet known",
    unit=Unit.COUNT,
    counted=EVERY,
    base=EVERY,
    base_name="referrals received",
    caption="Risk reduced or stalking ceased; managed elsewhere (convicted, in custody, or transferred); no further "
    "action or the victim withdrew; other, not stalking or not recorded.",
    source="Data dictionary: referral, closed_date and closure_outcome; fixed follow-up by cohort of receipt",
    better=Direction.NEITHER,
)

CLOSED = Metric(
    key="closed",
    name="Closed",
    definition="Referrals received in the period that were closed by the data-to date.",
    formula="number of referrals with a day closed",
    unit=Unit.COUNT,
    counted=_CLOSED,
    base=_CLOSED,
    base_name="referrals closed",
    caption="Of recent referrals only the quickly closed are among them, so compare periods by fixed follow-up.",
    source="Data dictionary: referral, closure_outcome (key figure 7)",
    better=Direction.NEITHER,
)


def group_after(days: int) -> pl.Expr:
    """Return what came of a referral within so many days of receipt, as a column of `OutcomeGroup`."""
    known = pl.col("closed_on") <= pl.col("received_on") + timedelta(days=days)
    return pl.when(known).then(group_of_outcome()).otherwise(pl.lit(OutcomeGroup.NOT_YET.value, _GROUPS))


def group_of_outcome() -> pl.Expr:
    """Return the group of the closure outcome of a referral, not yet known while it is open."""
    groups = {code.value: group.value for code, group in GROUP_OF.items()}
    return pl.col("closure_outcome").replace_strict(groups, default=OutcomeGroup.NOT_YET.value, return_dtype=_GROUPS)


def had(days: int, last: date, *, data_to: date) -> bool:
    """Return whether everybody received up to a last day has had so many days by the data-to date."""
    return last + timedelta(days=days) <= data_to
