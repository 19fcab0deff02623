"""The page Programme: who sees which unit, and what a further force could expect, edited and printed in full."""

import pytest

from data_access.vocabulary import Role
from tests.app.reading import ShownTable, chart_numbers
from tests.app.visits import Site, Visit
from tests.doors import add
from tests.doorway import CHESHIRE, session_of
from tests.drawings import numbers_in
from tests.factories import HAMPSHIRE, MET

THREE = ("Measure", "Cheshire", "Hampshire", "Metropolitan Police")
FIELDS = "rollout-SAME_SIZE"


def with_three_forces(site: Site) -> Site:
    """Let the manager's session be one of a manager of all three forces."""
    add(site.gate.store, username="three", role=Role.MANAGER, forces=(CHESHIRE, HAMPSHIRE, MET))
    site.lend(Role.MANAGER, session_of(site.gate, "three"))
    return site


def opened(site: Site, role: Role, **query: str) -> Visit:
    visit = site.visit(role, "programme", **query)
    assert not visit.app.exception
    assert "could not be shown" not in visit.text
    return visit


def expected(visit: Visit) -> ShownTable:
    return visit.table("Expected in a year")


def test_a_manager_of_three_forces_sees_what_each_counts_in_the_order_of_the_alphabet(
    fragile_site: Site,
) -> None:
    visit = opened(with_three_forces(fragile_site), Role.MANAGER)
    shown = visit.table("Measure")
    assert shown.headings == THREE
    assert shown.rows["Way of working"]["Hampshire"] == "Clinic and panel"
    assert shown.rows["What it counts as a referral"]["Metropolitan Police"].startswith("A stalking report")
    assert "the first 21 months of each unit" in visit.text  # the youngest began in October 2018, figures to June 2020
    assert len(visit.charts) == 2
    assert "are not shown here: each force" not in visit.text


def test_a_manager_of_one_force_sees_their_own_and_why_no_other(site: Site) -> None:
    visit = opened(site, Role.MANAGER)
    assert visit.table("Measure").headings == ("Measure", "Cheshire")
    assert "Your account covers one force, so the other ways of working are not shown here" in visit.text
    assert "Hampshire" not in visit.text
    assert expected(visit).rows["Referrals"] == {
        "Expected in a year": "Referrals",
        "Estimate": "312",
        "Range": "275 to 352",
    }


def test_a_commissioner_sees_what_is_published_exactly_no_interval_and_no_funnel(site: Site) -> None:
    visit = opened(site, Role.COMMISSIONER)
    shown = visit.table("Measure")
    assert shown.headings == THREE
    assert shown.rows["Referrals received"]["Cheshire"] == "260"
    assert shown.rows["Taken on, of those decided"]["Cheshire"] == "32% (83 of 260)"
    assert not visit.charts
    assert "A funnel tells small numbers" in visit.text
    assert "Assumed: no share is published" in visit.text


def test_a_commissioner_s_filter_hides_the_units_and_says_so(site: Site) -> None:
    shown = opened(site, Role.COMMISSIONER, risk="HIGH").table("Measure")
    assert set(shown.rows["Referrals received"].values()) == {"Referrals received", "Not shown, to protect people"}


def test_the_force_and_the_period_chosen_are_set_aside_for_the_units(fragile_site: Site) -> None:
    site = with_three_forces(fragile_site)
    usual = opened(site, Role.MANAGER).table("Measure")
    assert opened(site, Role.MANAGER, force=MET, period="fy-2019").table("Measure") == usual


@pytest.mark.parametrize("basis", ["IN_PROPORTION", "EVERY_CRIME"])
def test_each_basis_prints_its_own_assumptions(site: Site, basis: str) -> None:
    visit = opened(site, Role.MANAGER)
    visit.app.radio(key="rollout-basis").set_value(basis).run()
    rows = visit.table("Assumption").rows
    assert "Recorded stalking offences a year" in rows
    assert rows["Minutes of partners' time for each referral"]["Value"] == "360"
    assert not visit.app.exception


def test_what_a_reader_sets_is_taken_as_it_is_printed_as_theirs_and_taken_back(site: Site) -> None:
    visit = opened(site, Role.MANAGER)
    visit.app.number_input(key=f"{FIELDS}-scale").set_value(43).run()
    visit.app.number_input(key=f"{FIELDS}-taken-on").set_value(50).run()
    assert expected(visit).rows["Referrals"]["Estimate"] == "13,416"
    assert expected(visit).rows["Taken on by the unit"]["Estimate"] == "6,708"
    own = visit.table("Assumption").rows["Taken on by the unit, of every 100 referrals"]
    assert (own["Value"], own["Range"]) == ("50", "none")
    assert own["Where it comes from"].startswith("Set by you")
    visit.press("Back to the evidence")
    assert expected(visit).rows["Referrals"]["Estimate"] == "312"


def test_nothing_expected_is_an_answer_too(site: Site) -> None:
    visit = opened(site, Role.MANAGER)
    visit.app.number_input(key=f"{FIELDS}-scale").set_value(0).run()
    assert expected(visit).rows["Referrals"]["Estimate"] == "0"
    assert not visit.app.exception


def test_every_number_of_a_funnel_is_in_its_table(fragile_site: Site) -> None:
    visit = opened(with_three_forces(fragile_site), Role.MANAGER, period="since-launch")
    tables = [each for each in visit.tables if each.headings[-1] == "Against the limits"]
    for chart, shown in zip(visit.charts, tables, strict=True):
        cells = [cell for row in shown.rows.values() for cell in row.values()]
        assert chart_numbers(chart) <= numbers_in(cells)
