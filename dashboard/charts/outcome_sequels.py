"""What followed, as shares beside each other: stalking again, referral again, wellbeing of victims."""

from collections.abc import Sequence

from dashboard.charts.part_bars import Bar, Part, in_front, quiet, roughly_of
from dashboard.charts.parts import Parts
from dashboard.metrics import aftermath
from dashboard.wording.labels import label
from data_access.support_vocabulary import WellbeingMeasure

NOT_FOLLOWED = "Those due but not followed up are a bar of their own: nobody knows what happened to them."
AGAIN = {months: f"Stalked again within {months} months, of those followed up" for months in (6, 12)}
UNSEEN = {months: f"Not followed up at {months} months, of those due" for months in (6, 12)}
REFERRED = {months: f"Within {months} months, of those received that long ago" for months in (6, 12)}


def _repeats_found(bars: Sequence[Bar]) -> str:
    share = roughly_of(in_front(bars, AGAIN[12]), "")
    return f"Where followed up, {share} are stalked again within 12 months" if share else "Stalking again after closure"


def _referred_found(bars: Sequence[Bar]) -> str:
    share = roughly_of(in_front(bars, REFERRED[12]), "referrals")
    return f"{share} are followed by another within 12 months" if share else "Referred again within 6 and 12 months"


REPEATS = Parts(
    key="repeat_stalking",
    question="Does the stalking start again?",
    measured_as="New stalking after closure, of those followed up that long",
    heading="After closure",
    metric=aftermath.REPEAT_STALKING,
    parts=tuple(
        part
        for months in (6, 12)
        for seen, unseen in [aftermath.repeats_after(months)]
        for part in (
            Part(metric=seen, label=AGAIN[months], code=str(months)),
            Part(metric=unseen, label=UNSEEN[months], colour=quiet),
        )
    ),
    finding=_repeats_found,
    also=("followed_up_6", "followed_up_12"),
    dimension="again",
    by_size=False,
    notes=(NOT_FOLLOWED,),
    happened="closed that long ago",
).chart()

REFERRED_AGAIN = Parts(
    key="referred_again",
    question="Are people referred again?",
    measured_as="Referred again, of those received that long ago",
    heading="After receipt",
    metric=aftermath.REREFERRED_AFTER,
    parts=tuple(Part(metric=aftermath.referred_again_within(months), label=REFERRED[months]) for months in (6, 12)),
    finding=_referred_found,
    also=("rereferred_after",),
    by_size=False,
    notes=("Being referred again may mean more stalking, or more trust in the unit.",),
    happened="received that long ago",
).chart()

WELLBEING = Parts(
    key="wellbeing",
    question="How do victims feel at the end?",
    measured_as="Victims whose score moved the good way, of those asked twice on one scale",
    heading="Scale, and which way is good",
    metric=aftermath.WELLBEING_IMPROVED,
    parts=tuple(
        Part(
            metric=aftermath.improved_on(scale),
            label=f"{label(scale)} ({'up' if scale in aftermath.HIGH_IS_GOOD else 'down'} is good)",
        )
        for scale in WellbeingMeasure
        if scale is not WellbeingMeasure.UNKNOWN
    ),
    finding=lambda _bars: "How victims asked twice say they feel, scale by scale",
    also=("wellbeing", "wellbeing_before", "wellbeing_after"),
    by_size=False,
    notes=("Each victim was asked on one scale; scales are not comparable, so no mean is taken.",),
    happened="asked twice",
).chart()
