"""Whether a request comes from a page of this very site: what keeps other sites from acting for a reader."""

from urllib.parse import urlsplit

from starlette.requests import Request


def is_from_our_own_page(request: Request) -> bool:
    """Return whether the browser says that a page of this origin sent the request.

    Every browser sends `Origin` with a POST, so a request without one is refused; `Sec-Fetch-Site`, which pages cannot
    forge, must agree where it is sent. Hosts are compared without the scheme, which a TLS proxy in front changes.
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = urlsplit(request.headers.get("origin", ""))
    return origin.scheme in {"http", "https"} and origin.netloc == request.headers.get("host")
