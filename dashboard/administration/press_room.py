"""The press room: what a release is made from, and its edition at this moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Self

from dashboard.administration.releases import Opened, ReleaseOffice
from dashboard.almanac import almanac
from dashboard.disclosure.rules import rule_for
from dashboard.edition import Edition
from dashboard.edition.build import edition_of
from dashboard.identity.clock import moment
from dashboard.periods import Period, PeriodChoice, listed
from dashboard.policy import GRANTS, Action, check_may
from dashboard.release.circumstances import Circumstances, circumstances_of
from dashboard.release.compose import compose
from dashboard.release.proposal import Proposal, rendered_of
from dashboard.release.tables import TABLES
from data_access.annotations import Annotation
from data_access.filters import Filters
from data_access.releases import Kept, Reference, content_of
from data_access.snapshot import Snapshot
from data_access.vocabulary import Role

# A release is for the public: what the press desk may see is what everybody may.
PUBLIC_RULE = rule_for(GRANTS[Role.PRESS_OFFICER])


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a release is to be of.

    Attributes
    ----------
    force_code, title
        Whose referrals, and the title of the release.
    period
        Which of them.
    tables
        Keys of the closed list, in its order.
    events
        The events to be told beside the figures.
    unit
        Name of the unit, where the reference data have none.
    """

    force_code: str
    title: str
    period: Period
    tables: tuple[str, ...]
    events: tuple[Annotation, ...]
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRoom:
    """One reader at work in the press room; raises as `ReleaseOffice` does."""

    office: ReleaseOffice
    clock: Callable[[], datetime] = moment

    def at_this_moment(self) -> Self:
        """Return the same room now: what takes long may end in another hour than it began."""
        return replace(self, office=replace(self.office, now=self.clock()))

    def places(self) -> Mapping[str, str]:
        """Return the names of the forces whose releases the reader may see, as they were when each was drafted."""
        found: dict[str, str] = {}
        for kept in self.office.all():
            if kept.force_code not in found:
                definitions = content_of(self.office.store, kept).definitions
                found[kept.force_code] = Circumstances.of_definitions(definitions).place
        return MappingProxyType(found)

    def opened(self, text: str) -> tuple[Opened, Edition]:
        """Return what a reference opens, and its edition at this moment."""
        opened = self.office.open(text)
        return opened, self.edition(opened)

    def edition(self, opened: Opened) -> Edition:
        """Return the edition of what was opened."""
        return edition_of(
            opened.kept,
            opened.rendered,
            opened.definitions,
            now=self.office.now,
            correction=opened.correction,
            corrects=self._corrects(opened.kept),
        )

    def compose(self, order: Order, snapshot: Snapshot) -> Proposal:
        """Return a release of the records as they are, audited; nothing is written yet.

        Raises `NotPermitted`, `OutOfScope`, and `ReleaseUnsafe` with the tables that are safe together.
        """
        check_may(self.office.user, Action.DRAFT_RELEASE)
        before = self.office.previous(order.force_code)
        everything = Filters(since=date.min, until=snapshot.as_at, forces=(order.force_code,))
        composed = compose(
            snapshot.referrals(scope=self.office.user.scope, filters=everything),
            period=order.period,
            as_at=snapshot.as_at,
            rule=PUBLIC_RULE,
            previous=None if before is None else rendered_of(content_of(self.office.store, before).cells),
            tables=tuple(TABLES[key] for key in order.tables),
        )
        return Proposal(
            composed=composed,
            force_code=order.force_code,
            title=order.title,
            data_version=snapshot.version,
            previous=None if before is None else before.reference,
            circumstances=circumstances_of(
                order.force_code,
                reference=snapshot.reference,
                unit=order.unit,
                period=(order.period.key, order.period.since, order.period.until),
                events=order.events,
                is_invented=snapshot.synthetic,
            ),
        )

    def _corrects(self, kept: Kept) -> Reference | None:
        """Return the release whose place this one takes, or None."""
        for each in self.office.all():
            if any(reference == kept.reference for reference, _ in each.life.corrections):
                return each.reference
        return None


def periods_of(force_code: str, snapshot: Snapshot) -> tuple[Period, ...]:
    """Return the periods that a release of a force may be of: the listed ones, so that no two differ by a few cases."""
    dates = almanac(snapshot.reference, forces=(force_code,), data_to=snapshot.as_at)
    return listed(dates, PeriodChoice.LISTED)
