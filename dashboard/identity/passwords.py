"""Passwords: what one must be, how it is hashed and checked, and how a random one is made.

The hash is bcrypt as streamlit-authenticator writes and reads it; a test holds the two to each other.
"""

import secrets

import bcrypt

from data_access.errors import AccountRefused

SHORTEST = 12
# bcrypt reads no further than this; a longer password would promise more than it keeps.
MOST_BYTES = 72
ROUNDS = 12  # a quarter of a second a try on a small server
# The hash of a discarded random password, at the same cost: what an unknown user is checked against.
NOBODYS_HASH = "$2b$12$C3G5PNerRJmEwQhV63WtOeW8HKGOKpes8HucYELr/eNjoANYdphR."
# No letter or digit that can be taken for another when it is copied by hand.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 5  # 20 of 31 characters: 99 bits


def check_password(password: str, *, username: str) -> None:
    """Raise `AccountRefused` unless the password may be used for this account."""
    if len(password) < SHORTEST:
        raise _refused(f"A password needs at least {SHORTEST} characters.")
    if not _fits(password):
        raise _refused(f"A password may have at most {MOST_BYTES} bytes (letters with accents count twice).")
    if password != password.strip():
        raise _refused("A password may not start or end with a space.")
    if password.casefold() == username.casefold():
        raise _refused("A password may not be the username.")


def hash_password(password: str) -> str:
    """Return the bcrypt hash of a password."""
    return bcrypt.hashpw(_bytes(password), bcrypt.gensalt(ROUNDS)).decode()


def is_password_of(password_hash: str | None, *, password: str) -> bool:
    """Return whether a password belongs to a hash; None, for nobody's, takes as long and is never true."""
    if not _fits(password):
        return False
    matches = bcrypt.checkpw(_bytes(password), (password_hash or NOBODYS_HASH).encode())
    return matches and password_hash is not None


def random_password() -> str:
    """Return a password no one could guess, in groups that are easy to copy."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


def _fits(password: str) -> bool:
    return len(_bytes(password)) <= MOST_BYTES


def _bytes(password: str) -> bytes:
    # What a terminal could not decode arrives as lone surrogates: odd, but not a reason to fail.
    return password.encode(errors="surrogatepass")


def _refused(happened: str) -> AccountRefused:
    return AccountRefused(
        happened, unharmed="No account was changed.", remedy="Choose another password; four unrelated words do well."
    )
