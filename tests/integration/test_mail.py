"""Letters over a real mail server: what arrives, and what is said when none does."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from dashboard.mail import Enclosure, Letter, Undelivered, post
from dashboard.mail_settings import MailSecurity, MailSettings
from data_access.errors import SettingRefused
from tests.postbox import Postbox, listening, listening_protected
from tests.providers import free_port

LETTER = Letter(to="desk@cheshire.police.uk", subject="2 cases wait", text="Two cases wait: “look”.\n")


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, MailSettings]]:
    """Return a server's postbox and the settings that lead there."""
    with listening() as found:
        yield found


def test_a_letter_arrives_as_it_was_written(postbox: tuple[Postbox, MailSettings]) -> None:
    held, settings = postbox
    sheet = Enclosure(file_name="briefing.pdf", kind=("application", "pdf"), content=b"%PDF-1.7")
    letter = Letter(to=LETTER.to, subject=LETTER.subject, text=LETTER.text, enclosures=(sheet,))
    post(letter, settings=settings, sender_name="Integrated Anti-Stalking Unit")
    ((recipients, message),) = held.received
    assert recipients == [LETTER.to]
    assert (message["To"], message["Subject"], message["Auto-Submitted"]) == (
        LETTER.to,
        "2 cases wait",
        "auto-generated",
    )
    assert message["From"] == "Integrated Anti-Stalking Unit <no-reply@localhost>"
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines() == LETTER.text.splitlines()
    (enclosed,) = message.iter_attachments()
    assert (enclosed.get_filename(), enclosed.get_content()) == ("briefing.pdf", b"%PDF-1.7")


def test_a_name_cannot_add_a_header(postbox: tuple[Postbox, MailSettings]) -> None:
    held, settings = postbox
    forged = Letter(to=LETTER.to, subject="Cases\r\nBcc: a@evil.example", text="None.\n")
    post(forged, settings=settings, sender_name="Unit\nBcc: b@evil.example")
    ((recipients, message),) = held.received
    assert recipients == [LETTER.to]
    assert message["Bcc"] is None
    assert message["Subject"] == "Cases Bcc: a@evil.example"


def test_a_refusal_names_neither_the_address_nor_the_servers_words(postbox: tuple[Postbox, MailSettings]) -> None:
    _, settings = postbox
    with pytest.raises(Undelivered) as refusal:
        post(
            Letter(to="refused@cheshire.police.uk", subject="None", text="None.\n"),
            settings=settings,
            sender_name="Unit",
        )
    assert "SMTPRecipientsRefused" in str(refusal.value)
    assert "refused@" not in str(refusal.value)
    assert "no such person" not in str(refusal.value)


def test_without_a_server_nothing_pretends_to_be_sent() -> None:
    with pytest.raises(Undelivered, match="No mail server"):
        post(LETTER, settings=MailSettings(), sender_name="Unit")


def test_a_server_that_is_gone_is_said_to_be() -> None:
    gone = MailSettings(mail_host="127.0.0.1", mail_port=free_port(), mail_security=MailSecurity.NONE)
    with pytest.raises(Undelivered, match="ConnectionRefusedError"):
        post(LETTER, settings=gone, sender_name="Unit")


def test_a_server_without_protection_gets_no_letter_unless_the_site_says_so(
    postbox: tuple[Postbox, MailSettings],
) -> None:
    held, settings = postbox
    strict = settings.model_copy(update={"mail_security": MailSecurity.STARTTLS})
    with pytest.raises(Undelivered, match="SMTPNotSupportedError"):
        post(LETTER, settings=strict, sender_name="Unit")
    strict = settings.model_copy(update={"mail_security": MailSecurity.TLS})
    with pytest.raises(Undelivered, match=ssl.SSLError.__name__):
        post(LETTER, settings=strict, sender_name="Unit")
    assert held.received == []


def test_over_starttls_a_letter_arrives_and_only_at_a_server_that_is_vouched_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening_protected(tmp_path) as (held, settings, certificate):
        with pytest.raises(Undelivered, match="SSLCertVerificationError"):
            post(LETTER, settings=settings, sender_name="Unit")
        assert held.received == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        post(LETTER, settings=settings, sender_name="Unit")
        ((recipients, _),) = held.received
        assert recipients == [LETTER.to]
        wrong = settings.model_copy(update={"mail_password": SecretStr("guessed")})
        with pytest.raises(Undelivered, match="did not take the letter"):
            post(LETTER, settings=wrong, sender_name="Unit")
        assert len(held.received) == 1


def test_a_password_is_not_sent_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_MAIL_PASSWORD", "correct horse")
    monkeypatch.setenv("UNIT_MAIL_SECURITY", "none")
    with pytest.raises(SettingRefused) as refusal:
        MailSettings.from_environment()
    assert "correct horse" not in str(refusal.value)
    monkeypatch.setenv("UNIT_MAIL_SECURITY", "starttls")
    assert MailSettings.from_environment().mail_password == SecretStr("correct horse")
