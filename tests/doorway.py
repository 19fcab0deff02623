"""A site's gate over a fresh store, with people at it: what every test of sign-in needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pyotp
import pytest

from dashboard.identity.clock import moment
from dashboard.identity.gate import Gate, gate
from dashboard.identity.passwords import hash_password
from dashboard.identity.second_factor import new_recovery_codes, new_secret
from dashboard.settings import dashboard_settings
from data_access import accounts, second_factors
from data_access.audit import Actor, Witness
from data_access.browsers import Browser
from data_access.settings import data_settings
from data_access.vocabulary import Role
from tests import databases

PASSWORD = "correct horse battery"
CHESHIRE = "E23000006"
# Tests act as somebody; over a store without a gate, under a key of their own.
KEY = b"the key of every test's audit...."
ACTOR = Actor(username="tester")
WITNESS = Witness(actor=ACTOR, key=KEY)
BROWSER = Browser(cookie="the cookie of a test's browser", address="192.0.2.7", agent="a test")
# One bcrypt for the whole run: the accounts of a test need a password, not a slow one each.
_PASSWORD_HASH = hash_password(PASSWORD)


@contextmanager
def site_gate(folder: Path, monkeypatch: pytest.MonkeyPatch, *, store_url: str | None = None) -> Iterator[Gate]:
    """Point the process at a fresh store, or one that is there, as its environment would, and open its gate."""
    monkeypatch.setenv("UNIT_VAR_DIR", str(folder))
    monkeypatch.setenv("UNIT_STORE_URL", store_url or databases.fresh_url("sqlite", folder, "store"))
    _forget_settings()
    opened = gate()
    yield opened
    opened.store.dispose()
    _forget_settings()


def add_person(opened: Gate, username: str = "ann", *, role: Role = Role.MANAGER) -> str:
    """Add an account with `PASSWORD` and return its username."""
    accounts.add(
        opened.store,
        username=username,
        display_name=username.title(),
        role=role,
        forces=(CHESHIRE,),
        home_force=CHESHIRE,
        password_hash=_PASSWORD_HASH,
        witness=Witness(actor=ACTOR, key=opened.key),
        now=moment(),
    )
    return username


def set_up_app(opened: Gate, username: str, *, at: datetime) -> pyotp.TOTP:
    """Give an account an authenticator app at a moment and return the app; its first code is used up."""
    secret, keys = new_secret(), opened.second_factor_keys
    sealed = keys.sealed(secret, username=username)
    second_factors.propose(opened.store, username=username, sealed=sealed)
    proof = keys.proof(pyotp.TOTP(secret).at(at), sealed=sealed, username=username, now=at)
    second_factors.confirm(
        opened.store,
        username=username,
        sealed=sealed,
        steps=proof.steps,
        code_hmacs=[keys.code_hmac(code, username=username) for code in new_recovery_codes()],
        witness=WITNESS,
        now=at,
    )
    return pyotp.TOTP(secret)


def session_of(opened: Gate, username: str) -> str:
    """Open a session the way a browser does and return its token."""
    ticket = opened.ticket(username, browser=BROWSER, now=moment())
    token = opened.open(ticket, browser=BROWSER, now=moment())
    if token is None:
        raise LookupError(username)
    return token


def _forget_settings() -> None:
    gate.cache_clear()
    data_settings.cache_clear()
    dashboard_settings.cache_clear()
