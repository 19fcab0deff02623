"""One site's databases and working folder, and what a check and a load do with them; runs without a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from dashboard.administration.findings import Findings, findings_of
from dashboard.administration.uploads import FOLDER, Deposit, check_unpacked, remove
from data_access.audit import Witness
from data_access.database import open_case
from data_access.errors import ImportRejected
from data_access.importer import accountable
from data_access.importer.accountable import Case, Ledger, Submission
from data_access.importer.history import PastLoad, past_loads
from data_access.importer.own_tables import check_own_tables
from data_access.importer.progress import Progress
from data_access.importer.turn import one_at_a_time
from data_access.private_files import PRIVATE_FILE, PRIVATE_FOLDER
from data_access.sessions import Store

PAGE = "imports"
SET_ASIDE = "rows-set-aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A finished check: what it found, and what a load must rest on."""

    findings: Findings
    rests_on: accountable.Checked = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A finished load, and the files of the rows set aside; they go with the folder of the registers."""

    findings: Findings
    set_aside: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSite:
    """Where imports read and write.

    Attributes
    ----------
    after_load
        Called when the case database has changed.
    """

    var_dir: Path
    case_url: str = field(repr=False)
    store: Store
    clock: Callable[[], datetime]
    after_load: Callable[[], None]

    def check(self, deposit: Deposit, *, as_at: date, witness: Witness, progress: Progress) -> Check:
        """Check a deposit without writing any row; raises what the importer raises."""
        with self._case() as case:
            checked = accountable.check_import(
                case,
                _submission(deposit, as_at=as_at),
                ledger=self._ledger(witness),
                progress=progress,
                accept_valid=True,
                first=lambda: check_unpacked(deposit.paths, labels=deposit.labels),
            )
        return Check(findings=findings_of(checked.report), rests_on=checked)

    def load(
        self, deposit: Deposit, *, as_at: date, check: Check, accept_valid: bool, witness: Witness, progress: Progress
    ) -> Load:
        """Load what was checked, and nothing else; then the registers are removed. Raises what the importer raises."""
        set_aside = deposit.folder / SET_ASIDE
        set_aside.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        with self._case() as case:
            report = accountable.load_import(
                case,
                _submission(deposit, as_at=as_at),
                ledger=self._ledger(witness),
                progress=progress,
                accept_valid=accept_valid,
                reject_to=set_aside,
                checked=check.rests_on,
            )
        if not report.written:
            raise ImportRejected(
                "The files have faults now that the check did not find.",
                unharmed="Nothing was loaded.",
                remedy="Check the files again.",
            )
        self.after_load()
        deposit.remove_registers()
        kept = tuple(set_aside / name for name in report.rejects)
        for path in kept:
            path.chmod(PRIVATE_FILE)
        return Load(findings=findings_of(report), set_aside=kept)

    def history(self, *, at_most: int) -> tuple[PastLoad, ...]:
        """Return the newest loads with who made them; raises `DatabaseUnavailable`."""
        case = open_case(self.case_url, read_only=True)
        try:
            return past_loads(case, self.store, at_most=at_most)
        finally:
            case.dispose()

    def clear(self) -> None:
        """Remove the uploads of a process that is gone; not while another process of this site imports."""
        try:
            with one_at_a_time(self.var_dir):
                remove(self.var_dir / FOLDER)
        except ImportRejected:
            return  # that process is alive, and so are its files

    def _ledger(self, witness: Witness) -> Ledger:
        return Ledger(store=self.store, witness=witness, clock=self.clock, page=PAGE)

    @contextmanager
    def _case(self) -> Iterator[Case]:
        """Give the case database to write to, and the turn of this site; every other engine of the pages only reads."""
        case = open_case(self.case_url)
        try:
            with one_at_a_time(self.var_dir):
                check_own_tables(case)
                yield case
        finally:
            case.dispose()


def _submission(deposit: Deposit, *, as_at: date) -> Submission:
    return Submission(paths=deposit.paths, as_at=as_at, mapping=deposit.mapping, names=deposit.labels)
