"""The public pages over HTTP, with the whole site behind them: what strangers get, and what they cannot find out."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from dashboard import asgi
from dashboard.administration.public_site import PublicSite
from dashboard.edge import published as edge
from dashboard.edge.published_answers import FRESH, LASTING
from dashboard.identity.clock import moment
from data_access.releases import parsed
from data_access.vocabulary import Role
from tests.edge_site import METRICS_TOKEN, Site, running_site
from tests.published import ann, embargoed

REFERENCE = re.compile(r"Reference: [0-9a-f-]+")
OUT, COMING, NEVER = (f"/published/SR-{{year}}-{number:04}" for number in (1, 2, 999))


@dataclass
class Opened:
    """The site with one release that is out and one still to come, by the clock of its public pages."""

    site: Site
    public: PublicSite
    now: datetime
    ends: datetime

    @property
    def client(self) -> TestClient:
        self.site.client.cookies.clear()
        return self.site.client

    def at(self, now: datetime) -> TestClient:
        """The same at a moment, the store asked again just before."""
        self.now = now
        self.public.look(now - timedelta(microseconds=1))
        return self.client

    def address(self, pattern: str, name: str = "") -> str:
        return pattern.format(year=self.ends.year) + name


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    made: list[PublicSite] = []

    def remembered(*asked: Any, **named: Any) -> PublicSite:
        made.append(public_site(*asked, **named))
        return made[-1]

    public_site = asgi.public_site
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asgi, "public_site", remembered)
        patch.setattr(edge, "LOOK_EVERY_S", 86_400.0)
        with running_site(tmp_path_factory.mktemp("published")) as site:
            began = moment()
            first = embargoed(site.gate.store, now=began, until=began + timedelta(hours=1))
            embargoed(site.gate.store, now=began, until=began + timedelta(hours=2), previous=first.reference)
            world = Opened(site=site, public=made[0], now=began, ends=began + timedelta(hours=2))
            patch.setattr(edge, "moment", lambda: world.now)
            yield world


@pytest.fixture
def client(opened: Opened) -> TestClient:
    """A browser without a session, while the first release is out and the second is not."""
    return opened.at(opened.ends - timedelta(minutes=30))


def plain(text: str) -> str:
    """An answer without the random reference of its request."""
    return REFERENCE.sub("Reference: ...", text)


def test_a_release_that_is_out_opens_to_anybody_without_a_cookie(client: TestClient, opened: Opened) -> None:
    answer = client.get(opened.address(OUT, "/index.html"))
    assert answer.status_code == 200
    assert "260" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == FRESH
    assert "set-cookie" not in answer.headers
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_a_session_changes_nothing(client: TestClient, opened: Opened) -> None:
    stranger = client.get(opened.address(OUT, "/index.html"))
    reader = opened.site.somebody(Role.MANAGER).get(opened.address(OUT, "/index.html"))
    assert (reader.content, dict(reader.headers)) == (stranger.content, dict(stranger.headers))


@pytest.mark.parametrize("file", ["", "/", "/index.html", "/release.json", "/plates/total.csv", "/card-total.html"])
def test_what_is_not_out_is_answered_as_what_never_was(client: TestClient, opened: Opened, file: str) -> None:
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        coming, never = (client.request(method, opened.address(each, file)) for each in (COMING, NEVER))
        assert coming.status_code == never.status_code
        assert coming.status_code in ({404} if method in {"GET", "HEAD"} else {404, 405})
        assert plain(coming.text) == plain(never.text)
        for name in (set(coming.headers) | set(never.headers)) - {"x-request-id"}:
            assert coming.headers.get(name) == never.headers.get(name), name


def test_at_the_moment_its_embargo_ends_it_is_there(opened: Opened) -> None:
    opened.at(opened.ends - timedelta(seconds=1))
    coming = opened.address(COMING, "/index.html")
    opened.now = opened.ends - timedelta(microseconds=1)
    assert opened.client.get(coming).status_code == 404
    opened.now = opened.ends
    assert opened.client.get(coming).status_code == 200


def test_nothing_that_is_not_out_is_in_any_answer(client: TestClient, opened: Opened) -> None:
    coming = opened.address(COMING).rpartition("/")[2].encode()
    paths = opened.public.files(opened.now)
    assert len(paths) > 15
    for path in paths:
        answer = client.get(f"/published/{path}")
        assert answer.status_code == 200
        assert coming not in answer.content
    opened.at(opened.ends)
    later = opened.public.files(opened.now)
    assert any(coming in file.body for file in later.values())  # it would be seen there


def test_folders_open_as_on_any_web_server(client: TestClient, opened: Opened) -> None:
    assert client.get("/published/").content == client.get("/published/index.html").content
    for path, to in (("/published", "published/"), (opened.address(OUT), opened.address(OUT).rpartition("/")[2] + "/")):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (307, to)
        assert client.get(path).status_code == 200


def test_who_has_it_already_is_told_that_nothing_changed(client: TestClient, opened: Opened) -> None:
    page = opened.address(OUT, "/index.html")
    first = client.get(page)
    for shown in (first.headers["etag"], f"W/{first.headers['etag']}", f'"x", {first.headers["etag"]}', "*"):
        again = client.get(page, headers={"If-None-Match": shown})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert "content-length" not in again.headers
    assert client.get(page, headers={"If-None-Match": '"another"'}).status_code == 200


def test_head_says_all_and_sends_nothing(client: TestClient, opened: Opened) -> None:
    page = opened.address(OUT, "/index.html")
    whole, head = client.get(page), client.head(page)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("br", "br"), ("gzip", "gzip"), ("identity", None), ("gzip;q=0", None)]
)
def test_a_page_comes_in_the_encoding_that_is_taken(
    client: TestClient, opened: Opened, accepted: str, encoding: str | None
) -> None:
    page = opened.address(OUT, "/index.html")
    with client.stream("GET", page, headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == encoding
    assert int(answer.headers["content-length"]) == len(raw)
    if encoding == "gzip":
        assert gzip.decompress(raw) == client.get(page).content


def test_a_style_sheet_is_kept_for_a_year(client: TestClient, opened: Opened) -> None:
    path = next(path for path in opened.public.files(opened.now) if path.endswith(".css"))
    assert client.get(f"/published/{path}").headers["cache-control"] == LASTING


def test_other_sites_may_read_the_figures(client: TestClient, opened: Opened) -> None:
    answer = client.get(opened.address(OUT, "/release.json"), headers={"Origin": "https://news.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert json.loads(answer.content)["plates"][0]["rows"][0]["figures"][0]["value"] == 260


@pytest.mark.parametrize(
    "path",
    [
        "/published/../healthz",
        "/published//index.html",
        "/published/%69ndex.html",
        "/published/index.html%00",
        "/published/..%2f..%2fetc%2fpasswd",
        "/published/index.html/",
        "/publishedindex.html",
        "/Published/index.html",
        "/published/\\index.html",
    ],
)
def test_another_spelling_finds_nothing_public(client: TestClient, path: str) -> None:
    answer = client.send(client.build_request("GET", f"https://testserver{path}"))
    assert "All releases" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "BREW"])
def test_nothing_can_be_sent_there(client: TestClient, opened: Opened, method: str) -> None:
    answer = client.request(method, opened.address(OUT, "/index.html"))
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_readers_are_counted_and_not_logged(client: TestClient, opened: Opened) -> None:
    opened.site.log.truncate(0)
    client.get(opened.address(OUT, "/index.html"))
    assert '"path": "/published/"' not in opened.site.log.getvalue()
    counted = client.get("/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}).text
    assert 'unit_requests_total{method="GET",route="/published/",status="200"}' in counted


def test_a_withdrawal_is_seen_over_http(opened: Opened) -> None:
    client = opened.at(opened.ends)
    page = opened.address(OUT, "/index.html")
    tag = client.get(page).headers["etag"]
    reference = parsed(opened.address(OUT).rpartition("/")[2])
    ann(opened.site.gate.store, now=opened.ends).withdraw(reference, seen=4, reason="An agency was counted twice.")
    opened.at(opened.ends + timedelta(seconds=2))
    answer = client.get(page, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Withdrawn" in answer.text
