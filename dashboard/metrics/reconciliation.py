"""The law of the split: received = taken on + managed with partners + awaiting a decision + not accepted."""

from dataclasses import dataclass

import polars as pl

from dashboard.metrics.measure import measure_all
from dashboard.metrics.pathways import AWAITING_DECISION, NOT_ACCEPTED, TAKEN_ON, WITH_PARTNERS
from dashboard.metrics.volumes import REFERRALS_RECEIVED
from data_access.errors import UnitError


class DoesNotReconcile(UnitError):
    """The parts of the split do not add up to the referrals received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The split of the referrals received; its parts add up, or it raises `DoesNotReconcile` at birth."""

    received: int
    taken_on: int
    with_partners: int
    awaiting_decision: int
    not_accepted: int

    def __post_init__(self) -> None:
        parts = self.taken_on + self.with_partners + self.awaiting_decision + self.not_accepted
        if parts != self.received:
            raise DoesNotReconcile(
                f"The parts of the split add up to {parts}, not to the {self.received} referrals received.",
                unharmed="No figure was shown.",
                remedy="Run `python -m data_access check`: a pathway is recorded that no definition knows.",
            )


def reconcile(frame: pl.DataFrame) -> Reconciliation:
    """Return the split of these referral facts; raises `DoesNotReconcile` if it does not add up."""
    metrics = (REFERRALS_RECEIVED, TAKEN_ON, WITH_PARTNERS, AWAITING_DECISION, NOT_ACCEPTED)
    received, taken_on, with_partners, awaiting, not_accepted = (
        measured.total[0] for measured in measure_all(metrics, frame)
    )
    return Reconciliation(
        received=received,
        taken_on=taken_on,
        with_partners=with_partners,
        awaiting_decision=awaiting,
        not_accepted=not_accepted,
    )
