"""The way to one case: policy first, then the rows of the reader's own scope, and the record before any is shown."""

from collections.abc import Iterable
from datetime import datetime

from dashboard.policy import Action, NotPermitted, User, check_may
from data_access import audit
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, Witness
from data_access.caseload.case_file import CaseFile
from data_access.caseload.history import read_case_file
from data_access.caseload.yardsticks import Yardstick
from data_access.cases import Cases
from data_access.errors import UnitError
from data_access.sessions import Store

PAGE = "case"
NOT_THEIRS = "no such case within the forces of the reader"


class CaseUnknown(UnitError):
    """There is no such case for this reader."""


def view_case(
    user: User,
    referral_id: str,
    *,
    case_engine: Cases,
    store: Store,
    witness: Witness,
    now: datetime,
    yardsticks: Iterable[Yardstick] = (),
) -> CaseFile:
    """Return one case, whole, once its viewing is recorded; what it needs, by the yardstick of its force.

    Raises `NotPermitted`, `CaseUnknown` for a case that is another force's or nobody's, and `DatabaseUnavailable`
    when it cannot be read or its viewing cannot be recorded; nothing is returned then, and refusals are recorded.
    """

    def record(outcome: Outcome, detail: str = "", rows: int | None = None) -> None:
        entry = Entry(event=Event.CASE_VIEW, outcome=outcome, page=PAGE, subject=referral_id, rows=rows, detail=detail)
        audit.append(store, witness, entry, now=now)

    try:
        check_may(user, Action.VIEW_CASE)
    except NotPermitted as refusal:
        record(Outcome.REFUSED, refusal.happened)
        raise
    case = read_case_file(case_engine, referral_id, scope=user.scope, yardsticks=yardsticks)
    if case is None:
        record(Outcome.REFUSED, NOT_THEIRS)
        raise CaseUnknown(
            "There is no such case among yours.",
            unharmed="Nothing was shown.",
            remedy="Check the reference; cases of other forces are not shown here.",
        )
    record(Outcome.DONE, rows=1 + len(case.linked))
    return case
