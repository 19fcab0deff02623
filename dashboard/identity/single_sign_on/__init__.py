"""Single sign-on by OpenID Connect: the way to the provider, what its answer proves, and whom we take it to be."""

from dashboard.identity.single_sign_on.admission import (
    Admitted,
    Arrival,
    JourneyLost,
    arrive,
    depart,
    single_sign_on,
)
from dashboard.identity.single_sign_on.mapping import SignInRefused
from dashboard.identity.single_sign_on.protocol import OpenIDProvider, ProviderUnavailable

__all__ = [
    "Admitted",
    "Arrival",
    "JourneyLost",
    "OpenIDProvider",
    "ProviderUnavailable",
    "SignInRefused",
    "arrive",
    "depart",
    "single_sign_on",
]
