"""The closed list: every table a release may have, each one object.

Nothing else is ever published from single referrals. Three columns at once, routes by month and risk by agency are left
out on purpose: their cells are so small that protecting them would hide most of what the other tables show.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

OTHER_AGENCIES = "OTHERS"  # agencies with few referrals, added up


class Dimension(StrEnum):
    """What a table of a release is divided by.

    Its codes: MONTH "2018-06"; QUARTER "2018-Q2" (of the calendar year); ROUTE a `Route`; AGENCY the agency's code, or
    `OTHER_AGENCIES`; RISK a `data_access.vocabulary.Risk`; OUTCOME a `dashboard.metrics.outcomes.OutcomeGroup`.
    """

    MONTH = "month"
    QUARTER = "quarter"
    ROUTE = "route"
    AGENCY = "agency"
    RISK = "risk"
    OUTCOME = "outcome"


class Route(StrEnum):
    """Who manages a referral: the two headline parts, and what is neither (not decided yet, or not accepted)."""

    UNIT = "UNIT"
    PARTNER = "PARTNER"
    NEITHER = "NEITHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the closed list: stable key, title, and what its cells are divided by (none of the total).

    A cell's keys are the codes of `dimensions`, in that order.
    """

    key: str
    title: str
    dimensions: tuple[Dimension, ...]


TOTAL = Table(key="total", title="Referrals received", dimensions=())
BY_ROUTE = Table(key="route", title="Referrals by who manages them", dimensions=(Dimension.ROUTE,))
BY_MONTH = Table(key="month", title="Referrals by month received", dimensions=(Dimension.MONTH,))
BY_QUARTER = Table(key="quarter", title="Referrals by quarter received", dimensions=(Dimension.QUARTER,))
BY_AGENCY = Table(key="agency", title="Referrals by referring agency", dimensions=(Dimension.AGENCY,))
BY_RISK = Table(key="risk", title="Referrals by level of risk", dimensions=(Dimension.RISK,))
BY_OUTCOME = Table(key="outcome", title="Referrals by outcome so far", dimensions=(Dimension.OUTCOME,))
AGENCY_BY_ROUTE = Table(
    key="agency-route",
    title="Referrals by referring agency and who manages them",
    dimensions=(Dimension.AGENCY, Dimension.ROUTE),
)
RISK_BY_ROUTE = Table(
    key="risk-route",
    title="Referrals by level of risk and who manages them",
    dimensions=(Dimension.RISK, Dimension.ROUTE),
)
QUARTER_BY_ROUTE = Table(
    key="quarter-route",
    title="Referrals by quarter received and who manages them",
    dimensions=(Dimension.QUARTER, Dimension.ROUTE),
)
QUARTER_BY_RISK = Table(
    key="quarter-risk",
    title="Referrals by quarter received and level of risk",
    dimensions=(Dimension.QUARTER, Dimension.RISK),
)
OUTCOME_BY_ROUTE = Table(
    key="outcome-route",
    title="Referrals by outcome so far and who manages them",
    dimensions=(Dimension.OUTCOME, Dimension.ROUTE),
)

CLOSED_LIST = (
    TOTAL,
    BY_ROUTE,
    BY_MONTH,
    BY_QUARTER,
    BY_AGENCY,
    BY_RISK,
    BY_OUTCOME,
    AGENCY_BY_ROUTE,
    RISK_BY_ROUTE,
    QUARTER_BY_ROUTE,
    QUARTER_BY_RISK,
    OUTCOME_BY_ROUTE,
)
TABLES: Mapping[str, Table] = {table.key: table for table in CLOSED_LIST}
EXACT_WHERE_SAFE = (TOTAL, BY_ROUTE, BY_MONTH)  # the headline, its two parts and whole months; nothing else is exact
