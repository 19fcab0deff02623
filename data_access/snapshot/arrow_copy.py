"""The copy of a snapshot in a file: written whole or not at all, believed only when every byte is as written."""

import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.ipc

from data_access.snapshot.copy_header import header_of, snapshot_from
from data_access.snapshot.snapshot import Snapshot

FILE_NAME = "snapshot.arrow"
# Bumped when the facts or the header change: a copy of another release is read from the database again.
LAYOUT = "3"
_ROWS_A_BATCH = 1_048_576
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, pa.ArrowException, pl.exceptions.PolarsError)


def write_copy(snapshot: Snapshot, var_dir: Path) -> None:
    """Write the copy in one step that a crash cannot leave half done; raises `OSError`. Mode 0600: it is case data."""
    var_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    columns = _plain(pl.concat([snapshot.referrals_all, snapshot.practice_all], how="horizontal"))
    header = header_of(snapshot) | {"layout": LAYOUT}
    header["checksums"] = _checksums(header, columns)
    table = columns.to_arrow().replace_schema_metadata(header)
    handle, name = tempfile.mkstemp(dir=var_dir, prefix=f".{FILE_NAME}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            with pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table, max_chunksize=_ROWS_A_BATCH)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(var_dir / FILE_NAME)
        _sync_folder(var_dir)
    finally:
        temporary.unlink(missing_ok=True)


def read_copy(var_dir: Path) -> Snapshot | None:
    """Return the snapshot of the copy; None where there is none, or it is damaged, foreign or of another layout."""
    try:
        with pa.OSFile(str(var_dir / FILE_NAME)) as file:
            table = pa.ipc.open_file(file).read_all()
        table.validate(full=True)
        header = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        columns = pl.DataFrame(pl.from_arrow(table)).rechunk()
        return _believed(columns, header)
    except _UNREADABLE:
        return None


def _believed(columns: pl.DataFrame, header: dict[str, str]) -> Snapshot | None:
    checksums = header.pop("checksums")
    if header["layout"] != LAYOUT or checksums != _checksums(header, columns):
        return None
    return snapshot_from(header, columns)


def _plain(referrals: pl.DataFrame) -> pl.DataFrame:
    """Return codes as the numbers they are stored as; the header holds the lists they count in."""
    return referrals.select(pl.col(pl.Enum).to_physical(), ~pl.selectors.enum()).select(referrals.columns)


def _checksums(header: Mapping[str, str], columns: pl.DataFrame) -> str:
    """Return one checksum of the header and one a column: type, values and gaps; Arrow files have none of their own."""
    words = json.dumps(sorted(header.items()))
    sums = {f"{column.name} {column.dtype} {len(column)}": _checksum(column) for column in columns}
    return json.dumps({"header": zlib.crc32(words.encode())} | sums)


def _checksum(column: pl.Series) -> int:
    values = column.cast(pl.UInt8) if column.dtype == pl.Boolean else column.to_physical()
    gaps = column.is_null().cast(pl.UInt8)
    return zlib.crc32(values.fill_null(0).to_numpy().data, zlib.crc32(gaps.to_numpy().data))


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
