from datetime import date

import pytest

from dashboard.wording.agencies import from_agency, refers_most
from dashboard.wording.filtering import filters_in_words, narrowing_in_words, place_in_words
from data_access.filters import Filters
from data_access.reference import Agency, Area, Force, Reference
from data_access.vocabulary import AgencyGroup, Risk, SiteModel


def force(code, name, launched_on):
    return Force(
        code=code,
        name=name,
        site_model=SiteModel.NONE,
        unit_name=None,
        referral_definition=None,
        launched_on=launched_on,
        ended_on=None,
    )


REFERENCE = Reference(
    forces=(
        force("E23000006", "Cheshire", date(2018, 6, 19)),
        force("E23000030", "Hampshire", date(2018, 7, 1)),
        force("E23000001", "Metropolitan Police", date(2018, 10, 1)),
        force("E23000002", "Cumbria", None),
    ),
    areas=(Area(area_id="CHE-WAR", force_code="E23000006", name="Warrington"),),
    agencies=(Agency(code="PROB", name="Probation Service", group=AgencyGroup.CRIMINAL_JUSTICE),),
    awareness_weeks=(),
    series_breaks=(),
)


def filters(**chosen):
    return Filters(since=date(2018, 6, 19), until=date(2019, 4, 18), **chosen)


@pytest.mark.parametrize(
    ("forces", "words"),
    [
        ((), "all three forces"),
        (("E23000006",), "Cheshire"),
        (("E23000006", "E23000030"), "Cheshire and Hampshire"),
        (("E23000006", "E23000030", "E23000001"), "all three forces"),
    ],
)
def test_the_place_is_named_or_counted(forces, words):
    assert place_in_words(filters(forces=forces), REFERENCE) == words


def test_the_other_filters_read_as_one_phrase():
    chosen = filters(risks=(Risk.HIGH,), agencies=("PROB",), areas=("CHE-WAR",))
    assert narrowing_in_words(chosen, REFERENCE) == "high risk, from the Probation Service, in Warrington"
    assert narrowing_in_words(filters(risks=(Risk.HIGH, Risk.MEDIUM)), REFERENCE) == "medium risk or high risk"
    assert narrowing_in_words(filters(agencies=("A", "B", "C", "D")), REFERENCE) == "from four agencies"
    assert narrowing_in_words(filters(), REFERENCE) == ""


def test_all_filters_read_as_one_sentence():
    chosen = filters(forces=("E23000006",), risks=(Risk.HIGH,))
    assert filters_in_words(chosen, REFERENCE) == "Cheshire, 19 Jun 2018 to 18 Apr 2019, high risk"


def test_an_agency_stands_in_a_sentence_as_a_phrase_with_a_verb_that_agrees():
    assert from_agency("PROB", "Probation Service") == "the Probation Service"
    assert refers_most("PROB", "Probation Service") == "The Probation Service refers most"
    assert refers_most("POL_LPU", "Local policing unit") == "Local policing units refer most"
    assert refers_most("X", "Harbour watch") == "Harbour watch refers most"
