"""Figures of the running service for whoever watches it: counts and times by listed address, never by person."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import nan

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from data_access import condition
from data_access.condition import SignIns
from data_access.errors import UnitError

# A page is to be there in a tenth of a second; beyond ten a reader has gone.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Telemetry:
    """The figures of one process, and a few of the store it shares with others."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "unit_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "unit_request_seconds", "Time to answer a request.", ("route",), buckets=SECONDS, registry=self.registry
        )
        self._websockets = Gauge("unit_websockets_open", "Open tabs.", registry=self.registry)
        self._failures = Counter("unit_script_failures", "Pages or parts of them that failed.", registry=self.registry)
        self.asks("unit_sessions_live", "Sessions signed in, in all processes.", _sessions)
        self.registry.register(_SignInCounter())

    @contextmanager
    def during(self, kind: str) -> Iterator[None]:
        """Count a websocket as open while it is."""
        if kind != "websocket":
            yield
            return
        with self._websockets.track_inprogress():
            yield

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answer; how long a websocket stayed open is no time to answer."""
        self._requests.labels(route, method, str(status)).inc()
        if method != "WEBSOCKET":
            self._seconds.labels(route).observe(seconds)

    def failed(self) -> None:
        """Count a failure of a page."""
        self._failures.inc()

    def asks(self, name: str, meaning: str, value: Callable[[], float]) -> None:
        """Offer a figure that is asked for whenever somebody reads them; it is not a number while nobody knows it."""

        def known() -> float:
            try:
                return value()
            except UnitError:
                return nan

        Gauge(name, meaning, registry=self.registry).set_function(known)

    def written(self) -> tuple[bytes, str]:
        """Return all figures in the format of Prometheus, and the name of the format."""
        return generate_latest(self.registry), CONTENT_TYPE_LATEST


class _SignInCounter(Collector):
    """Sign-ins by outcome, counted in the audit: every process tells the same, and a restart loses none."""

    def __init__(self) -> None:
        self._known = SignIns()
        self._store: object = None

    def describe(self) -> Iterator[CounterMetricFamily]:
        """Return the family alone, so that no database is asked at the start."""
        yield self._family()

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Return the counts; none while the store cannot be reached."""
        family, store = self._family(), gate().store
        if store is not self._store:  # another audit counts from its own beginning
            self._known, self._store = SignIns(), store
        try:
            self._known = condition.sign_ins(store, known=self._known)
        except UnitError:
            return
        for outcome, count in self._known.by_outcome.items():
            family.add_metric([outcome.value], count)
        yield family

    @staticmethod
    def _family() -> CounterMetricFamily:
        return CounterMetricFamily("unit_sign_ins", "Sign-ins in the audit.", labels=["outcome"])


def _sessions() -> float:
    return condition.live_sessions(gate().store, lifetimes=gate().lifetimes, now=moment())


# One for the process: the pages count their failures in it.
TELEMETRY = Telemetry()
