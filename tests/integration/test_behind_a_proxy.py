"""A site behind a proxy: pages know their reader's address, cookies outlive the process, another host gets nothing."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect
from streamlit import config
from streamlit.runtime import Runtime

from data_access.service_secret import service_secret
from data_access.settings import data_settings
from tests.doorway import site_gate
from tests.wire import open_page

PAGE = """
import streamlit as st
from dashboard.ui import visitor

st.write(f"the reader is at {visitor.browser().address}.")
"""
PROXY, READER, FORGED = "10.0.0.1", "198.51.100.9", "203.0.113.1"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The site around a page that tells its reader's address, asked by a proxy that it trusts."""
    from dashboard.asgi import build

    folder = tmp_path_factory.mktemp("proxied")
    script = folder / "page.py"
    script.write_text(PAGE)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("UNIT_TRUSTED_PROXIES", PROXY)
        monkeypatch.setenv("UNIT_PUBLIC_URL", "https://figures.example")
        with (
            site_gate(folder, monkeypatch),
            TestClient(build(script), base_url="https://figures.example", client=(PROXY, 50_000)) as client,
        ):
            client.headers["Host"] = "figures.example"  # it would say "testserver" when it opens a websocket
            yield client
    Runtime._instance = None  # Streamlit keeps one for the process, and would refuse the next site


@pytest.mark.parametrize(
    ("forwarded", "address"), [(READER, READER), (f"{FORGED}, {READER}", READER), (f"{FORGED}, {PROXY}", FORGED)]
)
def test_a_page_knows_the_address_its_proxy_saw(site: TestClient, forwarded: str, address: str) -> None:
    site.headers["X-Forwarded-For"] = forwarded
    with open_page(site, token=None) as reader:
        assert f"the reader is at {address}." in reader.run()


def test_a_websocket_that_names_another_host_is_refused(site: TestClient) -> None:
    with (
        pytest.raises((WebSocketDisconnect, WebSocketDenialResponse)),
        site.websocket_connect("/_stcore/stream", headers={"Host": "elsewhere.example"}),
    ):
        pytest.fail("it was opened")


def test_a_request_that_names_another_host_is_refused_with_every_security_header(site: TestClient) -> None:
    refused = site.get("/", headers={"Host": "elsewhere.example"})
    assert refused.status_code == 421
    assert "content-security-policy" in refused.headers


@pytest.mark.usefixtures("site")
def test_cookies_are_signed_with_a_key_of_the_service_that_every_process_derives() -> None:
    key = service_secret(data_settings()).derived("cookies of Streamlit").hex()
    assert config.get_option("server.cookieSecret") == key
    assert service_secret(data_settings()).value.decode() not in key
