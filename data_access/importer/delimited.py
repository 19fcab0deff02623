"""Reads delimited text of any size in blocks: encodings, separators and quoting as spreadsheets write them."""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from data_access.importer.faults import Place, faults_at
from data_access.importer.rules import READABLE, ROWS, SHAPE
from data_access.importer.sheets import Batch, Sheet, Unreadable, column_names, filled_rows

# Big enough that Polars works at full speed, small enough that a 2 GB file needs no more memory than a small one.
BLOCK_BYTES = 16 * 1024 * 1024
# A record longer than this is a quotation mark that was opened and never closed.
LONGEST_RECORD_BYTES = 4 * BLOCK_BYTES
_SEPARATORS = (",", ";", "\t", "|")
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ACCEPTED = "a CSV file, saved as “CSV UTF-8” from a spreadsheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What one pass over a file's bytes tells: its encoding, its digest, and how its lines end."""

    encoding: str
    sha256: str
    carriage_returns_only: bool


def survey(path: Path) -> Survey:
    """Read a file once without keeping it; raises `Unreadable` for what is not text."""
    digest, windows, feeds, returns, nulls = hashlib.sha256(), False, False, False, False
    with path.open("rb") as stream:
        marked = _marked_encoding(stream.read(4))
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        while block := stream.read(BLOCK_BYTES):
            digest.update(block)
            feeds, returns, nulls = feeds or b"\n" in block, returns or b"\r" in block, nulls or b"\0" in block
            windows = windows or not (marked or block.isascii() or _decodes(decoder, block))
    if nulls and marked != "utf-16":
        raise Unreadable(READABLE, found="The file holds no text.", accepted=_ACCEPTED)
    return Survey(
        encoding=marked or ("cp1252" if windows else "utf-8"),
        sha256=digest.hexdigest(),
        carriage_returns_only=returns and not feeds,
    )


def _marked_encoding(start: bytes) -> str | None:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if start.startswith(mark)), None)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def read_delimited(path: Path, *, surveyed: Survey) -> Sheet:
    """Return the one sheet of a delimited file; raises `Unreadable`."""
    start = next(_blocks(path, surveyed=surveyed), b"").decode()
    separator, skipped = _named_separator(start)
    head_row, headings, separator = _headings(start, separator=separator, skipped=skipped)

    def batches() -> Iterator[Batch]:
        records, seen, size = 0, 0, max(path.stat().st_size, 1)
        for block in _blocks(path, surveyed=surveyed):
            batch, height = _parse(block, width=len(headings), separator=separator, before=records, place=place)
            records, seen = records + height, seen + len(block)
            keep = (batch.rows > head_row) & filled_rows(batch.texts)
            yield Batch(
                rows=batch.rows.filter(keep),
                texts=batch.texts.filter(keep),
                faults=batch.faults,
                part=min(seen / size, 1.0),
            )

    place = Place(file=path.name)
    return Sheet(place=place, headings=headings, bytes=path.stat().st_size, batches=batches)


def _named_separator(start: str) -> tuple[str | None, int]:
    """Return the separator of Excel's own first line `sep=;`, and how many lines that took."""
    found = re.match(r"sep=([,;|\t])\r?\n", start, flags=re.IGNORECASE)
    return (found[1], 1) if found else (None, 0)


def _headings(start: str, *, separator: str | None, skipped: int) -> tuple[int, tuple[str, ...], str]:
    """Return the row number of the headings, the headings and the separator."""
    for number, line in enumerate(start.splitlines(), start=1):
        if number <= skipped or not line.strip(" \t,;|"):
            continue
        sign = separator or max(_SEPARATORS, key=line.count)
        record = next(csv.reader(io.StringIO("".join(start.splitlines(keepends=True)[number - 1 :])), delimiter=sign))
        return number, tuple(record), sign
    raise Unreadable(ROWS, found="The file is empty.", accepted="a row of headings and at least one row of values")


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
                raise Unreadable(READABLE, found="The text is in no known encoding.", accepted=_ACCEPTED) from error
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
