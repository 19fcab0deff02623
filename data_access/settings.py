"""Settings of the data side, from the environment (`UNIT_...`) with defaults that need no set-up."""

from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from pydantic import SecretStr

from data_access.setting_sources import UnitSettings

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


class DataSettings(UnitSettings):
    """Where the two databases, the secret and the working files are, and how fresh the figures must be.

    Attributes
    ----------
    secret, secret_file
        The one secret of the service: as text, or a file that the service alone can read; default `var/secret`.
    demonstration
        Whether empty databases are filled with an invention, and the rules for a real site are relaxed.
    """

    case_url: SecretStr = SecretStr(f"sqlite:///{VAR / 'case.db'}")
    store_url: SecretStr = SecretStr(f"sqlite:///{VAR / 'store.db'}")
    var_dir: Path = VAR
    secret: SecretStr | None = None
    secret_file: Path | None = None
    demonstration: bool = True
    # A reader waits for nothing: the database is asked for its version at most this often.
    refresh_every: timedelta = timedelta(seconds=60)
    # Beyond this age of the newest load every page says that the figures are old.
    freshness_limit: timedelta = timedelta(days=7)


@lru_cache(maxsize=1)
def data_settings() -> DataSettings:
    """Return the settings, read once per process; raises `SettingRefused` for one that cannot be used."""
    return DataSettings.from_environment()
