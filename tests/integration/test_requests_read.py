"""How the server reads requests: ambiguous ones are refused, and no head goes on for ever."""

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from dashboard.edge.requests import LONGEST_HEAD, BoundedRequests

ASKED = b"GET / HTTP/1.1\r\nHost: x\r\n"


async def _answered(_scope: Scope, receive: Receive, send: Send) -> None:
    body = b""
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server that sends back what it was sent."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(_answered, http=BoundedRequests, ws="none", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    running = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
    running.start()
    yield int(listening.getsockname()[1])
    server.should_exit = True
    running.join()


def said_to(port: int, *parts: bytes, hangs_up: bool = True) -> bytes:
    """Send some bytes and return everything that comes back until the server closes or has answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        answer = b""
        try:
            for part in parts:
                connection.sendall(part)
            if hangs_up:
                connection.shutdown(socket.SHUT_WR)
            while received := connection.recv(65_536):
                answer += received
        except ConnectionError:
            return answer  # cut off: nothing more is to come
        return answer


def test_a_plain_request_is_answered(port: int) -> None:
    assert said_to(port, ASKED + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_two_requests_on_one_connection_are_both_counted_from_their_own_beginning(port: int) -> None:
    long = b"X-Long: " + b"a" * (LONGEST_HEAD // 2 - 200) + b"\r\n"
    last = ASKED + long + b"Connection: close\r\n\r\n"
    answers = said_to(port, ASKED + long + b"\r\n", ASKED + long + b"\r\n", last, hangs_up=False)
    assert answers.count(b"HTTP/1.1 200") == 3


def test_a_long_body_is_no_long_head(port: int) -> None:
    length = 3 * LONGEST_HEAD
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % length
    assert said_to(port, head, b"b" * length).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("line", [b"X: " + b"a" * 1_000 + b"\r\n", b"a" * 1_000], ids=["many headers", "one header"])
def test_a_head_without_an_end_is_cut_off(port: int, line: bytes) -> None:
    answer = said_to(port, ASKED + (b"" if line.endswith(b"\n") else b"X: "), *[line] * (LONGEST_HEAD // 900 + 64))
    assert not answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b: folded\r\n\r\n",
        b"GET / HTTP/1.1\nHost: x\n\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n",
    ],
    ids=[
        "length and chunks",
        "two lengths",
        "no known coding",
        "space before the colon",
        "signed length",
        "folded",
        "bare line feeds",
        "NUL in the address",
        "NUL in a header",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(port: int, head: bytes) -> None:
    assert b"HTTP/1.1 200" not in said_to(port, head)
