"""The settings in force, as they may be told: every one by name, a secret only as a fingerprint under our own key."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from pydantic import SecretStr

from dashboard.settings import dashboard_settings
from data_access.audit.operator import operator
from data_access.database import open_store
from data_access.service_secret import ServiceSecret, service_secret
from data_access.setting_changes import record_settings
from data_access.setting_sources import UnitSettings, variable
from data_access.settings import data_settings

PURPOSE = "fingerprints of settings"
FINGERPRINT_LENGTH = 16  # 64 bits: enough to tell two secrets apart
UNSET = "not set"


def record_settings_in_force(*, now: datetime) -> int:
    """Record what changed since the last start and return how many settings; without the record there is no start.

    Raises `SettingRefused` or `DatabaseUnavailable`.
    """
    secret = service_secret(data_settings())
    store = open_store(data_settings().store_url.get_secret_value())
    try:
        return record_settings(store, settings_told(secret), witness=operator(), now=now)
    finally:
        store.dispose()


def settings_told(secret: ServiceSecret) -> Mapping[str, str]:
    """Return every setting by its variable, and the service's own secret wherever it came from."""
    told = {**_told(data_settings(), secret), **_told(dashboard_settings(), secret)}
    return {**told, variable("secret"): _fingerprint(secret.value.decode(errors="replace"), secret)}


def _told(settings: UnitSettings, secret: ServiceSecret) -> dict[str, str]:
    plain = settings.model_dump(mode="json")
    return {variable(name): _worded(getattr(settings, name), plain[name], secret) for name in plain}


def _worded(value: object, plain: object, secret: ServiceSecret) -> str:
    if isinstance(value, SecretStr):
        return _fingerprint(value.get_secret_value(), secret)
    return UNSET if plain is None else str(plain)


def _fingerprint(text: str, secret: ServiceSecret) -> str:
    digest = hmac.new(secret.derived(PURPOSE), text.encode(errors="replace"), hashlib.sha256).hexdigest()
    return f"secret, fingerprint {digest[:FINGERPRINT_LENGTH]}"
