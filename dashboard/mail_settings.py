"""Settings of mail (`UNIT_MAIL_...`): through which server alerts and briefings leave, and for whom."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import NoDecode

from data_access.setting_sources import UnitSettings


class MailSecurity(StrEnum):
    """How the way to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


def _domains(text: object) -> object:
    """Return the domains of a list with commas, in small letters."""
    if not isinstance(text, str):
        return text
    return [part.strip().removeprefix("@").lower() for part in text.split(",") if part.strip()]


Domains = Annotated[frozenset[str], NoDecode, BeforeValidator(_domains)]


class MailSettings(UnitSettings):
    """The mail server, and who may be written to; without a server no mail leaves, and nothing pretends it did.

    Attributes
    ----------
    mail_host, mail_port, mail_security
        The server; STARTTLS unless said otherwise.
    mail_username, mail_password
        What it asks for, if it does.
    mail_from
        The sender that readers see.
    mail_domains
        Only addresses of these domains are written to; written cheshire.police.uk,cwp.nhs.uk.
    """

    mail_host: str | None = None
    mail_port: int = Field(default=587, ge=1, le=65535)  # submission, RFC 6409
    mail_security: MailSecurity = MailSecurity.STARTTLS
    mail_username: str = ""
    mail_password: SecretStr | None = None
    mail_from: str = "no-reply@localhost"
    mail_domains: Domains = frozenset()

    @model_validator(mode="after")
    def _no_password_in_the_open(self) -> Self:
        if self.mail_password is not None and self.mail_security is MailSecurity.NONE:
            raise ValueError("a password is not sent without protection: use starttls or tls")
        return self
