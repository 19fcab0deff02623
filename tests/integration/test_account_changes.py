"""Accounts changed on both databases: what ends with it, what is recorded, and who cannot leave."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa

from data_access import accounts
from data_access.access_vocabulary import Provider
from data_access.errors import AccountRefused, DatabaseUnavailable
from data_access.schema import audit_entry, second_factor, user_account
from data_access.vocabulary import Role
from tests import doors
from tests.doors import CHESHIRE, HAMPSHIRE, NOW, add
from tests.doorway import WITNESS

LATER = NOW + timedelta(minutes=5)
OTHER_HASH = "$2b$12$" + "y" * 53


def change(engine: sa.Engine, username: str = "a.jones", **changes: Any) -> accounts.Account:
    wanted = {
        "display_name": "Alex Jones",
        "role": Role.MANAGER,
        "forces": (CHESHIRE, HAMPSHIRE),
        "home_force": CHESHIRE,
    }
    return accounts.change(engine, username=username, witness=WITNESS, now=LATER, **{**wanted, **changes})


def entries(engine: sa.Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()
    return [(row.event, row.subject, row.detail) for row in rows]


def test_a_change_is_kept_and_recorded_in_words(store_engine: sa.Engine) -> None:
    add(store_engine)
    changed = change(store_engine, display_name=" Alex Smith ", forces=(CHESHIRE,), role=Role.PRESS_OFFICER)
    assert accounts.find(store_engine, username="a.jones") == changed
    assert entries(store_engine)[1:] == [
        (
            "ACCOUNT_CHANGE",
            "a.jones",
            "name from Alex Jones to Alex Smith; role from MANAGER to PRESS_OFFICER; "
            "forces from E23000006 E23000030 to E23000006",
        )
    ]


def test_a_change_of_nothing_is_no_act(store_engine: sa.Engine) -> None:
    added = add(store_engine)
    assert change(store_engine) == added
    assert len(entries(store_engine)) == 1


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({"display_name": "Alex Smith"}, False),
        ({"home_force": HAMPSHIRE}, False),
        ({"home_force": None}, False),
        ({"role": Role.COMMISSIONER}, True),
        ({"forces": (CHESHIRE,)}, True),
        ({"forces": (), "home_force": None}, True),
    ],
)
def test_sessions_end_when_rights_change_and_only_then(
    store_engine: sa.Engine, changes: dict[str, Any], ends: bool
) -> None:
    add(store_engine)
    token = doors.opened(store_engine, "a.jones")
    change(store_engine, **changes)
    assert doors.is_live(store_engine, token, LATER) is not ends


@pytest.mark.parametrize(
    ("changes", "happened"),
    [
        ({"username": "nobody"}, "no account called nobody"),
        ({"display_name": " "}, "needs the person's name"),
        ({"display_name": "Alex\nJones"}, "can be printed"),
        ({"role": "OWNER"}, "OWNER is not a role"),
        ({"home_force": "E23000001"}, "not among the forces"),
    ],
)
def test_a_change_to_what_no_account_may_be_changes_nothing(
    store_engine: sa.Engine, changes: dict[str, Any], happened: str
) -> None:
    added = add(store_engine)
    with pytest.raises(AccountRefused, match=happened):
        change(store_engine, **changes)
    assert accounts.everyone(store_engine) == (added,)
    assert len(entries(store_engine)) == 1


def test_a_password_of_their_own_is_kept_and_ends_every_session(store_engine: sa.Engine) -> None:
    add(store_engine, must_change_password=True)
    token = doors.opened(store_engine, "a.jones")
    accounts.change_password(store_engine, username="a.jones", password_hash=OTHER_HASH, witness=WITNESS, now=LATER)
    changed = accounts.find(store_engine, username="a.jones")
    assert changed is not None
    assert (changed.password_hash, changed.must_change_password) == (OTHER_HASH, False)
    assert not doors.is_live(store_engine, token, LATER)
    assert entries(store_engine)[-1][:2] == ("PASSWORD_CHANGE", "a.jones")


def test_a_reset_must_be_followed_by_a_password_of_their_own(store_engine: sa.Engine) -> None:
    add(store_engine)
    accounts.reset(store_engine, username="a.jones", password_hash=OTHER_HASH, witness=WITNESS, now=LATER)
    changed = accounts.find(store_engine, username="a.jones")
    assert changed is not None
    assert changed.must_change_password


@pytest.mark.parametrize("act", [accounts.change_password, accounts.reset])
def test_who_has_no_password_here_is_given_none(store_engine: sa.Engine, act: Any) -> None:
    add(store_engine, password_hash=accounts.NO_PASSWORD)
    with pytest.raises(AccountRefused, match="single sign-on"):
        act(store_engine, username="a.jones", password_hash=OTHER_HASH, witness=WITNESS, now=LATER)
    account = accounts.find(store_engine, username="a.jones")
    assert account is not None
    assert (account.password_hash, account.provider) == (accounts.NO_PASSWORD, Provider.OIDC)


def test_an_account_says_when_it_was_last_signed_in_and_whether_a_code_is_asked_for(store_engine: sa.Engine) -> None:
    added = add(store_engine)
    assert (added.signed_in_at, added.has_second_factor, added.provider) == (None, False, Provider.PASSWORD)
    doors.opened(store_engine, "a.jones")
    for confirmed_at, counts in ((None, False), (NOW.replace(tzinfo=None), True)):
        with store_engine.begin() as connection:
            connection.execute(second_factor.delete())
            row = {"username": "a.jones", "secret_encrypted": "sealed", "confirmed_at": confirmed_at}
            connection.execute(second_factor.insert().values(row))
        account = accounts.find(store_engine, username="a.jones")
        assert account is not None
        assert (account.signed_in_at, account.has_second_factor) == (NOW, counts)


def administrators(engine: sa.Engine, *usernames: str) -> None:
    for username in usernames:
        add(engine, username=username, role=Role.ADMINISTRATOR, forces=(), home_force=None)


def demote(engine: sa.Engine, username: str) -> None:
    change(engine, username, forces=(), home_force=None)


def disable(engine: sa.Engine, username: str) -> None:
    accounts.disable(engine, username=username, witness=WITNESS, now=LATER)


LEAVINGS = pytest.mark.parametrize("leave", [disable, demote])


@LEAVINGS
def test_the_last_active_administrator_stays(store_engine: sa.Engine, leave: Any) -> None:
    administrators(store_engine, "ann", "ben", "cleo")
    leave(store_engine, "ann")
    leave(store_engine, "ben")
    before = accounts.everyone(store_engine), entries(store_engine)
    token = doors.opened(store_engine, "cleo")
    with pytest.raises(AccountRefused, match="cleo is the last active administrator"):
        leave(store_engine, "cleo")
    after = accounts.everyone(store_engine), entries(store_engine)[: len(before[1])]
    assert [one.active for one in after[0]] == [one.active for one in before[0]]
    assert after[1] == before[1]
    assert doors.is_live(store_engine, token, LATER)


@LEAVINGS
def test_where_nobody_administers_others_can_still_be_changed(store_engine: sa.Engine, leave: Any) -> None:
    add(store_engine, username="ann")
    leave(store_engine, "ann")


@LEAVINGS
def test_of_two_administrators_who_leave_at_once_one_stays(store_engine: sa.Engine, leave: Any) -> None:
    administrators(store_engine, "ann", "ben")
    together = Barrier(2)

    def leaves(username: str) -> bool:
        together.wait()
        try:
            leave(store_engine, username)
        except AccountRefused:
            return False
        return True

    for _ in range(10):
        with ThreadPoolExecutor(2) as threads:
            left = list(threads.map(leaves, ("ann", "ben")))
        assert sorted(left) == [False, True]
        administering = [
            one for one in accounts.everyone(store_engine) if one.active and one.role is Role.ADMINISTRATOR
        ]
        assert len(administering) == 1
        with store_engine.begin() as connection:
            connection.execute(user_account.update().values(active=True, role=Role.ADMINISTRATOR))


def test_an_act_that_cannot_be_recorded_is_not_done(store_engine: sa.Engine) -> None:
    added = add(store_engine)
    with store_engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME TO taken_away")
    password = {"username": "a.jones", "password_hash": OTHER_HASH, "witness": WITNESS, "now": LATER}
    for act in (
        lambda: add(store_engine, username="b.smith"),
        lambda: change(store_engine, display_name="Alex Smith"),
        lambda: disable(store_engine, "a.jones"),
        lambda: accounts.change_password(store_engine, **password),
        lambda: accounts.reset(store_engine, **password),
    ):
        with pytest.raises(DatabaseUnavailable):
            act()
    assert accounts.everyone(store_engine) == (added,)
