"""Settings of single sign-on: none, or all of them and safe."""

from pathlib import Path

import pytest

from dashboard.settings import dashboard_settings
from data_access.errors import SettingRefused
from data_access.vocabulary import Role
from tests.providers import SECRET, settings_for

TENANT = "https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47/v2.0"
SITE = "https://figures.example"


@pytest.fixture(autouse=True)
def _read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    dashboard_settings.cache_clear()
    for name, value in settings_for(TENANT, site=SITE).items():
        monkeypatch.setenv(name, value)


def refused(match: str) -> None:
    with pytest.raises(SettingRefused, match=match) as refusal:
        dashboard_settings()
    assert SECRET not in str(refusal.value)


def test_nothing_set_means_no_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings_for(TENANT, site=SITE):
        monkeypatch.delenv(name)
    assert dashboard_settings().single_sign_on is None
    monkeypatch.setenv("UNIT_PUBLIC_URL", SITE)
    dashboard_settings.cache_clear()
    assert dashboard_settings().single_sign_on is None
    assert all(dashboard_settings().takes_password_of(role) for role in Role)


def test_a_provider_is_read_whole_and_shows_no_secret() -> None:
    provider = dashboard_settings().single_sign_on
    assert provider is not None
    assert provider.name == "your organisation's account"
    assert provider.return_address == f"{SITE}/auth/single-sign-on/return"
    assert provider.client_secret.get_secret_value() == SECRET
    assert SECRET not in repr(provider) + repr(dashboard_settings())


def test_the_secret_may_be_in_a_private_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from the file\n")
    file.chmod(0o600)
    monkeypatch.delenv("UNIT_SSO_CLIENT_SECRET")
    monkeypatch.setenv("UNIT_SSO_CLIENT_SECRET_FILE", str(file))
    provider = dashboard_settings().single_sign_on
    assert provider is not None
    assert provider.client_secret.get_secret_value() == "from the file"


@pytest.mark.parametrize(
    ("issuer", "claims"),
    [(TENANT, ("tid", "oid")), ("https://sts.windows.net/72f9/", ("tid", "oid")), ("https://id.example", ("sub",))],
)
def test_a_person_is_known_by_what_never_changes(
    monkeypatch: pytest.MonkeyPatch, issuer: str, claims: tuple[str, ...]
) -> None:
    monkeypatch.setenv("UNIT_SSO_ISSUER", issuer)
    provider = dashboard_settings().single_sign_on
    assert provider is not None
    assert provider.subject_claims == claims


def test_the_claims_that_never_change_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_SSO_SUBJECT_CLAIMS", "tenant person")
    provider = dashboard_settings().single_sign_on
    assert provider is not None
    assert provider.subject_claims == ("tenant", "person")


@pytest.mark.parametrize("missing", sorted(settings_for(TENANT, site=SITE)))
def test_half_a_provider_is_refused_by_what_is_missing(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.delenv(missing)
    refused(missing.removeprefix("UNIT_").lower())


def test_single_sign_on_alone_needs_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings_for(TENANT, site=SITE):
        monkeypatch.delenv(name)
    monkeypatch.setenv("UNIT_SSO_ONLY", "true")
    refused("sso_issuer")


@pytest.mark.parametrize(
    "issuer",
    [
        "http://login.example",
        "login.example",
        "https://login.example?tenant=1",
        "https://user:word@login.example",
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/organizations/v2.0",
        "https://login.microsoftonline.com/consumers/v2.0",
        "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
        "https://login.microsoftonline.com/{tenantid}/v2.0",
        "https://sts.windows.net/common/",
        "http://localhost.evil.example",
        "https://[",
    ],
)
def test_an_issuer_that_anybody_could_be_is_refused(monkeypatch: pytest.MonkeyPatch, issuer: str) -> None:
    monkeypatch.setenv("UNIT_SSO_ISSUER", issuer)
    refused("sso_issuer|Invalid IPv6")


def test_a_site_without_encryption_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_PUBLIC_URL", "http://figures.example")
    refused("https public_url")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UNIT_SSO_ROLES", "not JSON"),
        ("UNIT_SSO_ROLES", "[]"),
        ("UNIT_SSO_ROLES", '{"unit.manager": "MANAGING"}'),
        ("UNIT_SSO_ROLES", '{"unit.manager": "MANAGER", "unit.manager": "ADMINISTRATOR"}'),
        ("UNIT_SSO_ROLES", '{"": "MANAGER"}'),
        ("UNIT_SSO_FORCES", '{"force.cheshire": "Cheshire"}'),
        ("UNIT_SSO_FORCES", '{"force.all": "*"}'),
        ("UNIT_SSO_FORCES", '{"force.cheshire": "E23000006x"}'),
        ("UNIT_SSO_FORCES", '{"force.cheshire": ["E23000006"]}'),
        ("UNIT_SSO_SCOPES", "profile"),
        ("UNIT_SSO_SCOPES", "openid\nx"),
        ("UNIT_SSO_NAME", ""),
        ("UNIT_SSO_ROLES_CLAIM", ""),
        ("UNIT_SSO_ROLES_CLAIM", "two words"),
        ("UNIT_SSO_ONLY", "perhaps"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    refused(name.removeprefix("UNIT_").lower())


def test_passwords_can_be_left_to_administrators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_SSO_ONLY", "true")
    assert [role for role in Role if dashboard_settings().takes_password_of(role)] == [Role.ADMINISTRATOR]
