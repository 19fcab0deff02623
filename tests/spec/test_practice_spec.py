"""What each metric of the work done means, by example: the reader checks the table by eye."""

import polars as pl
import pytest

from dashboard.metrics import measure, practice
from dashboard.metrics.metric import Metric
from data_access.practice_vocabulary import Discipline, InterventionCategory
from tests.practised import bits_of
from tests.referral_facts import facts

ASSESSMENTS = """
    assessed | who took part
    ---------+------------------------
    7        | POLICE PSYCHOLOGY
    7        | POLICE ADVOCATE
    7        | POLICE UNK              # somebody whose discipline nobody wrote down
    0        | UNK                     # assessed the same day, by nobody knows whom
    3        |                         # assessed, no meeting recorded
             | POLICE                  # met, not assessed yet
    """

ADVICE = """
    pathway         | advised
    ----------------+------------------------
    MANAGED_UNIT    | PSYCHOLOGICAL LEGAL      # counts under both
    MANAGED_UNIT    | VICTIM_SAFETY
    PARTNER_MANAGED | LEGAL UNK
    PARTNER_MANAGED |                          # nothing advised, or nothing written down
    PENDING         | LEGAL                    # not decided: in neither number
    NOT_ACCEPTED    | ADVICE                   # not accepted: in neither number
    """

CONTACTS = """
    pathway         | reached
    ----------------+------------------------
    MANAGED_UNIT    | VICTIM
    MANAGED_UNIT    | VICTIM PERPETRATOR
    MANAGED_UNIT    | PERPETRATOR PROFESSIONAL
    MANAGED_UNIT    | PROFESSIONAL             # colleagues only: an exception
    MANAGED_UNIT    |                          # an exception
    PARTNER_MANAGED |                          # the partner is in contact, not the unit: no exception
    PARTNER_MANAGED | VICTIM
    """


@pytest.mark.parametrize(
    ("metric", "expect"),
    [
        (practice.DISCIPLINE_TOOK_PART, (3, 5)),
        (practice.took_part(Discipline.POLICE), (3, 5)),
        (practice.took_part(Discipline.ADVOCATE), (1, 5)),
        (practice.took_part(Discipline.HOUSING), (0, 5)),
        (practice.DISCIPLINES_NOT_RECORDED, (2, 5)),
    ],
)
def test_who_took_part_is_of_those_assessed(metric: Metric, expect: tuple[int, int]) -> None:
    assert total(metric, ASSESSMENTS, "days_to_assessment", "disciplines") == expect


@pytest.mark.parametrize(
    ("metric", "expect"),
    [
        (practice.ADVISED, (3, 4)),
        (practice.advised(InterventionCategory.LEGAL), (2, 4)),
        (practice.advised(InterventionCategory.VICTIM_SAFETY), (1, 4)),
        (practice.advised(InterventionCategory.ADVICE), (0, 4)),
        (practice.NO_ADVICE, (1, 4)),
    ],
)
def test_what_was_advised_is_of_those_decided(metric: Metric, expect: tuple[int, int]) -> None:
    assert total(metric, ADVICE, "pathway", "advised") == expect


@pytest.mark.parametrize(
    ("metric", "expect"),
    [
        (practice.VICTIM_CONTACT, (2, 5)),
        (practice.OFFENDER_CONTACT, (2, 5)),
        (practice.DIRECT_CONTACT, (3, 5)),
        (practice.NO_DIRECT_CONTACT, (2, 5)),
    ],
)
def test_direct_contact_is_of_those_taken_on(metric: Metric, expect: tuple[int, int]) -> None:
    assert total(metric, CONTACTS, "pathway", "contacted") == expect


def total(metric: Metric, table: str, column: str, bits: str) -> tuple[int, int]:
    """What a metric comes to on a table of two columns, the second of codes."""
    lines = [line.split("#")[0] for line in table.strip().splitlines()[2:]]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    plain = [int(value) if value.isdigit() else value or None for value, _ in cells]
    rows = facts({column: value} for value in plain)
    work = [bits_of(bits, codes.split()) for _, codes in cells]
    return measure(metric, rows.with_columns(pl.Series(bits, work, dtype=pl.UInt16))).total
