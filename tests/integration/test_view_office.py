"""What a reader does with saved views, on both databases: their own only, opened by link within scope."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from dashboard.administration.saved_views import ViewOffice, read_back
from dashboard.policy import Duty, NotPermitted
from data_access import saved_views
from data_access.audit import Witness
from data_access.saved_views import ViewRefused
from data_access.schema import audit_entry
from data_access.vocabulary import Role
from tests import doors
from tests.doors import NOW
from tests.doorway import ACTOR, KEY
from tests.factories import CHESHIRE, HAMPSHIRE, a_user

QUERY = {"force": [CHESHIRE], "period": ["fy-2019"], "risk": ["HIGH", "UNK"]}
READERS = sorted(set(Role) - {Role.ADMINISTRATOR, Role.PRESS_OFFICER})


def office(store: sa.Engine, role: Role = Role.MANAGER, *, forces: tuple[str, ...] = (CHESHIRE,)) -> ViewOffice:
    user = a_user(role, forces=forces)
    return ViewOffice(
        user=user, store=store, witness=Witness(actor=replace(ACTOR, username=user.username), key=KEY), now=NOW
    )


@pytest.fixture
def store(store_engine: sa.Engine) -> sa.Engine:
    """A store with an account for each role."""
    for role in Role:
        doors.add(store_engine, username=a_user(role).username)
    return store_engine


def recorded(store: sa.Engine) -> list[tuple[str, str, str]]:
    with store.connect() as connection:
        rows = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()
    return [(row.username, row.event, row.outcome) for row in rows if row.event.startswith("VIEW")]


@pytest.mark.parametrize("role", READERS)
def test_every_reader_of_figures_saves_and_opens(store: sa.Engine, role: Role) -> None:
    view = office(store, role).save("Mine", page="headlines", query=QUERY)
    opened = office(store, role).open(view.view_id)
    assert opened is not None
    assert read_back(opened.query) == QUERY
    who = a_user(role).username
    assert recorded(store) == [(who, "VIEW_SAVE", "DONE"), (who, "VIEW_OPEN", "DONE")]


def test_an_administrator_has_no_views_and_opens_none(store: sa.Engine) -> None:
    view = office(store).save("Mine", page="headlines", query=QUERY)
    of_a_page_for_everybody = office(store).save("Account", page="account", query=QUERY)
    administrator = office(store, Role.ADMINISTRATOR)
    assert administrator.open(view.view_id) is None
    assert administrator.open(of_a_page_for_everybody.view_id) is None
    for act in (
        lambda: administrator.save("Mine", page="headlines", query=QUERY),
        lambda: administrator.rename(view.view_id, name="x"),
        lambda: administrator.forget(view.view_id),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert recorded(store)[2:] == [("administrator", "VIEW_OPEN", "REFUSED")] * 2


@pytest.mark.parametrize(("page", "role"), [("referrals", Role.PRESS_OFFICER), ("events", Role.COMMISSIONER)])
def test_a_page_of_another_role_is_neither_saved_nor_opened(store: sa.Engine, page: str, role: Role) -> None:
    with pytest.raises(NotPermitted):
        office(store, role).save("Mine", page=page, query=QUERY)
    view = office(store).save("Mine", page=page, query=QUERY)
    assert office(store, role).open(view.view_id) is None


def test_a_page_that_is_no_page_is_not_saved(store: sa.Engine) -> None:
    with pytest.raises(NotPermitted):
        office(store).save("Mine", page="../etc", query=QUERY)


def test_a_view_of_a_force_that_is_not_the_readers_opens_nothing_and_the_attempt_is_recorded(store: sa.Engine) -> None:
    view = office(store).save("Mine", page="referrals", query=QUERY)
    elsewhere = office(store, Role.COMMISSIONER, forces=(HAMPSHIRE,))
    assert elsewhere.open(view.view_id) is None
    assert recorded(store)[-1] == ("commissioner", "VIEW_OPEN", "REFUSED")
    kept = saved_views.find(store, view_id=view.view_id)
    assert kept is not None
    assert kept.used_at is None


def test_ones_own_view_closes_with_ones_scope(store: sa.Engine) -> None:
    view = office(store).save("Mine", page="referrals", query=QUERY)
    assert office(store, forces=(HAMPSHIRE,)).open(view.view_id) is None


def test_who_owes_something_first_opens_nothing(store: sa.Engine) -> None:
    view = office(store).save("Mine", page="referrals", query=QUERY)
    at_work = office(store)
    owing = replace(at_work, user=replace(at_work.user, duties=frozenset({Duty.SET_SECOND_FACTOR})))
    assert owing.open(view.view_id) is None
    with pytest.raises(NotPermitted):
        owing.forget(view.view_id)


def test_another_readers_view_cannot_be_changed_by_who_has_its_link(store: sa.Engine) -> None:
    view = office(store).save("Mine", page="referrals", query=QUERY)
    for act in (
        lambda: office(store, Role.COMMISSIONER).forget(view.view_id),
        lambda: office(store, Role.COMMISSIONER).rename(view.view_id, name="Theirs"),
    ):
        with pytest.raises(ViewRefused, match="no such view among yours"):
            act()
    assert [each.name for each in saved_views.mine(store, username="manager")] == ["Mine"]
