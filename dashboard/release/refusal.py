"""Why a release was not written."""

from data_access.errors import UnitError


class ReleaseUnsafe(UnitError):
    """A release from which somebody could work out a small number, or that says what is not so; it was not written.

    Attributes
    ----------
    safe_cut
        Keys of the tables that may be released together from the same records, in the order of the closed list; empty
        where no table may.
    """

    def __init__(self, happened: str, *, remedy: str, safe_cut: tuple[str, ...] = ()) -> None:
        super().__init__(
            happened, unharmed="Nothing was released, and nothing released before has changed.", remedy=remedy
        )
        self.safe_cut = safe_cut
