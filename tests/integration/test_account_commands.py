"""`python -m dashboard users` on both databases: what it does, what it refuses, and that no password shows."""

from collections.abc import Callable, Iterator

import pytest
from typer.testing import CliRunner, Result

from dashboard.commands import application
from dashboard.identity.clock import moment
from dashboard.identity.gate import Verdict, gate
from data_access import accounts
from data_access.schema import audit_entry
from data_access.settings import data_settings
from tests.doorway import BROWSER

PASSWORD = "correct horse battery"
Run = Callable[..., Result]


@pytest.fixture
def run(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command over a store that does not exist yet."""
    monkeypatch.setenv("UNIT_STORE_URL", empty_url)
    data_settings.cache_clear()
    gate.cache_clear()

    def invoke(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(application, ["users", *arguments], input=typed, env={"COLUMNS": "200"})

    yield invoke
    gate().store.dispose()
    data_settings.cache_clear()
    gate.cache_clear()


def recognised(username: str, password: str) -> bool:
    answer = gate().recognise(username, password=password, browser=BROWSER, now=moment())
    return answer.verdict is Verdict.RECOGNISED


def session_of(username: str) -> str | None:
    return gate().open(gate().ticket(username, browser=BROWSER, now=moment()), browser=BROWSER, now=moment())


def add(run: Run, username: str = "ann", **options: str) -> Result:
    wanted = {"--name": "Ann Other", "--role": "manager", "--force": "E23000006", **options}
    return run("add", username, *(part for pair in wanted.items() for part in pair), "--password-stdin", typed=PASSWORD)


def test_an_added_person_can_sign_in_and_is_listed(run: Run) -> None:
    added = add(run)
    assert (added.exit_code, added.stdout) == (0, "ann may sign in as manager.\n")
    assert recognised("ann", PASSWORD)
    listed = run("list").stdout
    assert all(shown in listed for shown in ("ann", "Ann Other", "manager", "E23000006", "active"))


def test_no_password_and_no_hash_is_ever_printed(run: Run) -> None:
    said = add(run).output + run("list").output + run("reset", "ann", "--password-stdin", typed=PASSWORD).output
    assert PASSWORD not in said
    assert "$2b$" not in said


def test_a_password_is_asked_for_twice_and_must_agree(run: Run) -> None:
    assert add(run).exit_code == 0
    differing = f"{PASSWORD}\n{PASSWORD}!\nanother good one\nanother good one\n"
    answer = run("reset", "ann", typed=differing)
    assert answer.exit_code == 0
    assert recognised("ann", "another good one")
    assert "another good one" not in answer.output


def test_a_password_cannot_be_an_argument(run: Run) -> None:
    answer = run("add", "ann", "--name", "Ann", "--role", "manager", "--password", PASSWORD)
    assert answer.exit_code == 2
    assert "No such option" in answer.output


def test_disabling_ends_sessions_and_enabling_does_not_revive_them(run: Run) -> None:
    add(run)
    token = session_of("ann")
    assert gate().user(token, now=moment()) is not None
    assert run("disable", "ann").exit_code == 0
    assert gate().user(token, now=moment()) is None
    assert "disabled" in run("list").stdout
    assert run("enable", "ann").exit_code == 0
    assert gate().user(token, now=moment()) is None
    assert recognised("ann", PASSWORD)


def test_a_reset_ends_sessions_and_the_old_password(run: Run) -> None:
    add(run)
    token = session_of("ann")
    assert run("reset", "ann", "--password-stdin", typed="another good one\n").exit_code == 0
    assert gate().user(token, now=moment()) is None
    assert not recognised("ann", PASSWORD)
    assert recognised("ann", "another good one")


def test_a_change_says_only_what_was_asked_and_ends_sessions_when_rights_change(run: Run) -> None:
    add(run)
    token = session_of("ann")
    assert run("change", "ann", "--name", "Ann [b]Smith[/b]").exit_code == 0
    assert gate().user(token, now=moment()) is not None
    assert run("change", "ann", "--force", "E23000030", "--force", "E23000001").exit_code == 0
    assert gate().user(token, now=moment()) is None
    account = accounts.find(gate().store, username="ann")
    assert account is not None
    assert (account.display_name, account.role, account.home_force) == ("Ann [b]Smith[/b]", "MANAGER", "E23000030")
    assert account.forces == ("E23000001", "E23000030")
    listed = run("list").stdout
    assert all(shown in listed for shown in ("Ann [b]Smith[/b]", "E23000030", "must change password"))


def test_the_last_administrator_stays_one(run: Run) -> None:
    add(run, "root", **{"--role": "administrator"})
    for arguments in (("disable", "root"), ("change", "root", "--role", "manager")):
        answer = run(*arguments)
        assert (answer.exit_code, "last active administrator" in answer.stderr) == (1, True)


def test_who_is_locked_out_is_listed_and_can_be_let_in(run: Run) -> None:
    add(run)
    for _ in range(5):
        assert not recognised("ann", "not the password")
    assert not recognised("ann", PASSWORD)
    assert "locked until" in run("list").stdout
    assert run("unlock", "ann").stdout == "ann may try again.\n"
    assert recognised("ann", PASSWORD)
    assert "not locked" in run("unlock", "ann").stderr


def test_open_sessions_are_listed_and_ended_one_or_all(run: Run) -> None:
    add(run)
    assert "Nobody is signed in" in run("sessions").stdout
    tokens = [session_of("ann") for _ in range(3)]
    listed = run("sessions", "ann").stdout
    users = [gate().user(token, now=moment()) for token in tokens]
    names = [user.session_id for user in users if user]
    assert len(names) == 3
    assert all(shown in listed for shown in (*names, BROWSER.address, BROWSER.agent))
    assert "One session is ended" in run("end-sessions", "ann", "--session", names[0]).stdout
    assert [bool(gate().user(token, now=moment())) for token in tokens] == [False, True, True]
    assert "2 sessions are ended" in run("end-sessions", "ann").stdout
    assert "no such session" in run("end-sessions", "ann").stdout
    assert "ann is not signed in" in run("sessions", "ann").stdout


def test_everything_done_by_command_is_recorded_with_the_operators_name(run: Run) -> None:
    add(run)
    session_of("ann")
    for arguments in (
        ("change", "ann", "--name", "Anna"),
        ("end-sessions", "ann"),
        ("disable", "ann"),
        ("enable", "ann"),
    ):
        assert run(*arguments).exit_code == 0
    with gate().store.connect() as connection:
        entries = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()
    done = [row.event for row in entries if row.address == "command line"]
    assert done == ["ACCOUNT_ADD", "ACCOUNT_CHANGE", "SESSION_END", "ACCOUNT_DISABLE", "ACCOUNT_ENABLE"]
    assert {(row.role, row.subject) for row in entries if row.address == "command line"} == {("OPERATOR", "ann")}


def test_a_refusal_says_what_happened_what_is_unharmed_and_what_to_do(run: Run) -> None:
    add(run)
    again = add(run)
    assert again.exit_code == 1
    assert again.stderr.splitlines() == [
        "There is already an account called ann.",
        "No account was changed.",
        "Choose another username, or reset the password of this one.",
    ]


@pytest.mark.parametrize(
    ("arguments", "typed", "exit_code", "said"),
    [
        (("disable", "nobody"), "", 1, "no account called nobody"),
        (("reset", "nobody", "--password-stdin"), PASSWORD, 1, "no account called nobody"),
        (("change", "nobody", "--name", "N"), "", 1, "no account called nobody"),
        (("unlock", "nobody"), "", 1, "nobody is not locked"),
        (
            ("add", "ann", "--name", "Ann Other", "--role", "manager", "--password-stdin"),
            "annother2026!\n",
            1,
            "too easy to guess",
        ),
        (("add", "Ann!", "--name", "A", "--role", "manager", "--password-stdin"), PASSWORD, 1, "A username is"),
        (("add", "ann", "--name", "A", "--role", "owner", "--password-stdin"), PASSWORD, 2, "owner"),
        (("add", "ann", "--name", "A", "--role", "manager", "--password-stdin"), "short\n", 1, "at least 12"),
        (("add", "ann", "--name", "A", "--role", "manager", "--password-stdin"), "", 1, "at least 12"),
        (
            ("add", "ann", "--name", "A", "--role", "manager", "--force", "Cheshire", "--password-stdin"),
            PASSWORD,
            1,
            "not the code of a police force",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_without_a_traceback(
    run: Run, arguments: tuple[str, ...], typed: str, exit_code: int, said: str
) -> None:
    answer = run(*arguments, typed=typed)
    assert (answer.exit_code, "Traceback" in answer.output) == (exit_code, False)
    assert said in answer.output
    assert "There is no account yet" in run("list").output


def test_a_store_that_cannot_be_reached_is_said_in_three_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_STORE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    data_settings.cache_clear()
    answer = CliRunner().invoke(application, ["users", "list"])
    data_settings.cache_clear()
    assert answer.exit_code == 2
    assert len(answer.stderr.splitlines()) >= 3
    assert "Traceback" not in answer.output
