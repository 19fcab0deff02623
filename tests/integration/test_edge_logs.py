"""The running site writes a line for every request and run, and nothing that a person typed, holds or is."""

import io
import json
import re
from collections.abc import Iterator

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.asgi import SCRIPT
from data_access.vocabulary import Role
from tests.doorway import session_of
from tests.edge_site import METRICS_TOKEN, OURS, Site, running_site
from tests.wire import open_page

MARK = "pl4nted"
PERSON = f"{MARK}-the-name-of-somebody"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site: its entry script, pages and policy."""
    with running_site(tmp_path_factory.mktemp("logs"), script=SCRIPT) as running:
        yield running


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_what_a_browser_sends_in_any_place_is_nowhere_in_the_log(site: Site) -> None:
    client = site.somebody(Role.ADMINISTRATOR)
    token = client.cookies["__Host-unit_session"]
    client.cookies.set(MARK, PERSON)
    planted = {
        "User-Agent": PERSON,
        "Referer": f"https://{MARK}.example/",
        "Origin": f"https://{MARK}.example",
        "Authorization": f"Bearer {METRICS_TOKEN}{MARK}",
        "X-Request-ID": PERSON,
        "X-Forwarded-For": MARK,
        "Accept-Language": PERSON,
        "Host": f"{MARK}.example",
    }
    for path in ("/", "/users", f"/{PERSON}", f"/media/{PERSON}", f"/static/{PERSON}.js", "/metrics", "/auth/session"):
        for method in ("GET", "POST", "PUT", f"{MARK}"):
            client.request(method, f"{path}?victim={PERSON}", headers=planted, content=PERSON)
    client.post("/auth/session", content=PERSON, headers=OURS)
    answered = [line for line in lines(site.log) if line["event"] == "answered"]
    assert len(answered) >= 28
    assert MARK not in site.log.getvalue()
    assert token not in site.log.getvalue()
    assert METRICS_TOKEN not in site.log.getvalue()


def test_what_is_typed_into_the_sign_in_form_is_nowhere_in_the_log(site: Site, capsys) -> None:
    with open_page(site.nobody(), token=None) as page:
        page.run()
        inputs = [element.text_input for element in page._elements() if element.HasField("text_input")]
        button = next(each.button.id for each in page._elements() if each.button.label == "Sign in")
        asked = BackMsg()
        asked.rerun_script.query_string = f"victim={PERSON}"
        for field in inputs:
            asked.rerun_script.widget_states.widgets.add(id=field.id, string_value=PERSON)
        asked.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
        page.socket.send_bytes(asked.SerializeToString())
        sent = "\n".join(map(str, page._until_finished()))
    assert len(inputs) == 2
    assert "do not match" in sent
    assert MARK not in site.log.getvalue() + "".join(capsys.readouterr())


def test_every_request_and_run_is_told_by_known_facts_under_its_reference(site: Site) -> None:
    site.log.truncate(0)
    site.log.seek(0)
    reference = site.nobody().get("/definitions?force=E23000006").headers["x-request-id"]
    with open_page(site.client, token=session_of(site.gate, "manager")) as page:
        page.run()
    asked, shown, tab = (line for line in lines(site.log) if line["logger"].startswith("dashboard"))
    assert (asked["path"], asked["method"], asked["status"]) == ("/definitions", "GET", 200)
    assert asked["request_id"] == reference
    assert (shown["page"], shown["role"]) == ("caseload", "MANAGER")
    assert re.fullmatch(r"[0-9a-f]{16}", shown["session_id"])
    assert shown["request_id"].startswith(f"{tab['request_id']}-")
    assert (tab["path"], tab["method"], tab["status"]) == ("/_stcore/stream", "WEBSOCKET", 101)
    assert not any("E23000006" in str(value) for line in (asked, shown, tab) for value in line.values())
