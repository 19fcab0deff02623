"""From referrals to a release that nobody can unpick, or to the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from dashboard.disclosure.disclosed import Rule
from dashboard.periods import Period
from dashboard.release.adversaries import Scene
from dashboard.release.audit import Audit, Finding, audit
from dashboard.release.cells import Rendered
from dashboard.release.guard import guarded
from dashboard.release.merging import grouping
from dashboard.release.percentages import with_percentages
from dashboard.release.records import Records
from dashboard.release.refusal import ReleaseUnsafe
from dashboard.release.repair import repaired
from dashboard.release.scheme import draft
from dashboard.release.tables import CLOSED_LIST, TABLES, TOTAL, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A release that may be written, and the audit it passed."""

    rendered: Rendered
    audit: Audit


def compose(
    referrals: pl.DataFrame,
    *,
    period: Period,
    as_at: date,
    rule: Rule,
    previous: Rendered | None,
    tables: Sequence[Table] = CLOSED_LIST,
) -> Composed:
    """Return a release of one unit's referrals, hidden, protected, rounded and attacked.

    Parameters
    ----------
    referrals
        Referral facts of the unit, received on any day.
    period
        Which of them the release is about.
    as_at
        Day the records were read; what was closed later is not known yet.
    rule
        The rule of the readers; an exact one is refused.
    previous
        The release before of the same unit, whatever its period; None for the first.
    tables
        Which tables of the closed list; a refusal names those that are safe.

    Raises
    ------
    ReleaseUnsafe
        When somebody could work out a small number and no further hiding helps, or there are too few referrals.
    """
    scene = _drafted(referrals, period=period, as_at=as_at, rule=rule, previous=previous, tables=tables)
    composed = _settled(scene)
    if composed.audit.is_safe:
        return composed
    raise _refusal(composed.audit.findings, _safe_cut(scene, composed.audit.findings))


def _drafted(
    referrals: pl.DataFrame,
    *,
    period: Period,
    as_at: date,
    rule: Rule,
    previous: Rendered | None,
    tables: Sequence[Table],
) -> Scene:
    """Return the release as the scheme makes each table by itself, exact figures that moved too little held."""
    inside = referrals.filter(pl.col("received_on").is_between(period.since, period.until))
    if rule.exact or inside.height < rule.hide_below:
        raise _too_few(is_exact=rule.exact)
    agencies, grouped_on = grouping(inside, as_at=as_at, previous=previous)
    records = Records.coded(inside, agencies=agencies, as_at=as_at, before=None)
    codes = records.codes(period.since, period.until)
    rendered = Rendered(
        since=period.since,
        until=period.until,
        as_at=as_at,
        rule=rule,
        agencies=agencies,
        grouped_on=grouped_on,
        tables=tuple(draft(table, records, codes=codes, rule=rule) for table in tables),
    )
    return Scene(rendered=guarded(rendered, previous), referrals=referrals, previous=previous)


def _settled(scene: Scene) -> Composed:
    """Return the release with as much more hidden as it takes, and its audit."""
    rendered = with_percentages(repaired(scene))
    return Composed(rendered=rendered, audit=audit(replace(scene, rendered=rendered)))


def _safe_cut(scene: Scene, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the tables that are safe together: those at fault are left out, then others, until no fault is found."""
    kept = list(scene.rendered.tables)
    while len(kept) > 1:
        at_fault = {finding.table for finding in findings} - {TOTAL.key}
        fewer = [table for table in kept if table.key not in at_fault]
        kept = fewer if len(fewer) < len(kept) else kept[:-1]
        composed = _settled(replace(scene, rendered=replace(scene.rendered, tables=tuple(kept))))
        if composed.audit.is_safe:
            return tuple(table.key for table in kept)
        findings = composed.audit.findings
    return ()


def _refusal(findings: Sequence[Finding], safe_cut: tuple[str, ...]) -> ReleaseUnsafe:
    named = {finding.table: finding.fault for finding in reversed(findings)}
    reasons = "; ".join(f"{_title(key)}: {fault}" for key, fault in reversed(named.items()))
    left = "; ".join(_title(key) for key in safe_cut)
    remedy = (
        f"These tables are safe together: {left}." if left else "Choose a longer period, or wait for more referrals."
    )
    return ReleaseUnsafe(f"The release is not safe. {reasons}.", remedy=remedy, safe_cut=safe_cut)


def _title(key: str) -> str:
    return f"“{TABLES[key].title}”" if key in TABLES else "The release"


def _too_few(*, is_exact: bool) -> ReleaseUnsafe:
    if is_exact:
        return ReleaseUnsafe(
            "A release must hide small counts, and this rule hides none.",
            remedy="Choose the rule of readers who see no small count.",
        )
    return ReleaseUnsafe(
        "There are too few referrals in this period for any figure to be released.",
        remedy="Choose a longer period, or wait for more referrals.",
    )
