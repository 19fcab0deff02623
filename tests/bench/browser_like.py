"""A reader without a screen: says over the websocket what a browser says, and times each answer to its last byte."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect

from dashboard.identity.gate import COOKIE

PATIENCE_S = 120  # a first run may load a million referrals
FAILED = "could not be shown"


class Reader:
    """One open tab: keeps the address, the widgets and the messages a browser would keep."""

    def __init__(self, socket: ClientConnection, *, page: str) -> None:
        self._socket = socket
        self._page = calc_hash(page) if page else ""
        self.query = ""
        self._kept: set[str] = set()
        self._widgets: dict[str, Any] = {}
        self.charts = 0

    def run(self, chosen: Mapping[str, str | list[str]] | None = None) -> float:
        """Run the page again, with widgets set by their labels or not; returns milliseconds until it was all here."""
        asked = BackMsg()
        request = asked.rerun_script
        request.query_string, request.page_script_hash = self.query, self._page
        request.cached_message_hashes.extend(self._kept)
        for label, value in (chosen or {}).items():
            state = request.widget_states.widgets.add(id=self._widgets[label].id)
            if isinstance(value, str):
                state.string_value = value
            else:
                state.string_array_value.data.extend(value)
        packed = asked.SerializeToString()
        started = perf_counter()
        self._socket.send(packed)
        raw = self._until_finished()
        taken = (perf_counter() - started) * 1000
        for message in raw:
            self._take(message)
        return taken

    def options(self, label: str) -> list[str]:
        """Return the options of a radio, as a reader reads them."""
        return [str(each) for each in self._widgets[label].options]

    def _until_finished(self) -> list[ForwardMsg]:
        messages = []
        while not (messages and _is_last(messages[-1])):
            messages.append(ForwardMsg.FromString(self._socket.recv(timeout=PATIENCE_S, decode=False)))
        return messages

    def _take(self, message: ForwardMsg) -> None:
        """Keep what a browser keeps; raises `RuntimeError` if the page says that it failed: that would be quick."""
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        if message.WhichOneof("type") == "page_info_changed":
            self.query = message.page_info_changed.query_string
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or FAILED in element.html.body:
            raise RuntimeError(element.exception.message or element.html.body)
        if kind in {"radio", "date_input"}:
            widget = getattr(element, kind)
            self._widgets[widget.label] = widget
        self.charts += kind == "plotly_chart"


def _is_last(message: ForwardMsg) -> bool:
    last = message.WhichOneof("type") == "script_finished"
    return last and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


@contextmanager
def open_tab(port: int, *, page: str = "", token: str = "") -> Iterator[Reader]:
    """Open a page of a server on this computer, as the holder of a session or as nobody, and draw it once."""
    headers = {"Cookie": f"{COOKIE}={token}"} if token else {}
    with connect(
        f"ws://localhost:{port}/_stcore/stream",
        origin=f"http://localhost:{port}",  # type: ignore[arg-type]
        additional_headers=headers,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
        compression=None,
    ) as socket:
        reader = Reader(socket, page=page)
        reader.run()
        yield reader
