"""The one secret of the service: from the environment or a private file; every key is derived from it."""

import hashlib
import hmac
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from data_access.errors import SettingRefused
from data_access.settings import DataSettings

SECRET_BYTES = 32  # 256 bits
SHORTEST = 32  # characters; a random text of this length is beyond guessing
FEWEST_DIFFERENT = 10  # "aaaa…" and "changemechangeme…" are not secrets
PRIVATE_FILE = 0o600
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
    if settings.secret is not None:
        return _checked(settings.secret.get_secret_value(), where="UNIT_SECRET")
    path = settings.secret_file or settings.var_dir / FILE_NAME
    if not path.exists():
        if not settings.demonstration:
            raise _refused(f"There is no secret: neither UNIT_SECRET nor the file {path.name}.")
        _make(path)
    return _checked(_read(path), where=path.name)


def _read(path: Path) -> str:
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise _refused(f"The secret file {path.name} can be read by others.")
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise _refused(f"The secret file {path.name} cannot be read: {error.strerror}.") from error


def _make(path: Path) -> None:
    """Write a random secret that others never see; of two processes that start together, one writes."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
    except FileExistsError:
        return
    except OSError as error:
        raise _refused(f"The secret file {path.name} cannot be made: {error.strerror}.") from error


def _checked(text: str, *, where: str) -> ServiceSecret:
    if len(text) < SHORTEST or len(set(text)) < FEWEST_DIFFERENT:
        raise _refused(f"The secret in {where} is too weak.")
    return ServiceSecret(value=text.encode())


def _refused(happened: str) -> SettingRefused:
    return SettingRefused(
        happened,
        unharmed="Nothing was started or changed.",
        remedy=(
            "Set UNIT_SECRET, or UNIT_SECRET_FILE to a file that only the service may read (chmod 600), to a random "
            'text such as `python -c "import secrets; print(secrets.token_urlsafe(48))"` prints; keep it: '
            "the audit and the second factors depend on it."
        ),
    )
