"""The definitions that are frozen with a release: what each table counts, in words that stand beside its figures."""

from collections.abc import Mapping

from dashboard.disclosure.disclosed import Rule
from dashboard.metrics import REFERRALS_RECEIVED, TAKEN_ON, WITH_PARTNERS
from dashboard.release.cells import Rendered
from dashboard.release.tables import TABLES, Dimension
from dashboard.wording import dates

RULE = "rule"  # beside the keys of tables: what was hidden and rounded
_DIVIDED: Mapping[Dimension, str] = {
    Dimension.MONTH: "Divided by the month in which the unit received the referral.",
    Dimension.QUARTER: "Divided by the quarter of the calendar year in which the unit received the referral.",
    Dimension.ROUTE: f"Taken on: {TAKEN_ON.definition} With partners: {WITH_PARTNERS.definition} Neither: not decided "
    "yet, or not accepted.",
    Dimension.AGENCY: "Divided by the agency that made the referral; agencies with few referrals are added up.",
    Dimension.RISK: "Divided by the latest level of risk recorded.",
    Dimension.OUTCOME: "Divided by what the referral was closed with, in groups; one still open is not yet known.",
}


def definitions_of(rendered: Rendered) -> dict[str, dict[str, str]]:
    """Return title and definition of each table of a release by its key, and of the rule; raises `KeyError`."""
    told = {
        table.key: {"title": TABLES[table.key].title, "definition": _definition(table.key, rendered)}
        for table in rendered.tables
    }
    return {**told, RULE: {"title": "What is hidden and rounded", "definition": _rule(rendered.rule)}}


def _definition(key: str, rendered: Rendered) -> str:
    counted = (
        f"{REFERRALS_RECEIVED.definition} The period is {dates.period(rendered.since, rendered.until)}; the records "
        f"were read as at {dates.day(rendered.as_at)}."
    )
    return " ".join((counted, *(_DIVIDED[dimension] for dimension in TABLES[key].dimensions)))


def _rule(rule: Rule) -> str:
    return (
        f"Counts under {rule.hide_below} are hidden and shown as [c], and so is any that would give one of them away. "
        f"Others are rounded to the nearest {rule.round_to}, but for the total, its two parts and whole months, which "
        "are exact where that is safe."
    )
