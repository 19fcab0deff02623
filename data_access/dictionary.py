"""The data dictionary as a document: every table, column and code list, written from the schema itself."""

import inspect
from collections.abc import Iterator
from enum import StrEnum

import sqlalchemy as sa

from data_access import access_vocabulary, practice_vocabulary, release_vocabulary, support_vocabulary, vocabulary
from data_access.schema import CASE, STORE

INTRODUCTION = """\
# Data dictionary

Written by `make docs` from `data_access/schema/` and the vocabularies; a test fails when it differs from them.
A site either loads the case database with `python -m data_access import` or offers views of these names and columns
over its own system; `python -m data_access check` says whether they honour this contract. Dates and times are civil
time in Europe/London. `UNK` in a code list means that the record does not say.
"""

KINDS = {
    sa.Boolean: "yes or no",
    sa.Date: "date",
    sa.DateTime: "date and time",
    sa.Integer: "whole number",
    sa.BigInteger: "whole number",
    sa.Text: "text",
}


def dictionary_document() -> str:
    """Return the whole dictionary as Markdown."""
    parts = [
        INTRODUCTION,
        "## Case database\n",
        *(_table(table) for table in CASE.sorted_tables),
        "## Store of the dashboard\n",
        *(_table(table) for table in STORE.sorted_tables),
        "## Code lists\n",
        *(_code_list(codes) for codes in code_lists()),
    ]
    return "\n".join(parts)


def code_lists() -> tuple[type[StrEnum], ...]:
    """Return every code list of the vocabularies, in the order they are written."""
    return tuple(
        member
        for module in (vocabulary, practice_vocabulary, support_vocabulary, access_vocabulary, release_vocabulary)
        for member in vars(module).values()
        if inspect.isclass(member) and issubclass(member, StrEnum) and member is not StrEnum
    )


def _table(table: sa.Table) -> str:
    rows = "".join(
        f"| {column.name} | {_kind(column)} | {'' if column.nullable else 'yes'} | {_note(column)} |\n"
        for column in table.columns
    )
    return f"### {table.name}\n\n{table.comment}\n\n| column | type | required | notes |\n|---|---|---|---|\n{rows}"


def _kind(column: sa.Column[object]) -> str:
    if isinstance(column.type, sa.Enum):
        codes = column.type.enum_class
        return f"code, [{codes.__name__}](#{codes.__name__.lower()})" if codes else "code"
    if isinstance(column.type, sa.String) and column.type.length:
        return f"text, at most {column.type.length}"
    return next(words for kind, words in KINDS.items() if isinstance(column.type, kind))


def _note(column: sa.Column[object]) -> str:
    return "; ".join(_notes(column))


def _notes(column: sa.Column[object]) -> Iterator[str]:
    if column.primary_key:
        yield "key"
    for key in sorted(column.foreign_keys, key=lambda key: key.target_fullname):
        yield f"refers to {key.target_fullname}"


def _code_list(codes: type[StrEnum]) -> str:
    listed = ", ".join(f"`{code.value}`" for code in codes)
    return f"### {codes.__name__}\n\n{inspect.getdoc(codes)}\n\n{listed}\n"
