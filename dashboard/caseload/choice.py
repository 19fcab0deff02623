"""Which cases of the caseload a reader looks at, in which order and columns: read from an address and written to it.

An address is anybody's: what it names and the reader cannot have is left out, and that is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self, TypeVar
from urllib.parse import urlencode

from dashboard.caseload.columns import USUAL, Column
from data_access.caseload.lately import LATELY
from data_access.caseload.orders import Sort
from data_access.caseload.questions import NOT_RECORDED, CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need
from data_access.force_settings import MOST_DAYS
from data_access.reference import Reference
from data_access.vocabulary import Risk, Status

PAGE = "caseload"
LONGEST_TEXT = 64  # of a reference or of the code of a worker
BLANK = "-"  # how an address writes a field that is not recorded
_NEED, _FORCE, _REFERENCE, _UNASSESSED, _SINCE = "need", "force", "ref", "unassessed", "since"
_SORT, _TURNED, _COLUMNS = "sort", "turned", "show"

Query = Mapping[str, Sequence[str]]
Code = TypeVar("Code", bound=StrEnum)


class Facet(StrEnum):
    """By what a caseload is narrowed; the value is its name in an address."""

    RISK = "risk"
    AGENCY = "agency"
    LEAD = "lead"
    STAGE = "stage"
    OWNER = "owner"


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
            _NEED: [self.need.value] if self.need else [],
            _FORCE: [self.force] if self.force else [],
            **{facet.value: [code or BLANK for code in codes] for facet, codes in self.picked},
            _REFERENCE: [self.reference] if self.reference else [],
            _UNASSESSED: [] if self.unassessed is None else [str(self.unassessed)],
            _SINCE: [self.since.isoformat()] if self.since else [],
            _SORT: [] if self.sort is Sort.WAITING else [self.sort.value],
            _TURNED: ["yes"] if self.turned else [],
            _COLUMNS: [] if self.columns == USUAL else [column.value for column in self.columns],
        }
        return {name: codes for name, codes in written.items() if codes}

    @property
    def address(self) -> str:
        """The address of the caseload as chosen."""
        asked = urlencode(self.query, doseq=True)
        return f"/{PAGE}{f'?{asked}' if asked else ''}"


def read_choice(query: Query, *, forces: Iterable[str], reference: Reference) -> tuple[CaseloadChoice, bool]:
    """Return what an address asks for, and whether it asked for something that this reader cannot have."""
    agencies = {agency.code for agency in reference.agencies}
    known: dict[Facet, set[str]] = {
        Facet.RISK: {risk.value for risk in Risk},
        Facet.AGENCY: agencies,
        Facet.LEAD: agencies | {NOT_RECORDED},
        Facet.STAGE: {status.value for status in Status if status is not Status.CLOSED},
    }
    found = CaseloadChoice()
    for facet in Facet:
        asked = ["" if code == BLANK else code for code in query.get(facet.value, ())]
        found = found.having(facet, (code for code in asked if _is_known(code, known.get(facet))))
    need = _one(query, _NEED, Need)
    columns = tuple(column for column in Column if column.value in query.get(_COLUMNS, ()))
    found = replace(
        found,
        need=need,
        force=next((code for code in query.get(_FORCE, ()) if code in set(forces)), ""),
        reference=next((text.strip() for text in query.get(_REFERENCE, ()) if _is_text(text.strip())), ""),
        unassessed=_days(query),
        since=_day(query) if need in LATELY else None,
        sort=_one(query, _SORT, Sort) or Sort.WAITING,
        turned=query.get(_TURNED) == ["yes"],
        columns=columns or USUAL,
    )
    return found, _lost(query, found)


def _is_known(code: str, known: set[str] | None) -> bool:
    """Return whether a code is one of a list, or, where there is none, could be the code of a worker."""
    return code in known if known is not None else code == NOT_RECORDED or _is_text(code)


def _is_text(text: str) -> bool:
    return bool(text) and len(text) <= LONGEST_TEXT and text.isprintable()


def _one(query: Query, name: str, codes: type[Code]) -> Code | None:
    return next((codes(value) for value in query.get(name, ()) if value in set(codes)), None)


def _days(query: Query) -> int | None:
    text = next(iter(query.get(_UNASSESSED, ())), "")
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_DAYS))
    return int(text) if is_number and int(text) <= MOST_DAYS else None


def _day(query: Query) -> date | None:
    try:
        return date.fromisoformat(next(iter(query.get(_SINCE, ())), ""))
    except ValueError:
        return None


def _lost(query: Query, found: CaseloadChoice) -> bool:
    """Return whether an address names something, of what it may name, that is not in the choice read from it."""
    kept = found.query
    named = (_NEED, _FORCE, _REFERENCE, _UNASSESSED, _SINCE, *Facet)
    asked = {name: {code.strip() for code in query.get(name, ())} - {""} for name in named}
    return any(codes - set(kept.get(name, ())) for name, codes in asked.items())
