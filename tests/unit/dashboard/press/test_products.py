"""The list of files: each key once, no two names alike, and the document says what the list says."""

import re

from dashboard.press.product import Asked
from dashboard.press.products import PRODUCTS
from data_access.settings import ROOT
from tests.editions import an_edition
from tests.frozen import NOW

DOCUMENT = ROOT / "docs" / "press_room.md"
ROW = re.compile(r"^\| ([^|]+) \| (a chart|the release) \| ([^|]+) \|$", re.MULTILINE)


def test_the_document_says_what_the_list_says() -> None:
    assert ROW.findall(DOCUMENT.read_text("utf-8")) == [
        (product.label, "a chart" if product.of_plate else "the release", product.why) for product in PRODUCTS.values()
    ]


def test_no_two_files_of_a_release_have_one_name() -> None:
    edition = an_edition()
    names = [
        product.name(Asked(edition=edition, plate=plate, now=NOW))
        for product in PRODUCTS.values()
        for plate in (edition.plates if product.of_plate else (None,))
    ]
    assert len(set(names)) == len(names)
