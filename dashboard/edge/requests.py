"""Reads requests with httptools, which is quick and strict, but would read the head of one for ever."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 65_536  # bytes of a request before its body; as many as h11 allows


class BoundedRequests(HttpToolsProtocol):
    """The protocol of uvicorn, which ends a connection whose request does not come to the end of its headers."""

    _head = 0
    _in_head = True

    def data_received(self, received: bytes) -> None:
        """Read on, unless this is too much of a head."""
        if self._in_head:
            self._head += len(received)
        super().data_received(received)
        if self._in_head and self._head > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("Invalid HTTP request received.")

    def on_message_begin(self) -> None:
        """Count from here."""
        self._in_head, self._head = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Count no further: bodies are bounded where they are read."""
        self._in_head = False
        super().on_headers_complete()
