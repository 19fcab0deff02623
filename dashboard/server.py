"""Runs the site in this process with uvicorn, and says where it is once it really listens."""

import socket
import webbrowser
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn

from dashboard.edge.requests import BoundedRequests
from dashboard.safety import check_start
from data_access.errors import SettingRefused

APPLICATION = "dashboard.asgi:app"
# What readers send over the websocket is clicks: a few kilobytes.
LONGEST_MESSAGE = 1_048_576
PING_SECONDS = 30.0  # as Streamlit itself: often enough that proxies keep the connection
GRACE_SECONDS = 5


class _Announced(uvicorn.Server):
    """A server that calls back when it accepts connections."""

    def __init__(self, config: uvicorn.Config, *, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce."""
        await super().startup(sockets)
        if self.started:
            self._announce()


def address(host: str, port: int) -> str:
    """Return the address to type into a browser."""
    return f"http://{'localhost' if _is_here(host) else host}:{port}"


def serve(*, host: str, port: int, say: Callable[[str], None], opens_browser: bool) -> None:
    """Serve until interrupted; raises `SettingRefused` if the start is not safe or the port is taken.

    One process: Streamlit keeps a reader's place, files and caches in memory; more readers need more such processes
    behind a proxy that keeps each reader with one of them.
    """
    check_start()
    listening = _bind(host, port)

    def announce() -> None:
        say(address(host, port))
        if opens_browser:
            webbrowser.open(address(host, port))

    config = uvicorn.Config(
        APPLICATION,
        workers=1,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # it believes any process of this computer; we believe UNIT_TRUSTED_PROXIES
        http=BoundedRequests,
        loop="auto",  # uvloop, where there is one
        ws="websockets-sansio",
        ws_max_size=LONGEST_MESSAGE,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    config.load()  # imports the site, so that a refused setting is told as such and not as a failed start
    _Announced(config, announce=announce).run(sockets=[listening])


def _is_here(host: str) -> bool:
    """Return whether an address of this computer is listened on, or all of them."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _bind(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingRefused(
            f"Nothing can listen on {host} port {port}: {error.strerror}.",
            unharmed="Nothing was started; what runs there is untouched.",
            remedy="Choose another port, for example --port 8502.",
        ) from error
