"""The commissioner's briefing: two pages to carry into a room, as a tagged PDF of real text and drawn charts."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dashboard.edition import Edition, Plate
from dashboard.edition.cautions import CANNOT_ANSWER, cautions
from dashboard.edition.notes import INVENTED
from dashboard.edition.questions import questions
from dashboard.press.briefing_plates import LONGEST_TITLE, Chosen, Told, fitting, plate_told, split_told
from dashboard.release.tables import Route
from dashboard.typesetting import typeset
from dashboard.wording import dates
from dashboard.wording import release_briefing as words

LONGEST_HEADLINE = 300  # letters
_TEMPLATE = Path(__file__).with_name("briefing.typ")
_SENTENCES = re.compile(r"(?<=[.])\s+(?=[A-Z“])")


def commissioner_briefing(edition: Edition, *, now: datetime) -> bytes:
    """Return the briefing on an edition as PDF/UA: always two pages, its mark on both."""
    return typeset(_TEMPLATE, _told(edition), now=now)


def _told(edition: Edition) -> Told:
    chosen = Chosen.of(edition)
    shared = _shared_notes(chosen.shown)
    places = {"across": chosen.across, "left": chosen.left, "right": chosen.right, "overleaf": chosen.overleaf}
    return {
        "words": _headings(),
        "mark": edition.mark,
        "invented": INVENTED if edition.is_invented else "",
        "title": fitting(edition.title, LONGEST_TITLE),
        "unit": edition.unit,
        "whose": fitting(", ".join(filter(None, (edition.unit, edition.place))), LONGEST_TITLE),
        "period": dates.period(edition.since, edition.until),
        "data_to": f"Data to {dates.day(edition.until)}, as recorded by {dates.day(edition.as_at)}",
        "reference": edition.reference,
        "headline": fitting(edition.headline, LONGEST_HEADLINE),
        "split": split_told(chosen.split, shared_notes=shared) if chosen.split else None,
        **{place: plate_told(plate, shared_notes=shared) if plate else None for place, plate in places.items()},
        "source": next((plate.source for plate in edition.plates), ""),
        "questions": [{"asked": each.asked, "answer": each.answer} for each in questions(edition)],
        "cautions": [{"wrong": each.wrong, "right": each.right} for each in cautions(edition)],
        "cannot_answer": CANNOT_ANSWER,
        "definitions": list(_definitions(edition, chosen.shown)),
        "notes": [edition.rule, *(note for note in shared if note != edition.rule)],
        "references": _references(chosen.split),
        "others": [fitting(plate.title, LONGEST_TITLE) for plate in chosen.others],
        "help_lines": edition.help_lines,
    }


def _headings() -> Told:
    return {
        "briefing": words.FOR,
        "questions": words.QUESTIONS,
        "not_to_say": words.NOT_TO_SAY,
        "not_this": words.NOT_THIS,
        "but_this": words.BUT_THIS,
        "cannot_answer": words.CANNOT_ANSWER,
        "definitions": words.DEFINITIONS,
        "how_to_read": words.HOW_TO_READ,
        "references": words.REFERENCES,
        "help": words.HELP,
        "also": words.ALSO,
    }


def _shared_notes(shown: tuple[Plate, ...]) -> tuple[str, ...]:
    """Return the footnotes that stand under two plates or more: they are told once."""
    told = [note for plate in shown for note in dict.fromkeys(plate.footnotes)]
    return tuple(dict.fromkeys(note for note in told if told.count(note) > 1))


def _definitions(edition: Edition, shown: tuple[Plate, ...]) -> Iterator[str]:
    """Yield what the plates count, and what "taken on" is, each sentence once: definitions of a release begin alike."""
    by_route = [plate for plate in edition.plates if any(column.code == Route.UNIT for column in plate.columns)]
    told = (plate.definition for plate in (*shown, *by_route[:1]))
    yield from dict.fromkeys(sentence for each in told for sentence in _SENTENCES.split(each) if sentence)


def _references(split: Plate | None) -> Told | None:
    if split is None:
        return None
    return {
        "opening": words.references(split.reference),
        "figures": [f"{row.label}: {figure.reference}" for row in split.rows for figure in row.figures],
    }
