"""What is sent for each public file: its headers, worked out once, and its bytes as a browser takes them."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime

import brotli  # type: ignore[import-untyped]

from dashboard.press.web import File, Kind

Header = tuple[bytes, bytes]
# Browsers and what stands between ask again after seconds, so that a withdrawal is seen at once; meanwhile, and while
# the site cannot be reached, they may show what they have.
FRESH = "public, max-age=10, stale-while-revalidate=20, stale-if-error=86400"
LASTING = "public, max-age=31536000, immutable"
BROTLI_QUALITY = 9
SMALLEST = 200  # bytes; below this an encoding saves nothing
ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda raw: bytes(brotli.compress(raw, quality=BROTLI_QUALITY)),
    "gzip": lambda raw: gzip.compress(raw, mtime=0),
}
PACKED_ALREADY = frozenset({Kind.PICTURE, Kind.FONT})
# What other sites may read with a script of theirs: figures, not pages.
SHARED = frozenset({Kind.TABLE, Kind.JSON, Kind.FEED, Kind.DRAWING, Kind.PICTURE})
_PAGE = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
# A drawing brings its own styles and typeface along; opened by itself it may do no more than that.
_DRAWING = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"
_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
POLICIES: Mapping[Kind, str] = {
    Kind.PAGE: f"{_PAGE}; frame-ancestors 'self'",
    Kind.CARD: f"{_PAGE}; frame-ancestors *",
    Kind.DRAWING: _DRAWING,
}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # nobody's server learns who comes from a page about stalking
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: status, headers and body, ready to be sent."""

    status: int
    headers: tuple[Header, ...]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A file ready to be sent: by encoding ("" for none) in full, and unchanged for whoever has it already."""

    file: File
    full: Mapping[str, Answer]
    unchanged: Mapping[str, Answer]
    tags: Mapping[str, str]


def packed(file: File) -> Packed:
    """Return a file with everything that is sent of it."""
    bodies = {"": file.body}
    if file.kind not in PACKED_ALREADY and len(file.body) >= SMALLEST:
        bodies |= {encoding: encode(file.body) for encoding, encode in ENCODERS.items()}
    digest = hashlib.sha256(file.body).hexdigest()[:32]
    tags = {encoding: f'"{digest}{encoding and "-"}{encoding}"' for encoding in bodies}
    kept = {
        each: {**_kept(file, tags[each]), **({"Vary": "Accept-Encoding"} if len(bodies) > 1 else {})} for each in bodies
    }
    full = {
        each: Answer(status=200, headers=_raw({**kept[each], **_said(file, body, encoding=each)}), body=body)
        for each, body in bodies.items()
    }
    unchanged = {each: Answer(status=304, headers=_raw(kept[each])) for each in bodies}
    return Packed(file=file, full=full, unchanged=unchanged, tags=tags)


def leading_to(folder: str) -> Answer:
    """Return the way to a folder that was asked for without the slash at its end."""
    told = {"Location": f"{folder}/", "Cache-Control": FRESH, "Content-Length": "0", **EVERYWHERE}
    return Answer(status=307, headers=_raw({**told, "Content-Security-Policy": _NOTHING}))


def _kept(file: File, tag: str) -> dict[str, str]:
    """Return the headers of a whole answer and of one that says that nothing changed."""
    return {
        "ETag": tag,
        "Cache-Control": LASTING if file.is_lasting else FRESH,
        "Last-Modified": format_datetime(file.modified, usegmt=True),
        **({"Access-Control-Allow-Origin": "*"} if file.kind in SHARED else {}),
    }


def _said(file: File, body: bytes, *, encoding: str) -> dict[str, str]:
    return {
        "Content-Type": file.kind.value,
        "Content-Length": str(len(body)),
        "Accept-Ranges": "none",
        "Content-Security-Policy": POLICIES.get(file.kind, _NOTHING),
        **EVERYWHERE,
        **({"Content-Encoding": encoding} if encoding else {}),
        **({"X-Frame-Options": "SAMEORIGIN"} if file.kind is Kind.PAGE else {}),
    }


def _raw(headers: Mapping[str, str]) -> tuple[Header, ...]:
    return tuple((name.lower().encode("ascii"), value.encode("latin-1")) for name, value in headers.items())
