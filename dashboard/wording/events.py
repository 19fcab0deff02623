"""The words of events and series breaks: on charts, under exports, and on the page where managers note them."""

from collections.abc import Mapping
from datetime import date

from dashboard.wording import dates, moments
from data_access.annotations import Annotation
from data_access.reference import SeriesBreak

EVENT, BREAK = "Event", "Series break"
EVERYWHERE = "Everywhere"
REFERENCE = "Reference data"
NOTING = (
    "It is drawn on every chart of that time and listed under what is exported, for everybody who may see the "
    "figures of this force. Name nobody, and nothing that could tell who somebody is."
)
WITHDRAWING = "It disappears from every chart at once. The event and your reason stay in the audit."
NOTED = "The event is noted and stands on every chart of that time."
WITHDRAWN = "The event is withdrawn and stands on no chart any more."
NO_EVENTS = "No event has been noted, and no series break falls to this force."
NO_FORCE = "Your account has no force with a unit, so there is nothing to note or to aim for. Ask an administrator."
NOT_COMPARABLE = "Figures before and after are not comparable."
HEADINGS = ("Day", "Kind", "Where", "What happened", "Explanation", "Noted by")


def note(letter: str, event: Annotation, *, place: str = "") -> str:
    """Return an event as it stands under a chart: "Event a, 3 Sep 2018: Second team started."."""
    where = f" in {place}" if place else ""
    return f"{EVENT} {letter}{where}, {dates.day(event.happened_on)}: {event.title.rstrip('.')}."


def event_row(event: Annotation, force_names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the cells of an event in the list."""
    return (
        _unbroken(event.happened_on),
        EVENT,
        force_names.get(event.force_code, event.force_code),
        event.title,
        event.explanation,
        f"{event.created_by}, {moments.moment(event.created_at)}",
    )


def break_row(each: SeriesBreak, force_names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the cells of a series break in the list."""
    where = EVERYWHERE if each.force_code is None else force_names.get(each.force_code, each.force_code)
    is_said = "not comparable" in each.explanation
    explanation = each.explanation if is_said else f"{each.explanation} {NOT_COMPARABLE}".strip()
    return _unbroken(each.breaks_on), BREAK, where, each.title, explanation, REFERENCE


def choice(event: Annotation) -> str:
    """Return an event as a list offers it: "3 Sep 2018: Second team started"."""
    return f"{dates.day(event.happened_on)}: {event.title}"


def _unbroken(when: date) -> str:
    """Return a day that no narrow column tears apart."""
    return dates.day(when).replace(" ", "\N{NO-BREAK SPACE}")
