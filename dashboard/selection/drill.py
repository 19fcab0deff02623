"""A drill: from a choice to a narrower one, and every step of the way back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.periods import Period, PeriodChoice
from dashboard.policy import Narrowing
from dashboard.selection.choice import ALL_FORCES, DIMENSIONS, Selection, narrowed, with_period
from dashboard.selection.offer import Offer
from dashboard.wording.steps import codes_in_words
from data_access.facets import FACETS

Pairs = Iterable[tuple[str, str]]
# As people narrow down: who sent it, where from, how serious, then what was done.
_ORDER = ("agency", "area", "risk", *FACETS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One level of a drill: its words and the choice it stands for."""

    words: str
    choice: Selection


def drilled(chosen: Selection, pairs: Pairs, *, narrowing: Narrowing) -> Selection:
    """Return the choice narrowed by each pair of a dimension and a code; a month is a period, a force starts anew."""
    for dimension, code in pairs:
        if dimension == "month":
            chosen = with_period(chosen, code)
        elif dimension == "force":
            chosen = replace(chosen, force=code, areas=())
        else:
            chosen = narrowed(chosen, dimension, (code,), narrowing=narrowing)
    return chosen


def may_take(pairs: Pairs, offered: Offer) -> bool:
    """Return whether a reader may narrow by all of these pairs of a dimension and a code together."""
    asked = tuple(pairs)
    codes = [dimension for dimension, _ in asked if dimension not in {"month", "force"}]
    if len(codes) > 1 and offered.narrowing is not Narrowing.FREE:
        return False
    return bool(asked) and all(_may_take_one(dimension, code, offered) for dimension, code in asked)


def _may_take_one(dimension: str, code: str, offered: Offer) -> bool:
    if dimension == "month":
        return offered.user.grant.periods is PeriodChoice.ANY
    if dimension == "force":
        return code in offered.forces
    if dimension in FACETS:
        return offered.narrowing is Narrowing.FREE
    return dimension in DIMENSIONS and offered.narrowing is not Narrowing.NONE


def whole(chosen: Selection) -> Selection:
    """Return the choice without any narrowing: its force and period as they are."""
    return replace(chosen, areas=(), agencies=(), risks=(), facets=())


def trail(chosen: Selection, period: Period, offered: Offer) -> tuple[Step, ...]:
    """Return the way to a choice, from the place as a whole; each step leads back to what it says and no further."""
    wide = nearest(period, offered)
    names = {force.code: force.name for force in offered.reference.forces} | {ALL_FORCES: "All units"}
    place = names.get(chosen.force, chosen.force)
    reached = whole(with_period(chosen, wide.key))
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
