"""Whether the time of a failed sign-in tells who exists: known, unknown, locked and disabled names against each other.

Each round tries every kind once, in a random order, so that a busy moment hits all; a kind is compared with the
unknown name of its own round. The two count as alike if the 90 % interval of the median difference (bootstrap over
the rounds) lies within ±5 % of one bcrypt: two one-sided tests at 5 % (Schuirmann 1987). Finding no difference would
not do: a short measurement never finds one.

Told twice: by the clock, as somebody outside sees it, which takes a machine that is free; and by the processor's time,
which is the same on a busy one but leaves out waiting for the disk.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import perf_counter, thread_time

import numpy as np

from dashboard.identity.clock import moment
from dashboard.identity.gate import Gate
from dashboard.identity.passwords import hash_password, is_password_of
from dashboard.identity.second_factor import SecondFactorKeys
from data_access import accounts, attempts
from data_access.audit import PURPOSE, Actor, Witness
from data_access.browsers import Browser
from data_access.database import open_store
from data_access.migrate import upgrade
from data_access.schema import second_factor
from data_access.service_secret import service_secret
from data_access.sessions import Lifetimes
from data_access.settings import DataSettings
from data_access.vocabulary import Role
from tests.bench.part import Measurement, Part, Setting

NAME = "sign-in"
FEWEST_ROUNDS = 40
WARMING = 3
MARGIN = 0.05  # of one bcrypt: over a network, far below what thousands of tries could tell apart
RESAMPLES = 10_000
BROWSER = Browser(cookie="the cookie of the measuring browser", address="192.0.2.7")
PASSWORD, WRONG, TOO_LONG = "green herons over quiet canals", "some other password", "x" * 5_000
LOCKED = "locked"
BARE = ("one bcrypt", "unknown")
CLOCKS = {"by the clock": perf_counter, "processor": thread_time}

Try = Callable[[int], object]


def sign_in(setting: Setting) -> Iterator[Measurement]:
    """Yield the median of each kind and the interval of its difference from an unknown name."""
    rounds = max(setting.rounds, FEWEST_ROUNDS)
    with _gate(setting) as gate:
        taken = _taken(_kinds(gate), gate, rounds=rounds)
    for clock, times in taken.items():
        yield from _compared(clock, times)


def _compared(clock: str, times: Mapping[str, list[float]]) -> Iterator[Measurement]:
    bcrypt, unknown = (
        Measurement(part=NAME, what=f"{kind}, {clock}", value=median(times[kind]), unit="ms") for kind in BARE
    )
    yield bcrypt
    yield unknown
    margin = MARGIN * bcrypt.value
    for kind in [each for each in times if each not in BARE]:
        low, high = _interval(np.subtract(times[kind], times["unknown"]))
        yield Measurement(
            part=NAME,
            what=f"{kind}, {clock}",
            value=median(times[kind]),
            unit="ms",
            target=f"within ±{margin:.1f} of unknown",
            met=-margin < low and high < margin,
            note=f"{low:+.1f} to {high:+.1f}",
        )


def _kinds(gate: Gate) -> Mapping[str, Try]:
    def attempt(username: str, password: str = WRONG) -> object:
        return gate.recognise(username, password=password, browser=BROWSER, now=moment())

    return {
        "one bcrypt": lambda _turn: is_password_of(None, password=WRONG),
        "unknown": lambda turn: attempt(f"nobody-{turn}"),
        "known": lambda _turn: attempt("known"),
        "known, with a second step": lambda _turn: attempt("careful"),
        "locked": lambda _turn: attempt(LOCKED, PASSWORD),
        "locked, unknown": lambda _turn: attempt("locked-nobody"),
        "disabled, right password": lambda _turn: attempt("disabled", PASSWORD),
        "known, too long a password": lambda _turn: attempt("known", TOO_LONG),
    }


def _taken(kinds: Mapping[str, Try], gate: Gate, *, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Return by clock the milliseconds of each kind, round by round."""
    times: dict[str, dict[str, list[float]]] = {clock: {kind: [] for kind in kinds} for clock in CLOCKS}
    order = np.random.default_rng(2018)
    for turn in range(WARMING + rounds):
        for kind in order.permutation(list(kinds)):
            started = {clock: read() for clock, read in CLOCKS.items()}
            kinds[kind](turn)
            for clock, read in CLOCKS.items():
                times[clock][kind].append((read() - started[clock]) * 1000)
            _let_try_again(gate, "known", "careful", "disabled", f"nobody-{turn}")
    return {clock: {kind: each[WARMING:] for kind, each in by_kind.items()} for clock, by_kind in times.items()}


def _interval(differences: np.ndarray) -> tuple[float, float]:
    """Return the 90 % interval of the median difference (percentile bootstrap)."""
    drawn = np.random.default_rng(2018).choice(differences, (RESAMPLES, len(differences)))
    low, high = np.percentile(np.median(drawn, axis=1), (5, 95))
    return float(low), float(high)


@contextmanager
def _gate(setting: Setting) -> Iterator[Gate]:
    """Open a gate over a fresh store with people of every kind at it."""
    folder = setting.folder / NAME
    folder.mkdir()
    store = open_store(f"sqlite:///{folder / 'store.db'}")
    upgrade(store, "store")
    secret = service_secret(DataSettings(var_dir=folder))
    keys = SecondFactorKeys.of(secret)
    gate = Gate(store=store, lifetimes=Lifetimes(), key=secret.derived(PURPOSE), second_factor_keys=keys)
    witness = Witness(actor=Actor(username="benchmark"), key=gate.key)
    for username in ("known", "careful", LOCKED, "disabled"):
        accounts.add(
            store,
            username=username,
            display_name=username,
            role=Role.MANAGER,
            forces=("E23000006",),
            home_force=None,
            password_hash=hash_password(PASSWORD),
            witness=witness,
            now=moment(),
        )
    accounts.disable(store, username="disabled", witness=witness, now=moment())
    _set_second_step(gate, "careful")
    for username in (LOCKED, "locked-nobody"):
        for _ in range(gate.limits.failures):
            gate.recognise(username, password=WRONG, browser=BROWSER, now=moment())
    yield gate
    store.dispose()


def _set_second_step(gate: Gate, username: str) -> None:
    with gate.store.begin() as connection:
        row = {"username": username, "secret_encrypted": "sealed", "confirmed_at": moment().replace(tzinfo=None)}
        connection.execute(second_factor.insert().values(row))


def _let_try_again(gate: Gate, *usernames: str) -> None:
    """Forget the failures of those who are not to be locked."""
    with gate.store.begin() as connection:
        for username in usernames:
            attempts.clear(connection, username=username)


SIGN_IN = Part(name=NAME, run=sign_in)
