"""What a person owes before anything opens."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.identity.duties import duties_of
from dashboard.policy import Duty
from data_access.access_vocabulary import Provider
from data_access.sessions import SignedIn
from data_access.vocabulary import Role

ANN = SignedIn(
    username="ann",
    display_name="Ann",
    role=Role.MANAGER,
    forces=(),
    home_force=None,
    demonstration=False,
    session_id="1",
    provider=Provider.PASSWORD,
    must_change_password=True,
    has_second_factor=False,
)
BOTH = {Duty.CHANGE_PASSWORD, Duty.SET_SECOND_FACTOR}
MANAGERS = frozenset({Role.MANAGER})


@pytest.mark.parametrize(
    ("changes", "owed"),
    [
        ({}, BOTH),
        ({"must_change_password": False}, {Duty.SET_SECOND_FACTOR}),
        ({"has_second_factor": True}, {Duty.CHANGE_PASSWORD}),
        ({"role": Role.ADMINISTRATOR}, {Duty.CHANGE_PASSWORD}),
        ({"must_change_password": False, "has_second_factor": True}, set()),
        ({"provider": Provider.OIDC}, set()),
        ({"demonstration": True}, set()),
    ],
)
def test_duties_follow_from_account_provider_and_role(changes: dict[str, Any], owed: set[Duty]) -> None:
    assert duties_of(replace(ANN, **changes), second_factor_roles=MANAGERS) == owed


def test_where_no_role_must_nobody_owes_a_second_factor() -> None:
    assert duties_of(ANN, second_factor_roles=frozenset()) == {Duty.CHANGE_PASSWORD}
