"""A reader without a browser: speaks Streamlit's websocket, so that a test sees every byte a page sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.testclient import TestClient, WebSocketTestSession
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.DownloadButton_pb2 import DownloadButton
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash

from dashboard.identity.gate import BROWSER_COOKIE, COOKIE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking for a file: where it lies or the refusal, and what the page said meanwhile."""

    url: str
    refusal: str
    page: str


class Reader:
    """One open page."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self.socket = socket
        self.messages: list[ForwardMsg] = []
        self.session_id = ""  # Streamlit's name for this tab; a page asks for its files with it

    def run(self, *, fragment: bool = False, press: str | None = None, page: str = "", query: str = "") -> str:
        """Run the page, or its first fragment alone, with or without a button pressed; returns all that it sent.

        A page is asked for by the hash of its address, whether or not the reader was offered it.
        """
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = calc_hash(page) if page else ""
        if fragment:
            asked.rerun_script.fragment_id = self.fragment_ids()[0]
        if press is not None:
            asked.rerun_script.widget_states.widgets.add(id=self.button_id(press), trigger_value=True)
        return self.send(asked)

    def send(self, asked: BackMsg) -> str:
        """Send a message that makes the page run, and return all that it sends."""
        self.socket.send_bytes(asked.SerializeToString())
        self.messages = list(self._until_finished())
        return self._sent()

    def download(self, label: str) -> Answer:
        """Press a download button as a browser does: the run and the file are asked for at the same time."""
        button = self.offer(label)
        pressed = BackMsg()
        pressed.rerun_script.widget_states.widgets.add(id=button.id, trigger_value=True)
        self.socket.send_bytes(pressed.SerializeToString())
        return self.ask_for_file(button.deferred_file_id, until_finished=True)

    def ask_for_file(self, file_id: str, *, until_finished: bool = False) -> Answer:
        """Ask for a deferred file by its name alone, without pressing anything."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "asked"
        asked.backend_operation_request.session_id = self.session_id
        asked.backend_operation_request.deferred_file.file_id = file_id
        self.socket.send_bytes(asked.SerializeToString())
        answer, finished, self.messages = None, not until_finished, []
        while answer is None or not finished:
            message = self.receive()
            self.messages.append(message)
            finished = finished or _is_last(message)
            if message.WhichOneof("type") == "backend_operation_response":
                answer = message.backend_operation_response
        return Answer(url=answer.deferred_file.url, refusal=answer.error_msg, page=self._sent())

    def file_id(self, label: str) -> str:
        """Return the name under which the file of a download button can be asked for."""
        return self.offer(label).deferred_file_id

    def _until_finished(self) -> Iterator[ForwardMsg]:
        while True:
            message = self.receive()
            yield message
            if _is_last(message):
                return

    def receive(self) -> ForwardMsg:
        """Return the next message, whoever asked for it."""
        message = ForwardMsg()
        message.ParseFromString(self.socket.receive_bytes())
        if message.WhichOneof("type") == "new_session":
            self.session_id = message.new_session.initialize.session_id
        return message

    def _sent(self) -> str:
        return "\n".join(str(message) for message in self.messages)

    def _elements(self) -> Iterator[Element]:
        return (message.delta.new_element for message in self.messages)

    def fragment_ids(self) -> list[str]:
        """Return the names of the page's fragments, in their order."""
        return list(dict.fromkeys(each.delta.fragment_id for each in self.messages if each.delta.fragment_id))

    def run_fragment(self, fragment_id: str) -> str:
        """Run one fragment alone, or what the server makes of its name."""
        asked = BackMsg()
        asked.rerun_script.fragment_id = fragment_id
        return self.send(asked)

    def press(self, widget_id: str) -> str:
        """Run the page with a button pressed, known by its name alone."""
        asked = BackMsg()
        asked.rerun_script.widget_states.widgets.add(id=widget_id, trigger_value=True)
        return self.send(asked)

    def files(self) -> dict[str, str]:
        """Return the names under which files can be asked for, by the words of their buttons."""
        buttons = (element.download_button for element in self._elements())
        return {button.label: button.deferred_file_id for button in buttons if button.deferred_file_id}

    def offer(self, label: str) -> DownloadButton:
        """Return the button under which a file is offered."""
        buttons = (element.download_button for element in self._elements())
        return next(button for button in buttons if button.label == label)

    def button_id(self, label: str) -> str:
        """Return the name under which a button is pressed."""
        return next(element.button.id for element in self._elements() if element.button.label == label)


def _is_last(message: ForwardMsg) -> bool:
    finished = message.WhichOneof("type") == "script_finished"
    return finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


@contextmanager
def open_page(client: TestClient, *, token: str | None, resume: str = "") -> Iterator[Reader]:
    """Open the site's page as the holder of a session token, or as nobody; or take over a tab by its name."""
    cookies = {BROWSER_COOKIE: "a-browser-of-a-test"} | ({COOKIE: token} if token else {})
    written = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = {"Origin": str(client.base_url), "Cookie": written}
    spoken = ["streamlit", "none", resume] if resume else ["streamlit"]
    with client.websocket_connect("/_stcore/stream", headers=headers, subprotocols=spoken) as socket:
        yield Reader(socket)
