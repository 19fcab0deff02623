"""The errors of this application: one root, a few kinds, every message fit for the person who reads it."""


class UnitError(Exception):
    """Something went wrong; says what happened, what is unharmed and what to do.

    Parameters
    ----------
    happened
        What happened, as a sentence a person understands.
    unharmed
        What is certainly still as it was.
    remedy
        What the reader can do next.
    """

    def __init__(self, happened: str, *, unharmed: str, remedy: str) -> None:
        super().__init__(f"{happened} {unharmed} {remedy}")
        self.happened = happened
        self.unharmed = unharmed
        self.remedy = remedy


class DatabaseUnavailable(UnitError):
    """A database cannot be reached, is locked, or is not the one we know."""


class ContractBroken(UnitError):
    """A case database does not have the tables, columns or codes of the dictionary."""


class ImportRejected(UnitError):
    """A file cannot be loaded as it is; nothing of it was written."""


class OutOfScope(UnitError):
    """A reader asked for rows that are not theirs to see."""


class AccountRefused(UnitError):
    """An account cannot be made, found or changed as asked."""


class SettingRefused(UnitError):
    """A setting is missing, unreadable or unsafe."""
