"""How agencies stand in a sentence: nothing that the wording check would blame a typed title for."""

import csv
from dataclasses import replace
from importlib.resources import files

import pytest

from dashboard.edition.claims import claims
from dashboard.wording.agencies import refers_most
from tests.editions import plates

LISTED = {
    row["agency_code"]: row["agency_name"]
    for row in csv.DictReader((files("data_access.reference_data") / "agencies.csv").read_text("utf-8").splitlines())
}
AGENCIES = plates()[2]


@pytest.mark.parametrize(("code", "name"), LISTED.items(), ids=LISTED)
def test_a_sentence_that_begins_with_an_agency_is_blamed_for_nothing(code, name):
    first, *others = AGENCIES.rows
    plate = replace(AGENCIES, rows=(replace(first, code=code, label=name), *others))

    assert claims(f"{refers_most(code, name).removesuffix(' most')} more", plate) == ()
