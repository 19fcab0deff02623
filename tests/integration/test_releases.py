"""Releases in the store, on both databases: frozen, step by step, by two people, each on record."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, append
from data_access.errors import DatabaseUnavailable, OutOfScope
from data_access.release_vocabulary import ReleaseState, ReleaseStep
from data_access.releases import (
    Correction,
    Kept,
    Overtaken,
    ReferenceRefused,
    ReleaseRefused,
    content_of,
    exports_of,
    find,
    freeze,
    parsed,
    releases_of,
)
from data_access.schema import audit_entry, release_head
from data_access.scope import Grain, Scope
from tests.factories import HAMPSHIRE
from tests.frozen import ANN, EMBARGO, NOW, SCOPE, STEPS, a_draft, acting, drafted, embargoed, taken

AFTER = EMBARGO + timedelta(hours=9)
CHECK, APPROVE, EMBARGOED, RELEASE, WITHDRAW = (
    ReleaseStep.CHECK,
    ReleaseStep.APPROVE,
    ReleaseStep.EMBARGO,
    ReleaseStep.RELEASE,
    ReleaseStep.WITHDRAW,
)


def recorded(store: sa.Engine) -> list[tuple[str, str, str]]:
    with store.connect() as connection:
        rows = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()
    return [(row.event, row.username, row.subject) for row in rows]


def correction(of: Kept, *, reason: str = "One referral was counted twice") -> Correction:
    return Correction(of=of.reference, seen=len(of.life.steps), reason=reason)


def test_a_draft_gets_the_next_reference_of_its_london_year(store_engine: sa.Engine) -> None:
    new_year_in_london = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)
    names = [
        drafted(store_engine, now=now).reference.text
        for now in (NOW, NOW, datetime(2026, 12, 31, 23, 59, tzinfo=UTC), new_year_in_london)
    ]
    assert names == ["SR-2026-0001", "SR-2026-0002", "SR-2026-0003", "SR-2027-0001"]


def test_what_was_frozen_is_read_back_whole(store_engine: sa.Engine) -> None:
    kept, draft = drafted(store_engine), a_draft()
    assert (kept.title, kept.since, kept.as_at, kept.data_version) == ("Ten months", draft.since, draft.as_at, "v1")
    assert (kept.hide_below, kept.round_to, kept.previous, kept.life.author) == (8, 5, None, "ann")
    content = content_of(store_engine, kept)
    assert (content.cells, content.definitions) == (draft.cells, draft.definitions)
    assert find(store_engine, kept.reference.of("total")) == kept
    assert releases_of(store_engine, forces=(HAMPSHIRE,)) == ()


def test_each_step_is_kept_and_recorded_with_who_and_when(store_engine: sa.Engine) -> None:
    kept = embargoed(store_engine)
    assert [(each.step, each.by, each.role) for each in kept.life.steps] == [
        ("DRAFT", "ann", "PRESS_OFFICER"),
        *((step, "ben", "PRESS_OFFICER") for step in STEPS),
    ]
    assert kept.life.steps[-1].until == EMBARGO
    name = kept.reference.text
    steps = ("RELEASE_CHECK", "RELEASE_APPROVE", "RELEASE_EMBARGO")
    assert recorded(store_engine) == [("RELEASE_DRAFT", "ann", name), *((event, "ben", name) for event in steps)]


def test_it_is_released_by_the_clock_and_by_nothing_else(store_engine: sa.Engine) -> None:
    life = embargoed(store_engine).life
    second = timedelta(seconds=1)
    assert [life.state(at) for at in (NOW, EMBARGO - second, EMBARGO, EMBARGO + second)] == [
        ReleaseState.EMBARGOED,
        ReleaseState.EMBARGOED,
        ReleaseState.RELEASED,
        ReleaseState.RELEASED,
    ]


@pytest.mark.parametrize("username", ["ann", "ANN"])
@pytest.mark.parametrize("step", [CHECK, APPROVE])
def test_who_drafted_it_neither_checks_nor_approves_it(
    store_engine: sa.Engine, step: ReleaseStep, username: str
) -> None:
    kept = drafted(store_engine)
    if step is APPROVE:
        kept = taken(store_engine, kept, CHECK)
    with pytest.raises(ReleaseRefused, match="somebody else"):
        taken(store_engine, kept, step, witness=acting(username))
    assert find(store_engine, kept.reference) == kept


@pytest.mark.parametrize("step", [APPROVE, EMBARGOED, RELEASE])
def test_no_state_is_skipped(store_engine: sa.Engine, step: ReleaseStep) -> None:
    kept = drafted(store_engine)
    with pytest.raises(ReleaseRefused, match="in this order"):
        taken(store_engine, kept, step)
    assert len(recorded(store_engine)) == 1


def test_of_two_who_approve_at_once_one_does_and_one_is_told(store_engine: sa.Engine) -> None:
    checked = taken(store_engine, drafted(store_engine), CHECK)

    def approving(username: str) -> str:
        try:
            taken(store_engine, checked, APPROVE, witness=acting(username))
        except Overtaken as refusal:
            return refusal.happened
        return "approved"

    with ThreadPoolExecutor(2) as people:
        said = sorted(people.map(approving, ("ben", "cat")))
    after = find(store_engine, checked.reference)
    approver = after.life.steps[-1].by
    assert said == [f"{checked.reference.text} was approved by {approver} while you had it before you.", "approved"]
    assert [taken_.step for taken_ in after.life.steps] == ["DRAFT", "CHECK", "APPROVE"]


def test_twenty_drafts_at_once_get_twenty_references(store_engine: sa.Engine) -> None:
    with ThreadPoolExecutor(5) as people:
        names = {kept.reference.text for kept in people.map(lambda _: drafted(store_engine), range(20))}
    assert names == {f"SR-2026-{number:04}" for number in range(1, 21)}


def test_one_that_does_not_know_of_the_last_approved_is_not_approved(store_engine: sa.Engine) -> None:
    first, second = drafted(store_engine), drafted(store_engine)
    taken(store_engine, first, *STEPS)
    with pytest.raises(ReleaseRefused, match=f"not guarded against {first.reference.text}"):
        taken(store_engine, second, CHECK, APPROVE)
    third = drafted(store_engine, previous=first.reference)
    assert taken(store_engine, third, CHECK, APPROVE).previous == first.reference


def test_one_withdrawn_before_anybody_saw_it_is_no_previous_one(store_engine: sa.Engine) -> None:
    first, second = drafted(store_engine), drafted(store_engine)
    taken(store_engine, first, *STEPS, WITHDRAW)
    assert taken(store_engine, second, CHECK, APPROVE).life.is_approved


def test_an_embargo_is_moved_or_lifted_until_it_has_passed(store_engine: sa.Engine) -> None:
    kept = taken(store_engine, embargoed(store_engine), EMBARGOED, until=AFTER)
    assert kept.life.state(EMBARGO) is ReleaseState.EMBARGOED
    lifted = taken(store_engine, kept, RELEASE, now=NOW + timedelta(hours=2))
    assert lifted.life.public_at == NOW + timedelta(hours=2)
    with pytest.raises(ReleaseRefused, match="is released, so it cannot be embargoed"):
        taken(store_engine, lifted, EMBARGOED, now=NOW + timedelta(hours=3))


@pytest.mark.parametrize(
    "until", [NOW, EMBARGO + timedelta(days=400), None], ids=["in the past", "next year but one", "none"]
)
def test_an_embargo_ends_within_a_year_from_now(store_engine: sa.Engine, until: datetime | None) -> None:
    approved = taken(store_engine, drafted(store_engine), CHECK, APPROVE)
    with pytest.raises(ReleaseRefused, match="An embargo ends"):
        taken(store_engine, approved, EMBARGOED, until=until)


def test_a_correction_takes_the_place_of_the_old_one_when_it_is_out(store_engine: sa.Engine) -> None:
    old = embargoed(store_engine)
    new = drafted(store_engine, previous=old.reference, shown=259, correcting=correction(old), now=AFTER)
    kept = find(store_engine, old.reference)
    assert (kept.life.state(AFTER), kept.life.correction) == (ReleaseState.RELEASED, new.reference)
    out = AFTER + timedelta(hours=3)
    taken(store_engine, new, *STEPS, until=out, now=AFTER)
    life = find(store_engine, old.reference).life
    assert [life.state(at) for at in (out - timedelta(seconds=1), out)] == ["RELEASED", "CORRECTED"]
    assert life.steps[-1].reason == "One referral was counted twice"
    assert content_of(store_engine, old).cells == a_draft().cells
    with pytest.raises(ReleaseRefused, match="is corrected"):
        taken(store_engine, find(store_engine, old.reference), WITHDRAW, now=out)


def test_only_what_was_out_is_corrected_and_once_at_a_time(store_engine: sa.Engine) -> None:
    old = embargoed(store_engine)
    with pytest.raises(ReleaseRefused, match="under embargo, so it cannot be corrected"):
        drafted(store_engine, correcting=correction(old))
    new = drafted(store_engine, previous=old.reference, correcting=correction(old), now=AFTER)
    with pytest.raises(Overtaken):
        drafted(store_engine, correcting=correction(old), now=AFTER)
    with pytest.raises(ReleaseRefused, match="already"):
        drafted(store_engine, correcting=correction(find(store_engine, old.reference)), now=AFTER)
    taken(store_engine, new, WITHDRAW, now=AFTER)
    again = drafted(store_engine, correcting=correction(find(store_engine, old.reference)), now=AFTER)
    assert find(store_engine, old.reference).life.correction == again.reference


def test_a_withdrawn_one_is_reissued_and_stays_withdrawn(store_engine: sa.Engine) -> None:
    old = taken(store_engine, embargoed(store_engine), WITHDRAW, now=AFTER)
    new = drafted(store_engine, previous=old.reference, correcting=correction(old), now=AFTER)
    taken(store_engine, new, *STEPS, until=AFTER, now=AFTER)
    life = find(store_engine, old.reference).life
    assert (life.state(AFTER), life.correction) == (ReleaseState.WITHDRAWN, new.reference)


def test_a_withdrawal_says_why(store_engine: sa.Engine) -> None:
    kept = drafted(store_engine)
    with pytest.raises(ReleaseRefused, match="needs a reason"):
        taken(store_engine, kept, WITHDRAW, reason="  ")
    assert taken(store_engine, kept, WITHDRAW, reason="Wrong period").life.steps[-1].reason == "Wrong period"


def test_nobody_writes_for_another_force(store_engine: sa.Engine) -> None:
    elsewhere = Scope(forces=(HAMPSHIRE,), grain=Grain.HEADLINE)
    with pytest.raises(OutOfScope):
        freeze(store_engine, a_draft(), scope=elsewhere, witness=ANN, now=NOW)
    assert recorded(store_engine) == []


@pytest.mark.parametrize("title", ["", " \n ", "x" * 121, "a\u202eb", "a\x00b"])
def test_a_title_that_cannot_be_kept_is_refused(store_engine: sa.Engine, title: str) -> None:
    with pytest.raises(ReleaseRefused, match="title"):
        freeze(store_engine, a_draft(title=title), scope=SCOPE, witness=ANN, now=NOW)


@pytest.mark.parametrize("text", ["SR-2026-0002", "SR-2026-0002-total", "SR-2031-0001"])
def test_a_reference_under_which_nothing_was_frozen_is_refused(store_engine: sa.Engine, text: str) -> None:
    drafted(store_engine)
    with pytest.raises(ReferenceRefused, match="ever frozen"):
        find(store_engine, parsed(text))


def test_a_correction_lists_who_exported_the_old_one_and_nobody_else(store_engine: sa.Engine) -> None:
    kept, name = embargoed(store_engine), "SR-2026-0001"
    for username, event, outcome, releases in (
        ("dan", Event.EXPORT, Outcome.DONE, (name,)),
        ("eve", Event.EXPORT, Outcome.DONE, ("SR-2026-0009", kept.reference.of("total").text)),
        ("fay", Event.EXPORT, Outcome.DONE, ("SR-2026-00012",)),
        ("gus", Event.EXPORT, Outcome.REFUSED, (name,)),
        ("hal", Event.ACCESS, Outcome.DONE, (name,)),
        ("dan", Event.EXPORT, Outcome.DONE, (name,)),
    ):
        entry = Entry(event=event, outcome=outcome, subject="pack.zip", releases=releases, content_sha256="a" * 64)
        append(store_engine, acting(username), entry, now=NOW)
    found = exports_of(store_engine, kept.reference.of("total"))
    assert [(each.username, each.file_name, each.at) for each in found] == [
        (username, "pack.zip", NOW) for username in ("dan", "eve", "dan")
    ]


def test_without_the_row_that_writers_hold_nothing_is_written(store_engine: sa.Engine) -> None:
    with store_engine.begin() as connection:
        connection.execute(release_head.delete())
    with pytest.raises(DatabaseUnavailable, match="row that writers hold"):
        drafted(store_engine)
    assert recorded(store_engine) == []
