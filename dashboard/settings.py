"""Settings of the dashboard, from the environment (`UNIT_...`) with defaults that need no set-up."""

from datetime import timedelta
from functools import lru_cache
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from data_access.errors import SettingRefused

Lasting = Annotated[timedelta, Field(gt=timedelta(0))]


class DashboardSettings(BaseSettings):
    """How long a session lasts and what the unit aims for.

    Attributes
    ----------
    unit_name
        The name at the head of the sign-in page.
    session_idle, session_absolute
        How long a session lasts unused, and at most; written PT30M or 00:30:00.
    target_days
        Days from referral to assessment that the unit aims for.
    """

    model_config = SettingsConfigDict(env_prefix="UNIT_", frozen=True)

    unit_name: str = Field(default="Integrated Anti-Stalking Unit", min_length=1)
    session_idle: Lasting = timedelta(minutes=30)
    session_absolute: Lasting = timedelta(hours=10)  # a long shift, never overnight
    target_days: int = Field(default=14, ge=1)

    @model_validator(mode="after")
    def _idle_within_absolute(self) -> Self:
        if self.session_idle > self.session_absolute:
            raise ValueError("session_idle must not be longer than session_absolute")
        return self


@lru_cache(maxsize=1)
def dashboard_settings() -> DashboardSettings:
    """Return the settings, read once per process; raises `SettingRefused` for one that cannot be used."""
    try:
        return DashboardSettings()
    except ValidationError as error:
        faults = "; ".join(
            ": ".join([*map(str, fault["loc"]), fault["msg"].removeprefix("Value error, ")]) for fault in error.errors()
        )
        raise SettingRefused(
            f"The settings cannot be used ({faults}).",
            unharmed="Nothing was started.",
            remedy="Correct the UNIT_ variables of the environment, or remove them to use the defaults.",
        ) from error
