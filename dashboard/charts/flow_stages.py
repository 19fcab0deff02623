"""The stages of a flow: what a referral is at each of them, and how that is named and coloured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from dashboard.charts.chart import View
from dashboard.charts.house_style import Palette
from dashboard.charts.outcome_groups import colour_of
from dashboard.metrics.outcomes import GROUP_NAMES, GROUP_OF, OutcomeGroup, group_of_outcome
from dashboard.wording.labels import label, risk_in_words
from data_access.facet_conditions import NOT_YET
from data_access.vocabulary import AgencyGroup, Pathway, Risk

Pairs = tuple[tuple[str, str], ...]
NEITHER = "NEITHER"  # no pathway has this code
_PATHWAYS = {
    Pathway.TAKEN_ON.value: label(Pathway.TAKEN_ON),
    Pathway.PARTNER.value: label(Pathway.PARTNER),
    NEITHER: "Not accepted, or no decision yet",
}
_TOLD_APART = {pathway: pathway for pathway in _PATHWAYS if pathway != NEITHER}
_FAMILIES, _WAYS = pl.Enum([group.value for group in AgencyGroup]), pl.Enum(list(_PATHWAYS))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stage:
    """One stage: its column, what a referral is there, the names of the codes in their order, and their colours.

    A code `opens` the pairs of a dimension and a code that choose its referrals. One that is `spare` is left out where
    no referral has it: an empty "not recorded" is nobody's secret, and hiding it would hide others.
    """

    column: str
    of: Callable[[View], pl.Expr]
    names: Callable[[View], Mapping[str, str]]
    colour: Callable[[Palette, str], str]
    opens: Callable[[View, str], Pairs]
    spare: frozenset[str] = frozenset()

    def needed(self, told: pl.DataFrame, view: View) -> list[str]:
        """Return the codes of a table, those that are spare and without referrals left out."""
        present = set(told.get_column(self.column).unique())
        return [code for code in self.names(view) if code in present or code not in self.spare]


def staged(referrals: pl.DataFrame, stages: tuple[Stage, ...], view: View) -> pl.DataFrame:
    """Return what each referral is at each stage, as a code of the stage: codes are counted without hashing."""
    return referrals.select(
        stage.of(view).cast(pl.Enum(list(stage.names(view)))).alias(stage.column) for stage in stages
    )


def _family(view: View) -> pl.Expr:
    """Return the family of the referring agency: a dozen agencies would be a tangle."""
    families = {agency.code: agency.group.value for agency in view.reference.agencies}
    return pl.col("agency").replace_strict(families, default=AgencyGroup.UNKNOWN.value, return_dtype=_FAMILIES)


def _pathway(_view: View) -> pl.Expr:
    return pl.col("pathway").replace_strict(_TOLD_APART, default=NEITHER, return_dtype=_WAYS)


def _pathway_colour(palette: Palette, code: str) -> str:
    colours = {Pathway.TAKEN_ON.value: palette.taken_on, Pathway.PARTNER.value: palette.partners}
    return colours.get(code, palette.context)


def _agencies_of(view: View, family: str) -> Pairs:
    return tuple(("agency", agency.code) for agency in view.reference.agencies if agency.group.value == family)


def _pathways_of(_view: View, code: str) -> Pairs:
    others = [pathway.value for pathway in Pathway if pathway not in {Pathway.TAKEN_ON, Pathway.PARTNER}]
    return tuple(("pathway", each) for each in (others if code == NEITHER else [code]))


def _outcomes_of(_view: View, group: str) -> Pairs:
    closed = [outcome.value for outcome, its_group in GROUP_OF.items() if its_group == group]
    return tuple(("outcome", each) for each in (closed or [NOT_YET]))


def _risk_named(risk: Risk) -> str:
    words = risk_in_words(risk)
    return f"{words[0].upper()}{words[1:]}"


AGENCY = Stage(
    column="agency_family",
    of=_family,
    names=lambda _view: {group.value: label(group) for group in AgencyGroup},
    colour=lambda palette, _code: palette.context,
    opens=_agencies_of,
    spare=frozenset({AgencyGroup.UNKNOWN.value}),
)
RISK = Stage(
    column="risk_level",
    of=lambda _view: pl.col("risk"),
    names=lambda _view: {risk.value: _risk_named(risk) for risk in (Risk.HIGH, Risk.MEDIUM, Risk.LOW, Risk.UNKNOWN)},
    colour=lambda palette, code: palette.risk[Risk(code)],
    opens=lambda _view, code: (("risk", code),),
    spare=frozenset({Risk.UNKNOWN.value}),
)
PATHWAY = Stage(
    column="way",
    of=_pathway,
    names=lambda _view: _PATHWAYS,
    colour=_pathway_colour,
    opens=_pathways_of,
    spare=frozenset({NEITHER}),  # the equation of the headline says beside it that there are none
)
OUTCOME = Stage(
    column="came_to",
    of=lambda _view: group_of_outcome(),
    names=lambda _view: {group.value: name for group, name in GROUP_NAMES.items()},
    colour=lambda palette, code: (
        palette.quiet if code == OutcomeGroup.NOT_YET else colour_of(OutcomeGroup(code), palette)
    ),
    opens=_outcomes_of,
)
