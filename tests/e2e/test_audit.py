"""The audit before an administrator's eyes, and the file of it in their hands."""

import csv
import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.reading import Readers, settled

pytestmark = pytest.mark.browser


def test_an_administrator_verifies_searches_and_takes_away_a_file_that_is_recorded(readers: Readers) -> None:
    reader = readers("administrator").open("/audit")
    page = reader.page

    page.get_by_text("Is anything altered or missing?").click()
    reader.button("Verify the chain").click()
    expect(page.get_by_role("status").filter(has_text="The chain is whole")).to_be_visible()

    page.get_by_role("textbox", name="Who").fill("administrator")
    reader.button("Search").click()
    expect(page.get_by_role("table", name=re.compile("by administrator"))).to_be_visible()
    reader.button("Clear").click()
    expect(page.get_by_role("table", name=re.compile("the whole audit"))).to_be_visible()
    settled(page)

    with page.expect_download() as handed:
        reader.button("Export as CSV").click()
    content = handed.value.path().read_bytes()
    lines = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert lines[1][0] == "Exported by"
    assert lines[1][1].endswith("(administrator)")

    page.get_by_role("textbox", name="Containing").fill("The audit as it stood")
    reader.button("Search").click()
    newest = page.get_by_role("row").nth(1)
    expect(newest).to_contain_text("Exported")
    newest.get_by_text(re.compile("^Entry")).click()
    expect(newest).to_contain_text(hashlib.sha256(content).hexdigest())
