"""Whether the site may be started as it is set up; every fault is said at once, each with what to do about it."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from dashboard.settings import DashboardSettings, dashboard_settings
from data_access.errors import SettingRefused, UnitError
from data_access.fitness import files_of, holds_real_cases, store_fitness, travels_in_the_open
from data_access.private_files import is_open
from data_access.service_secret import is_weak, service_secret
from data_access.setting_sources import PREFIX, variable
from data_access.settings import DataSettings, data_settings

LONGEST_IDLE = timedelta(hours=8)  # a shift; beyond it somebody else sits at the desk
LONGEST_SESSION = timedelta(hours=24)
# What makes Python or Streamlit tell more, or listen to more, than the configuration file says.
TALKATIVE = ("PYTHONDEVMODE", "PYTHONASYNCIODEBUG", "PYTHONINSPECT")
STREAMLIT = "STREAMLIT_"
UVICORN_TRUSTS = "FORWARDED_ALLOW_IPS"
UNHARMED = "Nothing was started."


class StartRefused(SettingRefused):
    """The site is not safe to serve; `faults` are all that stand against it."""

    def __init__(self, faults: tuple[UnitError, ...]) -> None:
        listed = "".join(f"\n  {number}. {fault}" for number, fault in enumerate(faults, start=1))
        super().__init__(
            f"The site is not safe to serve as it is set up:{listed}",
            unharmed=UNHARMED,
            remedy="Mend each and start again; docs/security.md says why each matters.",
        )
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One start: the settings in force and what surrounds the process."""

    stored: DataSettings
    site: DashboardSettings
    environment: Mapping[str, str]
    developer_mode: bool

    @property
    def databases(self) -> dict[str, str]:
        """The addresses of the databases, by the setting of each."""
        return {
            "UNIT_CASE_URL": self.stored.case_url.get_secret_value(),
            "UNIT_STORE_URL": self.stored.store_url.get_secret_value(),
        }


Check = Callable[[Start], Iterator[UnitError]]


def check_start() -> None:
    """Raise `StartRefused` with everything that makes this start unsafe."""
    faults = tuple(_unreadable_settings()) or tuple(
        faults_of(
            Start(
                stored=data_settings(),
                site=dashboard_settings(),
                environment=os.environ,
                developer_mode=sys.flags.dev_mode,
            )
        )
    )
    if faults:
        raise StartRefused(faults)


def faults_of(start: Start) -> Iterator[UnitError]:
    """Yield what stands against a start, of a demonstration or of a real site, and then of any."""
    for check in (*(DEMONSTRATED if start.stored.demonstration else REAL), *ANYWHERE):
        try:
            yield from check(start)
        except UnitError as error:  # a check that cannot look has found a fault
            yield error


def _unreadable_settings() -> Iterator[UnitError]:
    for read in (data_settings, dashboard_settings):
        try:
            read()
        except SettingRefused as error:
            yield error


def _unknown_settings(start: Start) -> Iterator[UnitError]:
    known = DataSettings.variables() | DashboardSettings.variables()
    unknown = sorted(name for name in start.environment if name.startswith(PREFIX) and name not in known)
    if unknown:
        yield _fault(f"No setting is called {', '.join(unknown)}.", "Correct the name, or remove it.")


def _secret(start: Start) -> Iterator[UnitError]:
    service_secret(start.stored)
    yield from ()


def _store(start: Start) -> Iterator[UnitError]:
    fitness = store_fitness(start.databases["UNIT_STORE_URL"])
    if not fitness.up_to_date:
        yield _fault("The store is not of this release.", "Run `python -m data_access init`.")
    elif not fitness.has_audit:
        yield _fault(
            "The audit has lost its beginning, so nothing could be recorded.",
            "Put the store back from a backup; somebody has written to its table audit_head.",
        )
    if fitness.demonstrators and not start.stored.demonstration:
        names = ", ".join(fitness.demonstrators)
        yield _fault(
            f"Demonstration accounts can sign in: {names}.",
            "Add an administrator of your own, then shut each with `python -m dashboard users disable NAME`.",
        )


def _real_cases(start: Start) -> Iterator[UnitError]:
    if holds_real_cases(start.databases["UNIT_CASE_URL"]):
        yield _fault(
            "This is a demonstration, and the case database holds cases that nobody invented.",
            "Set UNIT_DEMONSTRATION=false, which asks for what real cases need, or point UNIT_CASE_URL elsewhere.",
        )


def _talk(start: Start) -> Iterator[UnitError]:
    named = [name for name in TALKATIVE if start.environment.get(name)]
    named += ["python -X dev"] if start.developer_mode and not named else []
    named += sorted(name for name in start.environment if name.startswith(STREAMLIT))
    if named:
        yield _fault(
            f"Settings for developers are in force: {', '.join(named)}.",
            "Remove each; what Streamlit does is set in .streamlit/config.toml alone.",
        )


def _address(start: Start) -> Iterator[UnitError]:
    address = start.site.public_url
    if address is None:
        yield _fault("UNIT_PUBLIC_URL is not set.", "Set it to the address readers type, https://figures.example.")
    elif not address.startswith("https://"):
        yield _fault("UNIT_PUBLIC_URL is not encrypted.", "Serve it behind a proxy that speaks HTTPS.")


def _proxies(start: Start) -> Iterator[UnitError]:
    if start.environment.get(UVICORN_TRUSTS):
        yield _fault(
            f"{UVICORN_TRUSTS} makes the server believe addresses that anybody may have written.",
            "Remove it and name the proxy in UNIT_TRUSTED_PROXIES.",
        )


def _lifetimes(start: Start) -> Iterator[UnitError]:
    for name, lasting, longest in (
        ("session_idle", start.site.session_idle, LONGEST_IDLE),
        ("session_absolute", start.site.session_absolute, LONGEST_SESSION),
    ):
        if lasting > longest:
            hours = longest // timedelta(hours=1)
            yield _fault(f"{variable(name)} is more than {hours} hours.", f"Set it to PT{hours}H or less.")


def _transport(start: Start) -> Iterator[UnitError]:
    for name, url in start.databases.items():
        if travels_in_the_open(url, environment=start.environment):
            yield _fault(
                f"{name} leads to another computer without encryption.",
                "Add ?sslmode=verify-full (and sslrootcert), or at least ?sslmode=require, to the address.",
            )


def _files(start: Start) -> Iterator[UnitError]:
    files = [file for url in start.databases.values() for file in files_of(url)]
    folders = {start.stored.var_dir, *(file.parent for file in files)}
    seen = sorted({path for path in (*files, *folders) if is_open(path)})
    if seen:
        yield _fault(
            f"Others can read {', '.join(map(str, seen))}.",
            "Let the service own them, and allow nobody else: chmod 700 for folders, chmod 600 for files.",
        )


def _tokens(start: Start) -> Iterator[UnitError]:
    token = start.site.metrics_token
    if token is not None and is_weak(token.get_secret_value()):
        yield _fault("UNIT_METRICS_TOKEN is too weak.", "Use 32 random characters or more, or remove it.")


def _fault(happened: str, remedy: str) -> SettingRefused:
    return SettingRefused(happened, unharmed=UNHARMED, remedy=remedy)


ANYWHERE: tuple[Check, ...] = (_unknown_settings, _secret, _store)
DEMONSTRATED: tuple[Check, ...] = (_real_cases,)
# Files come before the store is opened: that alone may make or remove the files beside it.
REAL: tuple[Check, ...] = (_files, _talk, _address, _proxies, _lifetimes, _transport, _tokens)
