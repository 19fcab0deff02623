"""What is remembered of a provider, and for how long: its description, its keys, and keys it has changed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from joserfc.jwk import RSAKey
from pydantic import SecretStr

from dashboard.identity.clock import moment
from dashboard.identity.single_sign_on import OpenIDProvider, ProviderUnavailable, SignInRefused
from dashboard.identity.single_sign_on.protocol import PATIENCE_S
from dashboard.identity.single_sign_on.setting_out import new_journey
from dashboard.single_sign_on_settings import SingleSignOn
from tests.loops import awaited
from tests.providers import CLIENT, KEY, SECRET, SigningProvider, signed, signing_provider

NEWER = RSAKey.generate_key(2048, {"kid": "second"})


@pytest.fixture
def provider() -> Iterator[SigningProvider]:
    """A provider that says what it is told."""
    with signing_provider() as running:
        yield running


def client_of(provider: SigningProvider, *, patience: float = PATIENCE_S) -> OpenIDProvider:
    settings = SingleSignOn(
        name="an account",
        issuer=provider.issuer,
        client_id=CLIENT,
        client_secret=SecretStr(SECRET),
        return_address="https://testserver/auth/single-sign-on/return",
        scopes="openid",
        subject_claims=("sub",),
        username_claim="preferred_username",
        name_claim="name",
        roles_claim="roles",
        roles={},
        forces_claim="roles",
        forces={},
    )
    return OpenIDProvider(settings, patience=patience)


def signs_in(client: OpenIDProvider, provider: SigningProvider, *, now: datetime, key: RSAKey = KEY) -> str:
    """Go there and back, and return about whom the token is."""

    async def there_and_back() -> str:
        journey = new_journey(wanted="/")
        address = await client.address(journey, now=now)
        brought = provider.consent(address, sign=lambda said: signed(said, key=key, kid=str(key.kid)))
        return str((await client.claims(brought["code"], journey=journey, now=now))["sub"])

    return awaited(there_and_back())


def test_a_provider_is_asked_to_describe_itself_once_an_hour(provider: SigningProvider) -> None:
    client, now = client_of(provider), moment()
    signs_in(client, provider, now=now - timedelta(seconds=30))
    signs_in(client, provider, now=now)
    assert provider.asked.count("/keys") == 1
    awaited(client.address(new_journey(wanted="/"), now=now + timedelta(minutes=59)))
    assert provider.asked.count("/keys") == 1
    awaited(client.address(new_journey(wanted="/"), now=now + timedelta(minutes=61)))
    assert provider.asked.count("/keys") == provider.asked.count("/.well-known/openid-configuration") == 2


def test_a_key_it_has_changed_is_asked_for_and_the_withdrawn_one_is_forgotten(provider: SigningProvider) -> None:
    client, now = client_of(provider), moment()
    awaited(client.address(new_journey(wanted="/"), now=now - timedelta(minutes=2)))
    provider.keys = [NEWER]
    assert signs_in(client, provider, now=now, key=NEWER) == "0001"
    with pytest.raises(SignInRefused):
        signs_in(client, provider, now=now, key=KEY)


def test_keys_are_not_asked_for_again_within_a_minute(provider: SigningProvider) -> None:
    client, now = client_of(provider), moment()
    for _ in range(3):
        with pytest.raises(SignInRefused):
            signs_in(client, provider, now=now, key=NEWER)
    assert provider.asked.count("/keys") == 1


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": None},
        {"jwks_uri": 1},
    ],
    ids=str,
)
def test_a_provider_that_describes_itself_wrongly_is_as_good_as_down(
    provider: SigningProvider, said: dict[str, object]
) -> None:
    provider.metadata = said
    with pytest.raises(ProviderUnavailable):
        signs_in(client_of(provider), provider, now=moment())


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"[]", b"{}", b"null", b"\xff\xfe", b'{"keys": []}', b'{"keys": 1}', b"[" * 50_000],
    ids=["empty", "a page", "a list", "nothing in it", "null", "no text", "no key", "a number of keys", "endless"],
)
@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token"])
def test_an_answer_that_is_none_lets_nobody_in(provider: SigningProvider, path: str, content: bytes) -> None:
    provider.instead[path] = content
    with pytest.raises((ProviderUnavailable, SignInRefused)) as caught:
        signs_in(client_of(provider), provider, now=moment())
    assert "the-code" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token"])
def test_a_provider_that_says_nothing_is_not_waited_for(provider: SigningProvider, path: str) -> None:
    provider.silent.add(path)
    with pytest.raises(ProviderUnavailable):
        signs_in(client_of(provider, patience=0.5), provider, now=moment())
