"""What must be said beside the figures of a release: footnotes of a plate, notes to editors, and the mark."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from dashboard.edition.findings import is_whole
from dashboard.edition.plate import Printed, Row
from dashboard.release.cells import Rendered
from dashboard.release.circumstances import Circumstances
from dashboard.release.tables import OTHER_AGENCIES, TABLES, Dimension
from dashboard.wording import dates, numbers
from dashboard.wording.moments import moment
from dashboard.wording.symbols import HIDDEN_MEANING
from data_access.release_vocabulary import ReleaseState
from data_access.releases import Life

DRAFT = "DRAFT, not for publication"
WITHDRAWN = "WITHDRAWN, do not use"
INVENTED = "Demonstration data: invented, not about any person."
_TIMES = frozenset({Dimension.MONTH, Dimension.QUARTER})


def mark_of(life: Life, now: datetime) -> str:
    """Return the mark that every file of a release bears at a moment; "" once it is out and stands."""
    state = life.state(now)
    if state is ReleaseState.EMBARGOED and life.public_at is not None:
        return f"EMBARGOED until {moment(life.public_at)}"
    if state is ReleaseState.CORRECTED and life.correction is not None:
        return f"CORRECTED by {life.correction.text}"
    if state is ReleaseState.WITHDRAWN:
        return WITHDRAWN
    return "" if state is ReleaseState.RELEASED else DRAFT


def footnotes(key: str, rows: Iterable[Row], rendered: Rendered, circumstances: Circumstances) -> tuple[str, ...]:
    """Return what a careful reader of one plate must know, each a sentence."""
    set_rows = tuple(rows)
    figures = tuple(figure for row in set_rows for figure in row.figures)
    dimensions = TABLES[key].dimensions
    return (
        *_protection(figures, rendered),
        *_of_days(set_rows, rendered, dimensions),
        *_of_groups(set_rows, dimensions, rendered),
        *(_happenings(circumstances) if _TIMES & set(dimensions) else ()),
        *((INVENTED,) if circumstances.is_invented else ()),
    )


def editors_of(rendered: Rendered, circumstances: Circumstances, *, reference: str) -> tuple[str, ...]:
    """Return the notes to editors: what is counted, over which days, what is hidden, and what it cannot say."""
    days = dates.period(rendered.since, rendered.until)
    whose = f"{circumstances.unit}, {circumstances.place}"
    return (
        f"The figures count referrals of stalking received by the {whose}, {days}, as "
        f"recorded by {dates.day(rendered.as_at)}. A referral is an allegation that reached the unit; it is neither a "
        "crime recorded nor a conviction, and one person may be referred more than once.",
        "“Taken on” means that the unit manages the risk itself, in direct contact with the victim, the person "
        "alleged to stalk, or both. On the rest it works with partners, who have that contact.",
        f"To protect people, counts under {rendered.rule.hide_below} and a few others are shown as [c]; others are "
        f"rounded to the nearest {rendered.rule.round_to}, except the total, its two parts and whole months. "
        "Percentages are of the counts shown and may not add up to 100.",
        "These are all referrals of the period and not a sample. More referrals may mean more stalking, more people "
        "coming forward, or both: the figures cannot tell which.",
        *_happenings(circumstances),
        f"Quote the reference {reference} with any figure. It opens the figure as it was released, its definition, and "
        "any correction.",
        *((INVENTED,) if circumstances.is_invented else ()),
    )


def _protection(figures: Iterable[Printed], rendered: Rendered) -> Iterator[str]:
    told = tuple(figures)
    if any(figure.value is None for figure in told):
        yield f"{HIDDEN_MEANING}. Such a count is small, or would give a small one away; it is not nought."
    if any(figure.value is not None and not figure.exact for figure in told):
        nearest = numbers.count(rendered.rule.round_to)
        yield f"Counts are rounded to the nearest {nearest}, so they may not add up to the total."
    if any(figure.percentage for figure in told):
        yield "Percentages are of the counts shown."
    if any(figure.held for figure in told):
        yield "A figure with “as at” stands from an earlier release, since the change would tell of a few people."


def _of_days(rows: Iterable[Row], rendered: Rendered, dimensions: tuple[Dimension, ...]) -> Iterator[str]:
    if not dimensions or dimensions[0] not in _TIMES:
        return
    part = [row.label for row in rows if not is_whole(row.code, rendered.since, rendered.until)]
    if part:
        verb = "is" if len(part) == 1 else "are"
        yield f"{' and '.join(part)} {verb} not whole: the period is {dates.period(rendered.since, rendered.until)}."


def _of_groups(rows: Iterable[Row], dimensions: tuple[Dimension, ...], rendered: Rendered) -> Iterator[str]:
    if Dimension.AGENCY in dimensions and any(row.code == OTHER_AGENCIES for row in rows):
        yield "Agencies with few referrals are added up as “Other agencies”. Agencies are in no order of merit."
    if Dimension.OUTCOME in dimensions:
        known = dates.day(rendered.as_at)
        yield f"Outcomes are those recorded by {known}; recent referrals have had less time to come to one."


def _happenings(circumstances: Circumstances) -> Iterator[str]:
    if circumstances.happenings:
        told = "; ".join(f"{dates.day(day)}, {text}" for day, text in circumstances.happenings)
        yield f"In this period: {told}."
