"""What a briefing says: a headline, counts with their words, and where they come from; never a case."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One count with what it counts, as "waiting past target", and what it means in a sentence."""

    counted: int
    words: str
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some counts under a heading, and what must be said about them."""

    heading: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage:
    """One briefing.

    Attributes
    ----------
    unit, force, as_at
        Whose figures, and the day they reach.
    headline
        What to know first, as a sentence.
    link
        Where the cases are, for who may see them.
    marking
        The protective marking.
    is_invented
        Whether the figures are of a demonstration.
    """

    unit: str
    force: str
    as_at: date
    headline: str
    sections: tuple[Section, ...]
    link: str
    marking: str
    is_invented: bool
