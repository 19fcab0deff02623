"""The frames of the websocket: what no page of ours sends ends the connection before Streamlit sees it."""

import logging
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

UNSUPPORTED, POLICY_VIOLATION = 1003, 1008  # RFC 6455, section 7.4.1
IsExpected = Callable[[bytes], bool]

_log = logging.getLogger("unit.frames")


class ExpectedFrames:
    """Lets through the messages that a page of ours sends; a text, a torn message or a forged one closes."""

    def __init__(self, app: ASGIApp, *, is_expected: IsExpected) -> None:
        self.app = app
        self.is_expected = is_expected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request as it is, a websocket frame by frame."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        is_closed = False

        async def checked() -> Message:
            nonlocal is_closed
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            frame = message.get("bytes")
            if frame is not None and self.is_expected(frame):
                return message
            _log.warning("an unexpected frame ended a connection")
            is_closed = True
            code = UNSUPPORTED if frame is None else POLICY_VIOLATION
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}

        async def open_only(message: Message) -> None:
            if not is_closed:
                await send(message)

        await self.app(scope, checked, open_only)
