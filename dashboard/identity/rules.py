"""The rules of the door as the settings have them."""

from dashboard.settings import dashboard_settings
from data_access.attempts import Limits
from data_access.sessions import Lifetimes


def limits() -> Limits:
    """Return how many attempts may fail before a name or an address is locked out."""
    settings = dashboard_settings()
    return Limits(
        failures=settings.sign_in_failures,
        failures_per_address=settings.sign_in_failures_per_address,
        window=settings.sign_in_window,
    )


def lifetimes() -> Lifetimes:
    """Return how long a session lasts."""
    settings = dashboard_settings()
    return Lifetimes(idle=settings.session_idle, absolute=settings.session_absolute)
