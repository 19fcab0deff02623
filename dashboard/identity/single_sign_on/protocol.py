"""OpenID Connect with one provider: the address to send people to, and what the token it gives back proves.

The authorisation code flow with PKCE (RFC 7636), tokens checked as OpenID Connect Core 1.0, section 3.1.3.7, says.
"""

import asyncio
import hmac
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from dashboard.identity.single_sign_on.mapping import SignInRefused
from dashboard.single_sign_on_settings import SingleSignOn, is_safe_address
from data_access.errors import UnitError
from data_access.journeys import Journey

# Public-key signatures only: with "none" or a shared secret, anybody who holds what is public could sign.
ALGORITHMS = ("RS256", "PS256", "ES256")
CLOCK_SKEW_S = 60
PATIENCE_S = 5.0  # for one step, whatever drips in: a person waits before a blank page meanwhile
# Providers announce new keys a day ahead; an hour also forgets a withdrawn one soon.
KNOWN_FOR = timedelta(hours=1)
# A token under a key we do not know asks for the keys anew, but not more often than this.
ASKED_AGAIN_AFTER = timedelta(minutes=1)
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# What libraries raise over JSON of another shape, or nested without end.
NO_ANSWER = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
UNPROVEN = "Your organisation's provider sent an answer that could not be trusted."
AGAIN = "Go back to the dashboard and sign in again; if it stays so, tell whoever looks after the dashboard."


class ProviderUnavailable(UnitError):
    """The provider of single sign-on cannot be reached or does not answer as one."""

    def __init__(self) -> None:
        super().__init__(
            "Your organisation's sign-in cannot be reached just now.",
            unharmed="Nobody was signed in.",
            remedy="Try again in a few minutes; if you have a password here, you can sign in with it meanwhile.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a provider says of itself, and when it said so."""

    metadata: Mapping[str, Any]
    keys: KeySet = field(repr=False)
    asked_at: datetime


class OpenIDProvider:
    """One provider, as its discovery document describes it at most an hour ago."""

    def __init__(self, settings: SingleSignOn, *, patience: float = PATIENCE_S) -> None:
        self.settings = settings
        self.patience = patience
        self._known: _Known | None = None

    async def address(self, journey: Journey, *, now: datetime) -> str:
        """Return where to send a browser; raises `ProviderUnavailable`."""
        known = await self._ask(now=now)
        async with self._client(known) as client:
            address, _ = client.create_authorization_url(
                known.metadata["authorization_endpoint"],
                state=journey.state,
                nonce=journey.nonce,
                code_verifier=journey.code_verifier,
                response_mode="query",
            )
        return str(address)

    async def claims(self, code: str, *, journey: Journey, now: datetime) -> dict[str, Any]:
        """Return what the provider proves of the person behind a code.

        Raises `ProviderUnavailable`, or `SignInRefused` if the code or the token cannot be trusted.
        """
        known = await self._ask(now=now)
        token = await self._id_token(code, known=known, code_verifier=journey.code_verifier)
        try:
            return self._proven(token, keys=known.keys, nonce=journey.nonce, now=now)
        except InvalidKeyIdError:
            newer = await self._ask(now=now, at_most=ASKED_AGAIN_AFTER)
        try:
            return self._proven(token, keys=newer.keys, nonce=journey.nonce, now=now)
        except InvalidKeyIdError:
            raise SignInRefused(UNPROVEN, remedy=AGAIN) from None

    async def _id_token(self, code: str, *, known: _Known, code_verifier: str) -> str:
        async with _reachable(self.patience), self._client(known) as client:
            try:
                answer = await client.fetch_token(
                    known.metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=code_verifier,
                    redirect_uri=self.settings.return_address,
                )
            except AuthlibBaseError:
                # Neither the error nor its cause is kept: the provider's words may repeat the code.
                raise SignInRefused(UNPROVEN, remedy=AGAIN) from None
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise SignInRefused(UNPROVEN, remedy=AGAIN)
        return token

    def _proven(self, token: str, *, keys: KeySet, nonce: str, now: datetime) -> dict[str, Any]:
        """Return the claims of a token that this provider signed, for us, now, in answer to this journey."""
        rules = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=CLOCK_SKEW_S,
            iss={"essential": True, "value": self.settings.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": self.settings.client_id},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            rules.validate(claims)
        except InvalidKeyIdError:
            raise
        except (JoseError, *NO_ANSWER):
            raise SignInRefused(UNPROVEN, remedy=AGAIN) from None
        if not _is_for(claims, client_id=self.settings.client_id) or not _answers(claims, nonce=nonce):
            raise SignInRefused(UNPROVEN, remedy=AGAIN)
        return claims

    async def _ask(self, *, now: datetime, at_most: timedelta = KNOWN_FOR) -> _Known:
        """Return the provider's own description, not older than `at_most`."""
        if self._known is not None and now - self._known.asked_at < at_most:
            return self._known
        address = f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        async with _reachable(self.patience), httpx2.AsyncClient() as client:
            metadata = (await client.get(address)).raise_for_status().json()
            if metadata["issuer"] != self.settings.issuer:
                raise ProviderUnavailable
            if not all(is_safe_address(metadata[endpoint]) for endpoint in ENDPOINTS):
                raise ProviderUnavailable
            keys = KeySet.import_key_set((await client.get(metadata["jwks_uri"])).raise_for_status().json())
        self._known = _Known(metadata=metadata, keys=keys, asked_at=now)
        return self._known

    def _client(self, known: _Known) -> AsyncOAuth2Client:
        offered = known.metadata.get("token_endpoint_auth_methods_supported") or ("client_secret_basic",)
        by_post = "client_secret_post" in offered
        return AsyncOAuth2Client(
            client_id=self.settings.client_id,
            client_secret=self.settings.client_secret.get_secret_value(),
            token_endpoint_auth_method="client_secret_post" if by_post else "client_secret_basic",
            scope=self.settings.scopes,
            redirect_uri=self.settings.return_address,
            code_challenge_method="S256",
        )


@asynccontextmanager
async def _reachable(patience: float) -> AsyncIterator[None]:
    """Turn whatever a provider that is down, slow or no provider at all does into `ProviderUnavailable`."""
    try:
        async with asyncio.timeout(patience):
            yield
    except (TimeoutError, httpx2.HTTPError, httpx2.InvalidURL, JoseError, *NO_ANSWER):
        raise ProviderUnavailable from None


def _is_for(claims: Mapping[str, Any], *, client_id: str) -> bool:
    """Return whether a token was made for us: among several audiences it must name us as the one who asked."""
    audience = claims["aud"]
    alone = isinstance(audience, str) or len(audience) == 1
    return bool(claims.get("azp", client_id if alone else None) == client_id)


def _answers(claims: Mapping[str, Any], *, nonce: str) -> bool:
    claimed = claims.get("nonce")
    return isinstance(claimed, str) and hmac.compare_digest(claimed.encode(errors="replace"), nonce.encode())
