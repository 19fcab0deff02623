"""Settings of the dashboard, from the environment (`UNIT_...`) with defaults that need no set-up."""

from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import NoDecode

from dashboard.mail_settings import MailSettings
from dashboard.single_sign_on_settings import SingleSignOnSettings
from dashboard.site_addresses import Networks, SiteAddress
from data_access.vocabulary import Role

Lasting = Annotated[timedelta, Field(gt=timedelta(0))]
# As long as any other secret of the service: it is guessed from anywhere.
MetricsToken = Annotated[SecretStr, Field(min_length=32)]


class LogFormat(StrEnum):
    """How a line of the log is written."""

    JSON = "json"
    TEXT = "text"


def _roles(text: object) -> object:
    """Return the roles of a list with commas."""
    return [part.strip().upper() for part in text.split(",") if part.strip()] if isinstance(text, str) else text


Roles = Annotated[frozenset[Role], NoDecode, BeforeValidator(_roles)]


class DashboardSettings(SingleSignOnSettings, MailSettings):
    """How long a session lasts, what the unit aims for, and (inherited) single sign-on and mail.

    Attributes
    ----------
    unit_name
        The name at the head of the sign-in page.
    session_idle, session_absolute
        How long a session lasts unused, and at most; written PT30M or 00:30:00.
    public_url
        The address readers type, and the only one that is answered; None in a demonstration, where any is.
    trusted_proxies
        The only machines whose word is taken for where a reader comes from.
    log_format
        How the log is written; None leaves it to where it goes, text on a terminal and JSON elsewhere.
    metrics_token
        What whoever watches the service must show to read its figures; None closes them.
    sign_in_failures, sign_in_failures_per_address, sign_in_window
        How many attempts to sign in may fail within a window, for one username and from one address.
    second_factor_roles
        The roles that must set a second factor; written MANAGER,ADMINISTRATOR.
    target_days
        Days from referral to assessment to aim for, where a force has set no target of its own.
    """

    unit_name: str = Field(default="Integrated Anti-Stalking Unit", min_length=1)
    session_idle: Lasting = timedelta(minutes=30)
    session_absolute: Lasting = timedelta(hours=10)  # a long shift, never overnight
    public_url: SiteAddress | None = None
    trusted_proxies: Networks = ()
    log_format: LogFormat | None = None
    metrics_token: MetricsToken | None = None
    sign_in_failures: int = Field(default=5, ge=1)
    sign_in_failures_per_address: int = Field(default=50, ge=1)  # a whole force may come from one address
    sign_in_window: Lasting = timedelta(minutes=15)
    second_factor_roles: Roles = frozenset()
    target_days: int = Field(default=14, ge=1)

    @model_validator(mode="after")
    def _idle_within_absolute(self) -> Self:
        if self.session_idle > self.session_absolute:
            raise ValueError("session_idle must not be longer than session_absolute")
        return self


@lru_cache(maxsize=1)
def dashboard_settings() -> DashboardSettings:
    """Return the settings, read once per process; raises `SettingRefused` for one that cannot be used."""
    return DashboardSettings.from_environment()
