"""From rows as a database holds them to the facts: codes checked, days counted, every fault counted and none fatal."""

from collections import Counter

import polars as pl

from data_access.vocabulary import ClosureOutcome, Pathway, Risk, Status

# Fact, column of the database, code that stands for "the record does not say".
_CODES = (
    ("agency", "referring_agency_code", "UNK"),
    ("risk", "current_risk", Risk.UNKNOWN.value),
    ("pathway", "pathway", Pathway.UNKNOWN.value),
    ("status", "status", Status.UNKNOWN.value),
)
_DAYS = (
    ("received_on", "referral_datetime"),
    ("assessed_on", "multi_agency_assessment_date"),
    ("closed_on", "closed_date"),
)
# What finds a case in other tables while a snapshot is read; no fact, and kept no longer.
KEYS = pl.Schema(
    {
        "referral_id": pl.String,
        "previous_referral_id": pl.String,
        "lead_agency_code": pl.String,
        "assessed_on": pl.Date,
    }
)
_MOST_DAYS = 32_767  # what Int16 holds: 89 years, longer than any case


def conform(raw: pl.DataFrame, *, schema: pl.Schema, faults: Counter[str]) -> pl.DataFrame:
    """Return the facts of a batch of raw rows, in the columns of `schema` and `KEYS`; adds to `faults` what it mended.

    A code that is not on its list, or missing, becomes unknown; an area that is not on the list, and a gap from
    receipt to assessment below zero, become not recorded. A row without a known force or a usable day of receipt can
    belong to no reader and no period: it is left out, and counted.
    """
    days = pl.DataFrame({name: _day(raw, column, faults, rule=f"unusable_{name}") for name, column in _DAYS})
    received, gap = pl.col("received_on"), (pl.col("assessed_on") - pl.col("received_on")).dt.total_days()
    month = ((received.dt.year() - 1970) * 12 + received.dt.month() - 1).cast(pl.Int16, strict=False)
    possible = gap.is_between(0, _MOST_DAYS)
    far_off, impossible = days.select((received.is_not_null() & month.is_null()).sum(), (~possible).alias("gap").sum())
    faults["unusable_received_on"] += int(far_off.item())
    faults["impossible_days_to_assessment"] += int(impossible.item())
    codes = {
        name: _code(raw, column, schema[name], faults, rule=f"unknown_{name}").fill_null(unknown)
        for name, column, unknown in _CODES
    }
    facts = days.with_columns(
        _code(raw, "force_code", schema["force"], faults, rule="unknown_force").alias("force"),
        _optional_code(raw, "area_id", schema["area"], faults, rule="unknown_area").alias("area"),
        _closure(raw, schema["closure_outcome"], faults).alias("closure_outcome"),
        raw.get_column("is_rereferral").cast(pl.Boolean),
        month.alias("month"),
        pl.when(possible).then(gap).cast(pl.Int16).alias("days_to_assessment"),
        *(_key(raw, name) for name in KEYS if name != "assessed_on"),
        **codes,
    )
    return facts.filter(pl.col("force").is_not_null() & pl.col("month").is_not_null()).select(*schema, *KEYS)


def _day(raw: pl.DataFrame, name: str, faults: Counter[str], *, rule: str) -> pl.Series:
    """Return a column as civil dates, whether it came as text, as a moment or as a date."""
    column = raw.get_column(name)
    if column.dtype != pl.String:
        return column.cast(pl.Date, strict=False)
    day = column.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    faults[rule] += day.null_count() - _empty(column)
    return day


def _code(raw: pl.DataFrame, name: str, codes: pl.DataType, faults: Counter[str], *, rule: str) -> pl.Series:
    """Return a column as codes of a list; null, and a fault, where it is not on it."""
    code = raw.get_column(name).cast(pl.String).cast(codes, strict=False)
    faults[rule] += code.null_count()
    return code


def _optional_code(raw: pl.DataFrame, name: str, codes: pl.DataType, faults: Counter[str], *, rule: str) -> pl.Series:
    """Return a column as codes of a list, where not recorded is no fault."""
    code = _code(raw, name, codes, faults, rule=rule)
    faults[rule] -= _empty(raw.get_column(name))
    return code


def _closure(raw: pl.DataFrame, codes: pl.DataType, faults: Counter[str]) -> pl.Series:
    """Return why each referral was closed: null while none is recorded, unknown where the code is not ours."""
    recorded = raw.get_column("closure_outcome").cast(pl.String)
    code = _optional_code(raw, "closure_outcome", codes, faults, rule="unknown_closure_outcome")
    return code.fill_null(ClosureOutcome.UNKNOWN.value).zip_with(recorded.fill_null("") != "", code)


def _key(raw: pl.DataFrame, name: str) -> pl.Series:
    """Return a column of keys as text, null where there is none."""
    key = raw.get_column(name).cast(pl.String)
    return key.set(key == "", None)


def _empty(column: pl.Series) -> int:
    """Return how many values are not recorded: null, or the empty text that SQLite is asked for in its place."""
    return column.null_count() + int((column.cast(pl.String) == "").sum())
