"""Where a journey may lead back to, and that each has secrets of its own."""

import pytest

from dashboard.identity.single_sign_on.setting_out import LONGEST_ADDRESS, new_journey, safe_return
from dashboard.policy import PAGES


@pytest.mark.parametrize(
    "wanted", ["/", "/?period=fy-2018", *(f"/{page.key}" for page in PAGES), "/referrals?risk=HIGH&a=%2F%2F"]
)
def test_a_page_of_this_site_is_gone_back_to_with_its_filters(wanted: str) -> None:
    assert safe_return(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "https://evil.example/",
        "https:evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/referrals\r\nSet-Cookie: a=b",
        "/referrals\x00",
        "/referrals\x7f",
        "/referrals\N{NO-BREAK SPACE}",
        "/referrals\\@evil.example",
        "/referrals?a=\\",
        "/referrals/",
        "/referrals/../..//evil.example",
        "/%2f%2fevil.example",
        "/auth/sign-out",
        "/auth/single-sign-on",
        "/media/x",
        "referrals",
        "@evil.example",
        "//[",
        "?next=/",
        "/?" + "x" * LONGEST_ADDRESS,
    ],
)
def test_any_other_address_leads_to_the_front_page(wanted: str) -> None:
    assert safe_return(wanted) == "/"


def test_a_part_after_the_hash_stays_behind() -> None:
    assert safe_return("/referrals?a=b#//evil.example") == "/referrals?a=b"


def test_every_journey_has_three_secrets_of_its_own_and_shows_none() -> None:
    journeys = [new_journey(wanted="/") for _ in range(20)]
    secrets = [secret for each in journeys for secret in (each.state, each.nonce, each.code_verifier)]
    assert len(set(secrets)) == 60
    assert min(len(secret) for secret in secrets) >= 43
    assert [secret for secret in secrets if secret in repr(journeys)] == []
