"""A letter as it will be read: to one address, plain text, and files with it."""

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from data_access.free_text import one_line

_WIDEST = 78  # characters of a line, RFC 5322
_POLICY = SMTP.clone(max_line_length=_WIDEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with a letter; its name and kind ("application", "pdf") are ours."""

    file_name: str
    kind: tuple[str, str]
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail: to whom, about what, and what it says."""

    to: str
    subject: str
    text: str
    enclosures: tuple[Enclosure, ...] = ()

    def message(self, *, sender: str, sender_name: str) -> EmailMessage:
        """Return the mail as it is sent; it says of itself that a machine wrote it, so that no machine answers."""
        message = EmailMessage(policy=_POLICY)
        message["From"] = Address(display_name=one_line(sender_name), addr_spec=sender)
        message["To"] = self.to
        message["Subject"] = one_line(self.subject)
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834
        message.set_content(self.text)
        for enclosure in self.enclosures:
            kind, subkind = enclosure.kind
            message.add_attachment(enclosure.content, maintype=kind, subtype=subkind, filename=enclosure.file_name)
        return message
