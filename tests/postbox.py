"""A mail server that keeps what it is given."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from dashboard.mail_settings import MailSecurity, MailSettings
from tests.providers import free_port

NAME, PASSWORD = "unit", "correct horse battery staple"


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


@contextmanager
def listening_protected(folder: Path) -> Iterator[tuple[Postbox, MailSettings, Path]]:
    """Run a server that takes letters over STARTTLS from who signs in as NAME; yield its certificate too."""
    held, port, (certificate, key) = Postbox(), free_port(), _certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    def is_known(_server: SMTP, _session: Session, _envelope: Envelope, _kind: str, told: object) -> AuthResult:
        login, password = getattr(told, "login", b""), getattr(told, "password", b"")
        is_right = (login, password) == (NAME.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)  # so that the server says no, instead of nothing

    server = Controller(
        held,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=is_known,
    )
    server.start()
    settings = MailSettings(
        mail_host="127.0.0.1",
        mail_port=port,
        mail_security=MailSecurity.STARTTLS,
        mail_username=NAME,
        mail_password=SecretStr(PASSWORD),
    )
    yield held, settings, certificate
    server.stop()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate of this computer that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "server.pem", folder / "server.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private
