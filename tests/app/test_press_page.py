"""The press room as AppTest draws it: who sees what of a release, each step, and nothing before its time."""

from datetime import timedelta

import pytest

from dashboard.identity.clock import moment
from dashboard.policy import pages_for
from dashboard.press.no_picture import NoBrowser
from dashboard.wording import press_room as words
from dashboard.wording import releases as told
from data_access.release_vocabulary import ReleaseState, ReleaseStep
from data_access.releases import Kept
from data_access.vocabulary import Role
from tests.app.visits import Site, Visit
from tests.press_desk import a_person, a_proposal, office

HEADLINE = "It took on 83 (32%) and worked with partners on the other 177."
ANN, BEN = a_person("ann", Role.PRESS_OFFICER), a_person("ben", Role.PRESS_OFFICER)
NO_PICTURES = NoBrowser().happened
READERS = (Role.PRESS_OFFICER, Role.MANAGER, Role.COMMISSIONER)


class Desk:
    """Ann and Ben at the press desk of a site, an hour ago and now."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def draft(self) -> Kept:
        return office(self.site.gate.store, ANN, now=moment()).draft(a_proposal())

    def approved(self) -> Kept:
        kept = self.draft()
        second = office(self.site.gate.store, BEN, now=moment())
        return second.approve(second.check(kept.reference, seen=1).reference, seen=2)

    def out(self) -> Kept:
        kept, first = self.approved(), office(self.site.gate.store, ANN, now=moment())
        first.embargo(kept.reference, seen=3, until=moment() + timedelta(days=1))
        return office(self.site.gate.store, ANN, now=moment()).release(kept.reference, seen=4, reason="Leaked")

    def visit(self, role: Role, kept: Kept | None = None, figure: str = "") -> Visit:
        if kept is None:
            return self.site.visit(role, "press")
        reference = kept.reference.of(figure) if figure else kept.reference
        return self.site.visit(role, "press", release=reference.text)


@pytest.fixture
def desk(fragile_site: Site, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A press desk on a machine that cannot draw pictures: all the rest of the page must stand without them."""
    monkeypatch.setenv("BROWSER_PATH", "no-browser-here")
    return Desk(fragile_site)


def test_a_press_officer_sees_releases_and_no_live_figure() -> None:
    assert [entry.key for entry in pages_for(Role.PRESS_OFFICER)] == ["press", "definitions", "account"]


def test_an_empty_shelf_says_so(desk: Desk) -> None:
    assert words.NO_RELEASE in desk.visit(Role.PRESS_OFFICER).text
    assert words.NOTHING_OUT in desk.visit(Role.COMMISSIONER).text


def test_a_draft_is_seen_by_those_who_prepare_it_and_by_nobody_else(desk: Desk) -> None:
    kept = desk.draft()
    for role in (Role.PRESS_OFFICER, Role.MANAGER):
        assert kept.reference.text in desk.visit(role).text
        assert HEADLINE in desk.visit(role, kept).text
    for shown in (desk.visit(Role.COMMISSIONER), desk.visit(Role.COMMISSIONER, kept)):
        assert HEADLINE not in shown.text
        assert "ten months" not in shown.text
    assert "SR-" not in desk.visit(Role.COMMISSIONER).text


@pytest.mark.parametrize("role", READERS)
def test_what_is_out_is_read_by_everybody_with_its_mark_gone(desk: Desk, role: Role) -> None:
    shown = desk.visit(role, desk.out())
    assert HEADLINE in shown.text
    assert told.STATES[ReleaseState.RELEASED] in shown.text
    assert "DRAFT" not in shown.text
    assert NO_PICTURES in shown.text
    assert "83 (32%)" in shown.table("Who manages it").rows["Taken on by the unit"].values()


def test_a_figure_opens_by_its_reference_with_its_definition(desk: Desk) -> None:
    shown = desk.visit(Role.COMMISSIONER, desk.out(), "route.UNIT")
    assert words.REFERENCE_OPENED in shown.text
    assert "Referrals received: Taken on by the unit" in shown.text
    assert "Divided by" not in shown.text
    assert "Taken on:" in shown.text


