"""Codes of authenticator apps against the worked examples of RFC 6238, and what an app is told."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from dashboard.identity.second_factor import SecondFactorKeys, address_for_app, fitting_steps, new_secret
from data_access.service_secret import ServiceSecret

# Appendix B of RFC 6238, SHA-1; of its eight digits the last six, as apps show them.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_CODES = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES)
def test_a_code_is_the_one_of_the_standard(seconds: int, code: str) -> None:
    now = datetime.fromtimestamp(seconds, tz=UTC)
    assert seconds // 30 in fitting_steps(code, secret=RFC_SECRET, now=now)


def test_one_recovery_code_is_stored_differently_for_everybody() -> None:
    keys = SecondFactorKeys.of(ServiceSecret(value=b"what only the service knows"))
    assert keys.code_hmac("abcd-efgh-jkmn", username="ann") != keys.code_hmac("abcd-efgh-jkmn", username="ben")


def test_the_two_keys_tell_nothing_of_each_other_and_are_never_printed() -> None:
    keys = SecondFactorKeys.of(ServiceSecret(value=b"what only the service knows"))
    assert keys.secrets != keys.codes
    assert repr(keys) == "SecondFactorKeys()"


def test_a_secret_has_the_160_bits_the_standard_asks_for() -> None:
    assert len(new_secret()) * 5 >= 160
    assert new_secret() != new_secret()


def test_an_app_is_told_whose_code_it_is_and_for_what() -> None:
    address = urlsplit(address_for_app(RFC_SECRET, username="a.jones", issuer="Unit & Friends"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/Unit & Friends:a.jones"
    assert parse_qs(address.query) == {"secret": [RFC_SECRET], "issuer": ["Unit & Friends"]}
