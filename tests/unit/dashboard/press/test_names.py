"""Names of files: the subject, its years, the release and what it is of; safe on every disk."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.press.names import file_name, slug
from tests.editions import an_edition


def test_a_name_says_what_of_when_and_which_release():
    edition = an_edition()

    assert (
        file_name(edition, of="month", size="16x9", suffix="png")
        == "stalking-referrals-2018-19_SR-2026-0417_month_16x9.png"
    )
    assert file_name(edition, suffix="xlsx") == "stalking-referrals-2018-19_SR-2026-0417.xlsx"
    in_one_year = an_edition(until=date(2018, 12, 31))
    assert file_name(in_one_year, of="total", suffix="csv") == "stalking-referrals-2018_SR-2026-0417_total.csv"


@given(st.text())
def test_any_text_is_a_safe_part_of_a_name(text: str):
    assert re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,58}[A-Za-z0-9])?", slug(text))
