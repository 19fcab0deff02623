"""From referrals to a release, or to the reason why there is none."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.release.adversaries import Scene
from dashboard.release.audit import audit
from dashboard.release.cells import Kind, ReleasedCell
from dashboard.release.refusal import ReleaseUnsafe
from dashboard.release.tables import CLOSED_LIST, TABLES, TOTAL
from data_access.errors import UnitError
from tests.disclosures import EXACT
from tests.releases import AS_AT, a_unit, composed, until, with_cell, with_table

UNSAFE = (
    38,
    102,
)  # a seed and a size: eight are neither with the unit nor with partners, and who sent one knows the others


def test_a_release_has_every_table_of_the_closed_list_in_its_order():
    release = composed(a_unit(3, 300))
    assert [table.key for table in release.rendered.tables] == [table.key for table in CLOSED_LIST]
    assert release.audit.is_safe
    assert release.audit.attacks >= release.audit.unnarrowed > 0


def test_a_release_does_not_depend_on_the_order_of_the_referrals():
    referrals = a_unit(3, 171)
    assert composed(referrals).rendered == composed(referrals.sample(fraction=1, shuffle=True, seed=1)).rendered


def test_percentages_are_whole_and_of_shown_numbers():
    rendered = composed(a_unit(3, 300)).rendered
    assert rendered.percentages
    for each in rendered.percentages:
        part = rendered.table(each.table).cell(each.keys).shown
        base = rendered.table(each.base_table).cell(each.base_keys).shown
        assert base >= 20
        assert each.text == f"{int(100 * part / base + 0.5)}%"


def test_too_few_referrals_are_refused():
    with pytest.raises(ReleaseUnsafe, match="too few referrals") as refusal:
        composed(a_unit(1, 7))
    assert refusal.value.safe_cut == ()
    assert isinstance(refusal.value, UnitError)
    assert "Nothing was released" in refusal.value.unharmed


def test_a_rule_that_hides_nothing_is_refused():
    with pytest.raises(ReleaseUnsafe, match="must hide small counts"):
        composed(a_unit(1, 300), rule=EXACT)


def test_a_refusal_says_why_without_a_number_and_names_the_tables_that_are_safe():
    referrals = a_unit(*UNSAFE, neither=0.1)
    with pytest.raises(ReleaseUnsafe, match="an agency that knows its own referrals") as refusal:
        composed(referrals)
    assert not any(letter.isdigit() for letter in str(refusal.value))
    assert "“Referrals received”" in refusal.value.remedy
    assert TOTAL.key in refusal.value.safe_cut
    cut = [TABLES[key] for key in refusal.value.safe_cut]
    assert composed(referrals, tables=cut).audit.is_safe


@pytest.mark.parametrize("gap", [(date(2019, 1, 31), date(2019, 4, 18))])
def test_a_release_of_later_days_is_attacked_beside_one_of_earlier_days(gap):
    referrals = a_unit(4, 300)
    earlier = composed(referrals, period=until(date(2018, 11, 30)), as_at=date(2018, 12, 14)).rendered
    later = replace(until(gap[1]), since=gap[0])
    release = composed(referrals, period=later, previous=earlier)
    assert release.audit.is_safe
    assert {cell.held_from for table in release.rendered.tables for cell in table.cells} == {None}


def _faults(rendered, referrals, previous=None):
    return {each.fault for each in audit(Scene(rendered=rendered, referrals=referrals, previous=previous)).findings}


def test_a_table_without_one_of_its_cells_is_caught():
    referrals = a_unit(3, 300)
    rendered = composed(referrals).rendered
    table = rendered.table("agency")
    assert "its groups are not those of the records" in _faults(
        with_table(rendered, replace(table, cells=table.cells[1:])), referrals
    )


def test_records_of_a_group_that_the_release_does_not_know_are_caught():
    rendered = composed(a_unit(3, 300)).rendered
    assert "its groups are not those of the records" in _faults(rendered, a_unit(3, 300, neither=0.1))


def test_an_exact_count_where_there_may_be_none_is_caught():
    referrals = a_unit(3, 300)
    rendered = composed(referrals).rendered
    shown = next(cell for cell in rendered.table("outcome").cells if cell.shown)
    faults = _faults(with_cell(rendered, "outcome", replace(shown, kind=Kind.EXACT)), referrals)
    assert "it shows exact counts" in faults


def test_a_count_rounded_otherwise_is_caught():
    referrals = a_unit(3, 300)
    rendered = composed(referrals).rendered
    shown = next(cell for cell in rendered.table("outcome").cells if cell.shown)
    faults = _faults(with_cell(rendered, "outcome", replace(shown, shown=shown.shown + 1)), referrals)
    assert "a count is not rounded as the rule says" in faults


def test_a_published_month_told_otherwise_is_caught():
    referrals = a_unit(3, 300)
    rendered = composed(referrals).rendered
    before = next(cell for cell in rendered.table("month").cells[1:-1] if cell.kind is Kind.EXACT)
    told = ReleasedCell(keys=before.keys, shown=before.shown + 9, kind=Kind.EXACT)
    previous = replace(with_cell(rendered, "month", told), as_at=AS_AT)
    assert "an exact figure moved too little since the release before" in _faults(rendered, referrals, previous)
