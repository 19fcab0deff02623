"""What is public at a moment: by the clock and by what the store said last, and not a byte of anything else."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dashboard.administration.public_site import TRUSTED_FOR
from dashboard.press.web import Files
from dashboard.wording import numbers
from dashboard.wording import published as words
from data_access.database import open_store
from data_access.releases import Kept, find, last_approved, releases_of
from data_access.schema import statistical_release
from tests import databases
from tests.frozen import EMBARGO, NOW
from tests.press_desk import a_proposal, tables
from tests.public_pages import document
from tests.published import AFTER, BEFORE, ann, approved, embargoed, page_of, public_site

REASON = "An agency was counted twice."


def told(files: Files) -> bytes:
    """Every byte that a stranger could be given, names of files included."""
    return b"\n".join((path.encode() + b"\n" + file.body) for path, file in files.items())


def main_text(files: Files, kept: Kept) -> str:
    text: str = document(files, page_of(kept)).xpath("//main")[0].text_content()
    return text


def test_a_release_is_there_at_the_moment_its_embargo_ends_without_anything_being_done(
    store_engine: sa.Engine, tmp_path: Path
) -> None:
    kept = embargoed(store_engine)
    site = public_site(store_engine, tmp_path)
    site.look(EMBARGO - timedelta(seconds=30))
    assert page_of(kept) not in site.files(BEFORE)
    assert page_of(kept) in site.files(EMBARGO)


def test_before_it_is_out_nothing_tells_of_it(store_engine: sa.Engine, tmp_path: Path) -> None:
    site = public_site(store_engine, tmp_path)
    site.look(NOW)
    empty = told(site.files(NOW))
    kept = embargoed(store_engine)
    site.look(NOW)
    site.draw(NOW)
    assert told(site.files(BEFORE)) == empty
    assert kept.reference.text.encode() not in empty


def test_a_draft_and_one_given_up_are_never_seen(store_engine: sa.Engine, tmp_path: Path) -> None:
    site = public_site(store_engine, tmp_path)
    site.look(NOW)
    empty = told(site.files(NOW))
    ann(store_engine).draft(a_proposal())
    given_up = embargoed(store_engine)
    ann(store_engine).withdraw(given_up.reference, seen=4, reason=REASON)
    site.look(AFTER)
    assert told(site.files(AFTER)) == empty


def test_a_withdrawal_is_seen_at_the_next_look_and_the_numbers_stay(store_engine: sa.Engine, tmp_path: Path) -> None:
    kept = embargoed(store_engine)
    site = public_site(store_engine, tmp_path)
    site.look(AFTER)
    assert "Withdrawn" not in main_text(site.files(AFTER), kept)
    ann(store_engine, now=AFTER).withdraw(kept.reference, seen=4, reason=REASON)
    site.look(AFTER)
    text = main_text(site.files(AFTER), kept)
    assert text.startswith("Withdrawn on 20 Apr 2026, 09:01")
    assert f"Why: {REASON}" in text
    assert "260" in text


def test_a_correction_takes_its_place_when_it_is_out_itself_and_not_before(
    store_engine: sa.Engine, tmp_path: Path
) -> None:
    old = embargoed(store_engine)
    draft = ann(store_engine, now=AFTER).correct(
        old.reference, a_proposal(tables(received=270), previous=old.reference), seen=4, reason=REASON
    )
    out_at = AFTER + timedelta(seconds=40)
    approved(store_engine, draft, now=AFTER)
    ann(store_engine, now=AFTER).embargo(draft.reference, seen=3, until=out_at)
    site = public_site(store_engine, tmp_path)
    site.look(AFTER)
    early, late = site.files(out_at - timedelta(microseconds=1)), site.files(out_at)
    assert draft.reference.text.encode() not in told(early)
    assert REASON.encode() not in told(early)
    assert b"7,270" not in told(early)
    assert main_text(late, old).startswith("Corrected on 20 Apr 2026")
    assert REASON in main_text(late, old)
    assert f"../{page_of(draft)}" in document(late, page_of(old)).xpath("//@href")
    assert words.corrects(old.reference.text) in main_text(late, draft)
    assert json.loads(late["latest/cheshire.json"].body)["reference"] == draft.reference.text


def test_a_release_before_it_that_was_never_out_is_not_named(store_engine: sa.Engine, tmp_path: Path) -> None:
    first = embargoed(store_engine)
    second = embargoed(store_engine, previous=first.reference, until=EMBARGO + timedelta(hours=1))
    ann(store_engine).withdraw(first.reference, seen=4, reason=REASON)
    site = public_site(store_engine, tmp_path)
    site.look(AFTER)
    assert page_of(second) in site.files(AFTER)
    assert first.reference.text.encode() not in told(site.files(AFTER))


def test_an_embargo_that_was_moved_meanwhile_holds(store_engine: sa.Engine, tmp_path: Path) -> None:
    kept = embargoed(store_engine)
    site = public_site(store_engine, tmp_path)
    site.look(NOW)
    ann(store_engine).embargo(kept.reference, seen=4, until=AFTER)
    site.look(EMBARGO)
    assert page_of(kept) not in site.files(EMBARGO)
    site.look(AFTER - timedelta(seconds=1))
    assert page_of(kept) in site.files(AFTER)


def lost(*_arguments: object, **_named: object) -> sa.Connection:
    raise sa.exc.OperationalError("select", {}, Exception("gone"))


def test_when_the_store_is_lost_what_was_out_stays_and_nothing_more_comes_out(
    store_engine: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = embargoed(store_engine)
    coming = embargoed(store_engine, previous=out.reference, until=AFTER + 2 * TRUSTED_FOR)
    site = public_site(store_engine, tmp_path)
    site.look(AFTER)
    with monkeypatch.context() as patch:
        patch.setattr(sa.Engine, "connect", lost)
        much_later = AFTER + timedelta(days=1)
        site.look(much_later)
        assert page_of(out) in site.files(much_later)
        assert page_of(coming) not in site.files(much_later)
    site.look(much_later)
    assert page_of(coming) in site.files(much_later)


def test_what_the_store_said_a_moment_ago_still_opens_by_the_clock(
    store_engine: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = embargoed(store_engine)
    site = public_site(store_engine, tmp_path)
    site.look(EMBARGO - TRUSTED_FOR / 2)
    monkeypatch.setattr(sa.Engine, "connect", lost)
    site.look(EMBARGO)
    assert page_of(kept) in site.files(EMBARGO)


def test_before_the_store_was_ever_asked_there_is_nothing(
    store_engine: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = public_site(store_engine, tmp_path)
    monkeypatch.setattr(sa.Engine, "connect", lost)
    site.look(NOW)
    assert site.files(NOW) == {}


def test_one_that_is_not_what_was_frozen_is_shown_to_nobody_and_hides_no_other(
    store_engine: sa.Engine, tmp_path: Path
) -> None:
    whole = embargoed(store_engine)
    damaged = embargoed(store_engine, previous=whole.reference)
    with store_engine.begin() as connection:
        _let_change(connection)
        theirs = statistical_release.c.release_id == damaged.release_id
        connection.execute(statistical_release.update().where(theirs).values(title="Changed"))
    site = public_site(store_engine, tmp_path)
    site.look(AFTER)
    assert page_of(whole) in site.files(AFTER)
    assert page_of(damaged) not in site.files(AFTER)
    assert b"Changed" not in told(site.files(AFTER))


def _let_change(connection: sa.Connection) -> None:
    """Do as who owns the database can: drop what forbids it."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("ALTER TABLE statistical_release DISABLE TRIGGER ALL"))
        return
    for (name,) in connection.execute(
        sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'statistical_release'")
    ).all():
        connection.execute(sa.text(f"DROP TRIGGER {name}"))


