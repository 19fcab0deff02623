"""Imports that leave a trace: a load is announced before anything is written, and told how it ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness, append
from data_access.errors import DatabaseUnavailable, ImportRejected
from data_access.importer.gathering import one_digest
from data_access.importer.importing import import_files
from data_access.importer.outcomes import ended, told
from data_access.importer.progress import Progress
from data_access.importer.reading import digest
from data_access.importer.report import ImportReport
from data_access.moments import to_london
from data_access.snapshot.version import data_version

# A pool of connections to the case database, for those above who hand it on and never speak to it.
Case: TypeAlias = sa.Engine

BEGUN = "Begun; nothing was written yet."
NOT_RECORDED = "The import is in the database, but how it ended could not be recorded."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Where imports are recorded, and who answers for them.

    Attributes
    ----------
    clock
        Says what moment it is, in UTC and aware of it.
    page
        Key of the page they come from; empty for a command.
    """

    store: sa.Engine
    witness: Witness
    clock: Callable[[], datetime]
    page: str = ""

    def write(self, entry: Entry, *, now: datetime) -> None:
        """Append an entry; raises `DatabaseUnavailable`."""
        append(self.store, self.witness, replace(entry, page=self.page), now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is to be imported.

    Attributes
    ----------
    names
        What people call files that are stored under other names.
    as_at
        Day up to which the register is complete.
    """

    paths: tuple[Path, ...]
    as_at: date
    mapping: Path | None = None
    names: Mapping[Path, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Names of the files."""
        return ", ".join(self.names.get(path, path.name) for path in self.paths)

    def sha256(self) -> str:
        """Return the digest of the files as they are now; empty if one of them cannot be read."""
        try:
            return one_digest([digest(path) for path in self.paths])
        except OSError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, and of what: the files' digest and the version of the database."""

    report: ImportReport
    sha256: str
    version: str


def check_import(
    engine: sa.Engine,
    submission: Submission,
    *,
    ledger: Ledger,
    progress: Progress,
    accept_valid: bool = False,
    first: Callable[[], None] | None = None,
) -> Checked:
    """Check files without writing any row, and record that; raises what `import_files` raises.

    Parameters
    ----------
    first
        Looks at the files before they are opened; what it raises is recorded like any other refusal.
    """
    now, sha256 = ledger.clock(), submission.sha256()
    entry = Entry(event=Event.IMPORT_CHECK, subject=submission.source, content_sha256=sha256)
    try:
        if first is not None:
            first()
        version = data_version(engine)
        report = _run(engine, submission, now=now, progress=progress, dry_run=True, accept_valid=accept_valid)
    except Exception as error:
        ledger.write(ended(entry, error), now=ledger.clock())
        raise
    ledger.write(told(entry, report), now=ledger.clock())
    return Checked(report=report, sha256=sha256, version=version)


def load_import(
    engine: sa.Engine,
    submission: Submission,
    *,
    ledger: Ledger,
    progress: Progress,
    accept_valid: bool = False,
    reject_to: Path | None = None,
    checked: Checked | None = None,
) -> ImportReport:
    """Load files, announced before anything is written; raises what `import_files` raises.

    Parameters
    ----------
    checked
        The check this load rests on: if files or database are no longer what was checked, nothing is written.
    """
    now = ledger.clock()
    entry = Entry(event=Event.IMPORT_LOAD, subject=submission.source, content_sha256=submission.sha256())
    # The load's own row carries this very moment, by which the two are found together again.
    ledger.write(replace(entry, detail=BEGUN), now=now)
    try:
        report = _run(
            engine,
            submission,
            now=now,
            progress=progress,
            accept_valid=accept_valid,
            reject_to=reject_to,
            proof=_unchanged(engine, checked) if checked else None,
        )
    except BaseException as error:
        ledger.write(ended(entry, error), now=ledger.clock())
        raise
    try:
        ledger.write(told(entry, report), now=ledger.clock())
    except DatabaseUnavailable as error:
        raise DatabaseUnavailable(NOT_RECORDED, unharmed=error.unharmed, remedy=error.remedy) from error
    return report


def _run(
    engine: sa.Engine,
    submission: Submission,
    *,
    now: datetime,
    progress: Progress,
    dry_run: bool = False,
    accept_valid: bool = False,
    reject_to: Path | None = None,
    proof: Callable[[str], None] | None = None,
) -> ImportReport:
    return import_files(
        engine,
        submission.paths,
        mapping=submission.mapping,
        dry_run=dry_run,
        accept_valid=accept_valid,
        as_at=submission.as_at,
        now=to_london(now),
        reject_to=reject_to,
        progress=progress,
        names=submission.names,
        proof=proof,
    )


def _unchanged(engine: sa.Engine, checked: Checked) -> Callable[[str], None]:
    def prove(sha256: str) -> None:
        if sha256 != checked.sha256:
            raise _no_longer("The files are not the ones that were checked.")
        if data_version(engine) != checked.version:
            raise _no_longer("The case database has changed since the check.")

    return prove


def _no_longer(happened: str) -> ImportRejected:
    return ImportRejected(happened, unharmed="Nothing was loaded.", remedy="Check the files again, then load them.")
