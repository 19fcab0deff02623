"""Who attacks a release: the public, each agency that knows what it sent, and readers of the release before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.rules import NO_LIMIT, Span, is_wide
from dashboard.release.attacker import Attacker, Insight
from dashboard.release.cells import Rendered
from dashboard.release.reading import Spot, Statement, places_of, statements, world_of
from dashboard.release.records import Records
from dashboard.release.tables import Dimension
from dashboard.release.world import Days, Places, World

PUBLIC, INSIDER, EARLIER = "the public", "an agency that knows its own referrals", "a reader of the release before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A small count that must not be worked out: of a cell, or of what came to it since the release before.

    Attributes
    ----------
    spot
        The cell.
    places
        Its unknowns.
    rule
        The rule it is hidden by.
    is_change
        Whether it is what came to the cell since the release before.
    """

    spot: Spot
    places: Places
    rule: Rule
    is_change: bool = False

    def is_safe(self, span: Span | None) -> bool:
        """Return whether an attacker who knows this much must still reckon with three values, one of 3 or more."""
        return span is not None and is_wide(span, self.rule)


@dataclass(frozen=True, kw_only=True)
class Adversary:
    """One reader, what they could work out, and what they must not."""

    name: str
    attacker: Attacker
    targets: tuple[Target, ...]

    def is_safe(self, target: Target) -> bool:
        """Return whether a small count is safe from this attacker."""
        return target.is_safe(self.attacker.seen(target.places)) or target.is_safe(self.attacker.span(target.places))


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A release, the records behind it, and perhaps the release before: all that an audit needs.

    Attributes
    ----------
    rendered, previous
        The release as its readers see it, and the one before.
    referrals
        Referral facts of the place, of any days.
    """

    rendered: Rendered
    referrals: pl.DataFrame
    previous: Rendered | None = None

    @cached_property
    def records(self) -> Records:
        """The records, coded as both releases need them."""
        named = {*self.rendered.agencies, *(self.previous.agencies if self.previous else ())}
        before = self.previous.as_at if self.previous else None
        return Records.coded(self.referrals, agencies=tuple(named), as_at=self.rendered.as_at, before=before)

    def adversaries(self) -> Iterator[Adversary]:
        """Yield every attacker, weakest first."""
        alone = View.of(self, previous=None)
        yield Adversary(name=PUBLIC, attacker=Attacker(alone.world, alone.told), targets=tuple(alone.targets()))
        for referrer in alone.records.referrers:
            yield alone.insider(referrer)
        if self.previous is not None:
            both = View.of(self, previous=self.previous)
            targets = (*both.targets(), *both.changes())
            yield Adversary(name=EARLIER, attacker=Attacker(both.world, both.told), targets=targets)

    def untrue(self) -> tuple[Statement, ...]:
        """Return what the release says that is not so."""
        alone = View.of(self, previous=None)
        return tuple(each for each in alone.all_told if not each.is_old and not alone.is_true(each))


@dataclass(frozen=True, kw_only=True)
class View:
    """What a reader of one release, or of two, looks at."""

    scene: Scene
    previous: Rendered | None
    world: World
    records: Records
    truth: Places

    @classmethod
    def of(cls, scene: Scene, *, previous: Rendered | None) -> "View":
        """Return the view of a release beside another, or alone."""
        world = world_of(scene.rendered, previous)
        releases = [scene.rendered, *([previous] if previous else [])]
        records = scene.records.within((each.since, each.until) for each in releases)
        return cls(scene=scene, previous=previous, world=world, records=records, truth=records.truth(world))

    @cached_property
    def all_told(self) -> tuple[Statement, ...]:
        """Everything that is said, true of today's records or not."""
        releases = [(self.scene.rendered, False), *([(self.previous, True)] if self.previous else [])]
        return tuple(
            each
            for release, is_previous in releases
            for each in statements(
                release, self.world, small=self._small(release, is_previous=is_previous), is_previous=is_previous
            )
        )

    @cached_property
    def told(self) -> tuple[Statement, ...]:
        """What is said that still holds: figures told before and corrected since say nothing of today's records."""
        return tuple(each for each in self.all_told if not each.is_old or self.is_true(each))

    def is_true(self, told: Statement) -> bool:
        """Return whether the records are as a statement says."""
        return bool(told.low <= float(told.weights @ self.truth[told.places]) <= told.high)

    def targets(self, own: Places | None = None) -> Iterator[Target]:
        """Yield every small count of the release in which somebody is whom the attacker did not send."""
        yield from self._targets(days=None, own=np.zeros_like(self.truth) if own is None else own)

    def changes(self) -> Iterator[Target]:
        """Yield every small count among what was received since the days of the release before."""
        since = self.previous.until if self.previous else self.scene.rendered.until
        days = np.array([each.first > since for each in self.world.stretches])
        yield from self._targets(days=days, own=np.zeros_like(self.truth))

    def insider(self, referrer: str) -> Adversary:
        """Return the attacker who knows what one agency sent.

        Which hidden counts are small nobody is told; that attackers know is our margin of safety. Here it holds for
        the counts without referrals of their own: of "at most seven" with six of theirs no hiding would save the last.
        """
        own = self.records.of(referrer).truth(self.world)
        told = [
            replace(each, low=0, high=NO_LIMIT) if each.is_hidden and own[each.places].any() else each
            for each in self.told
        ]
        known = np.array([], dtype=np.int64)
        if referrer in self.scene.rendered.agencies and referrer in self.world.codes[Dimension.AGENCY]:
            everywhere = np.ones(len(self.world.stretches), dtype=bool)
            known = self.world.places({Dimension.AGENCY: (referrer,)}, days=everywhere)
        attacker = Attacker(self.world, told, insight=Insight(own=own, known=known))
        return Adversary(name=INSIDER, attacker=attacker, targets=tuple(self.targets(own)))

    def _targets(self, *, days: Days | None, own: Places) -> Iterator[Target]:
        rule = self.scene.rendered.rule
        for table in self.scene.rendered.tables:
            for cell in table.cells:
                spot = (table.key, cell.keys)
                places = places_of(spot, self.scene.rendered, self.world, days=days)
                count = self.truth[places].sum()
                if own[places].sum() < count < rule.hide_below:
                    yield Target(spot=spot, places=places, rule=rule, is_change=days is not None)

    def _small(self, release: Rendered, *, is_previous: bool) -> frozenset[Spot]:
        """Return the cells that are small: an attacker is told which of the hidden ones are."""
        spots = [(table.key, cell.keys) for table in release.tables for cell in table.cells]
        return frozenset(
            spot
            for spot in spots
            if self.truth[places_of(spot, release, self.world, is_previous=is_previous)].sum() < release.rule.hide_below
        )
