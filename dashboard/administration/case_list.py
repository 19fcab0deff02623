"""The way to a list of cases: policy first, then rows of the reader's own scope, and the record before any is shown."""

from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.policy import ACTIONS, Action, NotPermitted, User, check_may
from data_access import audit
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, Witness
from data_access.case_list import CasePage, ListedCase, Order, count_cases, find_case, page_of_cases
from data_access.cases import Cases
from data_access.filters import Filters
from data_access.quality.rows import page_to_mend
from data_access.quality.subjects import Limits
from data_access.sessions import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOffice:
    """One reader at work on the cases of their forces, at one moment.

    Every method raises `NotPermitted` for whoever may see no single case, which is recorded, and
    `DatabaseUnavailable` when the cases cannot be read or their viewing cannot be recorded; no case is returned then.
    """

    user: User
    case_engine: Cases
    store: Store
    witness: Witness
    now: datetime

    def count(self, filters: Filters) -> int:
        """Return how many cases match; a number tells of no case, so it leaves no record."""
        self._check("")
        return count_cases(self.case_engine, scope=self.user.scope, filters=filters)

    def page(
        self, filters: Filters, *, filters_in_words: str, order: Order = Order.NEWEST, after: str | None = None
    ) -> CasePage:
        """Return one page of the cases that match, once its viewing is recorded."""
        self._check(filters_in_words)
        page = page_of_cases(self.case_engine, scope=self.user.scope, filters=filters, order=order, after=after)
        self._record(Entry(event=Event.CASE_VIEW, filters=filters_in_words, rows=len(page.cases), detail="list"))
        return page

    def to_mend(self, subject: str, limits: Limits, *, in_words: str, after: str | None = None) -> CasePage:
        """Return one page of the cases of which something is to be mended, once its viewing is recorded.

        Raises also `KeyError` for a subject that there is not.
        """
        self._check(in_words)
        page = page_to_mend(self.case_engine, scope=self.user.scope, subject=subject, limits=limits, after=after)
        self._record(Entry(event=Event.CASE_VIEW, filters=in_words, rows=len(page.cases), detail="data quality"))
        return page

    def find(self, reference: str) -> ListedCase | None:
        """Return the case of a reference among all of the reader's forces, or None, once the search is recorded."""
        self._check("")
        case = find_case(self.case_engine, reference, scope=self.user.scope)
        self._record(Entry(event=Event.CASE_VIEW, subject=reference, rows=int(case is not None), detail="search"))
        return case

    def _check(self, filters_in_words: str) -> None:
        try:
            check_may(self.user, Action.VIEW_CASE)
        except NotPermitted as refusal:
            refused = Outcome.REFUSED
            entry = Entry(event=Event.CASE_VIEW, outcome=refused, filters=filters_in_words, detail=refusal.happened)
            self._record(entry)
            raise

    def _record(self, entry: Entry) -> None:
        whole = replace(entry, page=ACTIONS[Action.VIEW_CASE].page)
        audit.append(self.store, self.witness, whole, now=self.now)
