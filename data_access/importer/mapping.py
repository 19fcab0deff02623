"""The column-mapping file: other headings, other sheet names and other words for codes, in TOML.

[sheets]
"Stalking log 2018" = "referral"

[columns.referral]
"URN" = "referral_id"

[values.current_risk]
"standard" = "LOW"
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data_access.errors import ImportRejected
from data_access.importer.fields import TARGETS, Target
from data_access.importer.spelling import fold

_SECTIONS = frozenset({"sheets", "columns", "values"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """What a mapping file says, every spelling folded.

    Attributes
    ----------
    sheets
        Sheet or file name → table.
    columns
        Table → heading → column.
    values
        Column → word → code.
    """

    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_mapping(path: Path | None) -> ColumnMapping:
    """Return the mapping of a file, empty for none; raises `ImportRejected` when it names what does not exist."""
    if path is None:
        return ColumnMapping()
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refused(path, f"cannot be read: {error}") from error
    _check_shape(path, written)
    mapping = ColumnMapping(
        sheets=_folded(written.get("sheets", {})),
        columns={table: _folded(headings) for table, headings in written.get("columns", {}).items()},
        values={column: _folded(words) for column, words in written.get("values", {}).items()},
    )
    _check_names(path, mapping)
    return mapping


def _folded(spellings: Mapping[str, str]) -> dict[str, str]:
    return {fold(spelling): meant for spelling, meant in spellings.items()}


def _check_shape(path: Path, written: Mapping[str, object]) -> None:
    if unknown := sorted(set(written) - _SECTIONS):
        raise _refused(path, f"has a section “{unknown[0]}”; there are sheets, columns and values")
    nested = [section for name in ("columns", "values") for section in _tables(path, name, written.get(name, {}))]
    for name, section in [("sheets", written.get("sheets", {})), *nested]:
        for spelling, meant in _tables(path, name, section):
            if not isinstance(meant, str):
                raise _refused(path, f"gives “{spelling}” in {name} something that is not text")


def _tables(path: Path, name: str, section: object) -> list[tuple[str, object]]:
    if not isinstance(section, dict):
        raise _refused(path, f"has something other than a table under {name}")
    return list(section.items())


def _check_names(path: Path, mapping: ColumnMapping) -> None:
    tables = {target.name: target for target in TARGETS}
    for table in (*mapping.sheets.values(), *mapping.columns):
        if table not in tables:
            raise _refused(path, f"names a table “{table}”; there are {', '.join(sorted(tables))}")
    for table, headings in mapping.columns.items():
        _check_columns(path, tables[table], meant=headings.values())
    codes = {accepted.name: accepted.codes for target in TARGETS for accepted in target.fields}
    for column, words in mapping.values.items():
        if column not in codes:
            raise _refused(path, f"gives words for a column “{column}” that no table has")
        for code in words.values():
            if codes[column] and code not in codes[column]:
                raise _refused(path, f"means “{code}” in {column}; the codes are {', '.join(codes[column])}")


def _check_columns(path: Path, target: Target, *, meant: Iterable[str]) -> None:
    columns = {accepted.name for accepted in target.fields}
    for column in meant:
        if column not in columns:
            raise _refused(path, f"names a column “{column}”; {target.name} has {', '.join(sorted(columns))}")


def _refused(path: Path, why: str) -> ImportRejected:
    return ImportRejected(
        f"The mapping file {path.name} {why}.",
        unharmed="Nothing was read or written.",
        remedy="Correct the mapping file and import again.",
    )
