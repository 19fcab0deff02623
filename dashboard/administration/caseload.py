"""The way to the caseload: policy first, then cases of the reader's own scope, and the record before any is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard.caseload.choice import CaseloadChoice
from dashboard.policy import Action, NotPermitted, User, check_may
from data_access import audit
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, Witness
from data_access.caseload.counting import count_cases, count_needs
from data_access.caseload.owners import owners_of
from data_access.caseload.pages import CaseloadPage, CaseloadRow, caseload_page, every_row
from data_access.caseload.workers import Workload, workloads
from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_visits import visited
from data_access.caseload_vocabulary import Need
from data_access.cases import Cases
from data_access.sessions import Store

PAGE = "caseload"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadOffice:
    """One reader at work on the caseload of their forces, at one moment.

    Every method raises `NotPermitted` for whoever may see no single case, which is recorded, and
    `DatabaseUnavailable` when the cases cannot be read or their viewing cannot be recorded; no case is returned then.

    Attributes
    ----------
    yardsticks
        What the cases of each of the reader's forces are held to.
    """

    user: User
    case_engine: Cases
    store: Store
    witness: Witness
    now: datetime
    yardsticks: tuple[Yardstick, ...]

    def needs(self, choice: CaseloadChoice) -> Mapping[Need, int]:
        """Return how many cases of the forces chosen have each need; a number tells of no case and leaves no record."""
        self._check("")
        return count_needs(
            self.case_engine, scope=self.user.scope, yardsticks=choice.question(self.yardsticks).yardsticks
        )

    def count(self, choice: CaseloadChoice) -> int:
        """Return how many cases are asked for."""
        self._check("")
        return count_cases(self.case_engine, scope=self.user.scope, question=choice.question(self.yardsticks))

    def owners(self) -> Mapping[str, bool]:
        """Return the codes of the workers who hold an open case, and whether each has left."""
        self._check("")
        return owners_of(self.case_engine, scope=self.user.scope, yardsticks=self.yardsticks)

    def workloads(self) -> tuple[Workload, ...]:
        """Return what each worker of the reader's forces carries."""
        self._check("")
        return workloads(self.case_engine, scope=self.user.scope, yardsticks=self.yardsticks)

    def visited(self, as_at: date) -> date | None:
        """Note up to which day the reader sees the caseload; return the day of what they saw before, None for never."""
        self._check("")
        return visited(self.store, username=self.user.username, as_at=as_at)

    def page(self, choice: CaseloadChoice, *, in_words: str, after: str | None = None) -> CaseloadPage:
        """Return one page of the cases asked for, once its viewing is recorded under what was asked, in words."""
        self._check(in_words)
        page = caseload_page(
            self.case_engine,
            scope=self.user.scope,
            question=choice.question(self.yardsticks),
            sort=choice.sort,
            descending=choice.turned,
            after=after,
        )
        self._record(Entry(event=Event.CASE_VIEW, filters=in_words, rows=len(page.cases), detail="caseload"))
        return page

    def export(self, choice: CaseloadChoice) -> Iterator[CaseloadRow]:
        """Yield every case asked for; whoever hands them out records it before they leave."""
        check_may(self.user, Action.EXPORT_CASES)
        return every_row(
            self.case_engine,
            scope=self.user.scope,
            question=choice.question(self.yardsticks),
            sort=choice.sort,
            descending=choice.turned,
        )

    def _check(self, in_words: str) -> None:
        try:
            check_may(self.user, Action.VIEW_CASE)
        except NotPermitted as refusal:
            refused = Outcome.REFUSED
            self._record(Entry(event=Event.CASE_VIEW, outcome=refused, filters=in_words, detail=refusal.happened))
            raise

    def _record(self, entry: Entry) -> None:
        audit.append(self.store, self.witness, replace(entry, page=PAGE), now=self.now)
