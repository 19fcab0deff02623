"""What a rerun of our pages costs the server, against a bare page of six charts; and the memory of the process."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count, cycle
from statistics import median

from data_access.vocabulary import Role
from tests.bench.browser_like import Reader, open_tab
from tests.bench.part import Measurement, Part, Setting
from tests.bench.servers import Server, floor_site, our_site

NAME = "reruns"
# The usual demonstration, and a programme of a million.
SIZES = {"demonstration": None, "1,000,000": 1_000_000}
TIMES_THE_FLOOR = 1.3
FEWEST_ROUNDS = 15  # a rerun takes some 50 ms, and a busy machine doubles one now and then
WARMING = 4
SESSIONS = 10
CHARTS = {"floor": 6, "Headlines": 2, "Referrals": 6}

Run = Callable[[], float]


def rerun(setting: Setting) -> Iterator[Measurement]:
    """Yield each rerun's milliseconds with its ratio to the floor, then the memory, for both sizes."""
    for size, referrals in SIZES.items():
        with ExitStack() as stack:
            floor = stack.enter_context(floor_site(setting.folder))
            ours = stack.enter_context(our_site(setting.folder / f"site-{size}", referrals=referrals))
            at_start = ours.memory_mb
            contenders = _contenders(stack, floor, ours)
            yield from _compared(size, contenders, rounds=max(setting.rounds, FEWEST_ROUNDS))
            yield from _memory(size, stack, ours, at_start)


def _contenders(stack: ExitStack, floor: Server, ours: Server) -> Mapping[str, Run]:
    bare = stack.enter_context(open_tab(floor.port))
    headlines = stack.enter_context(open_tab(ours.port, token=ours.tokens[Role.COMMISSIONER]))
    referrals = stack.enter_context(open_tab(ours.port, page="referrals", token=ours.tokens[Role.MANAGER]))
    for reader, page in ((bare, "floor"), (headlines, "Headlines"), (referrals, "Referrals")):
        if reader.charts < CHARTS[page]:
            raise RuntimeError(f"{page} drew {reader.charts} charts")
    return {
        "floor": bare.run,
        "Headlines, nothing changed": headlines.run,
        "Referrals, nothing changed": referrals.run,
        "Referrals, a period asked before": _periods(referrals),
        "Referrals, days never asked before": _new_days(referrals),
    }


def _periods(reader: Reader) -> Run:
    """Choose one listed period after another, round and round."""
    periods = cycle(reader.options("Period")[:WARMING])
    return lambda: reader.run({"Period": next(periods)})


def _new_days(reader: Reader) -> Run:
    """Choose two days that nobody chose before, about six years apart: every figure is asked for anew."""
    start = (date(2018, 7, 1) + timedelta(days=place) for place in count())
    return lambda: _choose_days(reader, next(start))


def _choose_days(reader: Reader, since: date) -> float:
    until = since + timedelta(days=6 * 365)
    taken = reader.run({"Or any two days": [str(since), str(until)]})
    if f"{since}..{until}" not in reader.query:
        raise RuntimeError(f"asked for {since} to {until}, got {reader.query}")
    return taken


def _compared(size: str, contenders: Mapping[str, Run], *, rounds: int) -> Iterator[Measurement]:
    """Let all take turns, and hold each against the floor of its own round."""
    times: dict[str, list[float]] = {what: [] for what in contenders}
    names = list(contenders)
    for turn in range(WARMING + rounds):
        first = turn % len(names)
        for what in names[first:] + names[:first]:
            times[what].append(contenders[what]())
    settled = {what: each[WARMING:] for what, each in times.items()}
    for what, each in settled.items():
        yield _figure(size, what, each, settled["floor"])


def _figure(size: str, what: str, times: list[float], floor: list[float]) -> Measurement:
    if times is floor:
        note = "a title and six charts, nothing behind them"
        return Measurement(part=NAME, what=f"{size}: {what}", value=median(floor), unit="ms", note=note)
    ratio = median(ours / bare for ours, bare in zip(times, floor, strict=True))
    return Measurement(
        part=NAME,
        what=f"{size}: {what}",
        value=median(times),
        unit="ms",
        target=f"at most {TIMES_THE_FLOOR} of the floor",
        met=ratio <= TIMES_THE_FLOOR,
        note=f"{ratio:.2f} of the floor",
    )


def _memory(size: str, stack: ExitStack, ours: Server, at_start: float) -> Iterator[Measurement]:
    before = ours.memory_mb
    for _ in range(SESSIONS):
        stack.enter_context(open_tab(ours.port, page="referrals", token=ours.tokens[Role.MANAGER]))
    after = ours.memory_mb
    for what, value in (
        ("after the start", at_start),
        ("after the reruns", before),
        (f"with {SESSIONS} sessions more", after),
        ("at its peak", ours.peak_mb),
    ):
        yield Measurement(part=NAME, what=f"{size}: memory {what}", value=value, unit="MB")


RERUNS = Part(name=NAME, run=rerun)
