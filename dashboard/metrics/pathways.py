"""What was decided about the referrals received: the four parts that add up to all of them, and the share taken on."""

import polars as pl

from dashboard.metrics.metric import Direction, Metric, Unit
from data_access.vocabulary import Pathway

_SOURCE = "Data dictionary: referral, pathway"


def _decided(*pathways: Pathway) -> pl.Expr:
    return pl.col("pathway").is_in([pathway.value for pathway in pathways])


_TAKEN_ON = _decided(Pathway.TAKEN_ON)
_WITH_PARTNERS = _decided(Pathway.PARTNER)
_AWAITING = _decided(Pathway.PENDING, Pathway.UNKNOWN)
_NOT_ACCEPTED = _decided(Pathway.CONSULT_ONLY, Pathway.NOT_STALKING, Pathway.NOT_ACCEPTED)
_EITHER = _decided(Pathway.TAKEN_ON, Pathway.PARTNER)

TAKEN_ON = Metric(
    key="taken_on",
    name="Taken on by the unit",
    definition="Referrals received in the period that the unit took on for risk management itself.",
    formula="number of referrals with pathway managed by the unit",
    unit=Unit.COUNT,
    counted=_TAKEN_ON,
    base=_TAKEN_ON,
    base_name="referrals taken on",
    caption="Taken on means direct contact with the victim or the offender.",
    source=_SOURCE,
    better=Direction.NEITHER,
)

WITH_PARTNERS = Metric(
    key="with_partners",
    name="Managed with partners",
    definition="Referrals received in the period that the unit works on with partner agencies, which manage the risk.",
    formula="number of referrals with pathway managed with partners",
    unit=Unit.COUNT,
    counted=_WITH_PARTNERS,
    base=_WITH_PARTNERS,
    base_name="referrals managed with partners",
    caption="The unit advises; the partner agency stays in charge.",
    source=_SOURCE,
    better=Direction.NEITHER,
)

AWAITING_DECISION = Metric(
    key="awaiting_decision",
    name="Awaiting a decision",
    definition="Referrals received in the period about which nothing was decided by the data-to date, or no decision "
    "is recorded.",
    formula="number of referrals with pathway pending or not recorded",
    unit=Unit.COUNT,
    counted=_AWAITING,
    base=_AWAITING,
    base_name="referrals awaiting a decision",
    caption="Most were received shortly before the data-to date.",
    source=_SOURCE,
    better=Direction.NEITHER,
)

NOT_ACCEPTED = Metric(
    key="not_accepted",
    name="Not accepted",
    definition="Referrals received in the period that were neither taken on nor managed with partners: advice only, "
    "found not to be stalking, or not accepted for another reason. Advice only is included here.",
    formula="number of referrals with pathway consultation only, not stalking or not accepted",
    unit=Unit.COUNT,
    counted=_NOT_ACCEPTED,
    base=_NOT_ACCEPTED,
    base_name="referrals not accepted",
    caption="Includes referrals that were given advice only.",
    source=_SOURCE,
    better=Direction.NEITHER,
)

TAKEN_ON_SHARE = Metric(
    key="taken_on_share",
    name="Share taken on",
    definition="Of the referrals received in the period that were either taken on by the unit or managed with "
    "partners, the share the unit took on.",
    formula="taken on by the unit ÷ (taken on by the unit + managed with partners)",
    unit=Unit.SHARE,
    counted=_TAKEN_ON,
    base=_EITHER,
    base_name="referrals taken on or managed with partners",
    caption="Referrals awaiting a decision and those not accepted are in neither number.",
    source=_SOURCE,
    better=Direction.NEITHER,
)
