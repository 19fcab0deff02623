"""Settings of single sign-on (`UNIT_SSO_...`): which provider, and what its claims mean here."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import NoDecode

from dashboard.site_addresses import SiteAddress
from data_access.accounts import FORCE_CODE
from data_access.setting_sources import UnitSettings
from data_access.vocabulary import Role

ENTRA_HOSTS = {"login.microsoftonline.com", "login.microsoftonline.us", "sts.windows.net"}
# Entra's addresses for any tenant, and the tenant of all private accounts: whoever opens one names it as they like.
ANY_TENANT = {"common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"}
THIS_COMPUTER = {"localhost", "127.0.0.1", "::1"}
RETURN_PATH = "/auth/single-sign-on/return"
REQUIRED = ("sso_issuer", "public_url", "sso_client_id", "sso_client_secret", "sso_roles", "sso_forces")


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOn:
    """One provider of identity and how its claims are read.

    Attributes
    ----------
    name
        What the sign-in page calls it.
    issuer
        Its own exact name, as in its discovery document and every token.
    return_address
        Where it sends people back to; registered with it.
    subject_claims
        The claims that together name a person for good.
    roles, forces
        What a value of the claims means here; a value that is not listed means nothing.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: SecretStr = field(repr=False)
    return_address: str
    scopes: str
    subject_claims: tuple[str, ...]
    username_claim: str
    name_claim: str
    roles_claim: str
    roles: dict[str, Role]
    forces_claim: str
    forces: dict[str, str]


def _listed(text: object) -> object:
    """Read a mapping written in JSON; a name that comes twice is a mistake, not a choice."""
    if not isinstance(text, str):
        return text
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise ValueError('must be JSON such as {"their value": "our value"}') from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("names a value twice")
    return dict(pairs)


Claim = Annotated[str, Field(pattern=r"^\S{1,200}$")]
Value = Annotated[str, Field(min_length=1)]
Force = Annotated[str, Field(pattern=f"^{FORCE_CODE.pattern}$")]
Roles = Annotated[dict[Value, Role], NoDecode, BeforeValidator(_listed)]
Forces = Annotated[dict[Value, Force], NoDecode, BeforeValidator(_listed)]


class SingleSignOnSettings(UnitSettings):
    """The provider as it is set; nothing set means that there is none, and half of it set is refused."""

    public_url: SiteAddress | None = None  # where the provider sends people back to
    sso_issuer: str = ""
    sso_client_id: str = ""
    sso_client_secret: SecretStr | None = None
    sso_name: str = Field(default="your organisation's account", min_length=1, max_length=60)
    sso_scopes: str = Field(default="openid profile email", pattern=r"^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$")
    sso_subject_claims: str = ""
    sso_username_claim: Claim = "preferred_username"
    sso_name_claim: Claim = "name"
    sso_roles_claim: Claim = "roles"
    sso_roles: Roles = Field(default_factory=dict)
    sso_forces_claim: Claim = "roles"
    sso_forces: Forces = Field(default_factory=dict)
    sso_only: bool = False

    @cached_property
    def single_sign_on(self) -> SingleSignOn | None:
        """The provider of single sign-on, or None if none is set."""
        if not self.sso_issuer:
            return None
        return SingleSignOn(
            name=self.sso_name,
            issuer=self.sso_issuer,
            client_id=self.sso_client_id,
            client_secret=self.sso_client_secret or SecretStr(""),
            return_address=f"{self.public_url}{RETURN_PATH}",
            scopes=self.sso_scopes,
            subject_claims=tuple(self.sso_subject_claims.split()) or _unchanging_claims(self.sso_issuer),
            username_claim=self.sso_username_claim,
            name_claim=self.sso_name_claim,
            roles_claim=self.sso_roles_claim,
            roles=self.sso_roles,
            forces_claim=self.sso_forces_claim,
            forces=self.sso_forces,
        )

    def takes_password_of(self, role: Role) -> bool:
        """Return whether an account of this role may sign in with a password.

        An administrator always may: the way in when the provider is down, to accounts and audit but to no figure.
        """
        return not self.sso_only or role is Role.ADMINISTRATOR

    @model_validator(mode="after")
    def _all_or_nothing(self) -> Self:
        missing = [name for name in REQUIRED if not getattr(self, name)]
        if not self.sso_only and {*missing, "public_url"} == set(REQUIRED):
            return self
        if missing:
            raise ValueError(f"single sign-on also needs {', '.join(missing)}")
        _check_issuer(self.sso_issuer)
        if not is_safe_address(self.public_url or ""):
            raise ValueError("single sign-on needs an https public_url: what the provider sends back opens a session")
        return self


def is_safe_address(address: str) -> bool:
    """Return whether an address is encrypted on its way, or never leaves this computer."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in THIS_COMPUTER)
    )


def _unchanging_claims(issuer: str) -> tuple[str, ...]:
    """Return the claims that never change: Entra's `sub` differs by application, its object and tenant do not."""
    return ("tid", "oid") if urlsplit(issuer).hostname in ENTRA_HOSTS else ("sub",)


def _check_issuer(issuer: str) -> None:
    parts = urlsplit(issuer)
    if not is_safe_address(issuer) or parts.query or parts.fragment or parts.username:
        raise ValueError("sso_issuer must be an https address without query")
    if "{" in issuer or (parts.hostname in ENTRA_HOSTS and ANY_TENANT & set(parts.path.split("/"))):
        raise ValueError("sso_issuer must name one tenant: any other would let in whoever rents one")
