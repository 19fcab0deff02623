"""What is known of a browser before anybody has signed in with it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """One browser at the door.

    Attributes
    ----------
    cookie
        Its own random cookie; a ticket opens a session only for the browser that earned it. Empty if it holds none.
    address
        Its network address, "local" where the server cannot tell.
    agent
        What it calls itself; for lists of sessions, never believed.
    request_id
        The request by which the log can be searched.
    """

    cookie: str = field(repr=False)
    address: str
    agent: str = ""
    request_id: str = ""
