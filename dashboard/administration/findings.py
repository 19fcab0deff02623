"""What a check found, without case data: faults by reason, each with where to look, and values only where harmless.

An administrator may load a register and has no business with the people in it. So a fault names file, row, column, why
and what is accepted; the value stands beside it only where it can hardly be about anybody.
"""

from dataclasses import dataclass, replace

import polars as pl

from data_access.importer import FileReport, ImportReport

# Day, month and year by numbers or with the month's name, and perhaps a time: not a telephone number, not a sentence.
_DATE_LIKE = (
    r"(?i)^(\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}|\d{1,2}(st|nd|rd|th)?[./ -]*"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[./, -]*\d{2,4})([ T]\d{1,2}[:.]\d{2}([:.]\d{2})?)?$"
)
_DATE_RULES = ("real_date", "full_year", "plausible_date", "not_in_future")
_CODE_RULES = ("known_value",)
# A misspelt code comes back in row after row; a name that slipped into the wrong column does not.
ROWS_OF_A_SPELLING = 3
LONGEST_CODE = 40  # characters; the longest word for a code, with room for a slip
EXAMPLES = 5  # of each reason: enough to see the pattern
# A spreadsheet of more is mended by a rule, not by hand; and a register of millions must not fill the disk with faults.
MOST_FAULTS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One fault: where it is, and the value where it may be shown."""

    file: str
    sheet: str | None
    row: int | None
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Faults that have one reason and one column.

    Attributes
    ----------
    stops_all
        Whether a fault of a whole file is among them, past which not even the good rows are loaded.
    """

    why: str
    column: str
    accepted: str
    count: int
    stops_all: bool
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a check or load came to.

    Attributes
    ----------
    files
        One entry per sheet.
    reasons
        The commonest first.
    listed
        The faults as CSV, the first `MOST_FAULTS` of them.
    """

    files: tuple[FileReport, ...]
    faults: int
    reasons: tuple[Reason, ...]
    listed: bytes

    @property
    def clean(self) -> bool:
        """Whether nothing at all was wrong."""
        return self.faults == 0

    @property
    def rejected(self) -> int:
        """Rows with a fault."""
        return sum(one.rejected for one in self.files)

    @property
    def has_good_rows(self) -> bool:
        """Whether there are rows that may be loaded without the others; no fault of a whole file stands in the way."""
        return not any(reason.stops_all for reason in self.reasons) and self.rejected < self.rows_read

    @property
    def rows_read(self) -> int:
        """Rows read."""
        return sum(one.rows_read for one in self.files)


def findings_of(report: ImportReport) -> Findings:
    """Return a report without case data."""
    faults = without_case_values(report.faults)
    listed = replace(report, faults=faults.head(MOST_FAULTS)).as_csv()
    return Findings(
        files=report.files,
        faults=faults.height,
        reasons=_reasons(faults),
        listed=b"\xef\xbb\xbf" + listed.encode(),  # a spreadsheet opens UTF-8 rightly with a mark only
    )


def without_case_values(faults: pl.DataFrame) -> pl.DataFrame:
    """Return faults with values only where they are a date that is none, or a word that many rows give for a code.

    A file without headings is read as if its first row were some: what is accepted must not quote that row either.
    """
    value, rule = pl.col("value"), pl.col("rule")
    repeats = pl.len().over("file", "sheet", "column", "rule", "value")
    date_like = rule.is_in(_DATE_RULES) & value.str.contains(_DATE_LIKE)
    code_like = rule.is_in(_CODE_RULES) & (repeats >= ROWS_OF_A_SPELLING) & (value.str.len_chars() <= LONGEST_CODE)
    return faults.with_columns(
        value=pl.when(date_like | code_like).then(value).otherwise(pl.lit("")),
        accepted=pl.col("accepted").str.replace(r"(?s) \(headings: .*\)$", ""),
    )


def _reasons(faults: pl.DataFrame) -> tuple[Reason, ...]:
    places = ("file", "sheet", "row", "value")
    grouped = (
        faults.group_by("rule", "why", "column", "accepted", maintain_order=True)
        .agg(
            count=pl.len(),
            stops_all=pl.col("row").is_null().any(),
            examples=pl.struct(places).head(EXAMPLES),
        )
        .sort("stops_all", "count", descending=True, maintain_order=True)
    )
    return tuple(
        Reason(
            why=row["why"],
            column=row["column"] or "",
            accepted=row["accepted"],
            count=row["count"],
            stops_all=row["stops_all"],
            examples=tuple(Example(**example) for example in row["examples"]),
        )
        for row in grouped.iter_rows(named=True)
    )
