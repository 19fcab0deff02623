"""How the figures are, in a word and as an age, for whoever watches the service."""

from datetime import timedelta

from dashboard.ui import cache, clock
from data_access.settings import data_settings


def figures_condition() -> str:
    """Return "ok", "empty" or "old"; raises `DatabaseUnavailable` when there is neither database nor copy."""
    snapshot = cache.keeper().current().snapshot
    if snapshot.referrals_all.is_empty():
        return "empty"
    return "old" if clock.today() - snapshot.as_at > data_settings().freshness_limit else "ok"


def figures_age() -> float:
    """Return how many seconds ago the newest load was; raises `DatabaseUnavailable`."""
    return (clock.today() - cache.keeper().current().snapshot.as_at) / timedelta(seconds=1)
