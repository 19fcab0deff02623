"""One happening of a case in words: what, when if that is recorded, and what more there is to tell of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.wording.labels import label


class Kind(StrEnum):
    """What a happening is, in the order in which those of one day are told."""

    CRIME = "CRIME"
    RECEIVED = "RECEIVED"
    TRIAGE = "TRIAGE"
    ACCEPTED = "ACCEPTED"
    ASSESSMENT = "ASSESSMENT"
    MEETING = "MEETING"
    PATHWAY = "PATHWAY"
    CONTACT = "CONTACT"
    ADVOCACY = "ADVOCACY"
    INTERVENTION = "INTERVENTION"
    LEGAL = "LEGAL"
    WELLBEING = "WELLBEING"
    CLOSURE = "CLOSURE"
    FOLLOW_UP = "FOLLOW_UP"
    DUE = "DUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One entry of the timeline.

    Attributes
    ----------
    on
        Its day; None where none is recorded.
    what
        What happened, in a few words.
    told
        What more is recorded, a phrase each.
    """

    kind: Kind
    on: date | None
    what: str
    told: tuple[str, ...] = ()


def telling(*phrases: str | None) -> tuple[str, ...]:
    """Return the phrases there are."""
    return tuple(phrase for phrase in phrases if phrase)


def named(heading: str, words: str | None) -> str:
    """Return "Heading: words", or nothing where there are none."""
    return f"{heading}: {words}" if words else ""


def told_code(code: StrEnum | None) -> str:
    """Return the words of a code in the middle of a phrase, nothing for none or unknown."""
    return "" if code is None or code.name == "UNKNOWN" else label(code)


def opened_up(text: str | None) -> str:
    """Return a code of another system as people read it: "HIGH_CONCERN" as "High concern"; other text as it is."""
    written = (text or "").strip()
    is_code = written.isupper() and all(sign.isalnum() or sign == "_" for sign in written)
    return written.replace("_", " ").capitalize() if is_code else written
