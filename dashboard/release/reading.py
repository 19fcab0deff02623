"""What a release says, read as an attacker reads it: from what was rendered, and from nothing else."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.disclosure.rules import NO_LIMIT, Span, span_of_rounded
from dashboard.release.cells import Keys, Kind, ReleasedCell, Rendered
from dashboard.release.days import stretches
from dashboard.release.merging import MERGE_BELOW
from dashboard.release.percentages import follows, span_of_text
from dashboard.release.tables import OTHER_AGENCIES, TABLES, Dimension
from dashboard.release.world import BEFORE, UNTOLD, Days, Places, World

Spot = tuple[str, Keys]  # a table and the codes of one of its cells
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Some unknowns, each with a weight, add up to no less and no more than this; told by a cell or a percentage."""

    places: Places
    weights: Weights
    low: int
    high: int
    spot: Spot | None = None
    is_old: bool = False
    is_hidden: bool = False


def dimensions_of(key: str) -> tuple[str, ...]:
    """Return what a table is divided by; of one that is not on the closed list its key says it: "month-route"."""
    return tuple(TABLES[key].dimensions) if key in TABLES else tuple(key.split("-"))


def world_of(rendered: Rendered, previous: Rendered | None = None) -> World:
    """Return all that could be, as far as a release, or two, tell it apart."""
    releases = [rendered, *([previous] if previous else [])]
    held = {cell.held_from for release in releases for table in release.tables for cell in table.cells}
    time = stretches([(each.since, each.until) for each in releases], ends=sorted(day for day in held if day))
    named = sorted({code for each in releases for code in each.agencies})
    agencies = _codes(releases, Dimension.AGENCY)
    codes: dict[str, tuple[str, ...]] = {
        Dimension.ROUTE: _codes(releases, Dimension.ROUTE),
        Dimension.RISK: _codes(releases, Dimension.RISK),
        Dimension.AGENCY: agencies if agencies == (UNTOLD,) else (*named, OTHER_AGENCIES),
        Dimension.OUTCOME: _codes([rendered], Dimension.OUTCOME),
    }
    before = _codes([previous] if previous else [], Dimension.OUTCOME)
    told = [dimensions_of(table.key) for each in releases for table in each.tables]
    return World.of(time, {**codes, **({} if before == (UNTOLD,) else {BEFORE: before})}, told=told)


def statements(
    rendered: Rendered, world: World, *, small: Collection[Spot] | None, is_previous: bool = False
) -> Iterator[Statement]:
    """Yield everything a release says about the unknowns of a world.

    Parameters
    ----------
    rendered
        The release.
    world
        What it is about.
    small
        Which hidden cells are hidden for their own sake, for an attacker who was told; None for one who was not.
    is_previous
        Whether the world is about a later release, so that outcomes here are those known before.
    """
    spans = {
        (table.key, cell.keys): span_of(cell, rendered, table=table.key, small=small)
        for table in rendered.tables
        for cell in table.cells
    }
    for table in rendered.tables:
        for cell in table.cells:
            spot = (table.key, cell.keys)
            places = places_of(
                spot,
                rendered,
                world,
                days=world.days(rendered.since, cell.held_from or rendered.until),
                is_previous=is_previous,
            )
            low, high = spans[spot]
            is_old = is_previous or cell.held_from is not None
            yield Statement(
                places=places,
                weights=np.ones(len(places)),
                low=low,
                high=high,
                spot=spot,
                is_old=is_old,
                is_hidden=cell.shown is None,
            )
    yield from _empty(rendered, world, is_previous=is_previous)
    yield from _named(rendered, world, is_previous=is_previous)
    yield from _ratios(rendered, world, is_previous=is_previous)


def span_of(cell: ReleasedCell, rendered: Rendered, *, table: str, small: Collection[Spot] | None) -> Span:
    """Return between what the true count of a cell lies, by itself."""
    if cell.shown is not None:
        return (cell.shown, cell.shown) if cell.kind is Kind.EXACT else span_of_rounded(cell.shown, rendered.rule)
    if small is None:
        return 0, NO_LIMIT
    threshold = rendered.rule.hide_below
    return (0, threshold - 1) if (table, cell.keys) in small else (threshold, NO_LIMIT)


def places_of(
    spot: Spot,
    rendered: Rendered,
    world: World,
    *,
    days: Days | None = None,
    is_previous: bool = False,
) -> Places:
    """Return the unknowns that a cell of a release adds up, in all of its days or in these."""
    table, keys = spot
    sought: dict[str, Collection[str]] = {}
    for name, code in zip(dimensions_of(table), keys, strict=True):
        if name == Dimension.AGENCY and code == OTHER_AGENCIES:
            sought[name] = set(world.codes[name]) - set(rendered.agencies)
        else:
            sought[BEFORE if is_previous and name == Dimension.OUTCOME else name] = (code,)
    return world.places(sought, days=world.days(rendered.since, rendered.until) if days is None else days)


def _empty(rendered: Rendered, world: World, *, is_previous: bool) -> Iterator[Statement]:
    """Yield that groups which this release has not, and only the other of two knows, are empty in its days."""
    days = world.days(rendered.since, rendered.until)
    for dimension in (Dimension.ROUTE, Dimension.RISK, Dimension.AGENCY):
        told = set(_codes([rendered], dimension))
        unseen = set(world.codes[dimension]) - told
        if told == {UNTOLD} or not unseen or OTHER_AGENCIES in told:
            continue
        places = world.places({dimension: unseen}, days=days)
        yield Statement(places=places, weights=np.ones(len(places)), low=0, high=0, is_old=is_previous)


def _named(rendered: Rendered, world: World, *, is_previous: bool) -> Iterator[Statement]:
    """Yield that an agency had enough referrals to be named, where that was settled for this very release."""
    if rendered.grouped_on != rendered.as_at or world.codes[Dimension.AGENCY] == (UNTOLD,):
        return
    days = world.days(rendered.since, rendered.until)
    for agency in rendered.agencies:
        places = world.places({Dimension.AGENCY: (agency,)}, days=days)
        yield Statement(places=places, weights=np.ones(len(places)), low=MERGE_BELOW, high=NO_LIMIT, is_old=is_previous)


def _ratios(rendered: Rendered, world: World, *, is_previous: bool) -> Iterator[Statement]:
    """Yield what percentages say that do not follow from the numbers beside them: part and base are in this ratio."""
    for each in rendered.percentages:
        if follows(each, rendered):
            continue
        part, base = (
            places_of(spot, rendered, world, is_previous=is_previous)
            for spot in ((each.table, each.keys), (each.base_table, each.base_keys))
        )
        lowest, highest = span_of_text(each.text)
        places = np.union1d(part, base)
        for ratio, low, high in ((lowest, 0, NO_LIMIT), (highest, -NO_LIMIT, 0)):
            weights = 100.0 * np.isin(places, part) - float(ratio) * np.isin(places, base)
            yield Statement(places=places, weights=weights, low=low, high=high, is_old=is_previous)


def _codes(releases: Iterable[Rendered], dimension: Dimension) -> tuple[str, ...]:
    """Return every code of a dimension that some table tells apart."""
    found: dict[str, None] = {}
    for release in releases:
        for table in release.tables:
            dimensions = dimensions_of(table.key)
            if dimension in dimensions:
                found |= dict.fromkeys(cell.keys[dimensions.index(dimension)] for cell in table.cells)
    return tuple(found) or (UNTOLD,)
