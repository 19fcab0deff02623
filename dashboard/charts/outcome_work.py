"""What was done for those referred, as shares beside each other: interventions, legal measures, advocacy."""

from collections.abc import Sequence
from itertools import chain

from dashboard.charts.chart import View
from dashboard.charts.part_bars import Bar, Part, in_front, leader, quiet, roughly_of
from dashboard.charts.parts import OVERLAP, Parts
from dashboard.metrics import interventions
from dashboard.metrics.metric import Metric
from dashboard.wording import numbers
from dashboard.wording.labels import label
from data_access import facet_conditions as facets
from data_access.practice_vocabulary import InterventionCategory, LegalMeasure

STAGES = ("offered", "started", "completed")
# Only these are decided by a court; the others are done, and granted in the same moment.
ORDERS = (
    LegalMeasure.SPO_INTERIM,
    LegalMeasure.SPO_FULL,
    LegalMeasure.RESTRAINING_ORDER,
    LegalMeasure.NON_MOLESTATION_ORDER,
    LegalMeasure.DVPO_DAPO,
)
SPO_NOTE = "Stalking protection orders exist since 20 January 2020; an earlier one is an error of the record."
OWN_BASE = "Each bar is a share of its own base: started of offered, completed of started."
OFFERED, TAKEN_UP = "Offered, of all received", "Taken up, of those offered"


def _early_orders(view: View) -> tuple[str, ...]:
    """Return how many applications for such orders are dated before there were any; nothing where none is."""
    if not view.early_orders:
        return ()
    found = numbers.noun(view.early_orders, "application")
    verb = "is" if view.early_orders == 1 else "are"
    return (
        f"Of the referrals shown, {found} for such an order {verb} dated before that day, and counted as recorded.",
    )


def _interventions_found(bars: Sequence[Bar]) -> str:
    first = leader([bar for bar in bars if bar.part.label.endswith(STAGES[0])])
    if first is None:
        return "What was offered, started and completed"
    kind = first.part.label.removesuffix(f": {STAGES[0]}").lower()
    return f"Offered most: {kind}, in {numbers.whole_percent(first.counted, first.base)} of referrals"


def _measures_found(bars: Sequence[Bar]) -> str:
    first = leader(bars)
    if first is None:
        return "Legal measures applied for or taken"
    share = numbers.whole_percent(first.counted, first.base)
    return f"Most often: {first.part.label.lower()}, in {share} of referrals"


def _advocacy_found(bars: Sequence[Bar]) -> str:
    victims = roughly_of(in_front(bars, TAKEN_UP), "victims")
    return f"{victims} offered advocacy take it up" if victims else "Advocacy offered and taken up"


def _granted(metric: Metric, order: LegalMeasure) -> Part:
    opens = (("granted", order.value),)
    return Part(metric=metric, label=f"{label(order)}: granted", code=f"granted-{order.value}", opens=opens)


def _breached(metric: Metric, order: LegalMeasure) -> Part:
    """Return the bar of breaches; its cases are those granted and breached, as its base is."""
    opens, words = (("breached", order.value), ("granted", order.value)), f"{label(order)}: breached"
    return Part(metric=metric, label=words, code=f"breached-{order.value}", opens=opens, colour=quiet)


INTERVENTIONS = Parts(
    key="interventions",
    question="What was offered, started and completed?",
    measured_as="Interventions by category: offered of received, started of offered, completed of started",
    heading="Category and stage",
    metric=interventions.INTERVENTION_OFFERED,
    parts=tuple(
        Part(
            metric=metric,
            label=f"{label(category)}: {stage}",
            code=f"{stage}-{category.value}",
            opens=((stage, category.value),),
        )
        for category in InterventionCategory
        if category is not InterventionCategory.UNKNOWN
        for stage, metric in zip(STAGES, interventions.intervention_stages(category), strict=True)
    ),
    finding=_interventions_found,
    also=STAGES,
    dimension=STAGES[0],
    by_size=False,
    notes=(OWN_BASE, OVERLAP),
).chart()

MEASURES_APPLIED = Parts(
    key="measures_applied",
    question="Which legal measures are applied for or taken?",
    measured_as="Legal measures applied for or taken, of referrals received",
    heading="Measure",
    metric=interventions.LEGAL_MEASURE_APPLIED,
    parts=tuple(
        Part(metric=interventions.measure_stages(measure)[0], label=label(measure), code=measure.value)
        for measure in LegalMeasure
        if measure is not LegalMeasure.UNKNOWN
    ),
    finding=_measures_found,
    also=("applied",),
    dimension="measure",
    notes=(OVERLAP, SPO_NOTE),
    errors=_early_orders,
).chart()

MEASURES_GRANTED = Parts(
    key="measures_granted",
    question="Which orders are granted, and which breached?",
    measured_as="Orders granted, of those decided, and breached, of those granted",
    heading="Order",
    metric=interventions.LEGAL_MEASURE_APPLIED,
    parts=tuple(
        chain.from_iterable(
            (
                _granted(granted, order),
                _breached(breached, order),
            )
            for order in ORDERS
            for _, granted, breached in [interventions.measure_stages(order)]
        )
    ),
    finding=lambda _bars: "Orders granted, of those decided, and then breached",
    also=("granted", "refused", "breached"),
    dimension="granted",
    by_size=False,
    notes=("Applications pending, withdrawn or lapsed are in neither number.", SPO_NOTE),
    errors=_early_orders,
    happened="decided",
).chart()

ADVOCACY = Parts(
    key="advocacy",
    question="Who is offered advocacy, and who takes it up?",
    measured_as="Advocacy for victims",
    heading="Advocacy",
    metric=interventions.ADVOCACY_TAKEN_UP,
    parts=(
        Part(metric=interventions.ADVOCACY_OFFERED, label=OFFERED, code=facets.OFFERED),
        Part(metric=interventions.ADVOCACY_TAKEN_UP, label=TAKEN_UP, code=facets.TAKEN_UP),
        Part(
            metric=interventions.ADVOCACY_NOT_RECORDED,
            label="Not recorded, of all received",
            code=facets.NOT_RECORDED,
            colour=quiet,
        ),
    ),
    finding=_advocacy_found,
    also=("advocacy",),
    dimension="advocacy",
    by_size=False,
    notes=("What is not recorded is not a no.",),
).chart()
