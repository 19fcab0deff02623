"""Streamlit's scripts go out compressed, right, once, and to whoever can read them."""

import asyncio
import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient
from streamlit import file_util

from dashboard.edge.assets import ENCODERS, CompressedAssets, Shelf, best_encoding, first_load
from tests.loops import awaited

STATIC = Path(file_util.get_static_dir())
# Of Streamlit's default bytes, what Plotly may cost.
SHARE_OF_DEFAULT = 0.35
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """The installed scripts."""
    return Shelf(STATIC)


@pytest.fixture
def client(shelf: Shelf) -> Iterator[TestClient]:
    """A site that serves Streamlit's own files, as Streamlit does, behind the middleware."""
    shelf = Shelf(STATIC)
    site = Starlette(
        routes=[Mount("/", StaticFiles(directory=STATIC))], middleware=[Middleware(CompressedAssets, shelf=shelf)]
    )
    with TestClient(site) as opened:
        yield opened


def address(start: str, shelf: Shelf) -> str:
    return next(each for each in shelf.files if each.startswith(start))


@pytest.mark.parametrize("encoding", list(ENCODERS))
def test_plotly_goes_out_at_a_third_of_its_bytes_and_arrives_whole(
    client: TestClient, shelf: Shelf, encoding: str
) -> None:
    plotly = address("/static/js/PlotlyChart.", shelf)
    raw = shelf.files[plotly].read_bytes()
    with client.stream("GET", plotly, headers={"Accept-Encoding": encoding}) as answer:
        body = b"".join(answer.iter_raw())
    assert DECODERS[encoding](body) == raw
    assert len(body) <= SHARE_OF_DEFAULT * len(raw)
    assert answer.headers["content-encoding"] == encoding
    assert int(answer.headers["content-length"]) == len(body)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_browser_that_takes_no_encoding_gets_the_file_as_it_is_and_caches_are_told_it_varies(
    client: TestClient, shelf: Shelf
) -> None:
    script = address("/static/js/index.", shelf)
    answer = client.get(script, headers={"Accept-Encoding": "identity"})
    assert answer.content == shelf.files[script].read_bytes()
    assert "content-encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_range_is_a_range_of_the_file_itself(client: TestClient, shelf: Shelf) -> None:
    script = address("/static/js/index.", shelf)
    answer = client.get(script, headers={"Accept-Encoding": "br", "Range": "bytes=0-9"})
    assert answer.status_code == 206
    assert answer.content == shelf.files[script].read_bytes()[:10]
    assert "content-encoding" not in answer.headers


def test_a_browser_that_has_the_file_is_told_to_keep_it(client: TestClient, shelf: Shelf) -> None:
    style = address("/static/css/index.", shelf)
    first = client.get(style, headers={"Accept-Encoding": "br"})
    again = client.get(style, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get(style, headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    "path", ["/favicon.png", "/manifest.json", "/static/js/none.js", "/static/js/../../index.html"]
)
def test_what_is_not_on_the_shelf_is_left_alone(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": "br"})
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=0, *", "gzip"),
        ("identity", None),
        ("", None),
        ("br;q=nonsense", None),
        ("br;q=1.2.3", None),
        (";;,=,q", None),
    ],
)
def test_the_encoding_is_the_best_the_browser_takes(accepted: str, chosen: str | None) -> None:
    assert best_encoding(accepted) == chosen


def test_a_file_is_packed_once_however_many_ask_at_once(monkeypatch: pytest.MonkeyPatch, shelf: Shelf) -> None:
    packed: list[bytes] = []

    def counted(raw: bytes) -> bytes:
        packed.append(raw)
        return gzip.compress(raw)

    monkeypatch.setitem(ENCODERS, "gzip", counted)  # type: ignore[arg-type]
    fresh, style = Shelf(STATIC), address("/static/css/index.", shelf)

    async def ask_together() -> None:
        answers = await asyncio.gather(*(fresh.packed(style, encoding="gzip") for _ in range(8)))
        assert len(set(map(id, answers))) == 1

    awaited(ask_together())
    assert len(packed) == 1


def test_the_first_load_is_what_the_page_names_and_plotly(shelf: Shelf) -> None:
    named = first_load(shelf, STATIC / "index.html")
    assert any("/PlotlyChart." in each for each in named)
    assert any("/index." in each and each.endswith(".js") for each in named)
    assert any(each.endswith(".css") for each in named)
    assert len(named) < len(shelf.files) / 2
