"""One release that is out, and what became of it since: everything that its public files are made from."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.edition import Edition
from dashboard.wording import published as words
from data_access.release_vocabulary import ReleaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A release as the public sees it at a moment.

    Attributes
    ----------
    edition
        Its words and numbers; it is out, or will be when these files are shown.
    changed_at
        When it was corrected or withdrawn (UTC); None while it stands.
    reason
        Why, in the words of whoever did it; "" while it stands.
    """

    edition: Edition
    changed_at: datetime | None = None
    reason: str = ""

    @property
    def folder(self) -> str:
        """The folder of its files: the reference, which never changes."""
        return self.edition.reference

    @property
    def stands(self) -> bool:
        """Whether its figures may be used: neither corrected nor withdrawn."""
        return self.edition.state is ReleaseState.RELEASED

    @property
    def spoken(self) -> str:
        """What may be quoted of it elsewhere: its headline, or that it does not stand."""
        return self.edition.headline if self.stands else words.changed(self.edition.state, self.changed_at)

    @property
    def public_at(self) -> datetime:
        """When it went out (UTC); raises `ValueError` for one that never does."""
        if self.edition.public_at is None:
            message = f"{self.edition.reference} is not to be published"
            raise ValueError(message)
        return self.edition.public_at

    @property
    def modified(self) -> datetime:
        """When it came to say what it says now (UTC)."""
        return self.changed_at or self.public_at


def anchor(reference: str, *, release: str) -> str:
    """Return what names a figure within its page: "month.2018-06" of "SR-2026-0417-month.2018-06-K"."""
    return reference.removeprefix(f"{release}-").rpartition("-")[0]
