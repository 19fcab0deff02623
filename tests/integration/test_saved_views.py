"""Saved views on both databases: kept by name, opened by whoever has the id, changed by their owner alone."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access import saved_views
from data_access.errors import DatabaseUnavailable
from data_access.saved_views import MOST, SavedView, ViewRefused
from data_access.schema import audit_entry, saved_view
from tests.doors import add
from tests.doorway import WITNESS

NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
QUERY = "force=E23000006&period=last-12-months&risk=HIGH"
ANN, BEN = "ann", "ben"


@pytest.fixture
def store(store_engine: sa.Engine) -> sa.Engine:
    """A store with Ann and Ben."""
    for username in (ANN, BEN):
        add(store_engine, username=username)
    return store_engine


def save(store: sa.Engine, name: str = "High risk", *, username: str = ANN, query: str = QUERY) -> SavedView:
    return saved_views.save(
        store, username=username, name=name, page="referrals", query=query, witness=WITNESS, now=NOW
    )


def names(store: sa.Engine, username: str = ANN) -> list[str]:
    return [view.name for view in saved_views.mine(store, username=username)]


def recorded(store: sa.Engine) -> list[tuple[str, str, str, str, str]]:
    with store.connect() as connection:
        rows = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()
    told = [(row.event, row.page, row.subject, row.filters, row.detail) for row in rows]
    return [each for each in told if each[0].startswith("VIEW")]


def test_a_saved_view_is_found_by_its_id_as_it_was_saved(store: sa.Engine) -> None:
    view = save(store, "  High\n risk ")
    assert view.name == "High risk"
    assert saved_views.find(store, view_id=view.view_id) == view
    assert saved_views.mine(store, username=ANN) == (view,)
    assert recorded(store) == [("VIEW_SAVE", "referrals", "High risk", QUERY, "")]


def test_ids_are_opaque_and_never_alike(store: sa.Engine) -> None:
    ids = {save(store, f"View {number}").view_id for number in range(20)}
    assert len(ids) == 20
    assert {len(each) for each in ids} == {22}


@pytest.mark.parametrize("view_id", ["", "x", "A" * 22, "\x00" * 22, "' OR 1=1 --", "\ud800" * 22, "x" * 10_000])
def test_no_other_id_finds_anything(store: sa.Engine, view_id: str) -> None:
    save(store)
    assert saved_views.find(store, view_id=view_id) is None


def test_each_reader_has_their_own_views_by_name(store: sa.Engine) -> None:
    for name in ("b", "A", "c"):
        save(store, name)
    save(store, "a", username=BEN)
    assert names(store) == ["A", "b", "c"]
    assert names(store, BEN) == ["a"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "needs a name"),
        ("HIGH RISK", "a view of that name already"),
        ("x" * 61, "has 61 characters, and at most 60 are kept"),
        ("x" * 10_000, "has 10000 characters"),
        ("x\u202ey", "cannot be seen"),
        ("x\x00y", "cannot be seen"),
    ],
)
def test_a_name_that_no_view_may_have_is_refused_in_words(store: sa.Engine, name: str, said: str) -> None:
    save(store)
    other = save(store, "Other")
    with pytest.raises(ViewRefused, match=said):
        save(store, name)
    with pytest.raises(ViewRefused, match=said):
        saved_views.rename(store, username=ANN, view_id=other.view_id, name=name, witness=WITNESS, now=LATER)
    assert names(store) == ["High risk", "Other"]


def test_too_long_a_choice_is_refused(store: sa.Engine) -> None:
    with pytest.raises(ViewRefused, match="Too much is chosen"):
        save(store, query="x" * 2_001)


def test_a_reader_keeps_fifty_views_and_no_more(store: sa.Engine) -> None:
    for number in range(MOST):
        save(store, f"View {number}")
    with pytest.raises(ViewRefused, match="50 saved views already"):
        save(store, "One more")
    save(store, username=BEN)


def test_of_two_of_one_name_at_once_one_is_kept(store: sa.Engine) -> None:
    ready, refused = threading.Barrier(2), []

    def attempt() -> None:
        ready.wait()
        try:
            save(store)
        except ViewRefused as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), names(store)) == (1, ["High risk"])


def test_a_view_is_renamed_and_its_link_stays(store: sa.Engine) -> None:
    view = save(store)
    saved_views.rename(store, username=ANN, view_id=view.view_id, name="high risk", witness=WITNESS, now=LATER)
    renamed = saved_views.find(store, view_id=view.view_id)
    assert renamed is not None
    assert renamed.name == "high risk"
    assert recorded(store)[1] == ("VIEW_RENAME", "referrals", "high risk", "", "was High risk")


def test_a_forgotten_view_is_gone_with_its_link(store: sa.Engine) -> None:
    view = save(store)
    saved_views.forget(store, username=ANN, view_id=view.view_id, witness=WITNESS, now=LATER)
    assert saved_views.find(store, view_id=view.view_id) is None
    assert recorded(store)[1] == ("VIEW_FORGET", "referrals", "High risk", "", "")


def test_anothers_view_can_be_neither_renamed_nor_forgotten_nor_told_from_none(store: sa.Engine) -> None:
    view = save(store)
    said = set()
    for view_id in (view.view_id, "A" * 22):
        with pytest.raises(ViewRefused) as refusal:
            saved_views.forget(store, username=BEN, view_id=view_id, witness=WITNESS, now=LATER)
        said.add(str(refusal.value))
        with pytest.raises(ViewRefused) as refusal:
            saved_views.rename(store, username=BEN, view_id=view_id, name="Mine", witness=WITNESS, now=LATER)
        said.add(str(refusal.value))
    assert len(said) == 1
    assert names(store) == ["High risk"]


def test_opening_is_noted_and_recorded(store: sa.Engine) -> None:
    view = save(store)
    saved_views.opened(store, view, witness=WITNESS, now=LATER)
    again = saved_views.find(store, view_id=view.view_id)
    assert again is not None
    assert again.used_at == LATER
    assert recorded(store)[1] == ("VIEW_OPEN", "referrals", "High risk", QUERY, "")


def test_what_cannot_be_recorded_does_not_happen(store: sa.Engine) -> None:
    view = save(store)
    with store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME TO lost")
    with pytest.raises(DatabaseUnavailable):
        save(store, "Another")
    with pytest.raises(DatabaseUnavailable):
        saved_views.rename(store, username=ANN, view_id=view.view_id, name="x", witness=WITNESS, now=LATER)
    with pytest.raises(DatabaseUnavailable):
        saved_views.forget(store, username=ANN, view_id=view.view_id, witness=WITNESS, now=LATER)
    with pytest.raises(DatabaseUnavailable):
        saved_views.opened(store, view, witness=WITNESS, now=LATER)
    assert saved_views.mine(store, username=ANN) == (view,)


def test_views_go_with_their_account(store: sa.Engine) -> None:
    save(store)
    with store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM user_account WHERE username = 'ann'")
        assert not connection.execute(saved_view.select()).all()
