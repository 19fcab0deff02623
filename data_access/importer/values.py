"""One column of text becomes one column of values, and says which cells it could not take and why."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from data_access.importer import dates
from data_access.importer.distinct import Distinct
from data_access.importer.fields import Field, Kind
from data_access.importer.rules import (
    CALENDAR,
    FILLED,
    FORMULA,
    FORWARD_LOOKING,
    FULL_YEAR,
    LENGTH,
    LISTED,
    NOT_FUTURE,
    PLAUSIBLE,
    WHOLE,
    Rule,
)
from data_access.importer.spelling import PLACEHOLDERS, SPACES, Spellings, fold, fold_force

_FORMULA_STARTS = r"^[=+\-@]"
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.0+)?")
# Long lists are named by their beginning; the dictionary has the rest.
_LISTED_SHOWN = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Cells of one column that break one rule: a mask over the rows, and what would be accepted."""

    rule: Rule
    broken: pl.Series
    accepted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A column understood: its values (null where refused) and its refusals."""

    values: pl.Series
    refusals: tuple[Refusal, ...]


def understand(texts: pl.Series, *, accepted: Field, spellings: Spellings, today: date) -> Understood:
    """Return the values of one column of cells; pure, so that a worked example can show every rule."""
    match accepted.kind:
        case Kind.TEXT:
            understood = _text(_tidy(texts), accepted=accepted)
        case Kind.DAY | Kind.MOMENT:
            understood = _dates(_tidy(texts), accepted=accepted, today=today)
        case Kind.NUMBER:
            understood = _numbers(_tidy(texts), accepted=accepted)
        case _:
            understood = _listed(texts, accepted=accepted, spellings=spellings)
    return _filled(texts, accepted=accepted, understood=understood)


def _tidy(texts: pl.Series) -> pl.Series:
    """Strip spaces of every kind; nothing and its usual stand-ins become null."""
    stripped = texts.str.strip_chars(SPACES)
    return stripped.set(stripped.is_in(list(PLACEHOLDERS | {"N/A", "NULL"})), None)


def _filled(texts: pl.Series, *, accepted: Field, understood: Understood) -> Understood:
    """Fill what an empty cell stands for, or refuse it where the cell is required."""
    values = understood.values
    if values.null_count() == 0:
        return understood
    if accepted.when_empty is not None:
        return Understood(values=values.fill_null(accepted.when_empty), refusals=understood.refusals)
    if not accepted.required:
        return understood
    refused = pl.Series([False]).new_from_index(0, texts.len())
    for refusal in understood.refusals:
        refused = refused | refusal.broken
    empty = Refusal(rule=FILLED, broken=values.is_null() & ~refused, accepted=_a_value_for(accepted))
    return Understood(values=values, refusals=(*understood.refusals, empty))


def _a_value_for(accepted: Field) -> str:
    if accepted.kind in {Kind.DAY, Kind.MOMENT}:
        return dates.ACCEPTED
    return "one of: " + ", ".join(accepted.codes) if accepted.codes else f"a value for {accepted.name}"


def _text(tidy: pl.Series, *, accepted: Field) -> Understood:
    refusals = [
        Refusal(
            rule=FORMULA,
            broken=tidy.str.contains(_FORMULA_STARTS).fill_null(value=False),
            accepted="text that does not begin with =, +, - or @",
        )
    ]
    if accepted.longest is not None:
        too_long = (tidy.str.len_chars() > accepted.longest).fill_null(value=False)
        refusals.append(Refusal(rule=LENGTH, broken=too_long, accepted=f"at most {accepted.longest} characters"))
    return Understood(values=tidy, refusals=tuple(refusals))


def _listed(texts: pl.Series, *, accepted: Field, spellings: Spellings) -> Understood:
    listed = spellings.of(accepted)
    folding = fold_force if accepted.kind is Kind.FORCE else fold
    known, stored = _stored_by_spelling(listed, folding=folding)
    distinct = Distinct(texts)
    unknown = distinct.to(lambda text: not known(text), kind=pl.Boolean())
    storage: pl.DataType = pl.Boolean() if accepted.kind is Kind.FLAG else pl.String()
    values = distinct.to(stored, kind=storage)
    refusal = Refusal(rule=LISTED, broken=unknown.fill_null(value=False), accepted=_list_of(accepted, listed=listed))
    return Understood(values=values, refusals=(refusal,))


def _stored_by_spelling(
    listed: Mapping[str, str | bool | None], *, folding: Callable[[str], str]
) -> tuple[Callable[[str], bool], Callable[[str], str | bool | None]]:
    def spelt(text: str) -> str:
        return folding(text.strip(SPACES))

    def known(text: str) -> bool:
        return spelt(text) in listed or fold(text.strip(SPACES)) in listed or _stands_for_nothing(text)

    def stored(text: str) -> str | bool | None:
        return listed.get(spelt(text), listed.get(fold(text.strip(SPACES))))

    return known, stored


def _stands_for_nothing(text: str) -> bool:
    return text.strip(SPACES).casefold() in PLACEHOLDERS


def _list_of(accepted: Field, *, listed: Mapping[str, str | bool | None]) -> str:
    if accepted.kind is Kind.FLAG:
        return "yes, no, or an empty cell"
    codes = accepted.codes or tuple(sorted({str(code) for code in listed.values()}))
    shown = ", ".join(codes[:_LISTED_SHOWN])
    more = f" and {len(codes) - _LISTED_SHOWN} more" if len(codes) > _LISTED_SHOWN else ""
    by_name = " (or the name)" if accepted.kind in {Kind.FORCE, Kind.AGENCY} else ""
    return f"one of: {shown}{more}{by_name}"


def _dates(tidy: pl.Series, *, accepted: Field, today: date) -> Understood:
    moments = dates.parse_common(tidy)
    left = tidy.set(moments.is_not_null(), None)
    unread = {text: dates.parse_one(text) for text in left.unique().drop_nulls()}
    read = Distinct(left).to(lambda text: _moment(unread[text]), kind=pl.Datetime("us"))
    moments = moments.zip_with(moments.is_not_null(), read)
    refusals = [
        Refusal(
            rule=rule,
            broken=left.is_in([text for text, moment in unread.items() if _breaks(moment, rule=rule)]).fill_null(
                value=False
            ),
            accepted="the year in full, such as 19/06/2018" if rule is FULL_YEAR else dates.ACCEPTED,
        )
        for rule in (FULL_YEAR, CALENDAR)
    ]
    refusals.append(Refusal(rule=PLAUSIBLE, broken=dates.implausible(moments), accepted="a date from 01/01/1990"))
    if accepted.name not in FORWARD_LOOKING:
        ahead = (moments.cast(pl.Date) > today).fill_null(value=False)
        refusals.append(Refusal(rule=NOT_FUTURE, broken=ahead, accepted=f"a date up to {today:%d/%m/%Y}"))
    return Understood(values=moments.cast(pl.Date) if accepted.kind is Kind.DAY else moments, refusals=tuple(refusals))


def _moment(answer: datetime | dates.Unreadable) -> datetime | None:
    return None if isinstance(answer, dates.Unreadable) else answer


def _breaks(answer: datetime | dates.Unreadable, *, rule: Rule) -> bool:
    return isinstance(answer, dates.Unreadable) and answer.rule is rule


def _numbers(tidy: pl.Series, *, accepted: Field) -> Understood:
    least, greatest = accepted.bounds or (0, 0)

    def number(text: str) -> int | None:
        return int(float(text)) if _WHOLE_NUMBER.fullmatch(text) else None

    values = Distinct(tidy).to(number, kind=pl.Int64())
    kept = values.is_between(least, greatest).fill_null(value=False)
    refusal = Refusal(
        rule=WHOLE, broken=tidy.is_not_null() & ~kept, accepted=f"a whole number from {least} to {greatest}"
    )
    return Understood(values=values, refusals=(refusal,))