MOMENTS = st.integers(min_value=-3, max_value=12).map(lambda steps: EMBARGO + timedelta(minutes=10 * steps))


# Not shrunk: each example makes a store of its own.
@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))
@given(steps=st.lists(st.tuples(st.sampled_from(["draft", "embargo", "withdraw", "look"]), MOMENTS), max_size=8))
def test_whatever_happens_nothing_but_what_is_out_is_ever_shown(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, datetime]]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    store = open_store(databases.fresh_url("sqlite", folder, "store"))
    world = SimpleNamespace(kept=[], received=260)
    site = public_site(store, folder)
    for act, moment in sorted(steps, key=lambda step: step[1]):
        _done(act, moment, store, world)
        site.look(moment)
        shown = told(site.files(moment))
        for kept, received in world.kept:
            is_out = find(store, kept.reference).life.is_public(moment)
            assert (kept.reference.text.encode() in shown) == is_out
            assert (numbers.count(received).encode() in shown) == is_out
    store.dispose()


def _done(act: str, moment: datetime, store: sa.Engine, world: SimpleNamespace) -> None:
    """Do the next thing that the press desk may do: every release has a number of its own to look for."""
    last = last_approved(releases_of(store, forces=None))
    previous = last.reference if last else None
    if act == "embargo":
        world.received += 1_111
        kept = embargoed(
            store,
            now=moment,
            until=moment + timedelta(minutes=15),
            previous=previous,
            rendered=tables(received=world.received),
        )
        world.kept.append((kept, world.received))
    elif act == "withdraw" and world.kept:
        kept = world.kept[-1][0]
        if not any(each.reason == REASON for each in ann(store, now=moment).open(kept.reference.text).kept.life.steps):
            ann(store, now=moment).withdraw(kept.reference, seen=4, reason=REASON)
    elif act == "draft":
        ann(store, now=moment).draft(a_proposal(tables(received=7_777), previous=None))


UTC_DAY = datetime(2026, 10, 25, tzinfo=UTC)  # London has the hour from one to two twice


@pytest.mark.parametrize("minutes", [30, 90], ids=["the first of two hours", "the second"])
def test_the_hour_that_london_has_twice_is_two_moments(store_engine: sa.Engine, tmp_path: Path, minutes: int) -> None:
    until = UTC_DAY + timedelta(minutes=minutes)
    kept = embargoed(store_engine, until=until)
    site = public_site(store_engine, tmp_path)
    site.look(until - timedelta(seconds=1))
    assert page_of(kept) not in site.files(until - timedelta(microseconds=1))
    assert page_of(kept) in site.files(until)
