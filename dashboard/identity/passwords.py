"""Passwords: what one must be, how it is hashed and checked, and how a random one is made.

The hash is bcrypt as streamlit-authenticator writes and reads it; a test holds the two to each other.
"""

import re
import secrets

import bcrypt
from zxcvbn import zxcvbn

from dashboard.settings import dashboard_settings
from data_access.errors import AccountRefused

SHORTEST = 12
# bcrypt reads no further than this; a longer password would promise more than it keeps.
MOST_BYTES = 72
BCRYPT = "$2"
ROUNDS = 12  # a quarter of a second a try on a small server
# The hash of a discarded random password, at the same cost: what an unknown user is checked against.
NOBODYS_HASH = "$2b$12$C3G5PNerRJmEwQhV63WtOeW8HKGOKpes8HucYELr/eNjoANYdphR."
# zxcvbn's scale: 3 is 100 million guesses and more, beyond what a stolen hash of this cost gives away in weeks
# (Wheeler 2016, "zxcvbn: Low-Budget Password Strength Estimation").
FAIR = 3
# zxcvbn takes seconds over a long row of signs it can read as letters; what starts well enough is good enough.
LONGEST_JUDGED = 32
SHORTEST_WORD = 3
# What somebody who knows the place would try first.
WORDS_OF_THE_FIELD = (
    "stalking", "stalker", "antistalking", "harassment", "victim", "advocate", "police", "constabulary", "force",
    "commissioner", "unit", "referral", "pathway", "dashboard", "cheshire", "hampshire", "metropolitan",
)  # fmt: skip
# zxcvbn's name for what makes a password easy to guess, in our words.
REASONS = {
    "user_inputs": "It is made of your own name, the unit's, or words of this field.",
    "passwords": "It is, or is made of, passwords that many people use.",
    "repeat": "It repeats the same few characters.",
    "sequence": "It follows the alphabet or counts.",
    "spatial": "It follows the rows of the keyboard.",
    "date": "It is made of a date.",
}
EASY = "This password is too easy to guess."
OTHER_REASON = "It is made of few and common words or names."
# No letter or digit that can be taken for another when it is copied by hand.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 5  # 20 of 31 characters: 99 bits


def check_password(password: str, *, username: str, display_name: str = "") -> None:
    """Raise `AccountRefused` unless the password may be used for this account: long enough, and hard to guess."""
    if len(password) < SHORTEST:
        raise _refused(f"A password needs at least {SHORTEST} characters.")
    if len(_bytes(password)) > MOST_BYTES:
        raise _refused(f"A password may have at most {MOST_BYTES} bytes (letters with accents count twice).")
    if password != password.strip():
        raise _refused("A password may not start or end with a space.")
    if password.casefold() == username.casefold():
        raise _refused("A password may not be the username.")
    _check_strength(password, known=_words(username, display_name, dashboard_settings().unit_name))


def hash_password(password: str) -> str:
    """Return the bcrypt hash of a password."""
    return bcrypt.hashpw(_bytes(password), bcrypt.gensalt(ROUNDS)).decode()


def is_password_of(password_hash: str | None, *, password: str) -> bool:
    """Return whether a password belongs to a hash, at the price of one bcrypt whatever is asked.

    None for nobody's, and what is no hash as with single sign-on, is never matched; nor is a password that is too long.
    """
    typed = _bytes(password)
    is_hash = password_hash is not None and password_hash.startswith(BCRYPT)
    somebodys = password_hash if is_hash and len(typed) <= MOST_BYTES else None
    return bcrypt.checkpw(typed[:MOST_BYTES], (somebodys or NOBODYS_HASH).encode()) and somebodys is not None


def random_password() -> str:
    """Return a password no one could guess, in groups that are easy to copy."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


def _check_strength(password: str, *, known: tuple[str, ...]) -> None:
    if _is_known_words_and_figures(password, known=known):
        raise _refused(f"{EASY} {REASONS['user_inputs']}")
    judged = zxcvbn(password[:LONGEST_JUDGED], user_inputs=known)
    if judged["score"] < FAIR:
        longest = max(judged["sequence"], key=lambda part: len(part["token"]))
        kind = longest.get("dictionary_name") or longest["pattern"]
        raise _refused(f"{EASY} {REASONS.get(kind, OTHER_REASON)}")


def _is_known_words_and_figures(password: str, *, known: tuple[str, ...]) -> bool:
    """Return whether a password is words known here with some figures and signs, such as Cheshire2026!!."""
    rest = password.casefold()
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != password.casefold() and sum(letter.isalpha() for letter in rest) < SHORTEST_WORD


def _words(*texts: str) -> tuple[str, ...]:
    """Return what would be guessed first of this person and place: the words, alone and run together."""
    words = [word for text in texts for word in re.split(r"[\W_]+", text.casefold()) if len(word) >= SHORTEST_WORD]
    together = ["".join(re.split(r"[\W_]+", text.casefold())) for text in texts if text]
    return (*words, *together, *WORDS_OF_THE_FIELD)


def _bytes(password: str) -> bytes:
    # What a terminal could not decode arrives as lone surrogates: odd, but not a reason to fail.
    return password.encode(errors="surrogatepass")


def _refused(happened: str) -> AccountRefused:
    return AccountRefused(
        happened, unharmed="No account was changed.", remedy="Choose another password; four unrelated words do well."
    )
