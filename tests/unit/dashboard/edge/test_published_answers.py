"""What is sent of a public file: the right bytes in every encoding, and headers under which nothing else can happen."""

import gzip
from datetime import UTC, datetime

import brotli
import pytest

from dashboard.edge.published_answers import FRESH, LASTING, packed
from dashboard.press.web import File, Kind

AT = datetime(2026, 4, 19, 23, 1, tzinfo=UTC)
BODY = b"<p>two hundred and sixty</p>" * 40


def headers_of(kind: Kind, body: bytes = BODY, *, encoding: str = "", is_lasting: bool = False) -> dict[str, str]:
    sent = packed(File(body=body, kind=kind, modified=AT, is_lasting=is_lasting)).full[encoding]
    return {name.decode(): value.decode() for name, value in sent.headers}


def test_every_encoding_holds_the_same_bytes_under_its_own_tag() -> None:
    sent = packed(File(body=BODY, kind=Kind.PAGE, modified=AT))
    assert (
        sent.full[""].body == brotli.decompress(sent.full["br"].body) == gzip.decompress(sent.full["gzip"].body) == BODY
    )
    assert len(set(sent.tags.values())) == 3
    for encoding, answer in sent.full.items():
        said = dict(answer.headers)
        assert said[b"content-length"] == str(len(answer.body)).encode()
        assert said[b"etag"].decode() == sent.tags[encoding]
        assert said.get(b"content-encoding", b"").decode() == encoding
        assert said[b"vary"] == b"Accept-Encoding"


@pytest.mark.parametrize("kind", [Kind.PICTURE, Kind.FONT])
def test_what_is_packed_already_is_sent_as_it_is(kind: Kind) -> None:
    assert set(packed(File(body=BODY, kind=kind, modified=AT)).full) == {""}


def test_another_body_has_another_tag_and_the_same_one_the_same() -> None:
    tags = [packed(File(body=body, kind=Kind.JSON, modified=AT)).tags[""] for body in (BODY, BODY + b"x", BODY)]
    assert tags[0] == tags[2] != tags[1]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_file_keeps_to_itself(kind: Kind) -> None:
    said = headers_of(kind)
    assert said["x-content-type-options"] == "nosniff"
    assert said["referrer-policy"] == "no-referrer"
    assert said["content-security-policy"].startswith("default-src 'none'")
    assert "script-src" not in said["content-security-policy"]
    assert "set-cookie" not in said
    assert said["last-modified"] == "Sun, 19 Apr 2026 23:01:00 GMT"


def test_a_page_is_framed_by_us_alone_and_a_card_by_anybody() -> None:
    page, card = headers_of(Kind.PAGE), headers_of(Kind.CARD)
    assert (page["x-frame-options"], card.get("x-frame-options")) == ("SAMEORIGIN", None)
    assert page["content-security-policy"].endswith("frame-ancestors 'self'")
    assert card["content-security-policy"].endswith("frame-ancestors *")


@pytest.mark.parametrize(
    ("kind", "shared"),
    [(Kind.JSON, True), (Kind.TABLE, True), (Kind.DRAWING, True), (Kind.PAGE, False), (Kind.CARD, False)],
)
def test_figures_may_be_read_by_other_sites_and_pages_not(kind: Kind, shared: bool) -> None:
    assert (headers_of(kind).get("access-control-allow-origin") == "*") == shared


def test_only_a_name_that_holds_its_hash_is_kept_for_long() -> None:
    assert headers_of(Kind.STYLE, is_lasting=True)["cache-control"] == LASTING
    assert headers_of(Kind.PAGE)["cache-control"] == FRESH
