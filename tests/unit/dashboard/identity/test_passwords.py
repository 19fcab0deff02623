"""What a password must be, and what checking one costs."""

import bcrypt
import pytest
from streamlit_authenticator.utilities import Hasher
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from dashboard.identity import passwords
from dashboard.settings import dashboard_settings
from data_access.errors import AccountRefused

GOOD = "correct horse battery"
CHEAP = bcrypt.hashpw(b"nobody knows", bcrypt.gensalt(4))


@pytest.mark.parametrize(
    "good",
    [
        GOOD,
        "twelve chars",
        "7k3mq-xw9pd-4rtzn-h2vbc",
        "été à la plage où",
        "unit of seven green herons",
        "green herons over seven quiet canals by night and no moon at all until t",
    ],
)
def test_a_password_within_the_rules_is_taken(good: str) -> None:
    passwords.check_password(good, username="a.jones", display_name="Alex Jones")


def test_every_random_password_is_taken() -> None:
    for _ in range(50):
        passwords.check_password(passwords.random_password(), username="a.jones")


def test_no_common_password_is_taken_however_it_is_dressed() -> None:
    common = [word for word in FREQUENCY_LISTS["passwords"] if len(word) >= passwords.SHORTEST]
    assert len(common) > 200
    for word in (*common, *(word.upper() for word in common)):
        with pytest.raises(AccountRefused, match="too easy to guess"):
            passwords.check_password(word, username="a.jones")


@pytest.mark.parametrize(
    ("easy", "because"),
    [
        ("Alexjonessmith1!", "your own name"),
        ("jones-alex-1987", "your own name"),
        ("antistalkingunit", "words of this field"),
        ("Cheshire2026!!", "words of this field"),
        ("stalking2026!!", "words of this field"),
        ("NorthernUnit2026", "the unit's"),
        ("password1234", "many people use"),
        ("xxxxxxxxxxxx", "repeats"),
        ("éééééééééééé", "repeats"),
        ("abcdefghijklmn", "alphabet"),
        ("wertyuiopasdfg", "keyboard|many people"),
    ],
)
def test_an_easy_password_is_refused_with_why_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, easy: str, because: str
) -> None:
    monkeypatch.setenv("UNIT_UNIT_NAME", "Northern Unit")
    dashboard_settings.cache_clear()
    with pytest.raises(AccountRefused, match=f"too easy to guess.*({because}).*four unrelated words"):
        passwords.check_password(easy, username="a.jones", display_name="Alex Jones-Smith")
    dashboard_settings.cache_clear()


def test_a_password_made_to_be_hard_to_judge_is_judged_by_its_beginning() -> None:
    judged: list[str] = []

    def noted(password: str, **options: object) -> object:
        judged.append(password)
        return judge(password, **options)

    judge = passwords.zxcvbn
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "zxcvbn", noted)
        passwords.check_password("4@8({[<369&#!1/|0$5+7%2Z" * 3, username="a.jones")
    assert [len(password) for password in judged] == [32]


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


@pytest.mark.parametrize("password_hash", [None, "!", "", "never used", passwords.NOBODYS_HASH])
@pytest.mark.parametrize("password", ["", GOOD, "x" * 72, "x" * 73, "x" * 100_000, "a\0b" * 9, "é" * 50])
def test_whatever_is_asked_costs_one_bcrypt_and_is_no_error(
    monkeypatch: pytest.MonkeyPatch, password_hash: str | None, password: str
) -> None:
    asked: list[bytes] = []

    def counted(password: bytes, hashed: bytes) -> bool:
        asked.append(hashed)
        return checkpw(password, CHEAP)

    checkpw = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", counted)
    assert not passwords.is_password_of(password_hash, password=password)
    assert asked == [passwords.NOBODYS_HASH.encode()]


def test_a_password_over_seventy_two_bytes_is_no_match_though_its_beginning_is() -> None:
    assert not passwords.is_password_of(passwords.hash_password("x" * 72), password="x" * 73)


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
