"""Which cases of the caseload a reader looks at, in which order and columns, and the address that says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from dashboard.caseload.columns import USUAL, Column
from data_access.caseload.orders import Sort
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need

PAGE = "caseload"
LONGEST_TEXT = 64  # of a reference or of the code of a worker
BLANK = "-"  # how an address writes a field that is not recorded

Query = Mapping[str, Sequence[str]]


class Facet(StrEnum):
    """By what a caseload is narrowed; the value is its name in an address."""

    RISK = "risk"
    AGENCY = "agency"
    LEAD = "lead"
    STAGE = "stage"
    OWNER = "owner"


class Part(StrEnum):
    """What an address says beside the facets; the value is its name there."""

    NEED = "need"
    FORCE = "force"
    REFERENCE = "ref"
    UNASSESSED = "unassessed"
    SINCE = "since"
    SORT = "sort"
    TURNED = "turned"
    COLUMNS = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadChoice:
    """What is asked of the caseload.

    Attributes
    ----------
    need
        Why the cases need action; None for all open ones.
    force
        The one force looked at; "" for all of the reader's.
    picked
        Codes by facet, each facet once and in its order; "" among the codes is not recorded.
    reference
        How the reference begins.
    unassessed
        Only cases that still wait for their assessment after so many days, whatever their target.
    since
        Only what became so after a day: received, or past target.
    sort, turned
        The order, and whether it is turned round.
    columns
        What stands beside the reference.
    """

    need: Need | None = None
    force: str = ""
    picked: tuple[tuple[Facet, tuple[str, ...]], ...] = ()
    reference: str = ""
    unassessed: int | None = None
    since: date | None = None
    sort: Sort = Sort.WAITING
    turned: bool = False
    columns: tuple[Column, ...] = USUAL

    def of(self, facet: Facet) -> tuple[str, ...]:
        """Return the codes that a facet is narrowed to; none for all."""
        return dict(self.picked).get(facet, ())

    def having(self, facet: Facet, codes: Iterable[str]) -> Self:
        """Return the choice with a facet narrowed to some codes, or no longer."""
        narrowed = {**dict(self.picked), facet: tuple(sorted(set(codes)))}
        return replace(self, picked=tuple((each, narrowed[each]) for each in Facet if narrowed.get(each)))

    def without(self, facet: Facet, code: str) -> Self:
        """Return the choice without one code of a facet."""
        return self.having(facet, (each for each in self.of(facet) if each != code))

    def whole(self, need: Need | None) -> Self:
        """Return all cases with a need: what a count of the action strip opens."""
        return replace(self, need=need, picked=(), reference="", unassessed=None, since=None)

    def ordered(self, sort: Sort) -> Self:
        """Return the choice in an order, or, if it stands in it, turned round."""
        return replace(self, sort=sort, turned=not self.turned if self.sort is sort else False)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beyond need and force is chosen."""
        return bool(self.picked or self.reference or self.since) or self.unassessed is not None

    def question(self, yardsticks: Iterable[Yardstick]) -> CaseloadQuestion:
        """Return what is asked of the database, of the forces whose yardsticks are given."""
        return CaseloadQuestion(
            yardsticks=tuple(each for each in yardsticks if self.force in {"", each.force_code}),
            need=self.need,
            risks=self.of(Facet.RISK),
            agencies=self.of(Facet.AGENCY),
            leads=self.of(Facet.LEAD),
            owners=self.of(Facet.OWNER),
            statuses=self.of(Facet.STAGE),
            reference=self.reference,
            unassessed_after=self.unassessed,
            since=self.since,
        )

    @property
    def query(self) -> dict[str, list[str]]:
        """The choice as the query of an address; what is usual is left out."""
        written: dict[str, list[str]] = {
            Part.NEED: [self.need.value] if self.need else [],
            Part.FORCE: [self.force] if self.force else [],
            **{facet.value: [code or BLANK for code in codes] for facet, codes in self.picked},
            Part.REFERENCE: [self.reference] if self.reference else [],
            Part.UNASSESSED: [] if self.unassessed is None else [str(self.unassessed)],
            Part.SINCE: [self.since.isoformat()] if self.since else [],
            Part.SORT: [] if self.sort is Sort.WAITING else [self.sort.value],
            Part.TURNED: ["yes"] if self.turned else [],
            Part.COLUMNS: [] if self.columns == USUAL else [column.value for column in self.columns],
        }
        return {name: codes for name, codes in written.items() if codes}

    @property
    def address(self) -> str:
        """The address of the caseload as chosen."""
        asked = urlencode(self.query, doseq=True)
        return f"/{PAGE}{f'?{asked}' if asked else ''}"
