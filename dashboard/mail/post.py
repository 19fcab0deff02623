"""How a letter leaves: by SMTP to the site's own server, protected unless the site says otherwise."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.mail.letter import Letter
from dashboard.mail_settings import MailSecurity, MailSettings
from data_access.errors import UnitError

PATIENCE_S = 30.0  # a mail server answers within seconds or not at all


class Undelivered(UnitError):
    """A letter did not leave."""


def post(letter: Letter, *, settings: MailSettings, sender_name: str) -> None:
    """Send a letter; raises `Undelivered` where there is no server, or it does not take the letter."""
    if settings.mail_host is None:
        raise Undelivered(
            "No mail server is set.",
            unharmed="No mail left.",
            remedy="Set UNIT_MAIL_HOST, and what else the server asks for.",
        )
    try:
        with _connected(settings, settings.mail_host) as server:
            server.send_message(letter.message(sender=settings.mail_from, sender_name=sender_name))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise Undelivered(
            f"The mail server did not take the letter ({_why(error)}).",
            unharmed="Nothing else was changed.",
            remedy="The next run tries again; check UNIT_MAIL_HOST and the server's own log if it goes on.",
        ) from error


@contextmanager
def _connected(settings: MailSettings, host: str) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if settings.mail_security is MailSecurity.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, settings.mail_port, timeout=PATIENCE_S, context=context)
    else:
        server = smtplib.SMTP(host, settings.mail_port, timeout=PATIENCE_S)
    with server:
        if settings.mail_security is MailSecurity.STARTTLS:
            server.starttls(context=context)
        if settings.mail_password is not None:
            server.login(settings.mail_username, settings.mail_password.get_secret_value())
        yield server


def _why(error: Exception) -> str:
    """Return the kind of fault and the server's number, never its words: they may repeat the address or the name."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
