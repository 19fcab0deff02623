"""A mail server that keeps what it is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from dashboard.mail_settings import MailSecurity, MailSettings
from tests.providers import free_port


class Postbox:
    """Keeps what a server was given; refuses whoever is named `refused`."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], EmailMessage]] = []

    async def handle_RCPT(  # noqa: N802 - the name that the server asks for
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith("refused"):
            return "550 no such person as refused"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.received.append((envelope.rcpt_tos, message_from_bytes(content, policy=policy.default)))
        return "250 OK"


@contextmanager
def listening() -> Iterator[tuple[Postbox, MailSettings]]:
    """Run a server; yield its postbox and the settings that lead there."""
    held, port = Postbox(), free_port()
    server = Controller(held, hostname="127.0.0.1", port=port)
    server.start()
    yield held, MailSettings(mail_host="127.0.0.1", mail_port=port, mail_security=MailSecurity.NONE)
    server.stop()
