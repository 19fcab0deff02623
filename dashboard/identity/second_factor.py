"""The second step of signing in: what an authenticator app's code is worth, and codes for when the app is lost.

Time-based one-time passwords of RFC 6238 with its defaults (SHA-1, 6 digits, 30 seconds): every app knows them.
"""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

import pyotp
from cryptography.fernet import Fernet, InvalidToken

from dashboard.identity.passwords import ALPHABET
from data_access.errors import SettingRefused
from data_access.second_factors import Proof
from data_access.service_secret import ServiceSecret

SECONDS = 30
DRIFT = 1  # steps: a clock half a minute off, or a slow typist (RFC 6238 section 5.2 recommends one)
APP_CODE = re.compile(r"[0-9]{6}")
RECOVERY_CODES = 10
GROUPS, GROUP_LENGTH = 3, 4  # 12 of 31 characters: 59 bits
SECRET_PURPOSE, CODE_PURPOSE = "second factor", "recovery codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorKeys:
    """The two keys under which second factors are stored; without them the store tells nothing."""

    secrets: bytes = field(repr=False)
    codes: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: ServiceSecret) -> Self:
        """Return the keys that follow from the service's secret."""
        return cls(secrets=secret.derived(SECRET_PURPOSE), codes=secret.derived(CODE_PURPOSE))

    def sealed(self, secret: str, *, username: str) -> str:
        """Return an app's secret as it is stored: encrypted (Fernet), and worth nothing in another account's row."""
        return self._fernet().encrypt(_bound(username, secret)).decode()

    def unsealed(self, sealed: str, *, username: str) -> str:
        """Return an app's secret; raises `SettingRefused` if it was stored under another service secret."""
        try:
            owner, _, secret = self._fernet().decrypt(sealed).decode().partition("\n")
        except InvalidToken as error:
            raise _unreadable() from error
        if owner != username:
            raise _unreadable()
        return secret

    def proof(self, code: str, *, sealed: str, username: str, now: datetime) -> Proof:
        """Return what a typed code is worth if it is unused, which may be nothing; spaces and hyphens do not matter."""
        typed = _plain(code)
        if APP_CODE.fullmatch(typed):
            return Proof(steps=fitting_steps(typed, secret=self.unsealed(sealed, username=username), now=now))
        return Proof(code_hmac=self.code_hmac(typed, username=username))

    def code_hmac(self, code: str, *, username: str) -> str:
        """Return what is stored of a recovery code (HMAC-SHA256, hexadecimal)."""
        return hmac.new(self.codes, _bound(username, _plain(code)), hashlib.sha256).hexdigest()

    def _fernet(self) -> Fernet:
        return Fernet(urlsafe_b64encode(self.secrets))


def new_secret() -> str:
    """Return a new secret for an authenticator app: 160 bits in base 32."""
    return pyotp.random_base32()


def fitting_steps(code: str, *, secret: str, now: datetime) -> tuple[int, ...]:
    """Return the steps of 30 seconds around a moment for which a code is right, the earliest first."""
    app, this_step = pyotp.TOTP(secret), int(now.timestamp()) // SECONDS
    near = range(this_step - DRIFT, this_step + DRIFT + 1)
    return tuple(step for step in near if hmac.compare_digest(app.generate_otp(step), code))


def new_recovery_codes() -> tuple[str, ...]:
    """Return ten codes that each let their owner in once without the app, in groups that are easy to copy."""
    return tuple(
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
        for _ in range(RECOVERY_CODES)
    )


def address_for_app(secret: str, *, username: str, issuer: str) -> str:
    """Return the `otpauth:` address that an authenticator app reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer)


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).casefold()


def _bound(username: str, text: str) -> bytes:
    return f"{username}\n{text}".encode(errors="surrogatepass")


def _unreadable() -> SettingRefused:
    return SettingRefused(
        "The second step of this account was stored under another secret of the service and cannot be read.",
        unharmed="Nobody was signed in and nothing was changed.",
        remedy="Ask the administrator to bring the former UNIT_SECRET back, or to remove the second step.",
    )
