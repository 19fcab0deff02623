"""Reads delimited text of any size in blocks: separators and quoting as spreadsheets write them."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from data_access.importer.faults import Place, faults_at
from data_access.importer.headings import HeadingRow, find_headings, first_filled
from data_access.importer.mapping import ColumnMapping
from data_access.importer.rules import READABLE, ROWS, SHAPE
from data_access.importer.sheets import Batch, Sheet, Unreadable, column_names, filled_rows
from data_access.importer.survey import ACCEPTED_TEXT, BLOCK_BYTES, Survey

# A record longer than this is a quotation mark that was opened and never closed.
LONGEST_RECORD_BYTES = 4 * BLOCK_BYTES
# Python's own limit of 128 KiB a value would end the reading with an error of its own.
csv.field_size_limit(LONGEST_RECORD_BYTES)
# The headings, and what may stand above them, are looked for here.
_HEAD_BYTES = 1024 * 1024
_SEPARATORS = (",", ";", "\t", "|")


def read_delimited(path: Path, *, place: Place, surveyed: Survey, mapping: ColumnMapping) -> Sheet:
    """Return the one sheet of a delimited file; raises `Unreadable`."""
    start = next(_blocks(path, surveyed=surveyed), b"")[:_HEAD_BYTES].decode(errors="ignore")
    head = _headings(start, place=place, mapping=mapping)

    def batches() -> Iterator[Batch]:
        records, seen, size = 0, 0, max(path.stat().st_size, 1)
        for block in _blocks(path, surveyed=surveyed):
            batch, height = _parse(
                block, width=len(head.headings), separator=head.separator, before=records, place=place
            )
            records, seen = records + height, seen + len(block)
            keep = (batch.rows > head.row) & filled_rows(batch.texts)
            yield Batch(
                rows=batch.rows.filter(keep),
                texts=batch.texts.filter(keep),
                faults=batch.faults.filter(pl.col("row") > head.row),
                part=min(seen / size, 1.0),
            )

    return Sheet(place=place, headings=head.headings, bytes=path.stat().st_size, batches=batches)


def _headings(start: str, *, place: Place, mapping: ColumnMapping) -> HeadingRow:
    """Return the row of headings and its separator, which the first line may name: `sep=;` is Excel's own."""
    named = re.match(r"sep=([,;|\t])\r?\n", start, flags=re.IGNORECASE)
    rows = [
        row
        for separator in (named[1] if named else _SEPARATORS)
        for row in first_filled(_records(start, separator=separator, after=1 if named else 0))
    ]
    found = find_headings(rows, place=place, mapping=mapping)
    if found is None:
        raise Unreadable(ROWS, found="The file is empty.", accepted="a row of headings and at least one row of values")
    return found


def _records(start: str, *, separator: str, after: int) -> Iterator[HeadingRow]:
    for number, record in enumerate(csv.reader(io.StringIO(start, newline=""), delimiter=separator), start=1):
        if number > after:
            yield HeadingRow(row=number, headings=tuple(record), separator=separator)


def _blocks(path: Path, *, surveyed: Survey) -> Iterator[bytes]:
    """Yield the file as UTF-8, cut where a record ends."""
    pending = b""
    for block in _utf8(path, surveyed=surveyed):
        pending += block
        end = _last_record_end(pending)
        if end:
            yield pending[:end]
            pending = pending[end:]
        elif len(pending) > LONGEST_RECORD_BYTES:
            raise _never_closed()
    if pending.count(b'"') % 2:
        raise _never_closed()
    if pending:
        yield pending


def _never_closed() -> Unreadable:
    return Unreadable(
        READABLE,
        found="A quotation mark is opened and never closed.",
        accepted="quotation marks in pairs; one inside a value is written twice",
    )


def _utf8(path: Path, *, surveyed: Survey) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(surveyed.encoding)()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK_BYTES):
            try:
                text = block if surveyed.encoding == "utf-8" else decoder.decode(block).encode()
            except UnicodeDecodeError as error:
                raise Unreadable(READABLE, found="The text is in no known encoding.", accepted=ACCEPTED_TEXT) from error
            yield text.replace(b"\r", b"\n") if surveyed.carriage_returns_only else text


def _last_record_end(block: bytes) -> int:
    """Return where the last whole record ends: after a line feed with an even number of quotation marks before it."""
    quotes, end = block.count(b'"'), len(block)
    while (feed := block.rfind(b"\n", 0, end)) >= 0:
        quotes -= block.count(b'"', feed, end)
        if quotes % 2 == 0:
            return feed + 1
        end = feed
    return 0


def _parse(block: bytes, *, width: int, separator: str, before: int, place: Place) -> tuple[Batch, int]:
    """Return the records of a block and how many there were: by Polars, or one by one where it is irregular."""
    names = column_names(width)
    # Begins with its rarest character, so that the search jumps from one quotation mark to the next.
    lone_quote = f'"(?<=[^{separator}\n"]")(?=[^{separator}\r\n"])'.encode()
    if b'"' not in block or not re.search(lone_quote, block):
        try:
            texts = pl.read_csv(
                block,
                has_header=False,
                schema=dict.fromkeys(names, pl.String),
                separator=separator,
                infer_schema=False,
                missing_columns="insert",
            )
        except PolarsError:
            return _parse_slowly(block, names=names, separator=separator, before=before, place=place)
        return Batch(rows=_numbers(before, texts.height), texts=texts), texts.height
    return _parse_slowly(block, names=names, separator=separator, before=before, place=place)


def _numbers(before: int, height: int) -> pl.Series:
    return pl.int_range(before + 1, before + height + 1, dtype=pl.UInt32, eager=True)


def _parse_slowly(block: bytes, *, names: list[str], separator: str, before: int, place: Place) -> tuple[Batch, int]:
    """Read record by record, to say exactly which have more values than there are headings."""
    width = len(names)
    records = list(csv.reader(io.StringIO(block.decode(), newline=""), delimiter=separator))
    rows = _numbers(before, len(records))
    fitted = [(record + [""] * width)[:width] for record in records]
    texts = pl.DataFrame(fitted, schema=dict.fromkeys(names, pl.String), orient="row")
    surplus = pl.Series([" ".join(record[width:]).strip() for record in records], dtype=pl.String)
    faults = faults_at(
        place,
        rows=rows.filter(surplus != ""),
        column=None,
        values=surplus.filter(surplus != ""),
        rule=SHAPE,
        accepted=f"{width} values; a separator inside a value needs quotation marks around the value",
    )
    return Batch(rows=rows, texts=texts, faults=faults), len(records)
