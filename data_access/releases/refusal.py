"""Why something cannot be done with a release."""

from data_access.errors import UnitError

UNCHANGED = "No release was changed."


class ReleaseRefused(UnitError):
    """A release cannot be drafted, found or taken a step further as asked."""


class Overtaken(ReleaseRefused):
    """Somebody else took a step with this release since it was last read."""


class ReferenceRefused(ReleaseRefused):
    """A reference is no reference, was mistyped, or names nothing that was ever frozen."""


class ReleaseDamaged(UnitError):
    """What is stored of a release is not what was frozen."""


def refused(happened: str, *, remedy: str) -> ReleaseRefused:
    """Return the refusal of what was asked."""
    return ReleaseRefused(happened, unharmed=UNCHANGED, remedy=remedy)


def unknown(text: str) -> ReferenceRefused:
    """Return the refusal of a reference under which nothing was frozen."""
    return ReferenceRefused(
        f"Nothing was ever frozen under the reference {text}.",
        unharmed="Nothing was shown or changed.",
        remedy="Compare it with the print, letter by letter; a figure that is not found here was not released by us.",
    )
