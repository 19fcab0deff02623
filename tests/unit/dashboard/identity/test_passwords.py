"""What a password must be, and what checking one costs."""

import bcrypt
import pytest
from streamlit_authenticator.utilities import Hasher

from dashboard.identity import passwords
from data_access.errors import AccountRefused

GOOD = "correct horse battery"


@pytest.mark.parametrize("good", [GOOD, "x" * 12, "é" * 36, "twelve chars", "7k3mq-xw9pd-4rtzn-h2vbc"])
def test_a_password_within_the_rules_is_taken(good: str) -> None:
    passwords.check_password(good, username="a.jones")


@pytest.mark.parametrize(
    ("bad", "because"),
    [
        ("short", "at least 12"),
        ("x" * 73, "at most 72 bytes"),
        ("é" * 37, "at most 72 bytes"),
        ("A.Jones-Smith", "not be the username"),
        (" leading space", "start or end with a space"),
        ("trailing space ", "start or end with a space"),
        ("", "at least 12"),
    ],
)
def test_a_password_outside_the_rules_is_refused_with_the_reason(bad: str, because: str) -> None:
    with pytest.raises(AccountRefused, match=because):
        passwords.check_password(bad, username="a.jones-smith")


def test_a_hash_belongs_to_its_password_alone() -> None:
    password_hash = passwords.hash_password(GOOD)
    assert passwords.is_password_of(password_hash, password=GOOD)
    assert not passwords.is_password_of(password_hash, password=GOOD + "!")


def test_nobodys_hash_matches_nothing_and_costs_what_a_real_one_costs() -> None:
    assert not passwords.is_password_of(None, password=GOOD)
    cost = slice(0, len("$2b$12$"))
    assert passwords.NOBODYS_HASH[cost] == passwords.hash_password(GOOD)[cost]
    assert len(passwords.NOBODYS_HASH) == len(passwords.hash_password(GOOD))


def test_a_password_that_bcrypt_would_refuse_is_no_match_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def counted(password: bytes, hashed: bytes) -> bool:
        asked.append(password)
        return checkpw(password, hashed)

    checkpw = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", counted)
    assert not passwords.is_password_of(passwords.hash_password("x" * 72), password="x" * 73)
    assert asked == []


def test_what_a_terminal_could_not_decode_is_a_password_like_another() -> None:
    odd = b"caf\xe9 caf\xe9 caf\xe9".decode(errors="surrogateescape")
    assert passwords.is_password_of(passwords.hash_password(odd), password=odd)


def test_the_authenticator_package_reads_our_hashes_and_we_read_its() -> None:
    assert Hasher.is_hash(passwords.hash_password(GOOD))
    assert Hasher.check_pw(GOOD, passwords.hash_password(GOOD))
    assert passwords.is_password_of(Hasher.hash(GOOD), password=GOOD)


def test_random_passwords_differ_and_are_easy_to_copy() -> None:
    made = [passwords.random_password() for _ in range(200)]
    assert len(set(made)) == len(made)
    assert all([len(group) for group in password.split("-")] == [5, 5, 5, 5] for password in made)
    assert not set("".join(made)) & set("0Oo1lI")
