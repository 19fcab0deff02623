"""A drill: from a choice to a narrower one, and every step of the way back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.periods import Period, PeriodChoice, days_key, read
from dashboard.policy import Narrowing
from dashboard.selection.choice import ALL_FORCES, DIMENSIONS, Selection, narrowed, with_period
from dashboard.selection.offer import Offer
from dashboard.wording.steps import codes_in_words
from data_access.facets import FACETS

Pairs = Iterable[tuple[str, str]]
# As people narrow down: who sent it, where from, how serious, then what was done.
_ORDER = ("agency", "area", "risk", *FACETS)
TIMES = ("month", "period")  # what opens another period: a month, or a stretch of days


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One level of a drill: its words and the choice it stands for."""

    words: str
    choice: Selection


def drilled(chosen: Selection, pairs: Pairs, *, narrowing: Narrowing) -> Selection:
    """Return the choice narrowed by pairs of a dimension and a code.

    Several codes of one dimension are chosen together; a month or a stretch of days is a period, a force starts anew.
    """
    asked: dict[str, list[str]] = {}
    for dimension, code in pairs:
        asked.setdefault(dimension, []).append(code)
    for dimension, codes in asked.items():
        if dimension in TIMES:
            chosen = with_period(chosen, codes[-1])
        elif dimension == "force":
            chosen = replace(chosen, force=codes[-1], areas=())
        else:
            chosen = narrowed(chosen, dimension, codes, narrowing=narrowing)
    return chosen


def named(pairs: Pairs, offered: Offer) -> tuple[tuple[str, str], ...]:
    """Return pairs with each stretch of days called by the listed period of the same days, where there is one.

    So a financial year in a chart opens for whoever may open listed periods only. To others a period that later data
    move is another thing than its days of today.
    """
    is_free = offered.user.grant.periods is PeriodChoice.ANY
    keys = {days_key(each.since, each.until): each.key for each in offered.periods if each.is_fixed or not is_free}
    return tuple((dimension, keys.get(code, code) if dimension == "period" else code) for dimension, code in pairs)


def may_take(pairs: Pairs, offered: Offer) -> bool:
    """Return whether a reader may narrow by all of these pairs of a dimension and a code together."""
    asked = tuple(pairs)
    codes = [dimension for dimension, _ in asked if dimension not in {*TIMES, "force"}]
    if len(codes) > 1 and offered.narrowing is not Narrowing.FREE:
        return False
    return bool(asked) and all(_may_take_one(dimension, code, offered) for dimension, code in asked)


def _may_take_one(dimension: str, code: str, offered: Offer) -> bool:
    if dimension in TIMES:
        return read(code, dates=offered.dates, choice=offered.user.grant.periods) is not None
    if dimension == "force":
        return code in offered.forces
    if dimension in FACETS:
        return offered.narrowing is Narrowing.FREE
    return dimension in DIMENSIONS and offered.narrowing is not Narrowing.NONE


def trail(chosen: Selection, period: Period, offered: Offer) -> tuple[Step, ...]:
    """Return the way to a choice, from the place as a whole; each step leads back to what it says and no further."""
    wide = nearest(period, offered)
    names = {force.code: force.name for force in offered.reference.forces} | {ALL_FORCES: "All units"}
    place = names.get(chosen.force, chosen.force)
    reached = with_period(chosen, wide.key).whole()
    steps = [Step(words=f"{place}, {wide.label[:1].lower()}{wide.label[1:]}", choice=reached)]
    for dimension in _ORDER:
        if codes := chosen.of(dimension):
            reached = reached.having(dimension, codes)
            steps.append(Step(words=codes_in_words(dimension, codes, offered.reference), choice=reached))
    if period.key != wide.key:
        steps.append(Step(words=period.label, choice=with_period(reached, period.key)))
    return tuple(steps)


def nearest(period: Period, offered: Offer) -> Period:
    """Return the shortest listed period that holds all days of another, itself if it is listed."""
    if any(each.key == period.key for each in offered.periods):
        return period
    around = [each for each in offered.periods if each.since <= period.since and period.until <= each.until]
    return min(around, key=lambda each: (each.days, each.key), default=offered.periods[0])


def years_within(period: Period, offered: Offer) -> tuple[Period, ...]:
    """Return the listed periods inside another, newest first: where its single months may not be opened."""
    inside = [each for each in offered.periods if each.key.startswith("fy-") and each.key != period.key]
    return tuple(each for each in inside if each.since <= period.until and period.since <= each.until)
