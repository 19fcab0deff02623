"""What a setting may be that says where the site is, and which proxies stand before it."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode


def _site_address(text: str) -> str:
    """Return the address of a whole site as browsers write it in `Origin`: no slash at the end, small letters."""
    parts = urlsplit(text)
    beyond = (parts.username, parts.password, parts.path.strip("/"), parts.query, parts.fragment)
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(beyond):
        raise ValueError("write it as https://figures.example, without a folder")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _networks(text: object) -> object:
    """Return the networks of a list with commas."""
    if not isinstance(text, str):
        return text
    networks = tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())
    if any(network.prefixlen == 0 for network in networks):  # it would take a forged header from anybody
        raise ValueError("a proxy is one address or a small network, never everybody")
    return networks


SiteAddress = Annotated[str, AfterValidator(_site_address)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)]
