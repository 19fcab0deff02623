"""The cases that an alert watches for: one choice makes the count of its mail and the link that opens them."""

from dashboard.caseload.choice import CaseloadChoice, Facet
from data_access.caseload_vocabulary import AlertRule
from data_access.mailings.alerts import Watch


def cases_of(watch: Watch) -> CaseloadChoice:
    """Return the caseload that an alert watches."""
    by_need = watch.rule is AlertRule.NEEDS
    choice = CaseloadChoice(
        force=watch.force_code, need=watch.need if by_need else None, unassessed=None if by_need else watch.days
    )
    return choice.having(Facet.RISK, [watch.risk] if watch.risk else [])
