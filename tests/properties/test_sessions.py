"""Whatever happens, and in whatever order: a session that has ended never comes back to life."""

import shutil
import tempfile
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from data_access import accounts, open_sessions, sessions
from data_access.database import open_store
from data_access.tickets import hashed
from data_access.vocabulary import Role
from data_access.watching import still_live
from tests import databases, doors
from tests.doors import CHESHIRE, HAMPSHIRE, LIFETIMES, NOW
from tests.doorway import WITNESS

PEOPLE = ("ann", "ben")
HASHES = ["$2b$12$" + letter * 53 for letter in "xyz"]


@lru_cache(maxsize=1)
def empty_store() -> Path:
    """Migrate once, copy often."""
    folder = Path(tempfile.mkdtemp(prefix="unit-tests-sessions-"))
    return Path(str(sa.make_url(databases.fresh_url("sqlite", folder, "store")).database))


class Sessions(RuleBasedStateMachine):
    """Two people, their browsers, an administrator and the clock."""

    tokens = Bundle("tokens")
    tickets = Bundle("tickets")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="unit-tests-sessions-")
        path = shutil.copy(empty_store(), self.folder.name)
        self.store = open_store(f"sqlite:///{path}")
        self.now = NOW
        self.opened: set[str] = set()
        self.ended: set[str] = set()
        for username in PEOPLE:
            doors.add(self.store, username=username)

    def teardown(self) -> None:
        self.store.dispose()
        self.folder.cleanup()

    @rule(target=tickets, username=st.sampled_from(PEOPLE))
    def take_ticket(self, username: str) -> str:
        return doors.ticket_for(self.store, username, self.now)

    @rule(target=tokens, ticket=tickets)
    def open(self, ticket: str) -> str:
        token = doors.redeem(self.store, ticket, self.now)
        if token is None:
            return "opened nothing"
        assert token not in self.opened
        self.opened.add(token)
        return token

    @rule(target=tokens, username=st.sampled_from(PEOPLE))
    def sign_in(self, username: str) -> str:
        return self.open(self.take_ticket(username))

    @rule(minutes=st.sampled_from((1, 5, 14, 16, 479)))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(token=tokens)
    def use(self, token: str) -> None:
        assert doors.is_live(self.store, token, self.now) is (token in self.opened - self.ended)

    @rule(token=tokens)
    def sign_out(self, token: str) -> None:
        doors.revoke(self.store, token, self.now)
        self.ended.add(token)

    @rule(username=st.sampled_from(PEOPLE), act=st.sampled_from([accounts.disable, accounts.enable]))
    def switch(self, username: str, act) -> None:
        act(self.store, username=username, witness=WITNESS, now=self.now)
        self._ends_all(username)

    @rule(
        username=st.sampled_from(PEOPLE),
        act=st.sampled_from([accounts.reset, accounts.change_password]),
        password_hash=st.sampled_from(HASHES),
    )
    def replace_password(self, username: str, act, password_hash: str) -> None:
        act(self.store, username=username, password_hash=password_hash, witness=WITNESS, now=self.now)
        self._ends_all(username)

    @rule(
        username=st.sampled_from(PEOPLE),
        role=st.sampled_from([Role.MANAGER, Role.PRESS_OFFICER]),
        forces=st.sampled_from([(CHESHIRE,), (CHESHIRE, HAMPSHIRE)]),
    )
    def change(self, username: str, role: Role, forces: tuple[str, ...]) -> None:
        before = accounts.find(self.store, username=username)
        accounts.change(
            self.store,
            username=username,
            display_name="Another Name",
            role=role,
            forces=forces,
            home_force=None,
            witness=WITNESS,
            now=self.now,
        )
        assert before is not None
        if (before.role, before.forces) != (role, forces):
            self._ends_all(username)

    @rule(username=st.sampled_from(PEOPLE))
    def end_sessions(self, username: str) -> None:
        open_sessions.end_sessions(self.store, username=username, witness=WITNESS, now=self.now)
        self._ends_all(username)

    @invariant()
    def what_ended_stays_ended(self) -> None:
        if not hasattr(self, "opened"):
            return
        live = {token for token in self.opened if doors.is_live(self.store, token, self.now, is_activity=False)}
        self.ended |= self.opened - live
        assert not live & self.ended
        known = {hashed(token): token for token in self.opened}
        watched = still_live(self.store, known, now=self.now, lifetimes=LIFETIMES)
        assert {known[each] for each in watched} == live
        listed = open_sessions.open_sessions(self.store, lifetimes=LIFETIMES, now=self.now)
        assert len(listed) == len(live)

    def _ends_all(self, username: str) -> None:
        """What was opened before may not outlive the act; nobody else's is touched."""
        for token in self.opened:
            who = sessions.lookup(self.store, token, now=self.now, lifetimes=LIFETIMES, is_activity=False)
            assert who is None or who.username != username


Sessions.TestCase.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
TestSessions = Sessions.TestCase
