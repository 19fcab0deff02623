"""One release in words: its plates, how it stands, and what is said to editors about all of it."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.edition.plate import Plate
from data_access.release_vocabulary import ReleaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything that may be told of a release at one moment.

    Attributes
    ----------
    reference
        "SR-2026-0417".
    title, unit, place
        Title of the release, name of the unit, and of its force.
    since, until, as_at
        First and last day received, and the day the records were read.
    state, mark
        How it stands, and the mark that every file bears ("" once it is out and stands).
    public_at
        When it went or will go out (UTC); None while that is open.
    previous, correction, corrects
        References of the release before, of the one that takes its place (as far as the reader may know), and of the
        one whose place it takes; "" for none.
    headline
        The sentence to quote first.
    plates
        One for each table, the total and its split as the first, in the order of the closed list.
    rule
        What was hidden and rounded, as it was frozen.
    editors
        Notes to editors, each a sentence or two.
    help_lines
        Where people find help: each a line.
    is_invented
        Whether the figures are of a demonstration.
    """

    reference: str
    title: str
    unit: str
    place: str
    since: date
    until: date
    as_at: date
    state: ReleaseState
    mark: str
    public_at: datetime | None
    previous: str
    correction: str
    corrects: str
    headline: str
    plates: tuple[Plate, ...]
    rule: str
    editors: tuple[str, ...]
    help_lines: tuple[str, ...]
    is_invented: bool

    def plate(self, key: str) -> Plate | None:
        """Return one plate by the key of its table; None where the release has none."""
        return next((plate for plate in self.plates if plate.key == key), None)
