"""The commands of the data side: init, demo, import, check, status; options here, the work elsewhere."""

import dataclasses
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import sqlalchemy as sa
import typer
from rich.console import Console
from rich.progress import Progress

from data_access import schema
from data_access.access_vocabulary import Event
from data_access.audit import Entry
from data_access.audit.operator import operator
from data_access.complaints import spoken
from data_access.contract import check as check_contract
from data_access.database import open_case, open_store, plainly
from data_access.demo import write_programme
from data_access.importer.accountable import BEGUN, Ledger, Submission, check_import, load_import
from data_access.importer.turn import one_at_a_time
from data_access.migrate import current_revision, head_revision, upgrade
from data_access.moments import LONDON
from data_access.reference_data import seed_reference
from data_access.settings import data_settings

application = typer.Typer(no_args_is_help=True, add_completion=False, help="The case database of the unit.")
console = Console()

FAULTS = 1
FAULTS_ON_A_SCREEN = 50  # more scroll away; --report has them all

AsAt = Annotated[datetime | None, typer.Option("--as-at", formats=["%Y-%m-%d"], help="Last day the figures cover.")]


@application.command()
def init() -> None:
    """Make or bring up to date both databases, and add the reference data."""
    with spoken(), _case():
        store = open_store(data_settings().store_url.get_secret_value())
        upgrade(store, "store")
        store.dispose()
        console.print("Both databases are up to date, with the reference data.")


@application.command()
def demo(
    *,
    referrals: Annotated[
        int | None, typer.Option(min=1, help="How many referrals; default a believable programme.")
    ] = None,
    forces: Annotated[int | None, typer.Option(min=1, max=43, help="Over how many forces.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same data.")] = 2018,
    as_at: AsAt = None,
    replace: Annotated[bool, typer.Option("--replace", help="Remove the referrals that are there first.")] = False,
) -> None:
    """Write an invented programme, labelled as invented wherever it is shown."""
    with spoken(), _ledger() as ledger, _case() as engine, _progress("Inventing") as progress:
        entry = Entry(event=Event.IMPORT_LOAD, subject="invented programme")
        ledger.write(dataclasses.replace(entry, detail=BEGUN), now=ledger.clock())
        written = write_programme(
            engine,
            referrals=referrals,
            forces=forces,
            seed=seed,
            as_at=as_at.date() if as_at else _yesterday(),
            replace=replace,
            progress=progress,
        )
        ledger.write(dataclasses.replace(entry, rows=written.rows["referral"]), now=ledger.clock())
    console.print(f"{written.rows['referral']:,} invented referrals written in {written.seconds:.1f} s.")


@application.command(name="import")
def import_(
    *,
    files: Annotated[list[Path], typer.Argument(help="CSV, XLSX or ODS files.")],
    mapping: Annotated[Path | None, typer.Option(help="TOML that names your headings.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    accept_valid: Annotated[bool, typer.Option("--accept-valid", help="Load good rows, set the rest aside.")] = False,
    rejects: Annotated[Path | None, typer.Option(help="File or folder for the rows set aside.")] = None,
    report: Annotated[Path | None, typer.Option(help="Where to write every fault as CSV.")] = None,
    as_at: AsAt = None,
) -> None:
    """Load registers as units keep them; a file with faults writes nothing and says why."""
    submission = Submission(paths=tuple(files), mapping=mapping, as_at=as_at.date() if as_at else _yesterday())
    with spoken(), _ledger() as ledger, _case() as engine, _progress("Importing") as progress:
        if dry_run:
            imported = check_import(
                engine, submission, ledger=ledger, progress=progress, accept_valid=accept_valid
            ).report
        else:
            imported = load_import(
                engine, submission, ledger=ledger, progress=progress, accept_valid=accept_valid, reject_to=rejects
            )
        if report:
            report.write_text(imported.as_csv(), encoding="utf-8")
    console.print(
        imported.as_text(at_most=FAULTS_ON_A_SCREEN if sys.stdout.isatty() else None), markup=False, highlight=False
    )
    raise typer.Exit(0 if imported.clean else FAULTS)


@application.command()
def check() -> None:
    """Say whether the case database, ours or views over another system, honours the contract."""
    with spoken(), _case_as_it_is() as engine:
        contract = check_contract(engine, today=_now().date())
    console.print(contract.as_text(), markup=False, highlight=False)
    raise typer.Exit(0 if contract.honoured else FAULTS)


@application.command()
def status() -> None:
    """Say what is in the case database and how old it is."""
    with spoken(), _case_as_it_is() as engine:
        revision, newest = current_revision(engine), head_revision("case")
        with plainly("The case database could not be read"), engine.connect() as connection:
            referrals = connection.scalar(sa.select(sa.func.count()).select_from(schema.referral))
            loads = sa.select(schema.load).order_by(schema.load.c.load_id.desc()).limit(1)
            last = connection.execute(loads).one_or_none()
    console.print(f"Schema {revision or 'of another system'} (this release: {newest}); {referrals:,} referrals.")
    if last is not None:
        console.print(f"Newest load: {last.kind}, figures to {last.as_at}, loaded {last.loaded_at:%d %b %Y %H:%M}.")


@contextmanager
def _case() -> Iterator[sa.Engine]:
    """Give the case database made or brought up to date, so that no command needs another one first."""
    engine = open_case(data_settings().case_url.get_secret_value())
    try:
        upgrade(engine, "case")
        with plainly("The reference data could not be written"), engine.begin() as connection:
            seed_reference(connection)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _case_as_it_is() -> Iterator[sa.Engine]:
    """Give the case database to read, whoever made it."""
    engine = open_case(data_settings().case_url.get_secret_value(), read_only=True)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _ledger() -> Iterator[Ledger]:
    """Give the record that every import needs, and the turn: without either, nothing of it happens."""
    settings = data_settings()
    store = open_store(settings.store_url.get_secret_value())
    try:
        upgrade(store, "store")
        with one_at_a_time(settings.var_dir):
            yield Ledger(store=store, witness=operator(), clock=_moment)
    finally:
        store.dispose()


@contextmanager
def _progress(task: str) -> Iterator[Callable[[str, float], None]]:
    """Give a bar on a terminal, a plain line a step otherwise."""
    if not sys.stdout.isatty():
        said: set[str] = set()

        def line(step: str, _share: float) -> None:
            if step not in said:
                said.add(step)
                console.print(f"{task}: {step}", markup=False, highlight=False)

        yield line
        return
    with Progress(console=console, transient=True) as bar:
        running = bar.add_task(task, total=1.0)

        def advance(step: str, share: float) -> None:
            bar.update(running, description=f"{task}: {step}", completed=share)

        yield advance


def _moment() -> datetime:
    return datetime.now(tz=UTC)


def _now() -> datetime:
    return datetime.now(tz=LONDON).replace(tzinfo=None)


def _yesterday() -> date:
    return _now().date() - timedelta(days=1)
