"""What a reader asks of the caseload: the same in the address and out of it, and nothing that they cannot have."""

import string
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.caseload.choice import LONGEST_TEXT, CaseloadChoice, Facet
from dashboard.caseload.columns import USUAL, Column
from dashboard.caseload.reading import read_choice
from data_access.caseload.lately import LATELY
from data_access.caseload.orders import Sort
from data_access.caseload_vocabulary import Need
from data_access.force_settings import MOST_DAYS
from data_access.reference import Agency
from data_access.vocabulary import AgencyGroup, Risk, Status
from tests.snapshots import NO_REFERENCE

FORCES = ("E23000006", "E23000030")
AGENCIES = ("POL_LPU", "PROB")
REFERENCE = replace(
    NO_REFERENCE,
    agencies=tuple(Agency(code=code, name=code, group=AgencyGroup.POLICE) for code in AGENCIES),
)
OPEN = [status.value for status in Status if status is not Status.CLOSED]
TEXT = st.text(alphabet=string.ascii_letters + string.digits + "-/&=%+ é#?", min_size=1, max_size=20).map(str.strip)
CODES = {
    Facet.RISK: st.sampled_from([risk.value for risk in Risk]),
    Facet.AGENCY: st.sampled_from(AGENCIES),
    Facet.LEAD: st.sampled_from(["", *AGENCIES]),
    Facet.STAGE: st.sampled_from(OPEN),
    Facet.OWNER: st.one_of(st.just(""), TEXT.filter(lambda text: text not in {"", "-"})),
}


@st.composite
def choices(draw: st.DrawFn) -> CaseloadChoice:
    """Anything that may be chosen together."""
    columns = draw(st.lists(st.sampled_from(Column), min_size=1, unique=True))
    need = draw(st.sampled_from([None, *Need]))
    chosen = CaseloadChoice(
        need=need,
        unassessed=draw(st.none() | st.integers(0, MOST_DAYS)),
        since=draw(st.none() | st.dates()) if need in LATELY else None,
        force=draw(st.sampled_from(["", *FORCES])),
        reference=draw(st.one_of(st.just(""), TEXT)),
        sort=draw(st.sampled_from(Sort)),
        turned=draw(st.booleans()),
        columns=tuple(column for column in Column if column in columns),
    )
    for facet in Facet:
        chosen = chosen.having(facet, draw(st.lists(CODES[facet], max_size=3)))
    return chosen


def read(query: dict[str, list[str]]) -> tuple[CaseloadChoice, bool]:
    return read_choice(query, forces=FORCES, reference=REFERENCE)


@given(chosen=choices())
def test_an_address_opens_exactly_what_wrote_it(chosen: CaseloadChoice):
    assert read(chosen.query) == (chosen, False)
    assert read(parse_qs(urlsplit(chosen.address).query)) == (chosen, False)


@given(chosen=choices())
def test_a_chip_taken_away_takes_its_code_alone_and_a_count_opens_all_that_it_counts(chosen: CaseloadChoice):
    for facet, codes in chosen.picked:
        for code in codes:
            left = chosen.without(facet, code)
            assert set(left.of(facet)) == set(codes) - {code}
            assert left.having(facet, codes) == chosen
    opened = chosen.whole(Need.REVIEW_DUE)
    assert (opened.need, opened.picked, opened.reference, opened.since) == (Need.REVIEW_DUE, (), "", None)
    assert (opened.force, opened.sort, opened.columns) == (chosen.force, chosen.sort, chosen.columns)


def test_a_heading_orders_by_its_column_and_turns_it_round_when_asked_again():
    by_risk = CaseloadChoice(turned=True).ordered(Sort.RISK)
    assert (by_risk.sort, by_risk.turned) == (Sort.RISK, False)
    assert by_risk.ordered(Sort.RISK).turned
    assert by_risk.ordered(Sort.RISK).ordered(Sort.RISK) == by_risk


def test_a_day_since_when_is_left_out_where_nothing_says_since_when():
    chosen, in_vain = read({"need": ["REVIEW_DUE"], "since": ["2026-11-16"]})
    assert (chosen, in_vain) == (CaseloadChoice(need=Need.REVIEW_DUE), True)


@pytest.mark.parametrize(
    ("query", "is_said"),
    [
        ({"need": ["EVERYTHING"]}, True),
        ({"since": ["yesterday"]}, True),
        ({"unassessed": ["-1"]}, True),
        ({"unassessed": ["9" * 5000]}, True),
        ({"unassessed": ["²"]}, True),
        ({"force": ["E23000001"]}, True),
        ({"risk": ["CRITICAL"]}, True),
        ({"agency": ["NOBODY"]}, True),
        ({"agency": ["-"]}, True),
        ({"stage": ["CLOSED"]}, True),
        ({"owner": ["x" * (LONGEST_TEXT + 1)]}, True),
        ({"owner": ["a\x00b"]}, True),
        ({"ref": ["a\x00b"]}, True),
        ({"ref": ["R" * (LONGEST_TEXT + 1)]}, True),
        ({"sort": ["DROP TABLE"], "turned": ["1"], "show": ["victim_pid"], "utm": ["x"]}, False),
    ],
)
def test_what_an_address_cannot_have_is_left_out_and_said_where_it_would_mislead(
    query: dict[str, list[str]], is_said: bool
):
    chosen, in_vain = read(query)
    assert chosen == CaseloadChoice()
    assert chosen.columns == USUAL
    assert in_vain is is_said
