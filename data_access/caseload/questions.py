"""Which cases of the caseload are asked for: by need, risk, agency, owner, stage and reference, force by force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from data_access.caseload.lately import LATELY
from data_access.caseload.needs import NEEDS, is_open, past_target
from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need
from data_access.cases import scoped
from data_access.schema import referral
from data_access.scope import Scope

NOT_RECORDED = ""  # the code, in any list of codes, of a field that is empty


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadQuestion:
    """Which open cases are asked for; codes of one kind add up, kinds narrow one another, "" is not recorded.

    Attributes
    ----------
    yardsticks
        The forces looked at, and what the cases of each are held to.
    need
        Why the cases need action; None for all open cases.
    risks, agencies, leads, owners, statuses
        Codes of the level of risk, the referring and the lead agency, the owner and the stage.
    reference
        How the reference begins, whatever its case.
    unassessed_after
        Only what still waits for its assessment after so many days, whatever its target; None leaves it out.
    since
        Only what became so after a day: received, or past target; None, as for every other need, leaves it out.
    """

    yardsticks: tuple[Yardstick, ...]
    need: Need | None = None
    risks: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    reference: str = ""
    unassessed_after: int | None = None
    since: date | None = None

    def measures_of(self, scope: Scope) -> tuple[Yardstick, ...]:
        """Return the yardsticks of the forces that the scope has."""
        return tuple(each for each in self.yardsticks if each.force_code in scope.forces)

    def of_force(self, measure: Yardstick, scope: Scope, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        """Return the question to one force; raises `OutOfScope` for a scope that does not reach single cases."""
        asked = scoped(sa.select(*columns).select_from(referral), scope)
        return asked.where(referral.c.force_code == measure.force_code, *self._conditions(measure))

    def _conditions(self, measure: Yardstick) -> Iterable[sa.ColumnElement[bool]]:
        column = referral.c
        if self.since is not None and self.need in LATELY:
            yield LATELY[self.need](measure, self.since)
        yield is_open() if self.need is None else NEEDS[self.need](measure)
        if self.unassessed_after is not None:
            yield past_target(measure.aiming_for(self.unassessed_after))
        chosen: tuple[tuple[sa.ColumnElement[Any], tuple[str, ...]], ...] = (
            (column.current_risk, self.risks),
            (column.referring_agency_code, self.agencies),
            (column.lead_agency_code, self.leads),
            (column.owner_code, self.owners),
            (column.status, self.statuses),
        )
        yield from (_is_one_of(each, codes) for each, codes in chosen if codes)
        if self.reference:
            yield sa.func.upper(column.referral_id).startswith(self.reference.upper(), autoescape=True)

    @property
    def finds_nothing(self) -> bool:
        """Whether no reference begins so: no database holds such a character, and some would take it for a fault."""
        return not self.reference.isprintable()


def _is_one_of(column: sa.ColumnElement[Any], codes: tuple[str, ...]) -> sa.ColumnElement[bool]:
    recorded = [code for code in codes if code != NOT_RECORDED]
    found = column.in_(recorded)
    return sa.or_(found, column.is_(None)) if NOT_RECORDED in codes else found
