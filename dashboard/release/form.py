"""Whether a release has the form it should: closed list, kinds, hidden cells, percentages, and figures that stand."""

from collections.abc import Iterator

from dashboard.disclosure.rules import rounded
from dashboard.release.adversaries import Scene
from dashboard.release.cells import Kind, ReleasedTable, Rendered
from dashboard.release.guard import guarded
from dashboard.release.percentages import follows
from dashboard.release.records import Records
from dashboard.release.scheme import counts_of, hidden_of
from dashboard.release.tables import EXACT_WHERE_SAFE, TABLES


def faults_of_form(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield the key of a table, or of none, and what is wrong with it, in words that tell no number."""
    rendered = scene.rendered
    unlisted = [table.key for table in rendered.tables if table.key not in TABLES]
    yield from ((key, "it is not on the closed list of tables") for key in unlisted)
    listed = [table for table in rendered.tables if table.key in TABLES]
    for table in listed:
        yield from ((table.key, fault) for fault in _faults_of_kind(table, rendered))
    if not unlisted:
        yield from _faults_of_hiding(scene, listed)
    for each in rendered.percentages:
        if not follows(each, rendered):
            yield each.table, "a percentage does not follow from the numbers shown"
    stands = guarded(rendered, scene.previous)
    for now, held in zip(rendered.tables, stands.tables, strict=True):
        if now != held:
            yield now.key, "an exact figure moved too little since the release before"


def _faults_of_kind(table: ReleasedTable, rendered: Rendered) -> Iterator[str]:
    may_be_exact = table.key in {each.key for each in EXACT_WHERE_SAFE}
    shown = [cell for cell in table.cells if cell.shown is not None]
    if any(cell.kind is Kind.EXACT and not may_be_exact for cell in shown):
        yield "it shows exact counts"
    if any(cell.kind is Kind.ROUNDED and cell.shown != rounded(cell.shown or 0, rendered.rule) for cell in shown):
        yield "a count is not rounded as the rule says"
    if any((cell.shown or 0) < rendered.rule.hide_below for cell in shown):
        yield "it shows a count that is too small"


def _faults_of_hiding(scene: Scene, listed: list[ReleasedTable]) -> Iterator[tuple[str, str]]:
    """Yield the tables that lack a cell, or show one that must be hidden for its own sake or for another's."""
    rendered = scene.rendered
    records = Records.coded(scene.referrals, agencies=rendered.agencies, as_at=rendered.as_at, before=None).within(
        [(rendered.since, rendered.until)]
    )
    codes = records.codes(rendered.since, rendered.until)
    for table in listed:
        counts = counts_of(TABLES[table.key], records, codes)
        hidden = hidden_of(TABLES[table.key], counts, total=records.rows.height, rule=rendered.rule)
        fresh = [cell for cell in table.cells if cell.held_from is None]
        if len(fresh) == len(table.cells) and {cell.keys for cell in fresh} != counts.keys():
            yield table.key, "its groups are not those of the records"
        if any(cell.shown is not None and cell.keys in hidden for cell in fresh):
            yield table.key, "it shows a count that must be hidden, for its own sake or to protect another"
