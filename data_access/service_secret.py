"""The one secret of the service: from the environment or a private file; every key is derived from it."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from itertools import pairwise

from data_access.errors import SettingRefused
from data_access.private_files import is_missing, make_secret_file, secret_in
from data_access.settings import DataSettings

SECRET_BYTES = 32  # 256 bits
SHORTEST = 32  # characters; a random text of this length is beyond guessing
FEWEST_DIFFERENT = 10  # "aaaa…" is no secret
MOST_NEIGHBOURS = 0.5  # share of characters beside their neighbour: "abcdef…", "012345…"; by chance, one in twenty
FILE_NAME = "secret"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSecret:
    """What only the service knows; never used as it is, so that no key tells another."""

    value: bytes = field(repr=False)

    def derived(self, purpose: str) -> bytes:
        """Return the 256-bit key for one purpose (HMAC-SHA256 of the purpose under the secret)."""
        return hmac.new(self.value, purpose.encode(), hashlib.sha256).digest()


def service_secret(settings: DataSettings) -> ServiceSecret:
    """Return the secret of `UNIT_SECRET` or of the private file; in a demonstration a missing file is made.

    Raises `SettingRefused` for a secret that is missing, weak or readable by others.
    """
    if settings.secret is not None and settings.secret_file is not None:
        raise _refused("UNIT_SECRET is set, and UNIT_SECRET_FILE too.")
    if settings.secret is not None:
        return _checked(settings.secret.get_secret_value().strip(), where="UNIT_SECRET")
    path = settings.secret_file or settings.var_dir / FILE_NAME
    if is_missing(path):
        if not settings.demonstration:
            raise _refused(f"There is no secret: neither UNIT_SECRET nor the file {path.name}.")
        make_secret_file(path, text=secrets.token_urlsafe(SECRET_BYTES))
    return _checked(secret_in(path), where=path.name)


def _checked(text: str, *, where: str) -> ServiceSecret:
    if is_weak(text):
        raise _refused(f"The secret in {where} is too weak.")
    return ServiceSecret(value=text.encode(errors="surrogateescape"))


def is_weak(text: str) -> bool:
    """Return whether a text is too short, too uniform, a repetition or a row of neighbours to be anybody's secret.

    It finds what people type instead of a secret. It cannot tell a sentence from a book from a random text.
    """
    is_repetition = any(text[step:] == text[:-step] for step in range(1, len(text) // 2 + 1))
    neighbours = sum(abs(ord(left) - ord(right)) <= 1 for left, right in pairwise(text))
    return (
        len(text) < SHORTEST
        or len(set(text)) < FEWEST_DIFFERENT
        or is_repetition
        or neighbours > len(text) * MOST_NEIGHBOURS
    )


def _refused(happened: str) -> SettingRefused:
    return SettingRefused(
        happened,
        unharmed="Nothing was started or changed.",
        remedy=(
            "Set UNIT_SECRET, or else UNIT_SECRET_FILE to a file that only the service may read (chmod 600), to a "
            'random text such as `python -c "import secrets; print(secrets.token_urlsafe(48))"` prints; keep it: '
            "the audit and the second factors depend on it."
        ),
    )
