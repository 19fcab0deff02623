"""One import from end to end: gather the files, decide about every row, apply all or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
import sqlalchemy as sa
from adbc_driver_manager import Error as ArrowError
from sqlalchemy.exc import IntegrityError

from data_access.database import plainly
from data_access.errors import DatabaseUnavailable, ImportRejected
from data_access.importer.areas import identify_areas
from data_access.importer.crosschecks import cross_check
from data_access.importer.faults import together
from data_access.importer.gathering import Gathered, gather
from data_access.importer.loading import Counts, Provenance, breaks_constraint, count, load_all
from data_access.importer.mapping import ColumnMapping, read_mapping
from data_access.importer.pipeline import Staged, stage
from data_access.importer.progress import LOADING, Progress, within
from data_access.importer.rejects import rows_refused, write_rejects
from data_access.importer.report import FileReport, ImportReport, in_reading_order
from data_access.importer.spelling import Spellings, agency_spellings, force_spellings
from data_access.importer.staging import staging
from data_access.schema import agency, force

_NOTHING = Counts(added=0, updated=0, unchanged=0)


def import_files(
    engine: sa.Engine,
    paths: Sequence[Path],
    *,
    mapping: Path | None,
    dry_run: bool,
    accept_valid: bool,
    as_at: date,
    now: datetime,
    reject_to: Path | None,
    progress: Progress,
    names: Mapping[Path, str] | None = None,
    proof: Callable[[str], None] | None = None,
) -> ImportReport:
    """Import files in one transaction and report.

    Parameters
    ----------
    accept_valid
        Load the good rows although others have faults; a fault of a whole file still stops all.
    as_at
        Day up to which the register is complete.
    now
        Europe/London civil time; no recorded event may be later.
    names
        What people call files that are stored under other names.
    proof
        Asked last, when no other import can come between and nothing is written yet, with the digest of what was
        read; whatever it raises stops the import.

    Raises
    ------
    ImportRejected
        When the mapping file is wrong, or good rows contradict what is stored.
    DatabaseUnavailable
        When the database is locked, full or gone; nothing is written then.
    """
    meanings = read_mapping(mapping)
    gathered = gather(paths, mapping=meanings, progress=progress, names=names)
    with _plain_errors(), engine.connect() as connection:
        spellings = _spellings(connection, mapping=meanings)
        connection.rollback()
        with staging(connection) as place:
            staged = stage(gathered.plans, place=place, spellings=spellings, today=now.date(), progress=progress)
            place.begin()
            identify_areas(connection, [sheet.waiting for sheet in staged])
            across = cross_check(connection, [sheet.waiting for sheet in staged])
            faults = in_reading_order(together([gathered.faults, *(sheet.faults for sheet in staged), across]))
            refused = faults.height > 0 and (not accept_valid or faults["row"].null_count() > 0)
            counts = [_NOTHING if refused else count(connection, sheet.waiting) for sheet in staged]
            report = _report(gathered, staged=staged, counts=counts, faults=faults, dry_run=dry_run)
            if refused or dry_run:
                connection.rollback()
                return report
            if proof is not None:
                proof(gathered.sha256)
            rejects = _rejects(reject_to, gathered=gathered, faults=faults)
            load_all(
                connection,
                [(sheet.waiting, counted) for sheet, counted in zip(staged, counts, strict=True)],
                provenance=_provenance(gathered, report=report, now=now, as_at=as_at),
                progress=within(progress, span=LOADING),
            )
            connection.commit()
    return replace(report, written=True, rejects=rejects)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what drivers raise into the errors of this application."""
    try:
        with plainly("The import could not be written"):
            try:
                yield
            except IntegrityError as error:
                raise breaks_constraint(str(error.orig).splitlines()[0]) from error
    except ArrowError as error:
        raise DatabaseUnavailable(
            f"The import could not be prepared: {error}.",
            unharmed="What was stored before is unchanged.",
            remedy="Make room on the disk that holds temporary files, or name another in TMPDIR, and import again.",
        ) from error


def _spellings(connection: sa.Connection, *, mapping: ColumnMapping) -> Spellings:
    forces = connection.execute(sa.select(force.c.force_code, force.c.force_name, force.c.police_uk_slug))
    agencies = connection.execute(sa.select(agency.c.agency_code, agency.c.agency_name))
    return Spellings(
        forces=force_spellings((row[0], row[1], row[2]) for row in forces),
        agencies=agency_spellings((row[0], row[1]) for row in agencies),
        extra=mapping.values,
    )


def _report(
    gathered: Gathered, *, staged: Sequence[Staged], counts: Sequence[Counts], faults: pl.DataFrame, dry_run: bool
) -> ImportReport:
    return ImportReport(
        files=(
            *(_sheet_report(one, counts=counted, faults=faults) for one, counted in zip(staged, counts, strict=True)),
            *gathered.aside,
        ),
        faults=faults,
        written=False,
        dry_run=dry_run,
    )


def _sheet_report(staged: Staged, *, counts: Counts, faults: pl.DataFrame) -> FileReport:
    plan = staged.waiting.plan
    return FileReport(
        place=plan.sheet.place,
        table=plan.target.name,
        rows_read=staged.rows_read,
        added=counts.added,
        updated=counts.updated,
        unchanged=counts.unchanged,
        rejected=rows_refused(plan, faults=faults).len(),
        notes=(f"Headings not used: {', '.join(plan.ignored)}.",) if plan.ignored else (),
    )


def _rejects(reject_to: Path | None, *, gathered: Gathered, faults: pl.DataFrame) -> tuple[str, ...]:
    """Write the rejected rows before the good ones are stored: if that fails, nothing happened at all."""
    if reject_to is None or faults.is_empty():
        return ()
    try:
        return tuple(path.name for path in write_rejects(reject_to, plans=gathered.plans, faults=faults))
    except OSError as error:
        raise ImportRejected(
            f"The rejects file {reject_to.name} cannot be written: {error.strerror}.",
            unharmed="Nothing was loaded.",
            remedy="Name a place that can be written to, and import again.",
        ) from error


def _provenance(gathered: Gathered, *, report: ImportReport, now: datetime, as_at: date) -> Provenance:
    return Provenance(
        source=gathered.source,
        sha256=gathered.sha256,
        loaded_at=now,
        as_at=as_at,
        rejected=sum(one.rejected for one in report.files),
    )
