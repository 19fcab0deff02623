"""The press desk at work: who drafts, who checks, who sees what when, and what a reference opens for ever."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from dashboard.administration.releases import ReleaseOffice
from dashboard.policy import NotPermitted, User
from dashboard.release.difference import Change
from dashboard.release.refusal import ReleaseUnsafe
from data_access.access_vocabulary import Event
from data_access.audit import Entry, append
from data_access.errors import OutOfScope
from data_access.release_vocabulary import ReleaseState
from data_access.releases import Kept, ReferenceRefused, ReleaseDamaged
from data_access.schema import statistical_release
from data_access.vocabulary import Role
from tests.factories import HAMPSHIRE
from tests.frozen import EMBARGO, NOW, acting
from tests.press_desk import a_person, a_proposal, office, tables

ANN, BEN = a_person("ann", Role.PRESS_OFFICER), a_person("ben", Role.PRESS_OFFICER)
MAY, COM = a_person("may", Role.MANAGER), a_person("com", Role.COMMISSIONER)
ADA, FAR = a_person("ada", Role.ADMINISTRATOR), a_person("far", Role.PRESS_OFFICER, forces=(HAMPSHIRE,))
AFTER = EMBARGO + timedelta(hours=9)


@pytest.fixture
def desk(store_engine: sa.Engine) -> sa.Engine:
    return store_engine


def at(store: sa.Engine, user: User, *, late: bool = False) -> ReleaseOffice:
    return office(store, user, now=AFTER if late else NOW)


def under_embargo(store: sa.Engine, *, second: User = BEN) -> Kept:
    """Ann drafts, another checks and approves, Ann sets the embargo."""
    kept = at(store, ANN).draft(a_proposal())
    kept = at(store, second).check(kept.reference, seen=1)
    kept = at(store, second).approve(kept.reference, seen=2)
    return at(store, ANN).embargo(kept.reference, seen=3, until=EMBARGO)


@pytest.mark.parametrize("second", [BEN, MAY], ids=lambda user: user.role.value)
def test_from_draft_to_release_takes_two_people_and_no_job(desk: sa.Engine, second: User) -> None:
    kept = under_embargo(desk, second=second)
    assert [at(desk, ANN, late=late).open(kept.reference.text).state for late in (False, True)] == [
        ReleaseState.EMBARGOED,
        ReleaseState.RELEASED,
    ]


def test_a_reference_opens_the_frozen_figure_its_definition_and_who_approved_it(desk: sa.Engine) -> None:
    kept = under_embargo(desk)
    opened = at(desk, COM, late=True).open(kept.reference.of("route.UNIT").text.lower())
    assert opened.figure is not None
    assert opened.approval is not None
    assert (opened.figure.shown, opened.approval.by, opened.approval.at) == (83, "ben", NOW)
    assert opened.definitions["route"]["title"] == "Referrals by who manages them"
    assert "took on" in opened.definitions["route"]["definition"]
    assert "under 8 are hidden" in opened.definitions["rule"]["definition"]
    assert opened.rendered == tables()


@pytest.mark.parametrize(
    ("key", "shown", "percentage"),
    [("total", 260, ""), ("agency.OTHERS", None, ""), ("route.UNIT.of.total", None, "32%")],
)
def test_every_figure_has_a_reference(desk: sa.Engine, key: str, shown: int | None, percentage: str) -> None:
    kept = under_embargo(desk)
    figure = at(desk, ANN).open(kept.reference.of(key).text).figure
    assert figure is not None
    assert (figure.shown, figure.percentage) == (shown, percentage)


@pytest.mark.parametrize("text", ["SR-2026-0001-total.UNIT", "SR-2026-0001-risk.HIGH", "SR-2026-0007-total"])
def test_a_figure_that_was_never_frozen_is_refused(desk: sa.Engine, text: str) -> None:
    under_embargo(desk)
    with pytest.raises(ReferenceRefused, match="ever frozen"):
        at(desk, ANN, late=True).open(text)


@pytest.mark.parametrize(
    ("user", "before", "after"),
    [(ANN, True, True), (MAY, True, True), (COM, False, True), (FAR, False, False)],
    ids=["press officer", "manager", "commissioner", "another force"],
)
def test_before_it_is_out_only_who_prepares_it_sees_it(desk: sa.Engine, user: User, before: bool, after: bool) -> None:
    kept = under_embargo(desk)
    for late, sees in ((False, before), (True, after)):
        working = at(desk, user, late=late)
        assert [each.reference for each in working.all()] == ([kept.reference] if sees else [])
        if sees:
            assert working.open(kept.reference.text).kept == kept
        else:
            with pytest.raises(ReferenceRefused, match="ever frozen"):
                working.open(kept.reference.text)


def acts(working: ReleaseOffice, kept: Kept) -> tuple[Callable[[], object], ...]:
    """Everything that may be asked of an office about a release, beside reading it."""
    of, seen = kept.reference, len(kept.life.steps)
    return (
        lambda: working.draft(a_proposal()),
        lambda: working.check(of, seen=seen),
        lambda: working.approve(of, seen=seen),
        lambda: working.embargo(of, seen=seen, until=EMBARGO),
        lambda: working.release(of, seen=seen, reason="x"),
        lambda: working.withdraw(of, seen=seen, reason="x"),
        lambda: working.correct(of, a_proposal(), seen=seen, reason="x"),
        lambda: working.exporters(of),
        lambda: working.previous(kept.force_code),
    )


@pytest.mark.parametrize("user", [COM, ADA], ids=lambda user: user.role.value)
def test_who_prepares_no_release_is_refused_each_act(desk: sa.Engine, user: User) -> None:
    kept = under_embargo(desk)
    for act in acts(at(desk, user), kept):
        with pytest.raises(NotPermitted):
            act()
    assert at(desk, ANN).open(kept.reference.text).kept == kept


def test_an_administrator_reads_no_release(desk: sa.Engine) -> None:
    for ask in (at(desk, ADA).all, lambda: at(desk, ADA).open("SR-2026-0001")):
        with pytest.raises(NotPermitted):
            ask()


def test_the_author_is_refused_by_the_office_before_the_store_is_asked(desk: sa.Engine) -> None:
    kept = at(desk, ANN).draft(a_proposal())
    with pytest.raises(NotPermitted, match="somebody else"):
        at(desk, ANN).check(kept.reference, seen=1)
    at(desk, BEN).check(kept.reference, seen=1)
    with pytest.raises(NotPermitted, match="somebody else"):
        at(desk, ANN).approve(kept.reference, seen=2)


def test_another_force_neither_drafts_nor_decides(desk: sa.Engine) -> None:
    kept = at(desk, ANN).draft(a_proposal())
    with pytest.raises(OutOfScope):
        at(desk, FAR).draft(a_proposal())
    with pytest.raises(OutOfScope):
        at(desk, FAR).check(kept.reference, seen=1)


def test_what_failed_its_audit_is_not_frozen(desk: sa.Engine) -> None:
    with pytest.raises(ReleaseUnsafe, match="a small count could be told"):
        at(desk, ANN).draft(a_proposal(faults=("a small count could be told",)))
    assert at(desk, ANN).all() == ()


def test_a_figure_that_could_not_be_found_again_is_not_frozen(desk: sa.Engine) -> None:
    with pytest.raises(ReferenceRefused):
        at(desk, ANN).draft(a_proposal(tables(agency="no such code")))
    assert at(desk, ANN).all() == ()


def test_the_next_release_is_told_which_came_before_and_what_changed(desk: sa.Engine) -> None:
    first = under_embargo(desk)
    assert at(desk, ANN).previous(first.force_code) == first
    second = at(desk, ANN).draft(a_proposal(tables(received=275), previous=first.reference))
    changed = at(desk, BEN).difference(second.reference.text)
    assert [(each.spot, each.change, each.before, each.after) for each in changed.changes] == [
        (("total", ()), Change.MOVED, 260, 275),
        (("route", ("PARTNER",)), Change.MOVED, 177, 192),
    ]
    assert len(at(desk, BEN).difference(first.reference.text).of(Change.NEW)) == 5


def test_a_correction_is_shown_with_the_old_figure_and_lists_who_took_that(desk: sa.Engine) -> None:
    old = under_embargo(desk)
    entry = Entry(event=Event.EXPORT, subject="total_SR-2026-0001.png", releases=(old.reference.text,))
    append(desk, acting("dan"), entry, now=AFTER)
    proposal = a_proposal(tables(received=275), previous=old.reference)
    new = at(desk, ANN, late=True).correct(old.reference, proposal, seen=4, reason="Counted twice")
    assert at(desk, BEN, late=True).open(old.reference.text).correction == new.reference
    assert at(desk, COM, late=True).open(old.reference.text).correction is None
    at(desk, BEN, late=True).check(new.reference, seen=1)
    at(desk, BEN, late=True).approve(new.reference, seen=2)
    at(desk, ANN, late=True).embargo(new.reference, seen=3, until=AFTER)
    opened = at(desk, COM, late=True).open(old.reference.of("total").text)
    assert opened.figure is not None
    assert (opened.figure.shown, opened.state, opened.correction) == (260, ReleaseState.CORRECTED, new.reference)
    assert [each.username for each in at(desk, ANN, late=True).exporters(old.reference)] == ["dan"]


def test_what_is_not_what_was_frozen_is_found_and_not_shown(desk: sa.Engine) -> None:
    """Somebody who owns the database puts their triggers away and changes a number."""
    kept = under_embargo(desk)
    with desk.begin() as connection:
        if desk.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE statistical_release DISABLE TRIGGER ALL")
        else:
            connection.exec_driver_sql("DROP TRIGGER statistical_release_update")
        changed = sa.func.replace(statistical_release.c.cells, "260", "261")
        connection.execute(statistical_release.update().values(cells=changed))
    with pytest.raises(ReleaseDamaged, match="not what was frozen"):
        at(desk, ANN).open(kept.reference.text)
