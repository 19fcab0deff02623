"""The headers of every answer: what a page of this site may load, send and be framed by."""

import base64
import hashlib
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
A_YEAR_IN_SECONDS = 31_536_000

# What a page could ask a browser for, and ours never does; the clipboard is theirs who copy a sentence.
UNUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
# What shows who a server is made of.
TELLTALES = ("Server", "X-Powered-By")
NEVER_KEPT = "no-store"
KEPT_NOWHERE = ("/media/", "/auth/session", "/auth/sign-out")

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: it would blank the Origin by which our own routes know our own pages.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Origin-Agent-Cluster": "?1",
    "X-DNS-Prefetch-Control": "off",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
}


def content_security_policy(index_page: Path) -> str:
    """Return the policy under which Streamlit and Plotly work and nothing else does.

    The inline script of Streamlit's own page is allowed by its hash, read from the installed page.
    """
    scripts = INLINE_SCRIPT.findall(index_page.read_text(encoding="utf-8"))
    allowed = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {allowed}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


class SecurityHeaders:
    """Adds the headers to every HTTP answer, whoever made it.

    What no cache may keep is said here once more, because Streamlit lets browsers keep its page and its media.
    """

    def __init__(self, app: ASGIApp, *, policy: str) -> None:
        self.app = app
        self.headers = {**HEADERS, "Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and dress the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if scope["scheme"] == "https":
                    headers["Strict-Transport-Security"] = f"max-age={A_YEAR_IN_SECONDS}; includeSubDomains"
                _keep_nowhere(headers, scope["path"])
                _take_away(headers)
                message["headers"] = [_over_tls(header) for header in headers.raw]
            await send(message)

        await self.app(scope, receive, dressed)


def _keep_nowhere(headers: MutableHeaders, path: str) -> None:
    is_page = headers.get("content-type", "").startswith("text/html")
    if is_page or path.startswith(KEPT_NOWHERE) or "cache-control" not in headers:
        headers["Cache-Control"] = NEVER_KEPT


def _take_away(headers: MutableHeaders) -> None:
    for name in TELLTALES:
        del headers[name]


def _over_tls(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """Return a header as it is; a cookie, also one of Streamlit's, only ever goes over TLS."""
    name, value = header
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return header
    return name, value + b"; Secure"


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
