"""Reads from an address which cases are asked for.

An address is anybody's: what it names and the reader cannot have is left out, and that is said.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dashboard.caseload.choice import BLANK, LONGEST_TEXT, CaseloadChoice, Facet, Part, Query
from dashboard.caseload.columns import USUAL, Column
from data_access.caseload.lately import LATELY
from data_access.caseload.orders import Sort
from data_access.caseload.questions import NOT_RECORDED
from data_access.caseload_vocabulary import Need
from data_access.force_settings import MOST_DAYS
from data_access.reference import Reference
from data_access.vocabulary import Risk, Status

Code = TypeVar("Code", bound=StrEnum)


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
    need = _one(query, Part.NEED, Need)
    columns = tuple(column for column in Column if column.value in query.get(Part.COLUMNS, ()))
    found = replace(
        found,
        need=need,
        force=next((code for code in query.get(Part.FORCE, ()) if code in set(forces)), ""),
        reference=next((text.strip() for text in query.get(Part.REFERENCE, ()) if _is_text(text.strip())), ""),
        unassessed=_days(query),
        since=_day(query) if need in LATELY else None,
        sort=_one(query, Part.SORT, Sort) or Sort.WAITING,
        turned=query.get(Part.TURNED) == ["yes"],
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
    text = next(iter(query.get(Part.UNASSESSED, ())), "")
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_DAYS))
    return int(text) if is_number and int(text) <= MOST_DAYS else None


def _day(query: Query) -> date | None:
    try:
        return date.fromisoformat(next(iter(query.get(Part.SINCE, ())), ""))
    except ValueError:
        return None


def _lost(query: Query, found: CaseloadChoice) -> bool:
    """Return whether an address names something, of what it may name, that is not in the choice read from it."""
    kept = found.query
    named = (Part.NEED, Part.FORCE, Part.REFERENCE, Part.UNASSESSED, Part.SINCE, *Facet)
    asked = {name: {code.strip() for code in query.get(name, ())} - {""} for name in named}
    return any(codes - set(kept.get(name, ())) for name, codes in asked.items())
