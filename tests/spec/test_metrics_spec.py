"""What each metric means, by example: the reader checks the table by eye."""

from datetime import date

import pytest

from dashboard.metrics import (
    AWAITING_DECISION,
    HIGH_RISK_OPEN,
    METRICS,
    NOT_ACCEPTED,
    OPEN_CASELOAD,
    REFERRALS_RECEIVED,
    REREFERRALS,
    TAKEN_ON,
    TAKEN_ON_SHARE,
    WITH_PARTNERS,
    Metric,
    assessed_within,
)
from tests.spec.conftest import Check

EVERY_PATHWAY = """
    referral | pathway
    ---------+----------------
    1        | MANAGED_UNIT
    2        | MANAGED_UNIT
    3        | PARTNER_MANAGED
    4        | PARTNER_MANAGED
    5        | PARTNER_MANAGED
    6        | PENDING
    7        | UNK              # no decision is recorded
    8        | CONSULT_ONLY     # advice only
    9        | NOT_STALKING
    10       | NOT_ACCEPTED
    """


@pytest.mark.parametrize(
    ("metric", "expect"),
    [
        (REFERRALS_RECEIVED, 10),
        (TAKEN_ON, 2),
        (WITH_PARTNERS, 3),
        (AWAITING_DECISION, 2),
        (NOT_ACCEPTED, 3),
        (TAKEN_ON_SHARE, (2, 5)),
    ],
    ids=lambda value: value.key if isinstance(value, Metric) else "",
)
def test_every_pathway_has_its_part(worked_example: Check, metric: Metric, expect: int | tuple[int, int]) -> None:
    worked_example(metric, EVERY_PATHWAY, expect=expect)


def test_the_first_ten_months(worked_example: Check) -> None:
    table = "referral | pathway\n---\n" + "\n".join(
        f"{number} | {'MANAGED_UNIT' if number < 83 else 'PARTNER_MANAGED'}" for number in range(260)
    )
    worked_example(REFERRALS_RECEIVED, table, expect=260)
    worked_example(TAKEN_ON, table, expect=83)
    worked_example(WITH_PARTNERS, table, expect=177)
    worked_example(TAKEN_ON_SHARE, table, expect=(83, 260))


def test_assessed_within_target(worked_example: Check) -> None:
    worked_example(
        assessed_within(target_days=14, as_at=date(2026, 1, 31)),
        """
        referral | received_on | days_to_assessment
        ---------+-------------+-------------------
        1        | 2026-01-01  | 0                   # the same day
        2        | 2026-01-01  | 14                  # the last day that counts
        3        | 2026-01-01  | 15                  # a day late
        4        | 2026-01-01  |                     # still waiting: in the base, not assessed
        5        | 2026-01-17  | 3                   # has had exactly 14 days
        6        | 2026-01-18  | 2                   # too early to say, however quick
        7        | 2026-01-30  |                     # too early to say
        """,
        expect=(3, 5),
    )


def test_another_target_is_another_question(worked_example: Check) -> None:
    worked_example(
        assessed_within(target_days=7, as_at=date(2026, 1, 31)),
        """
        referral | received_on | days_to_assessment
        ---------+-------------+-------------------
        1        | 2026-01-01  | 7
        2        | 2026-01-01  | 8
        3        | 2026-01-24  |
        4        | 2026-01-25  | 1
        """,
        expect=(1, 3),
    )


def test_open_and_high_risk(worked_example: Check) -> None:
    table = """
        referral | risk | status
        ---------+------+--------------------
        1        | HIGH | OPEN
        2        | HIGH | MONITORING
        3        | HIGH | AWAITING_ASSESSMENT
        4        | HIGH | CLOSED
        5        | LOW  | OPEN
        6        | UNK  | UNK                 # open as far as anybody recorded
        """
    worked_example(OPEN_CASELOAD, table, expect=5)
    worked_example(HIGH_RISK_OPEN, table, expect=3)


def test_rereferrals(worked_example: Check) -> None:
    worked_example(
        REREFERRALS,
        """
        referral | is_rereferral
        ---------+--------------
        1        | no
        2        | yes
        3        | no
        """,
        expect=1,
    )


def test_every_metric_is_defined_once_and_in_full() -> None:
    assert len({metric.key for metric in METRICS}) == len({metric.name for metric in METRICS}) == len(METRICS)
    for metric in METRICS:
        words = (metric.definition, metric.formula, metric.base_name, metric.caption, metric.source)
        assert all(words), metric.key
