"""What a hostile client may send to the real server: refused, the server alive, nothing told and nothing lost."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from dashboard.edge.frames import POLICY_VIOLATION, UNSUPPORTED
from dashboard.identity.gate import BROWSER_COOKIE, COOKIE
from dashboard.policy import PAGES
from dashboard.server import LONGEST_MESSAGE
from data_access.audit import PURPOSE
from data_access.audit.verifying import verify
from data_access.database import open_store
from data_access.service_secret import service_secret
from data_access.settings import DataSettings
from data_access.vocabulary import Role
from tests.e2e.reading import Browsers
from tests.e2e.serving import Site

pytestmark = pytest.mark.browser

TOO_BIG = 1009
ODD_TEXTS = (
    "' OR 1=1; DROP TABLE user_session; --",
    "<script>alert(1)</script>",
    "%s%s%n{0.__class__}",
    "\x00\r\nSet-Cookie: a=b",
    "../../../../etc/passwd",
    "x" * 100_000,
)


@pytest.fixture
def tokens(signed_in: Browsers) -> dict[str, str]:
    """The session cookies of two readers, as their browsers hold them."""
    return {
        who: next(str(each["value"]) for each in signed_in(who).cookies() if each["name"] == COOKIE)
        for who in ("manager", "administrator")
    }


@pytest.fixture(autouse=True)
def unharmed(site: Site) -> Iterator[None]:
    """After whatever was sent the server answers, and the audit is whole."""
    yield
    assert httpx2.get(f"{site.address}/healthz", timeout=10).status_code == 200
    store = open_store(f"sqlite:///{site.folder / 'store.db'}")
    verdict = verify(store, service_secret(DataSettings(var_dir=site.folder)).derived(PURPOSE))
    store.dispose()
    assert verdict.fault is None
    assert verdict.entries > 0


@contextmanager
def opened(
    site: Site, token: str | None = None, *, origin: str | None = "", resume: str = ""
) -> Iterator[ClientConnection]:
    """Open a websocket as a browser would, or not quite."""
    cookies = f"{BROWSER_COOKIE}=hostile" + (f"; {COOKIE}={token}" if token else "")
    with connect(
        f"{site.address.replace('http', 'ws', 1)}/_stcore/stream",
        origin=site.address if origin == "" else origin,
        subprotocols=["streamlit", "none", resume] if resume else ["streamlit"],  # type: ignore[list-item]
        additional_headers={"Cookie": cookies},
        max_size=None,
        compression=None,
    ) as client:
        yield client


def code_after(client: ClientConnection, frame: bytes | str) -> int:
    """Send a frame and return the code with which the server closes."""
    try:
        client.send(frame)
        while client.recv(timeout=20):
            continue
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0
    return 0


def answered(client: ClientConnection, asked: BackMsg) -> str:
    """Send a message that runs the page and return all that it says."""
    client.send(asked.SerializeToString())
    said = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(client.recv(timeout=30, decode=False))
        said.append(str(message))
        finished = message.WhichOneof("type") == "script_finished"
        if finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return "\n".join(said)


def page(key: str = "") -> BackMsg:
    asked = BackMsg()
    asked.rerun_script.page_script_hash = calc_hash(key) if key else ""
    return asked


def tells_nothing(said: str) -> bool:
    return not any(sign in said for sign in ("Traceback", "site-packages", "plotly_chart {", "received 260"))


def forbidden() -> Iterator[BackMsg]:
    """What Streamlit would do for anybody, and no page of ours asks for."""
    yield BackMsg(clear_cache=True)
    yield BackMsg(load_git_info=True)
    yield BackMsg(set_run_on_save=True)
    yield BackMsg(debug_shutdown_runtime=True)
    install = BackMsg()
    install.backend_operation_request.install_skills.SetInParent()
    yield install
    lazy = BackMsg()
    lazy.backend_operation_request.dataframe_chunk.SetInParent()
    yield lazy


@pytest.mark.parametrize("frame", [b"\xff" * 50, b"\x00", b"\x0a\xff\xff\xff\xff\x0f", b"\xff" * 900_000], ids=len)
def test_a_torn_frame_ends_the_connection(site: Site, frame: bytes) -> None:
    with opened(site) as client:
        assert code_after(client, frame) == POLICY_VIOLATION


def test_a_text_frame_ends_the_connection(site: Site) -> None:
    with opened(site) as client:
        assert code_after(client, "rerun, please") == UNSUPPORTED


def test_a_frame_larger_than_a_click_ends_the_connection(site: Site) -> None:
    with opened(site) as client:
        assert code_after(client, b"x" * (LONGEST_MESSAGE + 1)) == TOO_BIG


@pytest.mark.parametrize("message", list(forbidden()), ids=lambda message: str(message)[:30].strip())
def test_what_no_page_of_ours_asks_for_ends_the_connection(
    site: Site, tokens: dict[str, str], message: BackMsg
) -> None:
    with opened(site, tokens["administrator"]) as client:
        assert code_after(client, message.SerializeToString()) == POLICY_VIOLATION


def test_a_page_of_another_site_gets_no_connection(site: Site, tokens: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus) as refused, opened(site, tokens["manager"], origin="https://evil.example"):
        pass
    assert refused.value.response.status_code == 403


def test_whoever_says_nothing_of_their_origin_gets_the_sign_in_form_at_most(site: Site) -> None:
    with opened(site, origin=None) as client:
        assert tells_nothing(answered(client, page("referrals")))


def test_a_forged_page_brings_an_administrator_no_figure(site: Site, tokens: dict[str, str]) -> None:
    closed = [entry for entry in PAGES if Role.ADMINISTRATOR not in entry.roles]
    with opened(site, tokens["administrator"]) as client:
        for entry in closed:
            said = answered(client, page(entry.key))
            assert entry.question not in said
            assert tells_nothing(said)


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: text[:20])
def test_forged_widgets_fragments_and_queries_change_nothing(site: Site, tokens: dict[str, str], text: str) -> None:
    with opened(site, tokens["administrator"]) as client:
        asked = page("account")
        asked.rerun_script.query_string = f"period={text}&force={text}&{text}"
        asked.rerun_script.page_name = text
        asked.rerun_script.widget_states.widgets.add(id=f"$$ID-{text}", string_value=text)
        asked.rerun_script.widget_states.widgets.add(id="$$ID-0-sign-out", int_value=2**62)
        asked.rerun_script.widget_states.widgets.add(id="$$ID-0-sign-in", json_value=text)
        assert tells_nothing(answered(client, asked))
        fragment = page("account")
        fragment.rerun_script.fragment_id = text
        client.send(fragment.SerializeToString())  # a name that is no fragment's is not answered at all
        assert tells_nothing(answered(client, page("account")))


def test_another_tab_taken_over_by_its_name_shows_nothing_of_its_reader(site: Site, tokens: dict[str, str]) -> None:
    with opened(site, tokens["manager"]) as victim:
        said = answered(victim, page("referrals"))
        assert "plotly_chart {" in said
        name = said.split('session_id: "', 1)[1].split('"', 1)[0]
        with opened(site, resume=name) as nobody:
            assert tells_nothing(answered(nobody, page("referrals")))
        with opened(site, tokens["administrator"], resume=name) as other:
            assert tells_nothing(answered(other, page("referrals")))


def test_thousands_of_small_frames_are_borne(site: Site) -> None:
    beat = BackMsg(app_heartbeat=True).SerializeToString()
    with opened(site) as client:
        for _ in range(3_000):
            client.send(beat)
        assert "Sign in" in answered(client, page())


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /static/../../../../etc/passwd",
        "GET /static/%2e%2e/%2e%2e/etc/passwd",
        "GET /media/../../etc/passwd",
        "GET /media/..%2f..%2fetc%2fpasswd",
        "GET /?period=%0d%0aSet-Cookie:%20evil=1",
        "GET /headlines?x=%0d%0aSet-Cookie:%20evil=1",
        "GET //evil.example/%2f..",
    ],
)
def test_neither_path_nor_query_leads_out(site: Site, request_line: str) -> None:
    host, port = site.address.removeprefix("http://").split(":")
    cookie = f'Cookie: {COOKIE}=a\tb; {BROWSER_COOKIE}="\\015\\012X-Evil: 1"'
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(f"{request_line} HTTP/1.1\r\nHost: {host}:{port}\r\n{cookie}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while piece := raw.recv(65_536):
            answer += piece
    head = answer.split(b"\r\n\r\n", 1)[0].lower()
    assert b"root:" not in answer
    assert not re.search(rb"^(set-cookie|x-evil|location): *(evil|1|/?/evil)", head, re.MULTILINE)