@pytest.mark.parametrize("typed", ["SR-2026-9999", "SR-2026-0001-total-A", "<script>alert(1)</script>", "x" * 500])
def test_a_reference_that_was_never_given_says_so_and_shows_nothing(desk: Desk, typed: str) -> None:
    desk.draft()
    shown = desk.site.visit(Role.PRESS_OFFICER, "press", release=typed)
    assert HEADLINE not in shown.text
    assert "<script>alert" not in " ".join(shown.html)
    assert "Nothing was shown or changed." in shown.text or "ever frozen" in shown.text


def test_the_manager_checks_and_approves_where_the_press_officer_drafted(desk: Desk) -> None:
    kept = desk.draft()
    shown = desk.visit(Role.MANAGER, kept)
    shown.press(words.STEPS[ReleaseStep.CHECK])
    assert words.DONE[ReleaseStep.CHECK] in shown.text
    shown.press(words.STEPS[ReleaseStep.APPROVE])
    assert words.DONE[ReleaseStep.APPROVE] in shown.text
    assert "Approved by manager" in shown.text


def test_whoever_was_slower_is_told_who_was_quicker(desk: Desk) -> None:
    kept = desk.draft()
    slow = desk.visit(Role.MANAGER, kept)
    office(desk.site.gate.store, BEN, now=moment()).check(kept.reference, seen=1)
    slow.press(words.STEPS[ReleaseStep.CHECK])
    assert "was checked by ben" in slow.text
    assert "Your step was not taken." in slow.text


def test_buttons_are_offered_for_the_steps_that_may_be_taken_and_for_no_other(desk: Desk) -> None:
    kept = desk.draft()
    offered = {role: _offered(desk.visit(role, kept)) for role in (Role.PRESS_OFFICER, Role.MANAGER)}
    assert offered[Role.MANAGER] == {ReleaseStep.CHECK, ReleaseStep.WITHDRAW}
    assert offered[Role.PRESS_OFFICER] == {ReleaseStep.CHECK, ReleaseStep.WITHDRAW}
    kept = desk.out()
    assert _offered(desk.visit(Role.PRESS_OFFICER, kept)) == {ReleaseStep.WITHDRAW, ReleaseStep.CORRECT}
    assert _offered(desk.visit(Role.MANAGER, kept)) == {ReleaseStep.WITHDRAW}
    assert _offered(desk.visit(Role.COMMISSIONER, kept)) == set()


def test_withdrawn_figures_stay_readable_and_marked_and_name_who_is_to_be_told(desk: Desk) -> None:
    kept = desk.out()
    office(desk.site.gate.store, ANN, now=moment()).withdraw(kept.reference, seen=5, reason="Counted twice")
    shown = desk.visit(Role.COMMISSIONER, kept)
    assert "WITHDRAWN" in shown.text
    assert HEADLINE in shown.text
    assert words.NO_EXPORTERS in desk.visit(Role.MANAGER, kept).text


def test_what_was_released_is_read_though_the_case_database_is_gone(desk: Desk) -> None:
    kept = desk.out()
    (desk.site.folder / "case.db").rename(desk.site.folder / "away.db")
    assert HEADLINE in desk.visit(Role.COMMISSIONER, kept).text
    assert kept.reference.text in desk.visit(Role.PRESS_OFFICER).text


def test_a_draft_says_when_the_records_have_changed_since(desk: Desk) -> None:
    kept = desk.draft()  # of records of another day
    assert words.MOVED_ON in desk.visit(Role.PRESS_OFFICER, kept).text
    assert words.MOVED_ON not in desk.visit(Role.MANAGER, desk.out()).text


def test_an_administrator_has_no_press_room(desk: Desk) -> None:
    kept = desk.out()
    assert HEADLINE not in desk.visit(Role.ADMINISTRATOR, kept).text


def test_a_release_is_drafted_from_the_records_audited_and_opened(desk: Desk) -> None:
    shown = desk.visit(Role.PRESS_OFFICER)
    shown.app.text_input(key="draft-title").set_value("The first ten months")
    shown.press(words.DRAFTING)
    assert words.DRAFTED in shown.text
    assert HEADLINE in shown.text
    assert shown.query["release"][0].startswith("SR-")


def _offered(shown: Visit) -> set[ReleaseStep]:
    labels = {button.label for button in shown.app.button}
    return {step for step, label in words.STEPS.items() if label in labels}
