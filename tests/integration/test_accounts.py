"""Accounts on both databases: made, found, shut, opened, reset; refused when they may not be."""

from typing import Any

import pytest
import sqlalchemy as sa

from data_access import accounts
from data_access.database import open_store
from data_access.errors import AccountRefused, DatabaseUnavailable
from data_access.vocabulary import Role
from tests.doors import CHESHIRE, HAMPSHIRE, NOW, add
from tests.doorway import WITNESS


def test_an_account_is_found_as_it_was_added_with_its_forces_in_order(store_engine: sa.Engine) -> None:
    added = add(store_engine)
    assert accounts.find(store_engine, username="a.jones") == added
    assert added.forces == (CHESHIRE, HAMPSHIRE)
    assert added.active
    assert not added.demonstration


def test_a_username_nobody_has_is_not_found(store_engine: sa.Engine) -> None:
    assert accounts.find(store_engine, username="nobody") is None


def test_everyone_is_listed_by_username_with_their_own_forces(store_engine: sa.Engine) -> None:
    add(store_engine, username="zoe", forces=(), home_force=None, role=Role.ADMINISTRATOR)
    add(store_engine, username="ann")
    assert [(one.username, one.forces) for one in accounts.everyone(store_engine)] == [
        ("ann", (CHESHIRE, HAMPSHIRE)),
        ("zoe", ()),
    ]


def test_the_password_hash_is_in_no_printed_form(store_engine: sa.Engine) -> None:
    assert "$2b$" not in repr(add(store_engine))


@pytest.mark.parametrize(
    ("changes", "happened"),
    [
        ({"username": "A Jones"}, "username is 2 to 64"),
        ({"username": "x" * 65}, "username is 2 to 64"),
        ({"username": "a'; DROP TABLE user_account; --"}, "username is 2 to 64"),
        ({"display_name": "  "}, "needs the person's name"),
        ({"role": "OWNER"}, "OWNER is not a role"),
        ({"forces": ("Cheshire",), "home_force": None}, "Cheshire: not the code"),
        ({"home_force": "E23000001"}, "not among the forces"),
    ],
)
def test_what_no_account_may_have_is_refused_and_nothing_is_written(
    store_engine: sa.Engine, changes: dict[str, Any], happened: str
) -> None:
    with pytest.raises(AccountRefused, match=happened):
        add(store_engine, **changes)
    assert accounts.everyone(store_engine) == ()


def test_a_second_account_of_the_same_name_is_refused_and_the_first_is_kept(store_engine: sa.Engine) -> None:
    first = add(store_engine)
    with pytest.raises(AccountRefused, match="already an account"):
        add(store_engine, display_name="Somebody Else", forces=(), home_force=None)
    assert accounts.everyone(store_engine) == (first,)


def test_disabling_and_enabling_change_only_the_active_flag(store_engine: sa.Engine) -> None:
    add(store_engine)
    accounts.disable(store_engine, username="a.jones", witness=WITNESS, now=NOW)
    disabled = accounts.find(store_engine, username="a.jones")
    assert disabled is not None
    assert not disabled.active
    accounts.enable(store_engine, username="a.jones", witness=WITNESS, now=NOW)
    enabled = accounts.find(store_engine, username="a.jones")
    assert enabled is not None
    assert enabled.active


def test_a_reset_replaces_the_hash(store_engine: sa.Engine) -> None:
    add(store_engine)
    accounts.reset(store_engine, username="a.jones", password_hash="$2b$12$" + "y" * 53, witness=WITNESS, now=NOW)
    changed = accounts.find(store_engine, username="a.jones")
    assert changed is not None
    assert changed.password_hash.endswith("y" * 53)


@pytest.mark.parametrize("act", [accounts.disable, accounts.enable])
def test_changing_an_account_that_is_not_there_is_refused(store_engine: sa.Engine, act: Any) -> None:
    with pytest.raises(AccountRefused, match="no account called nobody"):
        act(store_engine, username="nobody", witness=WITNESS, now=NOW)


def test_a_store_without_tables_is_reported_as_unavailable(empty_url: str) -> None:
    engine = open_store(empty_url)
    with pytest.raises(DatabaseUnavailable, match="accounts could not be read"):
        accounts.everyone(engine)
    engine.dispose()
