"""A reader without a browser: speaks Streamlit's websocket, so that a test sees every byte a page sends."""

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.testclient import TestClient, WebSocketTestSession
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.identity.gate import COOKIE


class Reader:
    """One open page."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self.socket = socket
        self.messages: list[ForwardMsg] = []

    def run(self, *, fragment: bool = False, press: str | None = None) -> str:
        """Run the page, or its last fragment alone, with or without a button pressed; returns all that it sent."""
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        if fragment:
            asked.rerun_script.fragment_id = self._fragment()
        if press is not None:
            asked.rerun_script.widget_states.widgets.add(id=self._button(press), trigger_value=True)
        self.socket.send_bytes(asked.SerializeToString())
        self.messages = list(self._until_finished())
        return "\n".join(str(message) for message in self.messages)

    def _until_finished(self) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.receive_bytes())
            yield message
            finished = message.WhichOneof("type") == "script_finished"
            if finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _fragment(self) -> str:
        return next(message.delta.fragment_id for message in self.messages if message.delta.fragment_id)

    def _button(self, label: str) -> str:
        elements = (message.delta.new_element for message in self.messages)
        return next(element.button.id for element in elements if element.button.label == label)


@contextmanager
def open_page(client: TestClient, *, token: str | None) -> Iterator[Reader]:
    """Open the site's page as the holder of a session token, or as nobody."""
    headers = {"Origin": str(client.base_url)} | ({"Cookie": f"{COOKIE}={token}"} if token else {})
    with client.websocket_connect("/_stcore/stream", headers=headers, subprotocols=["streamlit"]) as socket:
        yield Reader(socket)
